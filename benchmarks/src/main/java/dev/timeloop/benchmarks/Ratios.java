package dev.timeloop.benchmarks;

import org.openjdk.jmh.util.Statistics;

/** Compares two results: their medians, with the errors of both. */
public final class Ratios {
    /** Of the errors, as JMH prints them. */
    private static final double CONFIDENCE = 0.999;

    private Ratios() {}

    /** Returns the median, to a tenth. */
    public static String median(Statistics times) {
        return String.format("%,.1f", times.getPercentile(50));
    }

    /** Returns one as a multiple of the other: relative errors add up as vectors. */
    public static String ratio(Statistics times, Statistics first) {
        double ratio = times.getPercentile(50) / first.getPercentile(50);
        double error = ratio * Math.hypot(relativeError(times), relativeError(first));
        return String.format("%.2f +- %.2f", ratio, error);
    }

    private static double relativeError(Statistics times) {
        return times.getMeanErrorAt(CONFIDENCE) / times.getMean();
    }
}
