package dev.timeloop.agent.install;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** Remembers classes by loader and name, as long as the loader lives. */
final class Memory {
    private final Map<ClassLoader, Set<String>> names = new WeakHashMap<>();
    private final Set<String> onBoot = new HashSet<>();

    synchronized void add(@Nullable ClassLoader loader, String name) {
        of(loader).add(name);
    }

    synchronized boolean has(@Nullable ClassLoader loader, String name) {
        return of(loader).contains(name);
    }

    private Set<String> of(@Nullable ClassLoader loader) {
        if (loader == null) {
            return onBoot;
        }
        Set<String> some = names.get(loader);
        if (some == null) {
            some = new HashSet<>();
            names.put(loader, some);
        }
        return some;
    }
}
