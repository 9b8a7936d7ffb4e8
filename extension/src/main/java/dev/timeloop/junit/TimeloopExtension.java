package dev.timeloop.junit;

import org.junit.jupiter.api.extension.Extension;

/** Puts a test into its own world. */
public final class TimeloopExtension implements Extension {
    /** Creates the extension; JUnit does this. */
    public TimeloopExtension() {}
}
