package dev.timeloop.junit;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import dev.timeloop.LooseEnd.Kind;
import dev.timeloop.junit.LeakCheck.Level;
import dev.timeloop.junit.VirtualTime.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a {@link TimeloopExtension} in a field; made by {@link TimeloopExtension#builder()}.
 *
 * <p>They are those of {@link VirtualTime} and {@link LeakCheck}, which go before them.
 *
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class TimeloopExtensionBuilder {
    private @Nullable Instant startAt;
    private @Nullable ZoneId zone;
    private @Nullable Duration realTimeout;
    private @Nullable Scope scope;
    private @Nullable Levels levels;
    private boolean everyBranch;

    TimeloopExtensionBuilder() {}

    /**
     * Sets the instant at which the loop's time starts.
     *
     * @param instant 2000-01-01T00:00:00Z unless set
     * @return this builder
     */
    public TimeloopExtensionBuilder startAt(Instant instant) {
        startAt = Objects.requireNonNull(instant, "instant");
        return this;
    }

    /**
     * Sets the zone of the loop's clock.
     *
     * @param id UTC unless set
     * @return this builder
     */
    public TimeloopExtensionBuilder zone(ZoneId id) {
        zone = Objects.requireNonNull(id, "id");
        return this;
    }

    /**
     * Sets what is on virtual time, as {@link VirtualTime#scope}.
     *
     * @param border {@link Scope#WORLD} unless set here or by configuration
     * @return this builder
     */
    public TimeloopExtensionBuilder scope(Scope border) {
        scope = Objects.requireNonNull(border, "border");
        return this;
    }

    /**
     * Sets how long one call may block in real time, as {@link VirtualTime#realTimeout}.
     *
     * @param timeout 60 s unless set here or by configuration; positive
     * @return this builder
     * @throws IllegalArgumentException if the timeout isn't positive
     */
    public TimeloopExtensionBuilder realTimeout(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException(
                    "realTimeout must be positive, and is " + timeout + ".");
        }
        realTimeout = timeout;
        return this;
    }

    /**
     * Sets the level of failures that nobody has looked at.
     *
     * @param level how grave one is
     * @return this builder
     */
    public TimeloopExtensionBuilder failures(Level level) {
        return level(Kind.UNRETRIEVED_FAILURE, level);
    }

    /**
     * Sets the level of tasks that are neither done nor cancelled.
     *
     * @param level how grave one is
     * @return this builder
     */
    public TimeloopExtensionBuilder tasks(Level level) {
        return level(Kind.PENDING_TASK, level);
    }

    /**
     * Sets the level of timers and periodic tasks that are still to fire.
     *
     * @param level how grave one is
     * @return this builder
     */
    public TimeloopExtensionBuilder timers(Level level) {
        return level(Kind.LIVE_TIMER, level);
    }

    /**
     * Sets the level of threads that are busy or blocked although their task is done.
     *
     * @param level how grave one is
     * @return this builder
     */
    public TimeloopExtensionBuilder threads(Level level) {
        return level(Kind.BUSY_THREAD, level);
    }

    /**
     * Sets the level of pools that nobody has shut down.
     *
     * @param level how grave one is
     * @return this builder
     */
    public TimeloopExtensionBuilder pools(Level level) {
        return level(Kind.IDLE_POOL, level);
    }

    /**
     * Asks that a failure be looked at on each branch of stages that it goes down, as {@link
     * LeakCheck#everyBranch}.
     *
     * @param strict false unless set
     * @return this builder
     */
    public TimeloopExtensionBuilder everyBranch(boolean strict) {
        everyBranch = strict;
        return this;
    }

    /**
     * Creates an extension.
     *
     * @return to be put into a field with {@code @RegisterExtension}
     */
    public TimeloopExtension build() {
        return new TimeloopExtension(
                new Settings(startAt, zone, realTimeout, scope, null, everyBranch, levels));
    }

    private TimeloopExtensionBuilder level(Kind kind, Level level) {
        Objects.requireNonNull(level, "level");
        levels = (levels == null ? Levels.INHERITED : levels).with(kind, level);
        return this;
    }
}
