package dev.timeloop.benchmarks.junit;

import dev.timeloop.benchmarks.TimedProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Runs few and many tests with each contender, by turns, and shows what each test costs. */
final class SuiteCost {
    static final int FEW = 200;
    static final int MANY = 2_000;

    private static final String FORMAT = "%-22s %18s %18s %18s %18s %12s %16s %16s";

    /** What one contender took, round by round. */
    private static final class Times {
        final List<TimedProcess> few = new ArrayList<>();
        final List<TimedProcess> many = new ArrayList<>();
        final List<TimedProcess> warm = new ArrayList<>();
    }

    private final Map<Contender, Times> times = new EnumMap<>(Contender.class);

    /** Runs so many rounds. */
    SuiteCost(Processes processes, List<Contender> contenders, int rounds)
            throws IOException, InterruptedException {
        for (Contender contender : contenders) {
            times.put(contender, new Times());
            TimedProcess unused = processes.run(contender, FEW); // its files are in memory then
        }
        for (int i = 0; i < rounds; i++) {
            for (Contender contender : contenders) {
                times.get(contender).few.add(processes.run(contender, FEW));
                times.get(contender).many.add(processes.run(contender, MANY));
                times.get(contender).warm.add(processes.runWarm(contender, MANY));
            }
            System.err.println("round " + (i + 1) + " of " + rounds + " done");
        }
    }

    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        lines.add(
                String.format(
                        FORMAT,
                        "ms, over no-op",
                        "cpu, " + FEW + " tests",
                        "cpu, " + MANY + " tests",
                        "cpu a test, whole",
                        "cpu a test, slope",
                        "real a test",
                        "warm, cpu a test",
                        "warm, real"));
        Times first = times.get(Contender.NO_OP);
        times.forEach((contender, mine) -> lines.add(line(contender, mine, first)));
        return String.join(System.lineSeparator(), lines);
    }

    private static String line(Contender contender, Times mine, Times first) {
        boolean isFirst = contender == Contender.NO_OP;
        double[] few = over(mine.few, isFirst ? List.of() : first.few, TimedProcess::cpuMillis);
        double[] many = over(mine.many, isFirst ? List.of() : first.many, TimedProcess::cpuMillis);
        double[] real = over(mine.many, isFirst ? List.of() : first.many, TimedProcess::realMillis);
        double[] warm = over(mine.warm, isFirst ? List.of() : first.warm, TimedProcess::cpuMillis);
        double[] warmReal =
                over(mine.warm, isFirst ? List.of() : first.warm, TimedProcess::realMillis);
        double[] slope = new double[many.length];
        for (int i = 0; i < many.length; i++) {
            slope[i] = (many[i] - few[i]) / (MANY - FEW);
        }
        return String.format(
                FORMAT,
                isFirst ? contender + " (itself)" : contender,
                text(few, 1, 0),
                text(many, 1, 0),
                text(many, MANY, 3),
                text(slope, 1, 3),
                String.format("%.3f", median(real) / MANY),
                text(warm, MANY, 3),
                text(warmReal, MANY, 3));
    }

    /** Of each round; over the same round of the first one, since the load changes. */
    private static double[] over(
            List<TimedProcess> mine,
            List<TimedProcess> first,
            ToDoubleFunction<TimedProcess> measure) {
        double[] all = mine.stream().mapToDouble(measure).toArray();
        for (int i = 0; i < first.size(); i++) {
            all[i] -= measure.applyAsDouble(first.get(i));
        }
        return all;
    }

    /** The median, and half of what the middle half of all spans. */
    private static String text(double[] values, double divisor, int digits) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double spread = (sorted[sorted.length * 3 / 4] - sorted[sorted.length / 4]) / 2;
        String format = "%." + digits + "f +- %." + digits + "f";
        return String.format(format, median(values) / divisor, spread / divisor);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
