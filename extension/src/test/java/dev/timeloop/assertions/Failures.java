package dev.timeloop.assertions;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Failed assertions, asserted. */
final class Failures {
    private Failures() {}

    /** The whole message, with the line break that AssertJ puts before each of its own. */
    static AbstractThrowableAssert<?, ?> assertMessage(ThrowingCallable assertion, String whole) {
        return assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessage(whole);
    }
}
