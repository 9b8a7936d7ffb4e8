package dev.timeloop.behaviour.ending;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.EventLoop;
import dev.timeloop.ReturnWhen;
import dev.timeloop.Task;
import dev.timeloop.behaviour.Outside;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A loop that a test kept beyond its end. */
class AfterCloseTest {
    private static final String TEXT =
            "This loop was closed at +3 s, when QuoteServiceTest.fallsBack ended.\n"
                    + "-> use the loop of the test that runs now: take an EventLoop as a parameter, and"
                    + " keep none in a static field";

    /** What needs a loop that lives. */
    @SuppressWarnings("ImmutableEnumChecker") // its lambdas have no state
    enum Use {
        ADVANCE((loop, done) -> loop.advance(ofSeconds(1))),
        ADVANCE_TO((loop, done) -> loop.advanceTo(loop.now())),
        SETTLE((loop, done) -> loop.settle()),
        STEP((loop, done) -> loop.step()),
        RUN_UNTIL_IDLE((loop, done) -> loop.runUntilIdle()),
        SLEEP((loop, done) -> loop.sleep(ZERO)),
        START((loop, done) -> loop.start("x", () -> 1)),
        RUN((loop, done) -> loop.run("x", () -> {})),
        BACKGROUND((loop, done) -> loop.background("x", () -> {})),
        TASK((loop, done) -> loop.task("x")),
        TRACK((loop, done) -> loop.track("x", new CompletableFuture<>())),
        SCRIPT((loop, done) -> loop.script("x")),
        TASK_GROUP((loop, done) -> loop.taskGroup("x")),
        TASK_GROUP_WITH_A_BODY((loop, done) -> loop.taskGroup("x", group -> {})),
        CALL_SOON((loop, done) -> loop.callSoon(() -> {})),
        CALL_LATER((loop, done) -> loop.callLater(ofSeconds(1), () -> {})),
        CALL_AT((loop, done) -> loop.callAt(loop.now(), () -> {})),
        CALL_EVERY((loop, done) -> loop.callEvery(ofSeconds(1), () -> {})),
        EXECUTE((loop, done) -> loop.executor().execute(() -> {})),
        SUBMIT((loop, done) -> loop.executor("x").submit(() -> 1)),
        SCHEDULE((loop, done) -> loop.executor().schedule(() -> 1, 1, TimeUnit.SECONDS)),
        DELAYED((loop, done) -> loop.delayedExecutor(ofSeconds(1)).execute(() -> {})),
        AWAIT((loop, done) -> loop.await(done)),
        AWAIT_WITHIN((loop, done) -> loop.awaitWithin(ofSeconds(1), done)),
        WAIT((loop, done) -> loop.waitUntil(ReturnWhen.ALL_COMPLETED, List.of(done))),
        GATHER((loop, done) -> loop.gather(List.of(done))),
        GATHER_OUTCOMES((loop, done) -> loop.gatherOutcomes(List.of(done))),
        LOOSE_ENDS((loop, done) -> loop.looseEnds()),
        NEXT_DUE((loop, done) -> loop.nextDue()),
        IS_SETTLED((loop, done) -> loop.isSettled()),
        IS_IDLE((loop, done) -> loop.isIdle()),
        FINISH((loop, done) -> loop.finish());

        private final BiConsumer<EventLoop, Task<String>> use;

        Use(BiConsumer<EventLoop, Task<String>> use) {
            this.use = use;
        }
    }

    private final EventLoop loop = EventLoop.builder().owner("QuoteServiceTest.fallsBack").build();
    private final Task<String> done = loop.task("done");
    private final Task<String> cancelled = loop.task("cancelled at the end");

    AfterCloseTest() {
        done.complete("x");
        loop.advance(ofSeconds(3));
        assertThatThrownBy(loop::close).hasMessageContaining("cancelled at the end");
    }

    @ParameterizedTest
    @EnumSource
    void anyUseIsRefusedAndNamesTheTestThatOwnedIt(Use use) {
        assertThatIllegalStateException()
                .isThrownBy(() -> use.use.accept(loop, done))
                .withMessage(TEXT);
    }

    @ParameterizedTest
    @EnumSource(names = {"START", "CALL_SOON", "EXECUTE", "TRACK"})
    void alsoFromAThreadOutside(Use use) {
        assertThatIllegalStateException()
                .isThrownBy(() -> Outside.run(() -> use.use.accept(loop, done)))
                .withMessage(TEXT);
    }

    @Test
    void withoutAnOwnerNoTestIsNamed() {
        EventLoop nobodys = EventLoop.create();
        nobodys.close();

        assertThatIllegalStateException()
                .isThrownBy(nobodys::settle)
                .withMessageStartingWith("This loop was closed at +0 s.\n-> use the loop of");
    }

    @Test
    void whatIsDoneCanStillBeRead() {
        assertThat(done.result()).isEqualTo("x");
        assertThat(done.join()).isEqualTo("x");
        assertThat(cancelled).isCancelled();
        assertThat(loop.elapsed()).isEqualTo(ofSeconds(3));
        assertThat(loop.owner()).isEqualTo("QuoteServiceTest.fallsBack");
        assertThat(loop).hasToString("event loop of QuoteServiceTest.fallsBack at +3 s");
    }

    @Test
    void stagesOfWhatIsDoneStillRun() {
        assertThat(done.thenApply(v -> v + "!").join()).isEqualTo("x!");
    }

    @Test
    void theClockCanStillBeRead() {
        assertThat(loop.clock().instant()).isEqualTo(loop.now());
    }

    @Test
    void whoeverWaitsOutsideForATaskIsReleasedByItsCancellation() {
        EventLoop other = EventLoop.create();
        Task<String> task = other.task("task");
        boolean[] released = new boolean[1];
        Thread waiting = Outside.start(() -> released[0] = task.handle((v, e) -> e != null).join());
        Outside.awaitBlocked(waiting);

        assertThatThrownBy(other::close).hasMessageContaining("task \"task\" is still pending");
        Outside.join(waiting);

        assertThat(released[0]).isTrue();
    }

    @Test
    void cancellingAHandleOrATaskIsHarmless() {
        EventLoop other = EventLoop.create();
        var handle = other.callSoon(() -> {});
        other.close();

        assertThatCode(handle::cancel).doesNotThrowAnyException();
        assertThatCode(() -> cancelled.cancel(true)).doesNotThrowAnyException();
        assertThatCode(() -> done.complete("y")).doesNotThrowAnyException();
    }
}
