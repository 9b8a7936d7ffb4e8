package dev.timeloop.junit;

import dev.timeloop.EventLoop;
import dev.timeloop.EventLoopBuilder;
import dev.timeloop.agent.io.IoPolicy;
import dev.timeloop.junit.VirtualTime.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a declaration says about the loop and the check; null where it says nothing.
 *
 * <p>Levels that aren't null mean that the check was declared, even when they set no kind.
 */
record Settings(
        @Nullable Instant startAt,
        @Nullable ZoneId zone,
        @Nullable Duration realTimeout,
        @Nullable Scope scope,
        @Nullable IoPolicy io,
        boolean everyBranch,
        @Nullable Levels levels) {
    static final Settings NONE = new Settings(null, null, null, null, null, false, null);
    private static final Duration REAL_TIMEOUT = Duration.ofSeconds(60);

    Settings orElse(Settings further) {
        return new Settings(
                startAt != null ? startAt : further.startAt,
                zone != null ? zone : further.zone,
                realTimeout != null ? realTimeout : further.realTimeout,
                scope != null ? scope : further.scope,
                io != null ? io : further.io,
                everyBranch || further.everyBranch,
                merge(levels, further.levels));
    }

    private static @Nullable Levels merge(@Nullable Levels near, @Nullable Levels far) {
        if (near == null || far == null) {
            return near == null ? far : near;
        }
        return near.orElse(far);
    }

    /** Of this test, now that all declarations are merged. */
    Levels levelsOr(Levels standard) {
        return levels == null ? standard : levels.orElse(standard);
    }

    /** The same on a loop alone. */
    Settings withoutWorld() {
        return new Settings(startAt, zone, realTimeout, Scope.LOOP, io, everyBranch, levels);
    }

    /** Whether the test lives in a world, and not only its loop on virtual time. */
    boolean isWorld() {
        return scope != Scope.LOOP;
    }

    IoPolicy ioOrStandard() {
        return io == null ? IoPolicy.FREEZE : io;
    }

    EventLoop newLoop(String owner, boolean isRecorded) {
        EventLoopBuilder builder =
                EventLoop.builder().owner(owner).everyBranch(everyBranch).timeline(isRecorded);
        if (startAt != null) {
            builder.startAt(startAt);
        }
        if (zone != null) {
            builder.zone(zone);
        }
        return builder.realTimeout(realTimeoutOrStandard()).build();
    }

    Duration realTimeoutOrStandard() {
        return realTimeout == null ? REAL_TIMEOUT : realTimeout;
    }

    /** Whether a loop that was made with others would do. */
    boolean suits(Settings others) {
        return Objects.equals(startAt, others.startAt)
                && Objects.equals(zone, others.zone)
                && Objects.equals(realTimeout, others.realTimeout)
                && isWorld() == others.isWorld()
                && everyBranch == others.everyBranch;
    }
}
