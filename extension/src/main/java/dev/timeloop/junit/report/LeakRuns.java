package dev.timeloop.junit.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/**
 * The runs of one session of JUnit's launcher, one after the other. Build tools may make a run of
 * each class, or run again what has failed; they report once, at the end of the session.
 *
 * <p>It lives in the session's store, where the extension and the launcher's listener meet without
 * anything static.
 */
public final class LeakRuns {
    /** Of the namespace and the key in the session's store. */
    public static final String KEY = LeakRuns.class.getName();

    private volatile @Nullable LeakRun current;

    // guarded by this
    private final List<LeakRun> ended = new ArrayList<>();
    private final List<String> staleEntries = new ArrayList<>();
    private final Set<String> wholeClasses = new HashSet<>();
    private final Set<String> writtenClasses = new HashSet<>();
    private final List<String> troubles = new ArrayList<>();

    /** Creates them before the first. */
    public LeakRuns() {}

    static LeakRuns of(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(KEY))
                .getOrComputeIfAbsent(KEY, unused -> new LeakRuns(), LeakRuns.class);
    }

    LeakRun current(Function<String, Optional<String>> parameters) {
        LeakRun run = current;
        return run == null ? begin(parameters) : run;
    }

    private synchronized LeakRun begin(Function<String, Optional<String>> parameters) {
        LeakRun run = current;
        if (run == null) {
            run = new LeakRun(parameters);
            current = run;
        }
        return run;
    }

    /**
     * Ends the current run, if any test of it was ours.
     *
     * @param classes those of which all tests ran
     */
    public synchronized void end(Set<String> classes) {
        LeakRun run = current;
        current = null;
        if (run == null) {
            return;
        }
        ended.add(run);
        staleEntries.addAll(run.staleEntries(classes));
        wholeClasses.addAll(classes);
        Set<String> replaced = new HashSet<>(classes);
        replaced.removeAll(writtenClasses);
        try {
            run.writeBaseline(replaced);
            writtenClasses.addAll(classes);
        } catch (ReportException unwritable) {
            troubles.add(String.valueOf(unwritable.getMessage()));
        }
    }

    /** Reports all runs together, wherever that was asked for. */
    public synchronized void report(
            PrintStream out, PrintStream err, Function<String, @Nullable String> environment) {
        Report report = report();
        if (!report.isEmpty()) {
            err.println(Summary.of(report));
        }
        for (LeakRun run : ended) {
            ReportSettings settings = run.settings();
            if (settings != null) {
                // each of the runs may have settings of its own; nearly always they are the same
                write(report, settings, out, environment);
                break;
            }
        }
        troubles.forEach(trouble -> err.println("timeloop: " + trouble));
    }

    private void write(
            Report report,
            ReportSettings settings,
            PrintStream out,
            Function<String, @Nullable String> environment) {
        try {
            if (settings.json() != null) {
                JsonReport.write(report, settings.json());
            }
        } catch (ReportException unwritable) {
            troubles.add(String.valueOf(unwritable.getMessage()));
        }
        GitHub gitHub = new GitHub(environment);
        Boolean wanted = settings.gitHub();
        if (!report.isEmpty() && (wanted == null ? gitHub.isThere() : wanted)) {
            try {
                gitHub.report(report, out);
            } catch (ReportException unwritable) {
                troubles.add(String.valueOf(unwritable.getMessage()));
            }
        }
    }

    private Report report() {
        long tests = 0;
        Counts counts = new Counts();
        List<Finding> findings = new ArrayList<>();
        Map<Object, ExemptionUse> exemptions = new HashMap<>();
        for (LeakRun run : ended) {
            tests += run.tests();
            counts.addAll(run.counts());
            findings.addAll(run.findings());
            run.exemptions()
                    .forEach(
                            (exemption, use) ->
                                    exemptions
                                            .computeIfAbsent(
                                                    exemption, unused -> new ExemptionUse())
                                            .add(use));
        }
        findings.sort(Finding.ORDER);
        List<String> stale =
                exemptions.entrySet().stream()
                        .filter(entry -> entry.getValue().isStale(wholeClasses))
                        .map(entry -> entry.getKey().toString())
                        .sorted()
                        .toList();
        return new Report(tests, counts, findings, List.copyOf(staleEntries), stale);
    }
}
