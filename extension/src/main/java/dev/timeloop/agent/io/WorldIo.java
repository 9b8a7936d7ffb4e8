package dev.timeloop.agent.io;

import dev.timeloop.agent.boot.Hooks;
import dev.timeloop.agent.boot.Resident;
import dev.timeloop.agent.boot.ResidentIo;
import dev.timeloop.internal.engine.Engine;
import dev.timeloop.internal.timer.TimerHeap;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The input and output of one world: what its threads wait for, and what holds its clock. */
public final class WorldIo extends ResidentIo {
    private final Engine engine;
    private final Strands strands;
    private final IoPolicy policy;
    private final Connections connections;
    private final IoBorder border;
    private final ChildProcesses processes;
    private @Nullable OutsideIoError failure;

    /** Creates the one of a world, and makes the loop look at it before time moves. */
    public WorldIo(Engine engine, Strands strands, IoPolicy policy) {
        this.engine = engine;
        this.strands = strands;
        this.policy = policy;
        connections = new Connections(this::usesOutside, () -> Holding.user(engine.running()));
        border = new IoBorder(engine, connections);
        processes = new ChildProcesses(engine, strands, border);
        engine.setBorder(border);
    }

    /**
     * What a part of a test has failed with: the first use of the outside against the rules comes
     * first, even if the code under test has caught that.
     *
     * @param thrown what it has thrown
     */
    public @Nullable Throwable failureOf(@Nullable Throwable thrown) {
        OutsideIoError found = failure;
        failure = null;
        if (found == null || found == thrown) {
            return thrown;
        }
        if (thrown != null) {
            found.addSuppressed(thrown);
        }
        return found;
    }

    /** What held the clock since this was last asked: who used it, how long for real, and when. */
    public List<String> takeHeld() {
        return border.takeHeld();
    }

    private void usesOutside(String what) {
        if (policy == IoPolicy.FAIL) {
            OutsideIoError error = new OutsideIoError(what);
            if (failure == null) {
                failure = error;
            }
            throw error;
        }
    }

    // --- waits ---

    @Override
    public boolean park(Object socket, @Nullable FileDescriptor file, int ops, long nanos) {
        return inside(
                false,
                () -> {
                    FileDescriptor its = file == null ? JdkNet.fileOf(socket) : file;
                    if (its == null) {
                        return false;
                    }
                    boolean isChannel = file == null;
                    Connection connection = connections.of(its);
                    String what = connection == null ? "a socket" : connection.toString();
                    boolean interruptible = isChannel || Interrupts.isOnVirtualThread();
                    IoWait wait = new IoWait(engine.running(), its, ops, what, interruptible, null);
                    try {
                        return border.await(strands, wait, dueIn(nanos));
                    } catch (InterruptedException interrupted) {
                        Interrupts.deliver(isChannel);
                        return true;
                    }
                });
    }

    @Override
    public int room(int bytes, Object socket) {
        return inside(
                bytes,
                () -> {
                    FileDescriptor file = JdkNet.fileOf(socket);
                    Connection connection = file == null ? null : connections.of(file);
                    if (connection == null) {
                        return bytes;
                    }
                    boolean isHere = true;
                    while (isHere && connection.room() <= 0) {
                        isHere = awaitRoom(connection);
                    }
                    return isHere ? (int) Math.min(bytes, connection.room()) : bytes;
                });
    }

    private boolean awaitRoom(Connection connection) {
        IoWait wait =
                new IoWait(engine.running(), null, 0, "the reader of a " + connection, false, null);
        connection.setWriter(() -> engine.wake(wait.strand));
        try {
            return border.await(strands, wait, TimerHeap.NEVER);
        } catch (InterruptedException interrupted) {
            Interrupts.deliver(false);
            return true;
        } finally {
            connection.setWriter(null);
        }
    }

    @Override
    public boolean parkSelector(int file, long nanos) {
        return inside(false, () -> awaitSelector(JdkNet.file(file), nanos));
    }

    @Override
    public int select(int millis, Object selector) {
        int left =
                inside(
                        millis,
                        () -> {
                            FileDescriptor file = JdkNet.fileOf((Selector) selector);
                            long nanos = millis < 0 ? 0 : millis * 1_000_000L;
                            return awaitSelector(file, nanos) ? 0 : millis;
                        });
        if (left != 0) {
            boolean unused = strands.isOut(); // it notes that the thread was let go
        }
        return left;
    }

