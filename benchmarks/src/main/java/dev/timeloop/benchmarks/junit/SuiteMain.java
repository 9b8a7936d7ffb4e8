package dev.timeloop.benchmarks.junit;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The program whose processes are compared: runs classes of tests, as build tools do. */
final class SuiteMain {
    private SuiteMain() {}

    /**
     * Runs the tests as often as is wanted, and fails unless all pass each time; prints what the
     * last run took: real and processor time, in nanoseconds.
     *
     * @param args how many tests there are, how often they run, then the names of their classes
     */
    public static void main(String[] args) {
        int tests = Integer.parseInt(args[0]);
        int runs = Integer.parseInt(args[1]);
        List<DiscoverySelector> classes = new ArrayList<>();
        for (int i = 2; i < args.length; i++) {
            classes.add(DiscoverySelectors.selectClass(args[i]));
        }
        OperatingSystemMXBean system =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        for (int i = 1; i <= runs; i++) {
            long real = System.nanoTime();
            long cpu = system.getProcessCpuTime();
            run(tests, classes);
            if (i == runs && runs > 1) {
                cpu = system.getProcessCpuTime() - cpu;
                System.out.println((System.nanoTime() - real) + " " + cpu);
            }
        }
    }

    private static void run(int tests, List<DiscoverySelector> classes) {
        LauncherDiscoveryRequest request =
                LauncherDiscoveryRequestBuilder.request().selectors(classes).build();
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        try (LauncherSession session = LauncherFactory.openSession()) {
            session.getLauncher().execute(request, summary);
        }
        if (summary.getSummary().getTestsSucceededCount() != tests) {
            System.exit(1);
        }
    }
}
