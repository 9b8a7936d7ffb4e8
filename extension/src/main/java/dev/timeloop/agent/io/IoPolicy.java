package dev.timeloop.agent.io;

/** What becomes of a world whose code talks to the outside. */
public enum IoPolicy {
    /** Its time stands still until the answer has come. */
    FREEZE,

    /** Its test fails. */
    FAIL
}
