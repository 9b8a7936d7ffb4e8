package dev.timeloop;

/** Throws checked exceptions as they are: a test wants the original, not a wrapper. */
final class Sneaky {
    private Sneaky() {}

    /** Never returns; the type lets callers write it as the statement's exception. */
    static RuntimeException rethrow(Throwable failure) {
        throw Sneaky.<RuntimeException>as(failure);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // erased: that is the trick
    private static <X extends Throwable> X as(Throwable thrown) throws X {
        throw (X) thrown;
    }
}
