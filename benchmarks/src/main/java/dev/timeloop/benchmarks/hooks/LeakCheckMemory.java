package dev.timeloop.benchmarks.hooks;

import dev.timeloop.agent.install.Agent;
import dev.timeloop.agent.observe.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What a checked test that makes a million futures leaves on the heap. */
final class LeakCheckMemory {
    private static final int FUTURES = 1_000_000;
    private static final int ROUNDS = 3;
    private static final String FORMAT = "%-44s %12.0f";

    private LeakCheckMemory() {}

    /** Measures in this process, whose futures are observed from then on. */
    static String measure() {
        Agent.observe();
        String lines = "";
        for (int round = 1; round <= ROUNDS; round++) { // the first loads what it needs
            lines = round();
        }
        return lines;
    }

    private static String round() {
        double before = heap();
        double done;
        double pending;
        try (Observation observation = Observation.open()) {
            Observation outer = observation.enter();
            for (int i = 0; i < FUTURES; i++) {
                CompletableFuture<String> future = new CompletableFuture<>();
                future.complete("x");
                future.join();
            }
            done = heap() - before;
            List<CompletableFuture<String>> kept = new ArrayList<>();
            for (int i = 0; i < FUTURES; i++) {
                kept.add(new CompletableFuture<>());
            }
            pending = heap() - before;
            kept.clear();
            Observation.restore(outer);
        }
        double after = heap() - before;
        return String.join(
                System.lineSeparator(),
                "heap of a checked test, KiB over before",
                String.format(FORMAT, "after a million futures that are done", done / 1_024),
                String.format(FORMAT, "with a million more that are pending", pending / 1_024),
                String.format(FORMAT, "after the test", after / 1_024));
    }

    private static double heap() {
        System.gc();
        Runtime jvm = Runtime.getRuntime();
        return jvm.totalMemory() - jvm.freeMemory();
    }
}
