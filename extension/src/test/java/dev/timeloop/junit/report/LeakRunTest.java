package dev.timeloop.junit.report;

import static dev.timeloop.junit.report.Samples.finding;
import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.LooseEnd.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeakRunTest {
    @Test
    void countsWhatItDoesNotKeep() {
        LeakRun run = new LeakRun(key -> Optional.empty());
        for (int i = 0; i < LeakRun.MOST_KEPT + 5; i++) {
            Verdict unused = run.add(finding(Verdict.FAILED, "task \"" + i + '"'));
        }

        assertThat(run.findings()).hasSize(LeakRun.MOST_KEPT);
        assertThat(run.counts().of(Verdict.FAILED, Kind.PENDING_TASK))
                .isEqualTo(LeakRun.MOST_KEPT + 5);
    }
}
