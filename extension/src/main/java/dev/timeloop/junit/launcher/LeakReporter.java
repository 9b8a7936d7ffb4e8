package dev.timeloop.junit.launcher;

import dev.timeloop.junit.report.LeakRuns;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Reports what the leak check has found when a session of the launcher ends.
 *
 * <p>The launcher makes it: it must never fail, or no test of anybody runs.
 */
public final class LeakReporter implements LauncherSessionListener {

    /** Creates the listener; the launcher does this. */
    public LeakReporter() {}

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        try {
            PlanListener listener = new PlanListener(runs(session));
            session.getLauncher().registerLauncherDiscoveryListeners(listener);
            session.getLauncher().registerTestExecutionListeners(listener);
        } catch (RuntimeException | LinkageError unavailable) {
            return; // of a JUnit that is too old: tests are checked all the same
        }
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        try {
            runs(session).report(System.out, System.err, System::getenv);
        } catch (RuntimeException | LinkageError failed) {
            System.err.println("timeloop: the leak check's report failed: " + failed);
        }
    }

    private static LeakRuns runs(LauncherSession session) {
        return session.getStore()
                .getOrComputeIfAbsent(
                        Namespace.create(LeakRuns.KEY),
                        LeakRuns.KEY,
                        unused -> new LeakRuns(),
                        LeakRuns.class);
    }
}
