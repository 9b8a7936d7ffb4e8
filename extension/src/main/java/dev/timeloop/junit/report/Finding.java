package dev.timeloop.junit.report;

import dev.timeloop.LooseEnd;
import dev.timeloop.LooseEnd.Kind;
import dev.timeloop.internal.origin.UserFrames;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A loose end, the test that left it, and what became of it.
 *
 * @param kind what sort of thing it is
 * @param verdict what became of it
 * @param test the test, or the class, as reports name it
 * @param testClass the binary name of the class
 * @param name the task, timer, thread or pool
 * @param state what is the matter with it
 * @param age how long ago it was made
 * @param madeAt where it was made, innermost first
 * @param failure the failure that nobody looked at, or null
 * @param chain the stages that the failure went down
 * @param advice what to do about it
 * @param because why it is exempt, or null
 */
public record Finding(
        Kind kind,
        Verdict verdict,
        String test,
        String testClass,
        String name,
        String state,
        Duration age,
        List<StackTraceElement> madeAt,
        @Nullable Thrown failure,
        List<String> chain,
        String advice,
        @Nullable String because) {
    static final Comparator<Finding> ORDER =
            Comparator.comparing(Finding::testClass)
                    .thenComparing(Finding::test)
                    .thenComparing(Finding::verdict)
                    .thenComparing(Finding::kind)
                    .thenComparing(Finding::name)
                    .thenComparing(Finding::place)
                    .thenComparing(Finding::state);

    /** Creates one of what a test has left. */
    public static Finding of(LooseEnd end, Verdict verdict, String test, String testClass) {
        Throwable failure = end.failure();
        return new Finding(
                end.kind(),
                verdict,
                test,
                testClass,
                end.name(),
                end.state(),
                end.age(),
                end.madeAt(),
                failure == null ? null : Thrown.of(failure),
                end.chain(),
                end.advice(),
                null);
    }

    /** Returns the same as exempt. */
    public Finding exempted(String reason) {
        return with(Verdict.EXEMPTED, reason);
    }

    Finding inBaseline() {
        return with(Verdict.IN_BASELINE, null);
    }

    private Finding with(Verdict other, @Nullable String reason) {
        return new Finding(
                kind, other, test, testClass, name, state, age, madeAt, failure, chain, advice,
                reason);
    }

    /** Where it was made, for people; empty if that isn't known. */
    String place() {
        return madeAt.isEmpty() ? "" : UserFrames.text(madeAt.get(0));
    }

    /** One line. */
    String text() {
        String what = name + " " + state;
        return (failure == null ? what : what + ": " + failure.text()).replaceAll("\\R\\s*", " ");
    }
}
