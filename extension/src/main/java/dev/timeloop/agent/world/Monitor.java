package dev.timeloop.agent.world;

import java.util.ArrayDeque;
import java.util.function.Supplier;
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
        return nameLater().get();
    }

    /** As {@link #name()}, at the time when it is asked for; the object isn't kept for that. */
    Supplier<String> nameLater() {
        if (object instanceof Class<?> type) {
            String name = "the monitor of class " + Names.simple(type.getName());
            return () -> name;
        }
        Supplier<String> ofObject = ofObjectLater();
        return () -> "the monitor of " + ofObject.get();
    }

    /** The object, as messages name it. */
    String ofObject() {
        return ofObjectLater().get();
    }

    /** As {@link #ofObject()}, likewise. */
    Supplier<String> ofObjectLater() {
        String type = object.getClass().getName();
        Supplier<String> number = numbers.suffixLater(object, type);
        return () -> {
            String known = number.get();
            return known.isEmpty() ? Names.some(type) : Names.simple(type) + known;
        };
    }
}
