package dev.timeloop.behaviour.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.timeloop.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    private final IOException boom = new IOException("boom");
    private final CancellationException enough = new CancellationException("enough");

    private final Outcome<Integer> pending = new Outcome.Pending<>();
    private final Outcome<Integer> succeeded = new Outcome.Succeeded<>(1);
    private final Outcome<Integer> failed = new Outcome.Failed<>(boom);
    private final Outcome<Integer> cancelled = new Outcome.Cancelled<>(enough);

    @Test
    void isExactlyOneOfFour() {
        for (Outcome<Integer> outcome : List.of(pending, succeeded, failed, cancelled)) {
            int kinds = 0;
            kinds += outcome.isPending() ? 1 : 0;
            kinds += outcome.isSucceeded() ? 1 : 0;
            kinds += outcome.isFailed() ? 1 : 0;
            kinds += outcome.isCancelled() ? 1 : 0;
            assertThat(kinds).as("%s", outcome).isEqualTo(1);
        }
    }

    @Test
    void givesWhatItHas() {
        assertThat(succeeded.value()).isEqualTo(1);
        assertThat(failed.exception()).isSameAs(boom);
        assertThat(cancelled.exception()).isSameAs(enough);
    }

    @Test
    void saysWhatItIsInsteadOfAValue() {
        assertThatIllegalStateException()
                .isThrownBy(failed::value)
                .withMessage(
                        "There is no value: the outcome is"
                                + " Failed[exception=java.io.IOException: boom].");
        assertThatIllegalStateException()
                .isThrownBy(pending::value)
                .withMessage("There is no value: the outcome is Pending[].");
    }

    @Test
    void saysWhatItIsInsteadOfAnException() {
        assertThatIllegalStateException()
                .isThrownBy(succeeded::exception)
                .withMessage("There is no exception: the outcome is Succeeded[value=1].");
    }
}
