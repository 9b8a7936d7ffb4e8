package dev.timeloop.agent.boot;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.net.InetAddress;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What threads of one world ask of the JDK's input and output, as the hooks see it.
 *
 * <p>Each method runs on the thread itself. Those that return a boolean return false to let the
 * JDK's own code proceed. Spans are nanoseconds; 0 means no limit, as in {@code sun.nio.ch}.
 */
public abstract class ResidentIo {
    /** Creates the one of some world. */
    protected ResidentIo() {}

    /** Waits until a socket is ready for an operation that would block. */
    public abstract boolean park(Object socket, @Nullable FileDescriptor file, int ops, long nanos);

    /** Waits until a selector has something; on behalf of a virtual thread. */
    public abstract boolean parkSelector(int file, long nanos);

    /** Waits until a selector has something; returns for how long to do so in real time. */
    public abstract int select(int millis, Object selector);

    /** An operation begins that might block: sees to it that it doesn't. */
    public abstract void begin(Object socket);

    /** Waits until something may be written; returns how much of it. */
    public abstract int room(int bytes, Object socket);

    /** A socket is to accept connections. */
    public abstract void listen(Object socket);

    /** A connection is about to be made. */
    public abstract void connect(FileDescriptor file, InetAddress address, int port);

    /** It was made, or is on its way. */
    public abstract void connected(FileDescriptor file);

    /** So many bytes were read. */
    public abstract void read(FileDescriptor file, long bytes);

    /** So many bytes were written. */
    public abstract void written(FileDescriptor file, long bytes);

    /** A datagram was sent. */
    public abstract void sent(FileDescriptor file, Object target);

    /** No more will be written. */
    public abstract void shut(Object socket);

    /** A file is closed. */
    public abstract void closed(FileDescriptor file);

    /** A selector was made. */
    public abstract void selectorMade(Object selector);

    /** A file, or what is one to the JDK, is about to be read. */
    public abstract void reading(FileInputStream stream);

    /** A child process is about to be started. */
    public abstract void startingProcess();

    /** A child process is about to be waited for. */
    public abstract void waitForProcess(Process process, long nanos) throws InterruptedException;

    /** A child process's end was asked for: returns what becomes it in this world. */
    public abstract <T> CompletableFuture<T> onExit(CompletableFuture<T> real);
}
