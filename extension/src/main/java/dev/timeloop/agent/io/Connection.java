package dev.timeloop.agent.io;

import java.io.FileDescriptor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One end of a connection that a world uses. */
final class Connection {
    /** Longer than the system may keep an acknowledgement, and with it the next bytes, back. */
    private static final long MORE_MAY_COME_NANOS = TimeUnit.MILLISECONDS.toNanos(60);

    /**
     * Counts for a look at a silent connection, however long ago the one before was: a machine that
     * keeps the loop from looking more often keeps its partners from answering, too.
     */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    /**
     * For so long, looks don't count while more wants to run than the machine can: it may be him.
     */
    private static final long BUSY_NANOS = TimeUnit.MILLISECONDS.toNanos(600);

    /** After that a silent partner is taken for one that speaks when it likes. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** What the system surely has room for, and so delivers at once. */
    private static final long ROOM = 48 * 1024;

    private static final long ARRIVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    final FileDescriptor file;
    final int localPort;
    final int remotePort;

    /** Whether its other end is beyond this world. */
    final boolean isOutside;

    private final String name;

    /** The other end called, so that what is written answers it. */
    private final boolean isAnswering;

    @Nullable Connection peer;
    private long written;
    private long read;
    private boolean isClosed;

    /** Goes on when there is room again. */
    private @Nullable Runnable writer;

    /** Something was sent, and nothing has come back since. */
    private boolean isAsked;

    private boolean hasAnswered;
    private boolean isAtEnd;
    private long lastUse = System.nanoTime();
    private long lastLook = lastUse;

    /** How long it was seen to be silent. */
    private long silence;

    private final Holding holding;

    Connection(
            FileDescriptor file,
            @Nullable InetSocketAddress local,
            InetSocketAddress remote,
            boolean isOutside,
            boolean isAnswering,
            Supplier<String> user) {
        this.file = file;
        localPort = local == null ? 0 : local.getPort();
        remotePort = remote.getPort();
        this.isOutside = isOutside;
        this.isAnswering = isAnswering;
        isAsked = !isAnswering;
        String end =
                (isAnswering ? "connection from " : "connection to ")
                        + (remote.getAddress() == null
                                ? remote.getHostString()
                                : remote.getAddress().getHostAddress())
                        + ':'
                        + remote.getPort();
        String within = ", used by thread \"" + Thread.currentThread().getName() + '"';
        name = end + (isOutside ? user.get() : within);
        holding = new Holding(name);
    }

    /** Whether the two are the ends of one connection. */
    boolean isPeerOf(Connection other) {
        return localPort == other.remotePort && remotePort == other.localPort;
    }

    void meets(Connection other) {
        peer = other;
        other.peer = this;
    }

    // --- what happens to it ---

    private void used() {
        lastUse = System.nanoTime();
        lastLook = lastUse;
        silence = 0;
    }

    void read(long bytes) {
        used();
        holding.end();
        isAsked = false;
        hasAnswered = true;
        if (bytes > 0) {
            read += bytes;
            wakeWriter(peer);
        } else {
            isAtEnd = true;
        }
    }

    void written(long bytes) {
        used();
        isAsked = !isAnswering;
        written += bytes;
        awaitArrival();
    }

    void closed() {
        isClosed = true;
        awaitEnd();
        wakeWriter(this);
        wakeWriter(peer);
    }

    // --- within the world: what was sent is there when the sender goes on ---

    /** Waits, for an instant of real time, until the other end has what was written here. */
    void awaitArrival() {
        awaitArrival(0);
    }

    /**
     * As {@link #awaitArrival()}, when the other end has just taken some of it.
     *
     * @param bytesJustRead what isn't counted as read yet; -1: the end
     */
    void awaitArrival(long bytesJustRead) {
        Connection other = peer;
        if (other == null || other.isClosed) {
            return;
        }
        long outstanding = Math.min(written - other.read - Math.max(bytesJustRead, 0), ROOM);
        if (outstanding > 0) {
            awaitReal(() -> other.available() >= outstanding);
        }
    }

    /** Waits, for an instant of real time, until the other end sees that this one is closed. */
    void awaitEnd() {
        Connection other = peer;
        if (other != null && !other.isClosed) {
            awaitReal(() -> JdkNet.isReady(other.file, JdkNet.POLLIN));
        }
    }

    /** How much may be written, so that who writes waits for who reads, and not for the system. */
    long room() {
        Connection other = peer;
        if (isOutside || isClosed || (other != null && other.isClosed)) {
            return Long.MAX_VALUE;
        }
        return ROOM - (written - (other == null ? 0 : other.read));
    }

    /** Says who waits for room; null: nobody. */
    void setWriter(@Nullable Runnable waits) {
        writer = waits;
    }

    private static void wakeWriter(@Nullable Connection connection) {
        Runnable waits = connection == null ? null : connection.writer;
        if (waits != null) {
            waits.run();
        }
    }

    private int available() {
        try {
            return JdkNet.available(file);
        } catch (IOException e) {
            return Integer.MAX_VALUE;
        }
    }

    /** Something that is true in a moment, because the system is at it. */
    interface Condition {
        boolean holds();
    }

    static void awaitReal(Condition condition) {
        long deadline = 0;
        while (!condition.holds()) {
            long now = System.nanoTime();
            if (deadline == 0) {
                deadline = now + ARRIVAL_NANOS;
            } else if (now - deadline > 0) {
                return; // it is full, or gone
            }
            Thread.onSpinWait();
        }
    }

    // --- with the outside: time stands still until it has answered ---

    /** Why time must stand still, null when it may move. */
    @Nullable String hold(boolean isBeingRead, long instant) {
        long now = System.nanoTime();
        if (now - lastUse > BUSY_NANOS || !Processors.areAllBusy()) {
            silence += Math.min(now - lastLook, LOOK_NANOS);
        }
        lastLook = now;
        String reason = reason(now - lastUse < PATIENCE_NANOS, isBeingRead);
        if (reason == null) {
            holding.end();
        } else {
            holding.begin(instant);
        }
        return reason;
    }

    private @Nullable String reason(boolean isPatient, boolean isBeingRead) {
        if (isClosed || isAtEnd) {
            return null;
        }
        if (isAsked && (!hasAnswered || isPatient)) {
            return name + ", has not answered";
        }
        boolean isExpected = isBeingRead && isPatient;
        return isExpected || silence < MORE_MAY_COME_NANOS ? name + ", may send more" : null;
    }

    /** How long it has held the clock since it was last asked, for the report; null: not at all. */
    @Nullable String takeHeld() {
        return holding.take();
    }

    @Override
    public String toString() {
        return name;
    }
}
