package dev.timeloop.tck.executor;

import dev.timeloop.EventLoop;
import dev.timeloop.EventLoopBuilder;
import java.util.List;
import java.util.concurrent.ThreadFactory;

/** The kinds of threads that jobs run on, of which each JDK has at least one. */
enum ThreadKind {
    DAEMON,
    VIRTUAL;

    /** The kinds that this JDK has. */
    static List<ThreadKind> available() {
        return Runtime.version().feature() >= 21 ? List.of(DAEMON, VIRTUAL) : List.of(DAEMON);
    }

    EventLoopBuilder builder() {
        return EventLoop.builder().threadFactory(this == DAEMON ? daemons() : virtualThreads());
    }

    private static ThreadFactory daemons() {
        return body -> {
            Thread thread = new Thread(body);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** {@code Thread.ofVirtual().factory()}, which JDK 17 doesn't know. */
    private static ThreadFactory virtualThreads() {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            return (ThreadFactory)
                    Class.forName("java.lang.Thread$Builder").getMethod("factory").invoke(builder);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
