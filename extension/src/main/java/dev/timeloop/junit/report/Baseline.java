package dev.timeloop.junit.report;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What is known before a run, and what of that the run has seen. */
final class Baseline {
    private final BaselineFile file;
    private final boolean isToBeWritten;
    private final SortedMap<BaselineKey, Integer> known;
    private final Map<BaselineKey, AtomicInteger> seen = new ConcurrentHashMap<>();

    private Baseline(
            BaselineFile file, boolean isToBeWritten, SortedMap<BaselineKey, Integer> known) {
        this.file = file;
        this.isToBeWritten = isToBeWritten;
        this.known = known;
    }

    static Baseline read(BaselineFile file) {
        return new Baseline(file, false, file.read());
    }

    static Baseline toBeWritten(BaselineFile file) {
        return new Baseline(file, true, new TreeMap<>());
    }

    /** Whether it is known, and there are no more of its sort than are known. */
    boolean has(Finding finding) {
        BaselineKey key = BaselineKey.of(finding);
        int count = seen.computeIfAbsent(key, unused -> new AtomicInteger()).incrementAndGet();
        return isToBeWritten || count <= known.getOrDefault(key, 0);
    }

    /** Known ones of some classes that there are no more, or fewer of, as lines. */
    SortedMap<BaselineKey, Integer> stale(Set<String> classes) {
        SortedMap<BaselineKey, Integer> stale = new TreeMap<>();
        known.forEach(
                (key, count) -> {
                    int rest = count - count(key);
                    if (rest > 0 && classes.contains(key.testClass())) {
                        stale.put(key, rest);
                    }
                });
        return stale;
    }

    private int count(BaselineKey key) {
        AtomicInteger count = seen.get(key);
        return count == null ? 0 : count.get();
    }

    /**
     * Writes it, if that was asked for.
     *
     * @param replaced classes of which only what was seen now remains; of others, nothing is lost
     */
    void write(Set<String> replaced) {
        if (!isToBeWritten) {
            return;
        }
        file.update(
                before -> {
                    SortedMap<BaselineKey, Integer> after = new TreeMap<>(before);
                    after.keySet().removeIf(key -> replaced.contains(key.testClass()));
                    seen.forEach((key, count) -> after.merge(key, count.get(), Math::max));
                    return after;
                });
    }
}
