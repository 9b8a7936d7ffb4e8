package dev.timeloop.tck.executor;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.timeloop.LooseEnd;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** {@code Future.state}, {@code resultNow} and {@code exceptionNow}, which JDK 19 brought. */
@EnabledForJreRange(min = JRE.JAVA_19)
class FutureStateTest extends OnTheLoop {
    @Test
    void aPendingJobIsRunningAndHasNothingToShow() {
        Future<?> future = executor.schedule(() -> "result", 1, SECONDS);

        assertThat(now(future, "state")).hasToString("RUNNING");
        assertThatIllegalStateException().isThrownBy(() -> now(future, "resultNow"));
        assertThatIllegalStateException().isThrownBy(() -> now(future, "exceptionNow"));
        loop.runUntilIdle();
    }

    @Test
    void aJobThatHasSucceededHasAResult() {
        Future<?> future = executor.submit(() -> "result");
        loop.settle();

        assertThat(now(future, "state")).hasToString("SUCCESS");
        assertThat(now(future, "resultNow")).isEqualTo("result");
        assertThatIllegalStateException().isThrownBy(() -> now(future, "exceptionNow"));
    }

    @Test
    void aJobThatHasFailedHasAnException() {
        RuntimeException boom = new ArithmeticException("boom");
        Future<?> future =
                executor.submit(
                        () -> {
                            throw boom;
                        });
        loop.settle();

        assertThat(now(future, "state")).hasToString("FAILED");
        assertThatIllegalStateException().isThrownBy(() -> now(future, "resultNow"));
        assertThat(now(future, "exceptionNow")).isSameAs(boom);
    }

    @Test
    void aCancelledJobHasNothingToShow() {
        Future<?> future = executor.submit(() -> "result");
        future.cancel(false);

        assertThat(now(future, "state")).hasToString("CANCELLED");
        assertThatIllegalStateException().isThrownBy(() -> now(future, "resultNow"));
        assertThatIllegalStateException().isThrownBy(() -> now(future, "exceptionNow"));
    }

    @Test
    void askingForTheStateLooksAtNoFailure() {
        Future<?> future = executor.submit(failing("boom", 0));
        loop.settle();

        assertThat(now(future, "state")).hasToString("FAILED");

        assertThat(loop.finish())
                .extracting(LooseEnd::kind)
                .containsExactly(LooseEnd.Kind.UNRETRIEVED_FAILURE);
    }

    private static Object now(Future<?> future, String question) {
        try {
            return Future.class.getMethod(question).invoke(future);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError(thrown);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
