package dev.timeloop.assertions;

import dev.timeloop.EventLoop;
import dev.timeloop.Task;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tasks called "feed", each on a loop of its own, and done at +1 s if at all. */
final class Feeds {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private Feeds() {}

    static <T> Task<T> pending() {
        return EventLoop.create().task("feed");
    }

    static <T extends @Nullable Object> Task<T> succeeded(T value) {
        EventLoop loop = EventLoop.create();
        Task<T> feed = loop.<T>script("feed").succeedsAfter(SECOND, value);
        loop.advance(SECOND);
        return feed;
    }

    static <T> Task<T> failed(Throwable failure) {
        EventLoop loop = EventLoop.create();
        Task<T> feed = loop.<T>script("feed").failsAfter(SECOND, failure);
        loop.advance(SECOND);
        return feed;
    }

    static <T> Task<T> cancelled(@Nullable String reason) {
        EventLoop loop = EventLoop.create();
        Task<T> feed = loop.task("feed");
        loop.advance(SECOND);
        feed.cancel(reason);
        return feed;
    }
}
