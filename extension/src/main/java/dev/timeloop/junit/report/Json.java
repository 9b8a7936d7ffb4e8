package dev.timeloop.junit.report;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes JSON, as RFC 8259 has it: a library would meet another version on users' class path. */
public final class Json {
    private static final int FIRST_PRINTABLE = 0x20;
    private static final int DELETE = 0x7F;

    private final StringBuilder text = new StringBuilder();

    private Json() {}

    /**
     * Writes a value: a map with strings as its keys, a list, a string, a whole number, a boolean
     * or null.
     */
    static String text(@Nullable Object value) {
        Json json = new Json();
        json.add(value, "\n");
        return json.text.append('\n').toString();
    }

    /** Writes a string in quotes, for those who write the rest themselves. */
    public static void addString(StringBuilder text, String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char letter = string.charAt(i);
            boolean isPair =
                    Character.isHighSurrogate(letter)
                            && i + 1 < string.length()
                            && Character.isLowSurrogate(string.charAt(i + 1));
            if (isPair) {
                text.append(letter).append(string.charAt(++i));
            } else {
                add(text, letter);
            }
        }
        text.append('"');
    }

    private void add(@Nullable Object value, String newLine) {
        if (value instanceof Map<?, ?> map) {
            addAll(map, newLine);
        } else if (value instanceof List<?> list) {
            addAll(list, newLine);
        } else if (value instanceof String string) {
            addString(text, string);
        } else if (value == null
                || value instanceof Boolean
                || value instanceof Integer
                || value instanceof Long) {
            text.append(value);
        } else {
            throw new IllegalArgumentException("no JSON for " + value.getClass().getName());
        }
    }

    private void addAll(Map<?, ?> map, String newLine) {
        text.append('{');
        for (Iterator<? extends Map.Entry<?, ?>> each = map.entrySet().iterator();
                each.hasNext(); ) {
            Map.Entry<?, ?> entry = each.next();
            text.append(newLine).append("  ");
            addString(text, (String) entry.getKey());
            text.append(": ");
            add(entry.getValue(), newLine + "  ");
            text.append(each.hasNext() ? "," : newLine);
        }
        text.append('}');
    }

    private void addAll(List<?> list, String newLine) {
        text.append('[');
        for (Iterator<?> each = list.iterator(); each.hasNext(); ) {
            text.append(newLine).append("  ");
            add(each.next(), newLine + "  ");
            text.append(each.hasNext() ? "," : newLine);
        }
        text.append(']');
    }

    private static void add(StringBuilder text, char letter) {
        switch (letter) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> {
                // half a letter can't be written in UTF-8
                if (letter < FIRST_PRINTABLE || letter == DELETE || Character.isSurrogate(letter)) {
                    text.append(String.format("\\u%04x", (int) letter));
                } else {
                    text.append(letter);
                }
            }
        }
    }
}
