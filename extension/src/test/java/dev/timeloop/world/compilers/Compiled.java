package dev.timeloop.world.compilers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.world.support.InWorld;
import dev.timeloop.world.support.Strands;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import javax.tools.JavaCompiler;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What three strands see of each shape of {@code synchronized} that a compiler gives it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Compiled {
    private ClassLoader loader;

    abstract JavaCompiler compiler();

    @BeforeAll
    void compile(@TempDir Path directory) throws IOException {
        loader = Sources.compile(compiler(), directory, Blocks.class, Methods.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    return              | +200 0 is through, +300 1 returns, +500 2 is through
                    return of a value   | +200 0 gave -0.0, +300 1 gave 2.0, +500 2 gave -4.0
                    throw               | +100 0 is out, +200 1 boom, +200 1 is out, +300 2 is out
                    break and continue  | +400 0 at 1, +500 1 breaks, +600 2 at 1
                    break out of two    | +100 0 is out, +200 1 is out, +400 2 is out
                    nested              | +100 0 is in one, +300 1 is in one, +500 2 is in one
                    in a finally        | +200 1 cleans up, +400 0 cleans up, +500 2 cleans up
                    around a switch     | +100 none, +100 one, +300 many
                    in a lambda         | +100 0 is in, +200 1 is in, +300 2 is in
                    as its lock changes | +100 0 is out, +200 1 is out, +300 2 is out
                    for ever            | +400 0 saw the end, +500 1 saw the end, +600 2 saw the end
                    """)
    void aBlockIsLeftAtItsInstant(String shape, String log) throws Exception {
        assertLogs(Blocks.class, shape, log);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    method              | +100 0 is in, +200 1 is in, +300 2 is in
                    static method       | +100 0 is in, +200 1 is in, +300 2 is in
                    method with a value | +200 0 20.5, +300 1 10.0, +500 2 22.5
                    method that throws  | +200 0 is out, +400 1 boom, +600 2 is out
                    method that loops   | +100 0 is in, +300 1 is in
                    method of a subclass | +100 0 is in, +300 1 is in, +500 2 is in
                    wait and notify     | +200 0 took 3
                    wait a while        | +100 2 waited, +200 1 waited, +300 0 waited
                    """)
    void aMethodIsLeftAtItsInstant(String shape, String log) throws Exception {
        assertLogs(Methods.class, shape, log);
    }

    private void assertLogs(Class<?> shapes, String shape, String log) throws Exception {
        assertThat(
                        InWorld.log(
                                said -> {
                                    Shape one = shapesOf(shapes).get(shape);
                                    Strands.together(3, n -> one.run(n, said::say));
                                }))
                .containsExactly(log.split(", "));
    }

    private Map<String, Shape> shapesOf(Class<?> type) throws ReflectiveOperationException {
        Class<?> recompiled = loader.loadClass(type.getName());
        assertThat(recompiled).isNotEqualTo(type);
        Constructor<?> constructor = recompiled.getDeclaredConstructor();
        constructor.setAccessible(true);
        @SuppressWarnings("unchecked")
        Supplier<Map<String, Shape>> made =
                (Supplier<Map<String, Shape>>) constructor.newInstance();
        return made.get();
    }
}
