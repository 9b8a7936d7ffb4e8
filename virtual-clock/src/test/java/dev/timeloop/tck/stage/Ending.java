package dev.timeloop.tck.stage;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The ways in which a program completes a future. */
enum Ending {
    VALUE,
    NULL,
    FAILURE,
    ERROR,
    WRAPPED,
    WRAPPED_TWICE,
    BARE_WRAPPER,
    WRAPPED_CANCELLATION,
    CANCELLATION,
    CANCELLED;

    /** One of each sort that stages treat differently. */
    static final List<Ending> SORTS = List.of(VALUE, NULL, FAILURE, WRAPPED, CANCELLED);

    /** Completes a future; the name tells it from others that end in the same way. */
    boolean give(CompletableFuture<Object> future, String name) {
        return switch (this) {
            case VALUE -> future.complete(name);
            case NULL -> future.complete(null);
            case CANCELLED -> future.cancel(true);
            default -> future.completeExceptionally(exception(name));
        };
    }

    /** Returns or throws the same from a function. */
    Object out(String name) {
        return switch (this) {
            case VALUE -> name;
            case NULL -> null;
            default -> throw Sneaky.rethrow(exception(name));
        };
    }

    private Throwable exception(String name) {
        return switch (this) {
            case FAILURE -> new Boom(name);
            case ERROR -> new AssertionError(name);
            case WRAPPED -> new CompletionException("wrapped", new Boom(name));
            case WRAPPED_TWICE -> new CompletionException(new CompletionException(new Boom(name)));
            case BARE_WRAPPER -> new CompletionException(name, null);
            case WRAPPED_CANCELLATION -> new CompletionException(new CancellationException(name));
            case CANCELLATION, CANCELLED -> new CancellationException(name);
            default -> throw new IllegalArgumentException(name() + " is no exception");
        };
    }

    /** Rethrows whatever it is given, as functions may throw checked exceptions by such tricks. */
    private static final class Sneaky {
        static RuntimeException rethrow(Throwable thrown) {
            throw Sneaky.<RuntimeException>as(thrown);
        }

        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // erased
        private static <X extends Throwable> X as(Throwable thrown) throws X {
            throw (X) thrown;
        }
    }
}