    private boolean awaitSelector(FileDescriptor file, long nanos) {
        IoWait wait = new IoWait(engine.running(), file, JdkNet.POLLIN, "a selector", true, null);
        try {
            return border.await(strands, wait, dueIn(nanos));
        } catch (InterruptedException interrupted) {
            Interrupts.deliver(false);
            return true;
        }
    }

    @Override
    public void reading(FileInputStream stream) {
        if (JdkNet.isNamed(stream)) {
            return;
        }
        boolean unused =
                inside(
                        false,
                        () -> {
                            String what = "a pipe, or the console";
                            IoWait wait =
                                    new IoWait(
                                            engine.running(),
                                            stream.getFD(),
                                            JdkNet.POLLIN,
                                            what,
                                            false,
                                            what);
                            try {
                                return border.await(strands, wait, TimerHeap.NEVER);
                            } catch (InterruptedException interrupted) {
                                Interrupts.deliver(false);
                                return true;
                            }
                        });
    }

    /** As {@code sun.nio.ch} has it, 0 stands for no limit. */
    private long dueIn(long nanos) {
        long due = engine.now() + nanos;
        return nanos == 0 || due < 0 ? TimerHeap.NEVER : due;
    }

    // --- what sockets do ---

    @Override
    public void begin(Object socket) {
        run(
                () -> {
                    FileDescriptor file = JdkNet.fileOf(socket);
                    if (file == null) {
                        return;
                    }
                    if (socket instanceof DatagramChannel) {
                        connections.datagrams(file);
                    } else if (socket instanceof Pipe.SourceChannel
                            || socket instanceof Pipe.SinkChannel
                            || isUnixDomain(socket)) {
                        connections.other(file);
                    }
                    JdkNet.configureNonBlocking(file);
                });
    }

    private static boolean isUnixDomain(Object socket) throws IOException {
        return socket instanceof SocketChannel channel
                && channel.getRemoteAddress() instanceof UnixDomainSocketAddress;
    }

    @Override
    public void listen(Object socket) {
        run(
                () -> {
                    FileDescriptor file = JdkNet.fileOf(socket);
                    if (file != null) {
                        connections.listen(file);
                    }
                });
    }

    @Override
    public void connect(FileDescriptor file, InetAddress address, int port) {
        run(() -> connections.connecting(file, address, port));
    }

    @Override
    public void connected(FileDescriptor file) {
        run(() -> connections.connected(file));
    }

    @Override
    public void read(FileDescriptor file, long bytes) {
        run(
                () -> {
                    if (bytes > 0 || bytes == -1) {
                        connections.read(file, bytes);
                    }
                });
    }

    @Override
    public void written(FileDescriptor file, long bytes) {
        run(
                () -> {
                    Connection connection = connections.of(file);
                    if (connection != null && bytes > 0) {
                        connection.written(bytes);
                    }
                });
    }

    @Override
    public void sent(FileDescriptor file, Object target) {
        run(() -> connections.sent(file, (InetSocketAddress) target));
    }

    @Override
    public void shut(Object socket) {
        run(
                () -> {
                    FileDescriptor file = JdkNet.fileOf(socket);
                    if (file != null) {
                        connections.shut(file);
                    }
                });
    }

    @Override
    public void closed(FileDescriptor file) {
        run(() -> connections.closed(file));
    }

    @Override
    public void selectorMade(Object selector) {
        run(() -> JdkNet.keepOrder((Selector) selector));
    }

    // --- child processes ---

    @Override
    public void startingProcess() {
        run(() -> usesOutside("A child process was started"));
    }

    @Override
    public void waitForProcess(Process process, long nanos) throws InterruptedException {
        boolean interrupted =
                inside(false, () -> processes.isInterruptedWaitingFor(process, nanos));
        if (interrupted) {
            throw new InterruptedException();
        }
    }

    @Override
    public <T> CompletableFuture<T> onExit(CompletableFuture<T> real) {
        return inside(real, () -> processes.exitOf(real));
    }

    // --- around each of them ---

    /** What may fail as the JDK's own operation would, which then says so itself. */
    private interface Action<T> {
        T run() throws IOException;
    }

    private interface Step {
        void run() throws IOException;
    }

    private <T> T inside(T otherwise, Action<T> action) {
        Resident me = Hooks.current();
        if (me == null) {
            return otherwise;
        }
        me.inside++;
        try {
            return strands.isOut() ? otherwise : action.run();
        } catch (IOException e) {
            return otherwise;
        } finally {
            me.inside--;
        }
    }

    private void run(Step step) {
        boolean unused =
                inside(
                        true,
                        () -> {
                            step.run();
                            return true;
                        });
    }
}
