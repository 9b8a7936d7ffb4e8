package dev.timeloop.tck.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.EventLoop;
import dev.timeloop.ReturnWhen;
import dev.timeloop.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The JDK's own {@code allOf} and {@code anyOf}, of tasks. */
class CombinatorTest {
    enum Combinator {
        ALL_OF(CompletableFuture::allOf),
        ANY_OF(CompletableFuture::anyOf);

        @SuppressWarnings("ImmutableEnumChecker") // a method reference
        private final Function<CompletableFuture<?>[], CompletableFuture<?>> maker;

        Combinator(Function<CompletableFuture<?>[], CompletableFuture<?>> maker) {
            this.maker = maker;
        }

        CompletableFuture<?> of(List<CompletableFuture<Object>> futures) {
            return maker.apply(futures.toArray(new CompletableFuture<?>[0]));
        }
    }

    @ParameterizedTest
    @EnumSource
    void itEndsAsOfPlainFuturesWhicheverOfThemFails(Combinator combinator) {
        for (int size = 0; size <= 5; size++) {
            for (int odd = 0; odd < size; odd++) {
                for (Ending ending : Ending.values()) {
                    compare(combinator, size, odd, ending, false);
                    compare(combinator, size, odd, ending, true);
                }
            }
        }
    }

    private static void compare(
            Combinator combinator, int size, int odd, Ending ending, boolean backwards) {
        Sides.compareOnce(
                side -> {
                    List<CompletableFuture<Object>> futures = new ArrayList<>();
                    for (int i = 0; i < size; i++) {
                        futures.add(side.future());
                    }
                    CompletableFuture<?> early = combinator.of(futures);
                    for (int step = 0; step < size; step++) {
                        side.journal.look("early", early);
                        side.journal.look("late", combinator.of(futures));
                        int place = backwards ? size - 1 - step : step;
                        Ending given = place == odd ? ending : Ending.VALUE;
                        given.give(futures.get(place), "future " + place);
                    }
                    side.journal.look("early", early);
                    side.journal.look("late", combinator.of(futures));
                });
    }

    /** The JDK makes a task for it, and completes that task behind our back. */
    @ParameterizedTest
    @EnumSource
    void aStrandThatWaitsForAnyOfOneTaskWakes(Ending ending) {
        try (EventLoop loop = EventLoop.create()) {
            Task<Object> task = loop.task("task");
            Task<Object> any = (Task<Object>) CompletableFuture.anyOf(task);
            Task<Void> waiter =
                    loop.run(
                            "waiter", () -> loop.waitUntil(ReturnWhen.ALL_COMPLETED, List.of(any)));
            loop.settle();
            ending.give(task, "task");
            loop.settle();
            assertThat(waiter).isDone();
            assertThat(any.outcome().isPending()).isFalse();
        }
    }

    @Test
    void waitingForAllOfScriptsTakesAsLongAsTheSlowest() {
        try (EventLoop loop = EventLoop.create()) {
            Task<String> quick = loop.<String>script("quick").succeedsAfter(SECOND, "quick");
            Task<String> slow =
                    loop.<String>script("slow").succeedsAfter(SECOND.multipliedBy(5), "slow");
            loop.await(CompletableFuture.allOf(quick, slow));
            assertThat(loop.elapsed()).isEqualTo(SECOND.multipliedBy(5));
            assertThat(List.of(quick.result(), slow.result())).containsExactly("quick", "slow");
        }
    }

    @Test
    void waitingForAnyOfScriptsTakesAsLongAsTheQuickest() {
        try (EventLoop loop = EventLoop.create()) {
            Task<String> quick = loop.<String>script("quick").succeedsAfter(SECOND, "quick");
            Task<String> never = loop.<String>script("never").hangs();
            assertThat(loop.await(CompletableFuture.anyOf(never, quick))).isEqualTo("quick");
            assertThat(loop.elapsed()).isEqualTo(SECOND);
            never.cancel("not needed");
        }
    }

    private static final Duration SECOND = Duration.ofSeconds(1);
}
