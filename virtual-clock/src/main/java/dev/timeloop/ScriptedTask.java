package dev.timeloop;

import dev.timeloop.internal.engine.TimedEvent;
import dev.timeloop.internal.text.Spans;
import dev.timeloop.internal.timer.TimerHeap;
import org.jspecify.annotations.Nullable;

/** A task without a body, whose outcome and moment an answer dictates. */
final class ScriptedTask<T extends @Nullable Object> extends Task<T> {
    private final Answer<T> answer;
    private final Cue cue = new Cue();
    private long due;

    ScriptedTask(EventLoop loop, String name, Answer<T> answer) {
        super(loop, name);
        this.answer = answer;
    }

    Task<T> play() {
        due = answer.isHanging() ? 0 : answer.due(loop);
        loop.open(
                this,
                () -> {
                    recordWait(
                            answer.isHanging() ? "its script hangs" : "its script answers",
                            answer.isHanging() ? TimerHeap.NEVER : due);
                    if (!answer.isHanging()) {
                        loop.engine.schedule(cue, due);
                    }
                });
        return this;
    }

    @Override
    void whenDone() {
        loop.engine.cancel(cue);
    }

    @Override
    String pendingState() {
        return answer.isHanging()
                ? "pending: its script hangs"
                : "pending: its script " + answer + ", which is " + Spans.instant(due);
    }

    /** The moment at which the answer comes. */
    private final class Cue extends TimedEvent {
        @Override
        public void fire() {
            answer.give(ScriptedTask.this);
        }

        @Override
        public boolean needsStrand() {
            return hasLinks();
        }

        @Override
        public String describe() {
            return "script of " + ScriptedTask.this.describe();
        }
    }
}
