package dev.timeloop.junit;

import org.jspecify.annotations.Nullable;

/**
 * Which time a test is on.
 *
 * @param because what put it on real time; null unless something did
 */
record TestTime(Kind kind, @Nullable String because) {
    enum Kind {
        /** Nobody has said anything: the test isn't ours. */
        UNDECLARED,
        REAL,
        /** Real time, beside a loop that is checked at the end. */
        CHECKED,
        VIRTUAL
    }

    static final TestTime UNDECLARED = new TestTime(Kind.UNDECLARED, null);
    static final TestTime CHECKED = new TestTime(Kind.CHECKED, null);
    static final TestTime VIRTUAL = new TestTime(Kind.VIRTUAL, null);

    static TestTime real(String because) {
        return new TestTime(Kind.REAL, because);
    }

    /** Whether the test has a loop. */
    boolean hasLoop() {
        return kind == Kind.CHECKED || kind == Kind.VIRTUAL;
    }
}
