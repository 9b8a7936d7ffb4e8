package dev.timeloop.leaks;

import static java.util.concurrent.TimeUnit.HOURS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.LooseEnd;
import dev.timeloop.agent.install.Agent;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each thing is told with the line that made it, also the hundredth from one line. */
class PlacesTest {
    private static final int MANY = 100;

    /** Makes many of a kind in one place, deals with all but the last, and returns what is left. */
    private static <T> List<StackTraceElement> lastOf(Supplier<T> making, Consumer<T> dealing)
            throws Exception {
        List<LooseEnd> left =
                Observed.after(
                        () -> {
                            for (int i = 1; i < MANY; i++) {
                                dealing.accept(making.get());
                            }
                            T unused = making.get();
                        });
        assertThat(left).hasSize(1);
        return left.get(0).madeAt();
    }

    private static Exception boom() {
        return new IllegalStateException("boom");
    }

    private static void look(CompletableFuture<?> future) {
        Throwable unused = future.handle((value, error) -> error).join();
    }

    /** The frames of methods that are running when their class is rewritten lose their lines. */
    @BeforeAll
    static void observe() {
        Agent.observe();
    }

    private static int line;

    /** Takes down the line of its caller. */
    private static <T> T here(T made) {
        line = StackWalker.getInstance().walk(all -> all.skip(1).findFirst()).get().getLineNumber();
        return made;
    }

    /** The stack isn't walked for each of many: then there would be more. */
    private static void isThatLine(List<StackTraceElement> frames) {
        assertThat(frames).hasSize(1);
        isThatLine(frames.get(0));
    }

    private static void isThatLine(StackTraceElement made) {
        assertThat(made.getClassName()).startsWith(PlacesTest.class.getName());
        assertThat(made.getFileName()).isEqualTo("PlacesTest.java");
        assertThat(made.getLineNumber()).isEqualTo(line);
    }

    @Test
    void aFutureThatWasMadeToBeCompleted() throws Exception {
        Supplier<CompletableFuture<String>> making =
                () -> {
                    CompletableFuture<String> made = here(new CompletableFuture<>());
                    boolean unused = made.completeExceptionally(boom());
                    return made;
                };
        isThatLine(lastOf(making, PlacesTest::look));
    }

    @Test
    void oneThatRunsCode() throws Exception {
        Runnable failing =
                () -> {
                    throw new IllegalStateException("boom");
                };
        isThatLine(lastOf(() -> here(CompletableFuture.runAsync(failing)), PlacesTest::look));
    }

    @Test
    void aStageOfAnInterface() throws Exception {
        CompletionStage<String> first = CompletableFuture.completedStage("x");
        Supplier<CompletionStage<String>> making =
                () -> here(first.thenApply(x -> String.valueOf(x.charAt(7))));
        isThatLine(lastOf(making, stage -> look(stage.toCompletableFuture())));
    }

    @Test
    void aTaskOfAPool() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            isThatLine(
                    lastOf(
                            () -> here(pool.submit(() -> List.of().get(0))),
                            task -> assertThat(task).failsWithin(1, HOURS)));
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void aTaskOfAScheduler() throws Exception {
        ScheduledExecutorService pool = Executors.newScheduledThreadPool(1);
        try {
            isThatLine(
                    lastOf(
                            () -> here(pool.schedule(() -> "x", 1, HOURS)),
                            task -> assertThat(task.cancel(false)).isTrue()));
        } finally {
            List<Runnable> unused = pool.shutdownNow();
        }
    }

    @Test
    void aTaskThatIsRunByHand() throws Exception {
        Supplier<FutureTask<String>> making =
                () -> {
                    FutureTask<String> task = here(new FutureTask<>(() -> "x".substring(9)));
                    task.run();
                    return task;
                };
        isThatLine(lastOf(making, task -> assertThat(task).isDone().failsWithin(1, HOURS)));
    }

    /** Its constructor is no place of interest: who calls that? */
    private static final class Own extends CompletableFuture<String> {}

    @Test
    void oneOfASubclass() throws Exception {
        Supplier<Own> making =
                () -> {
                    Own made = here(new Own());
                    boolean unused = made.completeExceptionally(boom());
                    return made;
                };
        List<StackTraceElement> made = lastOf(making, PlacesTest::look);
        assertThat(made.get(0).getClassName()).isEqualTo(Own.class.getName());
        assertThat(made.get(0).getMethodName()).isEqualTo("<init>");
        isThatLine(made.get(1));
    }

    /** Whose field is one. */
    private static final class Holder {
        final CompletableFuture<String> held = here(new CompletableFuture<>());
    }

    @Test
    void oneInAField() throws Exception {
        Supplier<CompletableFuture<String>> making =
                () -> {
                    CompletableFuture<String> made = new Holder().held;
                    boolean unused = made.completeExceptionally(boom());
                    return made;
                };
        isThatLine(lastOf(making, PlacesTest::look));
    }

    @Test
    void oneThatIsMadeByAMethodReference() throws Exception {
        Supplier<CompletableFuture<String>> constructor = CompletableFuture::new;
        Supplier<CompletableFuture<String>> making =
                () -> {
                    CompletableFuture<String> made = here(constructor.get());
                    boolean unused = made.completeExceptionally(boom());
                    return made;
                };
        List<StackTraceElement> made = lastOf(making, PlacesTest::look);
        isThatLine(made.get(0));
        assertThat(made).hasSizeGreaterThan(1);
    }

    @Test
    void anInnerCallIsNotTakenForTheOuterOne() throws Exception {
        CompletableFuture<String> first = CompletableFuture.completedFuture("x");
        Supplier<CompletableFuture<String>> making =
                () ->
                        first.thenCompose(
                                x -> {
                                    var inner = here(new CompletableFuture<String>());
                                    boolean unused = inner.completeExceptionally(boom());
                                    return inner;
                                });
        isThatLine(lastOf(making, PlacesTest::look));
    }
}
