package dev.timeloop.agent.world;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** One monitor that matters at present. */
final class Monitor {
    final Object object;
    final ArrayDeque<ResidentThread> entrants = new ArrayDeque<>(2);
    final ArrayDeque<Waiting> waiters = new ArrayDeque<>(2);
    @Nullable ResidentThread owner;

    Monitor(Object object) {
        this.object = object;
    }

    /** As messages name it; nothing of the user's runs for that. */
    String name() {
        return object instanceof Class<?> type
                ? "the monitor of class " + Names.simple(type.getName())
                : "the monitor of " + Names.some(object.getClass().getName());
    }
}
