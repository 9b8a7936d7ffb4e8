package dev.timeloop.assertj;

import org.assertj.core.error.BasicErrorMessageFactory;

/** A failure message, complete except for the user's description, which AssertJ puts before it. */
final class Message extends BasicErrorMessageFactory {
    private final String text;

    Message(String text) {
        super("%n%s", unquotedString(text));
        this.text = text;
    }

    /** The message without AssertJ's line break before it. */
    String text() {
        return text;
    }
}
