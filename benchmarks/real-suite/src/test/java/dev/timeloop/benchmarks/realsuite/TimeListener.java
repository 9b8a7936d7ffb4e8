package dev.timeloop.benchmarks.realsuite;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/** Prints what the whole process has taken until its tests were done. */
public final class TimeListener implements TestExecutionListener {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MILLIS_PER_SECOND = 1e3;

    /** Creates the listener; the launcher does this. */
    public TimeListener() {}

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        OperatingSystemMXBean system =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        double real = ManagementFactory.getRuntimeMXBean().getUptime() / MILLIS_PER_SECOND;
        double cpu = system.getProcessCpuTime() / NANOS_PER_SECOND;
        System.out.printf("%.1f s of real time, %.1f s of processor time%n", real, cpu);
    }
}
