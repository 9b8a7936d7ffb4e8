package dev.timeloop.benchmarks.junit;

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
     * Runs the tests, and fails unless all pass.
     *
     * @param args how many tests there are, then the names of their classes
     */
    public static void main(String[] args) {
        int tests = Integer.parseInt(args[0]);
        List<DiscoverySelector> classes = new ArrayList<>();
        for (int i = 1; i < args.length; i++) {
            classes.add(DiscoverySelectors.selectClass(args[i]));
        }
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
