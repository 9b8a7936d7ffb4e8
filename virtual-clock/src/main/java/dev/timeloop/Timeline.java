package dev.timeloop;

import dev.timeloop.internal.engine.Engine;
import dev.timeloop.internal.engine.Strand;
import dev.timeloop.internal.engine.Wait;
import dev.timeloop.internal.timeline.Alive;
import dev.timeloop.internal.timeline.Lane;
import dev.timeloop.internal.timeline.Lanes;
import dev.timeloop.internal.timeline.Playback;
import dev.timeloop.internal.timeline.Recorder;
import dev.timeloop.internal.timeline.Recording;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a loop has recorded, from the start of a test to its check; what comes then is unwinding.
 */
final class Timeline {
    private final EventLoop loop;
    private final Engine engine;
    private final @Nullable Recorder recorder;

    /** How everything stood when the test was over; null before. */
    private @Nullable List<Alive> left;

    private long end;
    private boolean isTold;
    private long failedAt = -1;

    Timeline(EventLoop loop, boolean isOn) {
        this.loop = loop;
        engine = loop.engine;
        recorder = isOn ? new Recorder() : null;
        engine.setRecorder(recorder);
    }

    /** The test is over: nothing more is recorded. */
    void stop() {
        if (recorder != null && left == null) {
            left = Survey.of(loop, null);
            end = engine.now();
            engine.setRecorder(null);
        }
    }

    /** Another test begins. */
    void restart() {
        if (recorder != null && left != null) {
            recorder.clear();
            left = null;
            tellAnew();
            engine.setRecorder(recorder);
        }
    }

    /** What fails from now on fails by itself, whatever has been told. */
    void tellAnew() {
        isTold = false;
        failedAt = -1;
    }

    /** Takes down which lanes are loose ends; before {@link #stop}. */
    void leaks() {
        Recorder to = engine.recorder();
        if (to == null) {
            return;
        }
        for (Failure failure : loop.ledger.unretrieved(loop.isEveryBranch)) {
            int lane = failure.origin.awaitedLane();
            to.leaks(
                    engine.now(),
                    lane == Lane.NONE ? Lane.LOOP : lane,
                    "failed, and nobody looked at it");
        }
        for (Task<?> task : loop.ledger.open()) {
            if (!task.isBackground && task.lane != 0) {
                to.leaks(engine.now(), task.lane, "still pending");
            }
        }
        for (Strand strand : loop.engine.blockedStrands()) {
            if (strand.occupant() instanceof BodyTask<?> task
                    ? task.isDone() && !task.isBackground
                    : strand.isThread() && strand.pool() == null && !strand.isHousekeeper()) {
                to.leaks(engine.now(), strand.lane(), "still lives");
            }
        }
    }

    /** The test fails here. */
    void fails(Object why) {
        Recorder to = engine.recorder();
        if (to != null && failedAt != engine.now()) { // else that is said already
            failedAt = engine.now();
            to.fails(failedAt, why);
        }
    }

    /** All of it; null when nobody wanted it. */
    @Nullable Recording recording() {
        return recording(null);
    }

    private @Nullable Recording recording(@Nullable Wait bodyWait) {
        Recorder from = recorder;
        if (from == null) {
            return null;
        }
        List<Alive> alive = left;
        return alive != null
                ? Playback.of(from, loop.start(), end, alive)
                : Playback.of(from, loop.start(), engine.now(), Survey.of(loop, bodyWait));
    }

    /** Its last part, for the end of a message; empty when that would say nothing. */
    String text(@Nullable Wait bodyWait) {
        Recording recording = recording(bodyWait);
        String lanes = recording == null ? "" : Lanes.of(recording).text();
        isTold |= !lanes.isEmpty();
        return lanes.isEmpty() ? "" : "\n\n" + lanes;
    }

    /** As {@link #text}, unless an exception of this test has it already. */
    String textUnlessTold() {
        return isTold ? "" : text(null);
    }
}
