package dev.timeloop.assertj;

import dev.timeloop.EventLoop;
import dev.timeloop.internal.text.Spans;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What is said when an assertion on an event loop fails. */
final class EventLoopMessages {
    private EventLoopMessages() {}

    static Message shouldBeIdle(EventLoop loop) {
        List<String> facts = new ArrayList<>();
        if (!loop.isSettled()) {
            facts.add("something can still run at this instant");
        }
        loop.nextDue()
                .ifPresent(due -> facts.add("its next timer is due at " + relative(loop, due)));
        return new Message(
                expecting(loop, "to be idle at " + relative(loop, loop.now()))
                        + String.join(", and ", facts)
                        + pending(loop));
    }

    static Message shouldBeSettled(EventLoop loop) {
        return new Message(
                expecting(loop, "to be settled at " + relative(loop, loop.now()))
                        + "something can still run at this instant"
                        + pending(loop));
    }

    static Message shouldHaveElapsed(EventLoop loop, Duration expected) {
        return new Message(
                expecting(loop, "to be " + Spans.text(expected) + " from its start")
                        + "it is at "
                        + relative(loop, loop.now()));
    }

    static Message shouldBeAt(EventLoop loop, Instant expected) {
        return new Message(
                expecting(loop, "to be at " + expected + ", which is " + relative(loop, expected))
                        + "it is at "
                        + loop.now()
                        + ", which is "
                        + relative(loop, loop.now()));
    }

    /** The list of loose ends names the loop's owner and its time. */
    static Message shouldHaveNoLooseEnds(String list) {
        return new Message("Expecting the event loop to have no loose ends\nbut it has " + list);
    }

    private static String expecting(EventLoop loop, String claim) {
        String owner = loop.owner();
        return "Expecting the event loop"
                + (owner == null ? "" : " of " + owner)
                + " "
                + claim
                + "\nbut ";
    }

    private static String relative(EventLoop loop, Instant instant) {
        Duration since = Duration.between(loop.now().minus(loop.elapsed()), instant);
        return (since.isNegative() ? "" : "+") + Spans.text(since);
    }

    /** What the loop itself tells of its pending tasks, if there are any. */
    private static String pending(EventLoop loop) {
        String text = loop.toString();
        int firstLineEnd = text.indexOf('\n');
        return firstLineEnd < 0 ? "" : text.substring(firstLineEnd);
    }
}
