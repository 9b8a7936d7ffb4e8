package dev.timeloop.junit.report;

import dev.timeloop.LooseEnd.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * What a session has come to.
 *
 * @param tests how many were checked
 * @param counts of all loose ends
 * @param findings in detail, though not of more than a run keeps; sorted, so that parallel runs
 *     report alike
 * @param staleEntries lines of the baseline that nothing was like any more
 * @param staleExemptions what has covered nothing
 */
record Report(
        long tests,
        Counts counts,
        List<Finding> findings,
        List<String> staleEntries,
        List<String> staleExemptions) {

    /** Whether there is nothing to tell. */
    boolean isEmpty() {
        return findings.isEmpty() && staleEntries.isEmpty() && staleExemptions.isEmpty();
    }

    List<Finding> of(Verdict verdict) {
        return findings.stream().filter(finding -> finding.verdict() == verdict).toList();
    }

    /** {@code 2 failed, 14 in the baseline}; empty if there are none. */
    String verdicts() {
        List<String> texts = new ArrayList<>();
        for (Verdict verdict : Verdict.values()) {
            add(texts, counts.of(verdict), verdict);
        }
        return String.join(", ", texts);
    }

    String verdicts(Kind kind) {
        List<String> texts = new ArrayList<>();
        for (Verdict verdict : Verdict.values()) {
            add(texts, counts.of(verdict, kind), verdict);
        }
        return String.join(", ", texts);
    }

    private static void add(List<String> texts, long count, Verdict verdict) {
        if (count > 0) {
            texts.add(count + " " + verdict.words());
        }
    }

    /** {@code leak check of 312 tests: 5 loose ends, 2 failed, 3 in the baseline}. */
    String headline() {
        long all = counts.all();
        String tested = "leak check of " + tests + (tests == 1 ? " test: " : " tests: ");
        return all == 0
                ? tested + "no loose ends"
                : tested + all + (all == 1 ? " loose end, " : " loose ends, ") + verdicts();
    }
}
