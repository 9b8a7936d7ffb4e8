package dev.timeloop.junit;

import dev.timeloop.LooseEnd;
import dev.timeloop.agent.observe.Observation;
import dev.timeloop.internal.engine.LoopAccess;
import dev.timeloop.junit.LeakCheck.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;

/**
 * What a test, or the methods of a class, makes of the JDK's own futures, threads and pools, and
 * leaves behind.
 *
 * <p>Within a world, threads, timers and pools are the loop's, which knows them better.
 */
final class Observed {
    private final ContextState state;
    private @Nullable Observation observation;
    private boolean isOver;

    Observed(ContextState state) {
        this.state = state;
    }

    /** Runs a part of the test on this thread; what that makes is the test's. */
    <T extends @Nullable Object> T run(@Nullable World world, Invocation<T> part) throws Throwable {
        Observation mine = observe(world);
        if (mine == null) {
            return part.proceed();
        }
        if (world != null) {
            world.observe(mine);
        }
        Observation before = mine.enter();
        try {
            return part.proceed();
        } finally {
            Observation.restore(before);
        }
    }

    private synchronized @Nullable Observation observe(@Nullable World world) {
        if (observation == null && !isOver && isWanted(world)) {
            WorldAgent.observe();
            boolean isStrict = state.settings().everyBranch();
            observation =
                    world != null && world.isVirtual()
                            ? Observation.inWorld(
                                    LoopAccess.shared().engine(world.loop)::now, isStrict)
                            : Observation.open(isStrict);
        }
        return observation;
    }

    private boolean isWanted(@Nullable World world) {
        if (!state.isActive() || isOff(state.levels())) {
            return false;
        }
        return world == null
                ? state.time().kind() == TestTime.Kind.CHECKED
                : world.isVirtual() || state.time().kind() == TestTime.Kind.CHECKED;
    }

    private static boolean isOff(Levels levels) {
        for (Level level : levels.byKind().values()) {
            if (level != Level.IGNORE) {
                return false;
            }
        }
        return true;
    }

    /** Whether there is anything to take stock of. */
    synchronized boolean isOpen() {
        return observation != null;
    }

    /** Takes stock, once; what happens from then on belongs to nobody. */
    synchronized List<LooseEnd> end() {
        isOver = true;
        Observation mine = observation;
        if (mine == null) {
            return List.of();
        }
        observation = null;
        try (mine) {
            return mine.looseEnds();
        }
    }
}
