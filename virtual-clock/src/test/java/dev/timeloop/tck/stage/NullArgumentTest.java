package dev.timeloop.tck.stage;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each argument of each method in turn is null: refused where the JDK refuses it. */
class NullArgumentTest {
    private static final Map<Class<?>, Object> ARGUMENTS =
            Map.ofEntries(
                    Map.entry(Function.class, (Function<Object, Object>) x -> x),
                    Map.entry(BiFunction.class, (BiFunction<Object, Object, Object>) (x, y) -> x),
                    Map.entry(Consumer.class, (Consumer<Object>) x -> {}),
                    Map.entry(BiConsumer.class, (BiConsumer<Object, Object>) (x, y) -> {}),
                    Map.entry(Supplier.class, (Supplier<Object>) () -> "supplied"),
                    Map.entry(Runnable.class, (Runnable) () -> {}),
                    Map.entry(Executor.class, (Executor) Runnable::run),
                    Map.entry(CompletionStage.class, CompletableFuture.completedFuture("other")),
                    Map.entry(TimeUnit.class, TimeUnit.HOURS),
                    Map.entry(Throwable.class, new Boom("given")),
                    Map.entry(Object.class, "value"),
                    Map.entry(long.class, 1L));

    private static final String ACCEPTED = "accepted";

    static Stream<Method> methods() {
        return Stream.of(CompletableFuture.class.getMethods())
                .filter(m -> m.getDeclaringClass() == CompletableFuture.class)
                .filter(m -> !Modifier.isStatic(m.getModifiers()))
                .filter(m -> Arrays.stream(m.getParameterTypes()).anyMatch(t -> !t.isPrimitive()))
                .sorted(Comparator.comparing(Method::toString));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aPendingFutureRefusesNullAsTheJdks(Method method) {
        Sides.compareOnce(side -> callWithoutEach(side, method, side.future()));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aFutureThatIsDoneRefusesNullAsTheJdks(Method method) {
        Sides.compareOnce(
                side -> {
                    CompletableFuture<Object> done = side.future();
                    done.complete("done");
                    callWithoutEach(side, method, done);
                });
    }

    private static void callWithoutEach(
            Side side, Method method, CompletableFuture<Object> future) {
        Class<?>[] types = method.getParameterTypes();
        for (int missing = 0; missing < types.length; missing++) {
            if (!types[missing].isPrimitive()) {
                Object[] arguments = Stream.of(types).map(ARGUMENTS::get).toArray();
                arguments[missing] = null;
                int before = future.getNumberOfDependents();
                String answer = call(method, future, arguments);
                side.journal.note("without " + missing + ": " + answer);
                if (!answer.equals(ACCEPTED)) {
                    side.journal.note("made", future.getNumberOfDependents() - before);
                }
            }
        }
        side.settle();
        side.journal.look("future", future);
    }

    private static String call(Method method, Object target, Object... arguments) {
        try {
            method.invoke(target, arguments);
            return ACCEPTED;
        } catch (InvocationTargetException thrown) {
            return "throws " + thrown.getCause().getClass().getSimpleName();
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
