package dev.timeloop.junit.report;

import dev.timeloop.LooseEnd.Kind;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The format of a baseline file: a line for each known loose end, sorted, with a count. */
final class BaselineText {
    private static final String HEADER =
            """
            # Loose ends that Timeloop's leak check knows: they fail no test, others do.
            # Take out the line of what you have mended. To write the file anew, delete it, and run all tests with
            # timeloop.leak-check.baseline.write=true
            # test class | kind | name | made at | how many
            """;

    private static final String SEPARATOR = " | ";
    private static final int FIELDS = 5;

    private BaselineText() {}

    static String write(SortedMap<BaselineKey, Integer> entries) {
        StringBuilder text = new StringBuilder(HEADER);
        entries.forEach((key, count) -> text.append(line(key, count)).append('\n'));
        return text.toString();
    }

    static String line(BaselineKey key, int count) {
        return escape(key.testClass())
                + SEPARATOR
                + key.kind()
                + SEPARATOR
                + escape(key.name())
                + SEPARATOR
                + escape(key.madeAt())
                + SEPARATOR
                + count;
    }

    /**
     * Reads a file.
     *
     * @throws ReportException if a line is none of a baseline's
     */
    static SortedMap<BaselineKey, Integer> read(String text, String file) {
        SortedMap<BaselineKey, Integer> entries = new TreeMap<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                Map.Entry<BaselineKey, Integer> entry = parse(line);
                if (entry == null) {
                    throw new ReportException(
                            "Line "
                                    + number
                                    + " of the baseline "
                                    + file
                                    + " isn't understood: "
                                    + line
                                    + "\n-> take it out, or write the file anew:"
                                    + " timeloop.leak-check.baseline.write = true");
                }
                entries.merge(entry.getKey(), entry.getValue(), Integer::sum);
            }
        }
        return entries;
    }

    private static Map.@Nullable Entry<BaselineKey, Integer> parse(String line) {
        String[] fields = line.strip().split(" \\| ", -1);
        if (fields.length != FIELDS) {
            return null;
        }
        try {
            int count = Integer.parseInt(fields[4].strip());
            BaselineKey key =
                    new BaselineKey(
                            unescape(fields[0].strip()),
                            Kind.valueOf(fields[1].strip()),
                            unescape(fields[2].strip()),
                            unescape(fields[3].strip()));
            return count < 1 ? null : Map.entry(key, count);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    /** Keeps a field on one line, and apart from the next; blanks at its ends, too. */
    private static String escape(String field) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < field.length(); i++) {
            char letter = field.charAt(i);
            boolean isEdge = i == 0 || i == field.length() - 1;
            if (letter == '|'
                    || letter == '\\'
                    || isControl(letter)
                    || isEdgeBlank(letter, isEdge)
                    || (letter == '#' && i == 0)) {
                text.append(String.format("\\u%04x", (int) letter));
            } else {
                text.append(letter);
            }
        }
        return text.toString();
    }

    private static boolean isEdgeBlank(char letter, boolean isEdge) {
        return isEdge && Character.isWhitespace(letter);
    }

    /** Whatever some reader takes for the end of a line, and halves of letters. */
    private static boolean isControl(char letter) {
        return Character.isISOControl(letter)
                || letter == '\u2028'
                || letter == '\u2029'
                || Character.isSurrogate(letter);
    }

    private static String unescape(String field) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < field.length(); i++) {
            char letter = field.charAt(i);
            if (letter == '\\') {
                if (i + 6 > field.length() || field.charAt(i + 1) != 'u') {
                    throw new IllegalArgumentException(field);
                }
                letter = (char) Integer.parseInt(field.substring(i + 2, i + 6), 16);
                i += 5;
            }
            text.append(letter);
        }
        return text.toString();
    }
}
