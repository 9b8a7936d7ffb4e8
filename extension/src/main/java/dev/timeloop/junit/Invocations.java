package dev.timeloop.junit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a test that are being run: constructor, lifecycle methods, test method.
 *
 * <p>They come one after the other, unless JUnit gives one up that runs on another thread.
 */
final class Invocations {
    /** One part, on the thread that made this. */
    static final class Part {
        private final Object invocation;
        private final CountDownLatch end = new CountDownLatch(1);
        final Thread thread = Thread.currentThread();

        private Part(Object invocation) {
            this.invocation = invocation;
        }

        private boolean awaitEnd(Duration patience) {
            try {
                return end.await(patience.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return end.getCount() == 0;
            }
        }
    }

    private final List<Part> parts = new ArrayList<>();
    private final List<Part> stragglers = new ArrayList<>();
    private @Nullable Throwable lastFailure;
    private @Nullable Thread lastFailed;

    /** Whether another instance of the extension has begun this invocation. */
    synchronized boolean isRunning(Object invocation) {
        for (Part part : parts) {
            if (part.invocation == invocation) {
                return true;
            }
        }
        return false;
    }

    synchronized Part begin(Object invocation) {
        Part part = new Part(invocation);
        parts.add(part);
        return part;
    }

    void end(Part part, @Nullable Throwable failure) {
        synchronized (this) {
            parts.remove(part);
            if (failure != null) {
                lastFailure = failure;
                lastFailed = part.thread;
            }
        }
        part.end.countDown();
    }

    /** Waits until no part runs on another thread; those that still do are stragglers. */
    void awaitOthers(Duration patience) {
        List<Part> running;
        synchronized (this) {
            running = List.copyOf(parts);
        }
        for (Part part : running) {
            if (part.thread != Thread.currentThread() && !part.awaitEnd(patience)) {
                synchronized (this) {
                    parts.remove(part);
                    stragglers.add(part);
                }
            }
        }
    }

    /** The threads that were waited for in vain; forgotten then. */
    synchronized List<Thread> takeStragglers() {
        if (stragglers.isEmpty()) {
            return List.of();
        }
        List<Thread> threads =
                stragglers.stream()
                        .filter(part -> part.end.getCount() > 0)
                        .map(part -> part.thread)
                        .toList();
        stragglers.clear();
        return threads;
    }

    /** What the last part failed with, if that was on another thread; forgotten then. */
    synchronized @Nullable Throwable takeFailureElsewhere() {
        Throwable failure = lastFailed == Thread.currentThread() ? null : lastFailure;
        lastFailure = null;
        lastFailed = null;
        return failure;
    }
}
