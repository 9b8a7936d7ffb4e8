package dev.timeloop.agent.boot;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the JDK's rewritten input and output calls before or after its own.
 *
 * <p>Like {@link Hooks}, it has no logic: it finds the {@link ResidentIo} of the calling thread and
 * asks that, or lets the JDK proceed.
 */
public final class IoHooks {
    private IoHooks() {}

    private static @Nullable ResidentIo io() {
        if (!Hooks.isActive()) {
            return null;
        }
        Resident me = Hooks.current();
        return me == null || me.inside > 0 ? null : me.io;
    }

    // --- waits ---

    public static boolean parked(Object socket, FileDescriptor file, int ops, long nanos) {
        ResidentIo io = io();
        return io != null && io.park(socket, file, ops, nanos);
    }

    public static boolean parked(Object channel, int ops, long nanos) {
        ResidentIo io = io();
        return io != null && io.park(channel, null, ops, nanos);
    }

    public static boolean parkedSelector(int file, long nanos) {
        ResidentIo io = io();
        return io != null && io.parkSelector(file, nanos);
    }

    public static int select(int millis, Object selector) {
        ResidentIo io = io();
        if (io == null || millis == 0) {
            return millis;
        }
        int left = io.select(millis, selector);
        if (left != 0) {
            selecting(selector); // if it was let go meanwhile: its real wait begins now
        }
        return left;
    }

    /** A selector is about to be asked, by whomever. */
    public static void selecting(Object selector) {
        Worlds all = Hooks.worlds();
        if (all != null && Hooks.current() == null) {
            all.selecting(selector);
        }
    }

    /** Its answer is about to be looked at, and nothing is locked any more. */
    public static int selected(int answer) {
        Worlds all = Hooks.worlds();
        if (all != null && Hooks.isExpecting() && Hooks.current() == null) {
            all.selected(Thread.currentThread());
        }
        return answer;
    }

    public static void waking(Object selector) {
        Worlds all = Hooks.worlds();
        Resident me = Hooks.isActive() ? Hooks.current() : null;
        if (all != null && me != null && me.inside == 0) {
            all.wakingSelector(me, selector);
        }
    }

    // --- what a socket does ---

    public static void begin(Object socket) {
        ResidentIo io = io();
        if (io != null) {
            io.begin(socket);
        }
    }

    public static int room(int bytes, Object socket) {
        ResidentIo io = io();
        return io == null ? bytes : io.room(bytes, socket);
    }

    public static void accept(Object socket) {
        listen(socket);
        begin(socket);
    }

    public static void listen(Object socket) {
        ResidentIo io = io();
        if (io != null) {
            io.listen(socket);
        }
    }

    public static void connect(Object family, FileDescriptor file, InetAddress address, int port) {
        ResidentIo io = io();
        if (io != null) {
            io.connect(file, address, port);
        }
    }

    public static int connected(int answer, Object family, FileDescriptor file) {
        ResidentIo io = io();
        if (io != null) {
            io.connected(file);
        }
        return answer;
    }

    public static int read(int answer, Object dispatcher, FileDescriptor file) {
        ResidentIo io = io();
        if (io != null) {
            io.read(file, answer);
        }
        return answer;
    }

    public static long read(long answer, Object dispatcher, FileDescriptor file) {
        ResidentIo io = io();
        if (io != null) {
            io.read(file, answer);
        }
        return answer;
    }

    public static int written(int answer, Object dispatcher, FileDescriptor file) {
        ResidentIo io = io();
        if (io != null) {
            io.written(file, answer);
        }
        return answer;
    }

    public static long written(long answer, Object dispatcher, FileDescriptor file) {
        ResidentIo io = io();
        if (io != null) {
            io.written(file, answer);
        }
        return answer;
    }

    public static int sent(
            int answer,
            Object channel,
            FileDescriptor file,
            Object bytes,
            InetSocketAddress target) {
        ResidentIo io = io();
        if (io != null) {
            io.sent(file, target);
        }
        return answer;
    }

    public static void shut(Object socket) {
        ResidentIo io = io();
        if (io != null) {
            io.shut(socket);
        }
    }

    public static void closed(Object dispatcher, FileDescriptor file) {
        ResidentIo io = io();
        if (io != null) {
            io.closed(file);
        }
    }

    public static void selectorMade(Object selector) {
        ResidentIo io = io();
        if (io != null) {
            io.selectorMade(selector);
        }
    }

    // --- pipes and processes ---

    public static void reading(FileInputStream stream) {
        Resident me = Hooks.isActive() ? Hooks.current() : null;
        ResidentIo io = me == null || me.inside > 0 ? null : me.io;
        if (me != null && io != null) {
            me.inside++; // from here on, since classes are loaded by reading files
            try {
                io.reading(stream);
            } finally {
                me.inside--;
            }
        }
    }

    public static void startingProcess() {
        ResidentIo io = io();
        if (io != null) {
            io.startingProcess();
        }
    }

    /** In place of {@code Process.waitFor}. */
    public static int waitFor(Process process) throws InterruptedException {
        waitForProcess(process);
        return process.waitFor();
    }

    /** In place of {@code Process.waitFor}. */
    public static boolean waitFor(Process process, long time, TimeUnit unit)
            throws InterruptedException {
        waitForProcess(process, time, unit);
        return process.waitFor(time, unit);
    }

    public static void waitForProcess(Object process) throws InterruptedException {
        ResidentIo io = io();
        if (io != null) {
            io.waitForProcess((Process) process, Long.MAX_VALUE);
        }
    }

    public static void waitForProcess(Object process, long time, TimeUnit unit)
            throws InterruptedException {
        ResidentIo io = io();
        if (io != null && unit != null) {
            io.waitForProcess((Process) process, unit.toNanos(time));
        }
    }

    /** The JDK's own part of that is done by its threads outside. */
    public static void asksForExit() {
        Resident me = Hooks.current();
        if (me != null) {
            me.inside++;
        }
    }

    /** As {@link #asksForExit}: that part is over. */
    public static CompletableFuture<?> exitAsked(CompletableFuture<?> answer) {
        Resident me = Hooks.current();
        if (me != null) {
            me.inside--;
        }
        return answer;
    }

    public static CompletableFuture<?> onExit(CompletableFuture<?> answer) {
        CompletableFuture<?> real = exitAsked(answer);
        ResidentIo io = io();
        return io == null ? real : io.onExit(real);
    }

    /** Whether the rest of what a process wrote is left where it is, for a world to read it. */
    public static boolean processExited() {
        return Hooks.isActive();
    }
}
