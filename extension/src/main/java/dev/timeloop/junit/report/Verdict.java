package dev.timeloop.junit.report;

import java.util.Locale;

/** What became of a loose end. */
public enum Verdict {
    /** Its test failed. */
    FAILED("failed"),
    /** Somebody was warned of it. */
    WARNED("warned of"),
    /** The source exempts it. */
    EXEMPTED("exempted"),
    /** It is known. */
    IN_BASELINE("in the baseline");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** As tools read it. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
