package dev.timeloop.junit.report;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What one run of tests has found so far; tests may add to it at the same time. */
public final class LeakRun {
    /** One test may leave a million; the rest is only counted. */
    static final int MOST_KEPT = 10_000;

    private final @Nullable ReportSettings settings;
    private final @Nullable Baseline baseline;

    /** Why the configuration can't be followed. */
    private final @Nullable ReportException trouble;

    private final LongAdder tests = new LongAdder();
    private final Counts counts = new Counts();
    private final Queue<Finding> findings = new ConcurrentLinkedQueue<>();
    private final AtomicInteger kept = new AtomicInteger();
    private final Map<Object, ExemptionUse> exemptions = new ConcurrentHashMap<>();

    LeakRun(Function<String, Optional<String>> parameters) {
        ReportSettings read = null;
        Baseline known = null;
        ReportException unusable = null;
        try {
            read = ReportSettings.of(parameters);
            known = baseline(read);
        } catch (ReportException e) {
            unusable = e;
        }
        settings = read;
        baseline = known;
        trouble = unusable;
    }

    private static @Nullable Baseline baseline(ReportSettings settings) {
        if (settings.baseline() == null) {
            return null;
        }
        BaselineFile file = new BaselineFile(settings.baseline());
        return settings.writesBaseline() ? Baseline.toBeWritten(file) : Baseline.read(file);
    }

    /** Returns the run that a test or a class belongs to. */
    public static LeakRun of(ExtensionContext context) {
        return LeakRuns.of(context).current(context::getConfigurationParameter);
    }

    /** Fails unless its configuration can be followed. */
    public void requireUsable() {
        if (trouble != null) {
            throw new ExtensionConfigurationException(
                    String.valueOf(trouble.getMessage()), trouble.getCause());
        }
    }

    /** Counts a test that was checked. */
    public void countTest() {
        tests.increment();
    }

    /**
     * Adds what a test has left.
     *
     * @return what becomes of it, now that the baseline is asked
     */
    public Verdict add(Finding finding) {
        boolean isKnown =
                finding.verdict() != Verdict.EXEMPTED && baseline != null && baseline.has(finding);
        Finding judged = isKnown ? finding.inBaseline() : finding;
        counts.add(judged.verdict(), judged.kind());
        if (kept.getAndIncrement() < MOST_KEPT) {
            findings.add(judged);
        }
        return judged.verdict();
    }

    /** Notes that a test of a class declares an exemption, or inherits it. */
    public void declare(Object exemption, String testClass) {
        usage(exemption).declaredIn(testClass);
    }

    /** Notes that an exemption has covered something. */
    public void use(Object exemption) {
        usage(exemption).used();
    }

    private ExemptionUse usage(Object exemption) {
        return exemptions.computeIfAbsent(exemption, unused -> new ExemptionUse());
    }

    // --- at the end ---

    long tests() {
        return tests.sum();
    }

    Counts counts() {
        return counts;
    }

    /** The first {@link #MOST_KEPT} of them. */
    Collection<Finding> findings() {
        return findings;
    }

    @Nullable ReportSettings settings() {
        return settings;
    }

    /** Entries of the baseline that none of these classes leaves any more, as lines. */
    List<String> staleEntries(Set<String> classes) {
        return baseline == null
                ? List.of()
                : baseline.stale(classes).entrySet().stream()
                        .map(entry -> BaselineText.line(entry.getKey(), entry.getValue()))
                        .toList();
    }

    Map<Object, ExemptionUse> exemptions() {
        return exemptions;
    }

    void writeBaseline(Set<String> replaced) {
        if (baseline != null) {
            baseline.write(replaced);
        }
    }
}
