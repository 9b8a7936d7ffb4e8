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
        /** Real time, checked at the end; with a loop beside it if the test takes one. */
        CHECKED,
        VIRTUAL
    }

    static final TestTime UNDECLARED = new TestTime(Kind.UNDECLARED, null);
    static final TestTime CHECKED = new TestTime(Kind.CHECKED, null);
    static final TestTime VIRTUAL = new TestTime(Kind.VIRTUAL, null);

    static TestTime real(String because) {
        return new TestTime(Kind.REAL, because);
    }

    /** Real time, checked at the end; it can't have a loop. */
    static TestTime checked(String because) {
        return new TestTime(Kind.CHECKED, because);
    }

    /** What becomes of a test when the suite wants all to be checked. */
    TestTime checked() {
        return switch (kind) {
            case UNDECLARED -> CHECKED;
            case REAL -> new TestTime(Kind.CHECKED, because);
            case CHECKED, VIRTUAL -> this;
        };
    }

    /** Whether the test has a loop, or is checked without one. */
    boolean hasLoop() {
        return kind == Kind.CHECKED || kind == Kind.VIRTUAL;
    }
}
