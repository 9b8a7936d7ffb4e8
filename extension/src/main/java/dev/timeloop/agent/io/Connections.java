package dev.timeloop.agent.io;

import java.io.FileDescriptor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The connections of one world: which of them stay in it, and which hold its clock. */
final class Connections {
    private final IdentityHashMap<FileDescriptor, Connection> open = new IdentityHashMap<>();
    private final List<Connection> outside = new ArrayList<>();
    private final List<String> held = new ArrayList<>();

    /** Of what isn't a connection, by what it is and who uses it. */
    private final Map<String, Holding> natively = new LinkedHashMap<>();

    /** What is being connected. */
    private final IdentityHashMap<FileDescriptor, Target> targets = new IdentityHashMap<>();

    private final Listeners listeners = new Listeners();

    /** Sockets for datagrams. */
    private final Listeners receivers = new Listeners();

    /** What is neither end of a connection: pipes, sockets for datagrams. */
    private final IdentityHashMap<FileDescriptor, Boolean> others = new IdentityHashMap<>();

    private final Consumer<String> onOutside;
    private final Supplier<String> user;

    /**
     * Creates an empty one.
     *
     * @param onOutside told of each new thing outside before it is used; may throw
     * @param user says who uses one, for reports
     */
    Connections(Consumer<String> onOutside, Supplier<String> user) {
        this.onOutside = onOutside;
        this.user = user;
    }

    void listen(FileDescriptor file) {
        listeners.add(file);
    }

    /** It can't be taken for a connection. */
    void other(FileDescriptor file) {
        others.put(file, true);
    }

    // --- being connected ---

    void connecting(FileDescriptor file, InetAddress address, int port) {
        if (others.containsKey(file)) {
            return;
        }
        boolean isOutside = listeners.find(address, port) == null;
        if (isOutside) {
            onOutside.accept("A connection to " + address + ':' + port + " was opened");
        }
        targets.put(file, new Target(new InetSocketAddress(address, port), isOutside, user.get()));
    }

    /** It was called; if it is outside, it may take a while to answer. */
    void connected(FileDescriptor file) {
        Target target = targets.get(file);
        if (target == null || (target.isOutside && remoteAddress(file) == null)) {
            return;
        }
        targets.remove(file);
        report(target);
        InetSocketAddress remote = target.remote;
        FileDescriptor listener = listeners.find(remote.getAddress(), remote.getPort());
        InetSocketAddress local = localAddress(file);
        add(new Connection(file, local, remote, listener == null, false, target::user));
        if (listener != null) {
            setNoDelay(file);
            Connection.awaitReal(() -> JdkNet.isReady(file, JdkNet.POLLOUT));
            Connection.awaitReal(() -> JdkNet.isReady(listener, JdkNet.POLLIN));
        }
    }

    private void add(Connection connection) {
        open.put(connection.file, connection);
        if (connection.isOutside) {
            outside.add(connection);
        }
    }

    /** The connection whose end a file is; null if it is none. */
    @Nullable Connection of(FileDescriptor file) {
        return of(file, 0);
    }

    /** Some bytes, or the end (-1), were read from a file. */
    void read(FileDescriptor file, long bytes) {
        Connection connection = of(file, bytes);
        if (connection != null) {
            connection.read(bytes);
        }
    }

    private @Nullable Connection of(FileDescriptor file, long bytesJustRead) {
        connected(file);
        Connection known = open.get(file);
        if (known != null || others.containsKey(file) || targets.containsKey(file)) {
            return known;
        }
        InetSocketAddress local = localAddress(file);
        InetSocketAddress remote = remoteAddress(file);
        if (local == null || remote == null) {
            return null; // a listener, or not connected yet
        }
        return accepted(file, local, remote, bytesJustRead);
    }

