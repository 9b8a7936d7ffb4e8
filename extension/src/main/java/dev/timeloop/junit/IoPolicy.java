package dev.timeloop.junit;

/** What becomes of a world whose code talks to the outside. */
enum IoPolicy {
    /** Its time stands still until the answer has come. */
    FREEZE,
    /** Its test fails. */
    FAIL
}
