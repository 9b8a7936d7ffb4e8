package dev.timeloop.leaks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.LooseEnd;
import dev.timeloop.LooseEnd.Kind;
import dev.timeloop.leaks.Row.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Does what the table in docs/retrieval.md says, and finds what that says. */
class RetrievalTableTest {
    static List<Row> rows() {
        return allRows().stream().filter(Row::isForThisJdk).toList();
    }

    private static List<Row> allRows() {
        List<Row> rows = new ArrayList<>(FutureRows.all());
        rows.addAll(LateRows.all());
        rows.addAll(TaskRows.all());
        rows.addAll(StateRows.all());
        rows.addAll(ForkRows.all());
        rows.addAll(SiblingRows.all());
        rows.addAll(PendingRows.all());
        rows.addAll(BranchRows.all());
        return rows;
    }

    @AfterEach
    void release() {
        PendingRows.release();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void eachLineIsTrue(Row row) throws Exception {
        List<LooseEnd> found = Observed.after(row.deed(), row.isStrict());

        assertThat(found).extracting(LooseEnd::kind).isEqualTo(expected(row.verdict()));
    }

    @Test
    void theDocumentHasTheSameLines() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("..", "docs", "retrieval.md"));

        assertThat(lines.stream().filter(line -> line.startsWith("| `")))
                .containsExactlyElementsOf(allRows().stream().map(Row::line).toList());
    }

    private static List<Kind> expected(Verdict verdict) {
        return switch (verdict) {
            case LOOKED_AT, NOTHING -> List.of();
            case FOUND -> List.of(Kind.UNRETRIEVED_FAILURE);
            case FOUND_TWICE -> List.of(Kind.UNRETRIEVED_FAILURE, Kind.UNRETRIEVED_FAILURE);
            case PENDING -> List.of(Kind.PENDING_TASK);
            case TIMER -> List.of(Kind.LIVE_TIMER);
            case THREAD -> List.of(Kind.BUSY_THREAD);
            case POOL -> List.of(Kind.IDLE_POOL);
        };
    }
}
