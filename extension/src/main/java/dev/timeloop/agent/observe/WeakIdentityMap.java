package dev.timeloop.agent.observe;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Remembers something about objects by their identity, without keeping them; for any thread. */
final class WeakIdentityMap<K, V> {
    private final ConcurrentHashMap<Object, V> values = new ConcurrentHashMap<>();
    private final ReferenceQueue<K> collected = new ReferenceQueue<>();

    @Nullable V get(K key) {
        return values.get(new Probe(key));
    }

    /** Returns what there was already, else puts a value and returns that. */
    V putIfAbsent(K key, V value) {
        forgetCollected();
        V known = values.putIfAbsent(new Key<>(key, collected), value);
        return known == null ? value : known;
    }

    void put(K key, V value) {
        V unused = swap(key, value);
    }

    /** Puts a value in one step; returns what there was, null if nothing. */
    @Nullable V swap(K key, V value) {
        forgetCollected();
        return values.put(new Key<>(key, collected), value);
    }

    @Nullable V remove(K key) {
        return values.remove(new Probe(key));
    }

    /** Looks at all that are there. */
    @SuppressWarnings("unchecked") // nothing else is put
    void forEach(BiConsumer<K, V> action) {
        values.forEach(
                (reference, value) -> {
                    K key = (K) referentOf(reference);
                    if (key != null) {
                        action.accept(key, value);
                    }
                });
    }

    private void forgetCollected() {
        for (Reference<?> gone; (gone = collected.poll()) != null; ) {
            V unused = values.remove(gone);
        }
    }

    private static boolean isSame(Object one, Object other) {
        return one == other || (referentOf(one) != null && referentOf(one) == referentOf(other));
    }

    private static @Nullable Object referentOf(Object key) {
        return key instanceof Probe probe ? probe.object : ((Reference<?>) key).get();
    }

    /** What is put. */
    private static final class Key<K> extends WeakReference<K> {
        private final int hash;

        Key(K object, ReferenceQueue<? super K> queue) {
            super(object, queue);
            hash = System.identityHashCode(object);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other != null && isSame(this, other);
        }
    }

    /** What is looked for: dies young. */
    private static final class Probe {
        private final Object object;

        Probe(Object object) {
            this.object = object;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(object);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other != null && isSame(this, other);
        }
    }
}
