package dev.timeloop.junit.report;

import dev.timeloop.LooseEnd.Kind;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * By what a known loose end is known again: nothing that an edit elsewhere changes.
 *
 * @param testClass the binary name of the test's class
 * @param kind what sort of thing it is
 * @param name its name, without the numbers that count on from test to test
 * @param madeAt class and method, without the line; a hyphen if that isn't known
 */
record BaselineKey(String testClass, Kind kind, String name, String madeAt)
        implements Comparable<BaselineKey> {
    private static final Comparator<BaselineKey> ORDER =
            Comparator.comparing(BaselineKey::testClass)
                    .thenComparing(key -> key.kind().name())
                    .thenComparing(BaselineKey::name)
                    .thenComparing(BaselineKey::madeAt);
    private static final Pattern HASH = Pattern.compile("@[0-9a-f]{1,16}\\b");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern ANONYMOUS = Pattern.compile("\\$\\d+");
    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+)\\$\\d+");

    static BaselineKey of(Finding finding) {
        String name = HASH.matcher(finding.name()).replaceAll("@#");
        name = NUMBER.matcher(name).replaceAll("#");
        String madeAt = finding.madeAt().isEmpty() ? "-" : place(finding.madeAt().get(0));
        return new BaselineKey(finding.testClass(), finding.kind(), name, madeAt);
    }

    private static String place(StackTraceElement frame) {
        String type = ANONYMOUS.matcher(frame.getClassName()).replaceAll("\\$#");
        Matcher lambda = LAMBDA.matcher(frame.getMethodName());
        return type + "." + (lambda.matches() ? lambda.group(1) : frame.getMethodName());
    }

    @Override
    public int compareTo(BaselineKey other) {
        return ORDER.compare(this, other);
    }
}
