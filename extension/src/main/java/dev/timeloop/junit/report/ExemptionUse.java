package dev.timeloop.junit.report;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which classes of tests have an exemption, and whether it has covered anything. */
final class ExemptionUse {
    private final Set<String> classes = ConcurrentHashMap.newKeySet();
    private volatile boolean isUsed;

    void declaredIn(String testClass) {
        classes.add(testClass);
    }

    void used() {
        isUsed = true;
    }

    /** What was seen of the same exemption in another run of the session. */
    void add(ExemptionUse other) {
        classes.addAll(other.classes);
        isUsed |= other.isUsed;
    }

    /** Whether it is of no use, as far as these classes can tell. */
    boolean isStale(Set<String> wholeClasses) {
        return !isUsed && wholeClasses.containsAll(classes);
    }
}