    private Connection accepted(
            FileDescriptor file,
            InetSocketAddress local,
            InetSocketAddress remote,
            long bytesJustRead) {
        Connection caller = null;
        for (Connection each : open.values()) {
            if (each.peer == null
                    && each.localPort == remote.getPort()
                    && each.remotePort == local.getPort()) {
                caller = each;
            }
        }
        if (caller == null) {
            onOutside.accept("A connection with " + remote + " was used");
        }
        boolean isAnswering = caller != null || listeners.isOn(local.getPort());
        Connection made = new Connection(file, local, remote, caller == null, isAnswering, user);
        add(made);
        if (caller != null) {
            setNoDelay(file);
            made.meets(caller);
            caller.awaitArrival(bytesJustRead);
        }
        return made;
    }

    private static @Nullable InetSocketAddress localAddress(FileDescriptor file) {
        try {
            return JdkNet.localAddress(file);
        } catch (IOException e) {
            return null;
        }
    }

    private static @Nullable InetSocketAddress remoteAddress(FileDescriptor file) {
        try {
            InetSocketAddress remote = JdkNet.remoteAddress(file);
            return remote.getPort() == 0 ? null : remote;
        } catch (IOException e) {
            return null;
        }
    }

    private static void setNoDelay(FileDescriptor file) {
        try {
            JdkNet.setNoDelay(file); // or the system keeps bytes back while the world goes on
        } catch (IOException e) {
            // closed by its other end already
        }
    }

    // --- datagrams ---

    /** A socket that sends datagrams, and perhaps gets some. */
    void datagrams(FileDescriptor file) {
        if (others.put(file, true) == null) {
            receivers.add(file);
        }
    }

    void sent(FileDescriptor file, InetSocketAddress target) {
        InetAddress address = target.getAddress();
        FileDescriptor receiver =
                address == null ? null : receivers.find(address, target.getPort());
        if (receiver != null) {
            Connection.awaitReal(() -> JdkNet.isReady(receiver, JdkNet.POLLIN));
            return;
        }
        Connection known = open.get(file);
        if (known == null) {
            onOutside.accept("A datagram to " + target + " was sent");
            known = new Connection(file, localAddress(file), target, true, true, user);
            add(known);
        }
        known.written(0);
    }

    // --- being closed ---

    void shut(FileDescriptor file) {
        Connection connection = open.get(file);
        if (connection != null) {
            connection.awaitEnd();
        }
    }

    void closed(FileDescriptor file) {
        listeners.remove(file);
        Target target = targets.remove(file);
        if (target != null) {
            report(target);
        }
        others.remove(file);
        receivers.remove(file);
        Connection connection = open.remove(file);
        if (connection != null) {
            connection.closed();
            outside.remove(connection);
            report(connection);
        }
    }

    private void report(Connection connection) {
        report(connection.takeHeld());
    }

    private void report(Target target) {
        report(target.takeHeld());
    }

    private void report(@Nullable String line) {
        if (line != null) {
            held.add(line);
        }
    }

    // --- holding time ---

    /** Something that isn't a connection has held the clock since an instant. */
    void heldBy(String what, long instant, long nanos) {
        natively.computeIfAbsent(what, Holding::new).add(instant, nanos);
    }

    /** Why time must stand still, null when it may move. */
    @Nullable String hold(List<IoWait> waits, long instant) {
        for (FileDescriptor file : List.copyOf(targets.keySet())) {
            connected(file); // by now, perhaps
        }
        String reason = null;
        for (Connection connection : outside) {
            String its = connection.hold(isWaitedFor(connection, waits), instant);
            reason = reason == null ? its : reason;
        }
        for (Target target : targets.values()) {
            String its = target.hold(instant);
            reason = reason == null ? its : reason;
        }
        return reason;
    }

    private static boolean isWaitedFor(Connection connection, List<IoWait> waits) {
        for (IoWait wait : waits) {
            if (wait.file == connection.file) {
                return true;
            }
        }
        return false;
    }

    /** What held the clock since this was last asked: who used it, when, and how long. */
    List<String> takeHeld() {
        outside.forEach(this::report);
        targets.values().forEach(this::report);
        List<String> taken = new ArrayList<>(held);
        held.clear();
        for (Holding each : natively.values()) {
            String line = each.take();
            if (line != null) {
                taken.add(line);
            }
        }
        natively.clear();
        return taken;
    }
}
