package dev.timeloop.agent.io;

import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a socket is being connected to. */
final class Target {
    /** Whoever doesn't answer by then may not be there: then time moves, and time-outs come. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    final InetSocketAddress remote;
    final boolean isOutside;
    private final String user;
    private final String name;
    private final Holding holding;
    private final long since;

    Target(InetSocketAddress remote, boolean isOutside, String user) {
        this(remote, isOutside, user, System.nanoTime());
    }

    /** Creates one that was called a while ago. */
    Target(InetSocketAddress remote, boolean isOutside, String user, long since) {
        this.since = since;
        this.remote = remote;
        this.isOutside = isOutside;
        this.user = user;
        name =
                "connection to "
                        + remote.getAddress().getHostAddress()
                        + ':'
                        + remote.getPort()
                        + user;
        holding = new Holding(name);
    }

    /** Who opens it, for reports. */
    String user() {
        return user;
    }

    /** Why time must stand still, null when it may move. */
    @Nullable String hold(long instant) {
        if (!isOutside || System.nanoTime() - since > PATIENCE_NANOS) {
            holding.end();
            return null;
        }
        holding.begin(instant);
        return name + ", is being opened";
    }

    /** How long it has held the clock since it was last asked, for the report; null: not at all. */
    @Nullable String takeHeld() {
        holding.end();
        return holding.take();
    }
}
