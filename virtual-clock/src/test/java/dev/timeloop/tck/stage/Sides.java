package dev.timeloop.tck.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;

/** Runs programs on plain futures and on tasks, and compares what they noted down. */
final class Sides implements AutoCloseable {
    private final Side jdk = new JdkSide();
    private final Side loop = new LoopSide();

    void compare(String description, Consumer<Side> program) {
        String expected = run(jdk, program);
        String actual = run(loop, program);
        if (!actual.equals(expected)) { // making an assertion for each of many cases costs
            assertThat(actual).as(description).isEqualTo(expected);
        }
    }

    /** As {@link #compare}, on sides of its own. */
    static void compareOnce(Consumer<Side> program) {
        try (Sides sides = new Sides()) {
            sides.compare("journal", program);
        }
    }

    private static String run(Side side, Consumer<Side> program) {
        side.journal = new Journal();
        program.accept(side);
        return side.journal.toString();
    }

    @Override
    public void close() {
        loop.close();
        jdk.close();
    }
}
