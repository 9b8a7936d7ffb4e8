package dev.timeloop.tck.executor;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.timeloop.EventLoop;
import dev.timeloop.LooseEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Who is given what a job throws. */
class UncaughtTest extends OnTheLoop {
    private final RuntimeException boom = new IllegalStateException("boom");

    @Test
    void aCommandsFailureIsALooseEndIfNobodyHandlesIt() {
        executor.execute(this::fail);
        loop.settle();

        assertThat(loop.finish())
                .singleElement()
                .satisfies(
                        end -> {
                            assertThat(end.kind()).isEqualTo(LooseEnd.Kind.UNRETRIEVED_FAILURE);
                            assertThat(end.name()).isEqualTo("task \"executor-1\"");
                            assertThat(end.failure()).isSameAs(boom);
                        });
    }

    @Test
    void aCommandsFailureKeepsNobodyElseFromRunning() {
        executor.execute(this::fail);
        executor.execute(noting("next"));
        loop.settle();

        assertThat(trace()).containsExactly("next @0");
        assertThat(loop.finish()).hasSize(1);
    }

    @Test
    void aHandlerIsGivenACommandsFailure() {
        List<Throwable> handled = new ArrayList<>();
        try (EventLoop own = threads.builder().uncaughtExceptionHandler(handled::add).build()) {
            own.executor().execute(this::fail);
            own.settle();

            assertThat(handled).containsExactly(boom);
        }
    }

    @Test
    void aHandlerIsNotGivenWhatAFutureKeeps() {
        List<Throwable> handled = new ArrayList<>();
        try (EventLoop own = threads.builder().uncaughtExceptionHandler(handled::add).build()) {
            Future<?> submitted = own.executor().submit(this::fail);
            Future<?> scheduled = own.executor().schedule(this::fail, 1, SECONDS);
            Future<?> periodic = own.executor().scheduleAtFixedRate(this::fail, 1, 1, SECONDS);
            own.runUntilIdle();

            assertThat(handled).isEmpty();
            for (Future<?> future : List.of(submitted, scheduled, periodic)) {
                assertThatExceptionOfType(ExecutionException.class)
                        .isThrownBy(future::get)
                        .havingCause()
                        .isSameAs(boom);
            }
        }
    }

    @Test
    void aHandlerThatThrowsKeepsNobodyElseFromRunning() {
        EventLoop own =
                threads.builder()
                        .uncaughtExceptionHandler(
                                thrown -> {
                                    throw new ArithmeticException("in the handler");
                                })
                        .build();
        own.executor("one", 1).execute(this::fail);
        own.executor("one").execute(noting("next"));
        own.settle();

        assertThat(trace()).containsExactly("next @0");
        assertThat(own.finish())
                .extracting(LooseEnd::failure)
                .extracting(Throwable::getMessage)
                .contains("in the handler");
        own.close();
    }

    private void fail() {
        throw boom;
    }
}
