package dev.timeloop.benchmarks.junit;

import dev.timeloop.benchmarks.hooks.InstallCost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Measures what the extension costs a suite of trivial tests, and what it costs to install. */
public final class JUnitMain {
    private static final int ROUNDS = 11;

    private JUnitMain() {}

    /**
     * Prints both tables.
     *
     * @param args how many rounds, then the contenders; eleven and all when there are none
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : ROUNDS;
        List<Contender> contenders =
                Arrays.stream(Contender.values())
                        .filter(each -> isWanted(each, Arrays.asList(args)))
                        .toList();
        Path folder = Files.createTempDirectory("timeloop-benchmarks");
        try {
            Processes processes = new Processes(folder, SuiteCost.MANY);
            System.out.println(new SuiteCost(processes, contenders, rounds));
        } finally {
            delete(folder);
        }
        if (args.length <= 1) {
            System.out.println(System.lineSeparator() + new InstallCost(rounds));
        }
    }

    private static boolean isWanted(Contender contender, List<String> args) {
        return args.size() <= 1
                || contender == Contender.NO_OP
                || args.contains(contender.toString());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(JUnitMain::deleteOne);
        }
    }

    private static void deleteOne(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
