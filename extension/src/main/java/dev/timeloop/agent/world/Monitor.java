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
    String describe() {
        String name =
                object instanceof Class<?> type ? type.getName() : object.getClass().getName();
        ResidentThread holder = owner;
        return "the monitor of "
                + (object instanceof Class<?> ? "class " : "a ")
                + name.substring(name.lastIndexOf('.') + 1).replace('$', '.')
                + (holder == null ? "" : ", held by thread \"" + holder.thread.getName() + '"');
    }
}
