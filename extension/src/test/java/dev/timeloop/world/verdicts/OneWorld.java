package dev.timeloop.world.verdicts;

import dev.timeloop.EventLoop;
import dev.timeloop.LooseEnd;
import dev.timeloop.agent.install.Agent;
import dev.timeloop.agent.world.VirtualWorld;
import dev.timeloop.internal.engine.LoopAccess;
import java.time.Duration;
import java.util.List;

/** What became of a scenario that was run in a world of its own, up to the end of that. */
final class OneWorld {
    private static final Duration REAL_TIMEOUT = Duration.ofSeconds(20);

    /** What the test would fail with; null if with nothing. */
    final Throwable failure;

    final List<LooseEnd> looseEnds;
    final Duration elapsed;

    /** What the world couldn't let happen in virtual time. */
    final List<String> realWaits;

    private OneWorld(
            Throwable failure, List<LooseEnd> looseEnds, Duration elapsed, List<String> realWaits) {
        this.failure = failure;
        this.looseEnds = looseEnds;
        this.elapsed = elapsed;
        this.realWaits = realWaits;
    }

    interface Scenario {
        void run() throws Exception;
    }

    static OneWorld of(Scenario scenario) {
        return within(REAL_TIMEOUT, scenario);
    }

    static OneWorld within(Duration realTimeout, Scenario scenario) {
        Agent.install();
        EventLoop loop = EventLoop.builder().realTimeout(realTimeout).build();
        try (VirtualWorld world = VirtualWorld.open(loop)) {
            Throwable failure = inside(world, scenario);
            Duration elapsed = loop.elapsed();
            List<List<LooseEnd>> found = new java.util.ArrayList<>();
            Throwable atEnd = inside(world, () -> found.add(loop.finish()));
            if (failure == null) {
                failure = atEnd;
            }
            return new OneWorld(
                    failure,
                    found.isEmpty() ? List.of() : found.get(0),
                    elapsed,
                    LoopAccess.shared().engine(loop).detours().reports());
        }
    }

    private static Throwable inside(VirtualWorld world, Scenario scenario) {
        Throwable failure = null;
        world.enter();
        try {
            scenario.run();
        } catch (Throwable thrown) {
            failure = thrown;
        }
        return world.leave(failure);
    }

    /** The message of the failure, with N for line numbers. */
    String message() {
        return failure == null
                ? "none"
                : withoutTimeline(withoutLines(String.valueOf(failure.getMessage())));
    }

    /** What comes before the lanes, which have tests of their own. */
    private static String withoutTimeline(String text) {
        int end = text.indexOf("\n\nTimeline (");
        return end < 0 ? text : text.substring(0, end);
    }

    static String withoutLines(String text) {
        return text.replaceAll("\\.java:\\d+", ".java:N").replaceAll("pool-\\d+", "pool-N");
    }
}
