package dev.timeloop.agent.world;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** One monitor that matters at present. */
final class Monitor {
    final Object object;
    final ArrayDeque<ResidentThread> entrants = new ArrayDeque<>(2);
    final ArrayDeque<Waiting> waiters = new ArrayDeque<>(2);
    @Nullable ResidentThread owner;
    private final LockNumbers numbers;

    Monitor(Object object, LockNumbers numbers) {
        this.object = object;
        this.numbers = numbers;
        numbers.note(object, object.getClass().getName());
    }

    /** As messages name it; nothing of the user's runs for that. */
    String name() {
        return object instanceof Class<?> type
                ? "the monitor of class " + Names.simple(type.getName())
                : "the monitor of " + ofObject();
    }

    /** The object, as messages name it. */
    String ofObject() {
        String type = object.getClass().getName();
        String number = numbers.suffix(object, type);
        return number.isEmpty() ? Names.some(type) : Names.simple(type) + number;
    }
}
