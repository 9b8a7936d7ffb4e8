package dev.timeloop.junit.report;

import dev.timeloop.LooseEnd.Kind;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/** How many loose ends of each kind came to which verdict; tests may add at the same time. */
final class Counts {
    private record Cell(Verdict verdict, Kind kind) {}

    private final Map<Cell, LongAdder> cells = new ConcurrentHashMap<>();

    void add(Verdict verdict, Kind kind) {
        add(new Cell(verdict, kind), 1);
    }

    private void add(Cell cell, long more) {
        cells.computeIfAbsent(cell, unused -> new LongAdder()).add(more);
    }

    void addAll(Counts others) {
        others.cells.forEach((cell, count) -> add(cell, count.sum()));
    }

    long of(Verdict verdict, Kind kind) {
        return sum(cell -> cell.verdict == verdict && cell.kind == kind);
    }

    long of(Verdict verdict) {
        return sum(cell -> cell.verdict == verdict);
    }

    long all() {
        return sum(cell -> true);
    }

    private long sum(Predicate<Cell> wanted) {
        return cells.entrySet().stream()
                .filter(entry -> wanted.test(entry.getKey()))
                .mapToLong(entry -> entry.getValue().sum())
                .sum();
    }
}
