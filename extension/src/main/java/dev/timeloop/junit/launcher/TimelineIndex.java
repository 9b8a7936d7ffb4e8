package dev.timeloop.junit.launcher;

import dev.timeloop.junit.timeline.TimelinePages;
import java.io.IOException;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes the page with links to the pages of tests at the end of each run.
 *
 * <p>The launcher makes it: it must never fail, or no test of anybody runs.
 */
public final class TimelineIndex implements LauncherSessionListener {

    /** Creates the listener; the launcher does this. */
    public TimelineIndex() {}

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        try {
            TimelinePages pages =
                    session.getStore()
                            .getOrComputeIfAbsent(
                                    Namespace.create(TimelinePages.KEY),
                                    TimelinePages.KEY,
                                    unused -> new TimelinePages(),
                                    TimelinePages.class);
            session.getLauncher().registerTestExecutionListeners(new AtTheEnd(pages));
        } catch (RuntimeException | LinkageError unavailable) {
            return; // of a JUnit that is too old: pages are written all the same
        }
    }

    private static final class AtTheEnd implements TestExecutionListener {
        private final TimelinePages pages;

        private AtTheEnd(TimelinePages pages) {
            this.pages = pages;
        }

        @Override
        public void testPlanExecutionFinished(TestPlan plan) {
            try {
                Object unused =
                        pages.writeIndex(plan.getOutputDirectoryCreator().getRootDirectory());
            } catch (IOException | RuntimeException | LinkageError failed) {
                System.err.println("timeloop: the index of timelines isn't written: " + failed);
            }
        }
    }
}
