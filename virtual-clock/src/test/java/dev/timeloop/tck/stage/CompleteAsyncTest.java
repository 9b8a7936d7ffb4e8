package dev.timeloop.tck.stage;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code completeAsync}, on each sort of executor. */
class CompleteAsyncTest {
    @ParameterizedTest
    @EnumSource(names = {"ASYNC", "OWN_EXECUTOR", "DIRECT_EXECUTOR", "OTHER_THREAD"})
    void aFutureEndsAsItsSupplier(Way way) {
        forAllEndings(
                (side, ending) -> {
                    CompletableFuture<Object> future = side.future();
                    CompletableFuture<Object> next = next(side, future);
                    CompletableFuture<Object> returned = complete(side, future, way, ending);
                    side.settle();
                    side.journal.note("itself", returned == future);
                    side.journal.look("future", future);
                    side.journal.look("next", next);
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"ASYNC", "OWN_EXECUTOR", "DIRECT_EXECUTOR", "OTHER_THREAD"})
    void theSupplierOfAFutureThatIsDoneIsNotAsked(Way way) {
        forAllEndings(
                (side, ending) -> {
                    CompletableFuture<Object> future = side.future();
                    ending.give(future, "by hand");
                    complete(side, future, way, Ending.VALUE);
                    side.settle();
                    side.journal.look("future", future);
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"ASYNC", "OWN_EXECUTOR"})
    void aSupplierThatWaitsForItsTurnIsNotAskedOnceTheFutureIsDone(Way way) {
        forAllEndings(
                (side, ending) -> {
                    CompletableFuture<Object> future = side.future();
                    complete(side, future, way, Ending.VALUE);
                    side.journal.note("first", ending.give(future, "by hand"));
                    side.settle();
                    side.journal.look("future", future);
                });
    }

    @Test
    void theFirstOfTwoSuppliersWins() {
        Sides.compareOnce(
                side -> {
                    CompletableFuture<Object> future = side.future();
                    future.completeAsync(() -> new Act(side, "first", Ending.VALUE).run());
                    future.completeAsync(() -> new Act(side, "second", Ending.VALUE).run());
                    side.settle();
                    side.journal.look("future", future);
                });
    }

    @Test
    void aRejectionGoesToTheCallerAndLeavesTheFuturePending() {
        Sides.compareOnce(
                side -> {
                    CompletableFuture<Object> future = side.future();
                    side.journal.ask(
                            "call",
                            () -> complete(side, future, Way.REJECTING_EXECUTOR, Ending.VALUE));
                    side.settle();
                    side.journal.look("future", future);
                });
    }

    private interface Program {
        void run(Side side, Ending ending);
    }

    private static void forAllEndings(Program program) {
        try (Sides sides = new Sides()) {
            for (Ending ending : List.of(Ending.values())) {
                sides.compare(ending.toString(), side -> program.run(side, ending));
            }
        }
    }

    private static CompletableFuture<Object> complete(
            Side side, CompletableFuture<Object> future, Way way, Ending ending) {
        Act supplier = new Act(side, "supplier", ending);
        return way == Way.ASYNC
                ? future.completeAsync(supplier::run)
                : future.completeAsync(supplier::run, way.executor(side));
    }

    private static CompletableFuture<Object> next(Side side, CompletableFuture<Object> future) {
        return UniOp.HANDLE.make(side, future, Way.PLAIN, new Act(side, "next", Ending.VALUE));
    }
}
