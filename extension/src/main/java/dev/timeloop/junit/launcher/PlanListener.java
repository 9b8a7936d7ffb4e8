package dev.timeloop.junit.launcher;

import dev.timeloop.LooseEndsError;
import dev.timeloop.junit.report.LeakRuns;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.discovery.IterationSelector;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.engine.discovery.NestedMethodSelector;
import org.junit.platform.engine.discovery.UniqueIdSelector;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.LauncherDiscoveryListener;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Tells of which classes a run has seen all tests: only they can miss what they used to leave. */
final class PlanListener implements LauncherDiscoveryListener, TestExecutionListener {
    private final LeakRuns runs;

    // guarded by this
    private final Set<String> ran = new HashSet<>();
    private final Set<String> inPart = new HashSet<>();
    private boolean isFiltered;
    private @Nullable TestPlan plan;

    PlanListener(LeakRuns runs) {
        this.runs = runs;
    }

    @Override
    public synchronized void launcherDiscoveryStarted(LauncherDiscoveryRequest request) {
        isFiltered =
                !request.getPostDiscoveryFilters().isEmpty()
                        || request.getSelectorsByType(DiscoverySelector.class).stream()
                                .anyMatch(PlanListener::isPartOfClass);
    }

    private static boolean isPartOfClass(DiscoverySelector selector) {
        return selector instanceof MethodSelector
                || selector instanceof NestedMethodSelector
                || selector instanceof UniqueIdSelector
                || selector instanceof IterationSelector;
    }

    @Override
    public synchronized void testPlanExecutionStarted(TestPlan started) {
        plan = started;
        ran.clear();
        inPart.clear();
    }

    @Override
    public synchronized void executionStarted(TestIdentifier test) {
        if (test.getSource().orElse(null) instanceof ClassSource source) {
            ran.add(source.getClassName());
        }
    }

    @Override
    public synchronized void executionSkipped(TestIdentifier test, String reason) {
        leaveOut(test);
    }

    /** A test that fails only for what it has left has done all it does. */
    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        boolean isWhole =
                result.getStatus() == Status.SUCCESSFUL
                        || result.getThrowable().orElse(null) instanceof LooseEndsError;
        if (!isWhole) {
            leaveOut(test);
        }
    }

    private void leaveOut(TestIdentifier test) {
        TestPlan current = plan;
        if (current == null) {
            return;
        }
        for (TestIdentifier each = test;
                each != null;
                each = current.getParent(each).orElse(null)) {
            leaveOutItself(each);
        }
        current.getDescendants(test).forEach(this::leaveOutItself);
    }

    private void leaveOutItself(TestIdentifier test) {
        if (test.getSource().orElse(null) instanceof ClassSource source) {
            inPart.add(source.getClassName());
        }
    }

    @Override
    public synchronized void testPlanExecutionFinished(TestPlan finished) {
        Set<String> whole = new HashSet<>(ran);
        whole.removeAll(inPart);
        runs.end(isFiltered ? Set.of() : whole);
        plan = null;
    }
}
