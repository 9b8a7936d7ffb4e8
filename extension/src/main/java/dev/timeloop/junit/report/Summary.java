package dev.timeloop.junit.report;

import dev.timeloop.LooseEnd.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The words in which the end of a session is told to people. */
final class Summary {
    private static final int MOST_PLACES = 5;
    private static final int MOST_STALE = 10;

    private Summary() {}

    static String of(Report report) {
        StringBuilder text = new StringBuilder("timeloop: ").append(report.headline());
        for (Kind kind : Kind.values()) {
            String verdicts = report.verdicts(kind);
            if (!verdicts.isEmpty()) {
                text.append("\n  ").append(Kinds.word(kind)).append(": ").append(verdicts);
            }
        }
        List<String> places = places(report);
        if (!places.isEmpty()) {
            text.append("\n  made most often at");
            places.forEach(place -> text.append("\n    ").append(place));
        }
        addStale(
                text,
                "no longer left, though the baseline has them; take them out of it:",
                report.staleEntries());
        addStale(
                text, "exemptions that covered nothing; take them away:", report.staleExemptions());
        return text.toString();
    }

    private static List<String> places(Report report) {
        Map<String, Long> counts =
                report.findings().stream()
                        .filter(finding -> finding.verdict() != Verdict.EXEMPTED)
                        .map(Finding::place)
                        .filter(place -> !place.isEmpty())
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return counts.entrySet().stream()
                .sorted(
                        Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_PLACES)
                .map(entry -> entry.getKey() + ", " + times(entry.getValue()))
                .toList();
    }

    private static String times(long count) {
        return count == 1 ? "once" : count == 2 ? "twice" : count + " times";
    }

    private static void addStale(StringBuilder text, String title, List<String> stale) {
        if (stale.isEmpty()) {
            return;
        }
        text.append("\n  ").append(title);
        stale.stream().limit(MOST_STALE).forEach(each -> text.append("\n    ").append(each));
        if (stale.size() > MOST_STALE) {
            text.append("\n    ... and ").append(stale.size() - MOST_STALE).append(" more");
        }
    }
}
