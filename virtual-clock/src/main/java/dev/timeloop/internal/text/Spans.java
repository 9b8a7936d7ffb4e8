package dev.timeloop.internal.text;

import java.math.BigDecimal;
import java.time.Duration;

/** Spans of time as people write them: {@code 250 ms}, {@code 1.5 s}, {@code 2 min 5 s}. */
public final class Spans {
    private static final long MICRO = 1_000L;
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Spans() {}

    /**
     * Writes a span exactly, in the unit that suits its size.
     *
     * @param nanos the span, in nanoseconds
     * @return its text
     */
    public static String text(long nanos) {
        if (nanos < 0) {
            return nanos == Long.MIN_VALUE ? nanos + " ns" : "-" + text(-nanos);
        }
        if (nanos == 0) {
            return "0 s";
        }
        if (nanos < MICRO) {
            return nanos + " ns";
        }
        if (nanos < MILLI) {
            return decimal(nanos, MICRO) + " us";
        }
        if (nanos < SECOND) {
            return decimal(nanos, MILLI) + " ms";
        }
        if (nanos < 2 * MINUTE) {
            return decimal(nanos, SECOND) + " s";
        }
        StringBuilder text = new StringBuilder();
        part(text, nanos / DAY, " d");
        part(text, nanos % DAY / HOUR, " h");
        part(text, nanos % HOUR / MINUTE, " min");
        if (nanos % MINUTE != 0) {
            part(text, 1, decimal(nanos % MINUTE, SECOND) + " s");
        }
        return text.toString();
    }

    /**
     * Writes a span exactly; spans of more than 292 years keep ISO form.
     *
     * @param span any span
     * @return its text
     */
    public static String text(Duration span) {
        try {
            return text(span.toNanos());
        } catch (ArithmeticException tooLong) {
            return span.toString();
        }
    }

    /**
     * Writes an instant of virtual time relative to the start of its loop: {@code +1.5 s}.
     *
     * @param nanos nanoseconds since the start
     * @return its text
     */
    public static String instant(long nanos) {
        return "+" + text(nanos);
    }

    private static void part(StringBuilder text, long amount, String unit) {
        if (amount == 0) {
            return;
        }
        if (text.length() > 0) {
            text.append(' ');
        }
        boolean written = Character.isDigit(unit.charAt(0));
        text.append(written ? "" : Long.toString(amount)).append(unit);
    }

    private static String decimal(long nanos, long unit) {
        return BigDecimal.valueOf(nanos)
                .divide(BigDecimal.valueOf(unit))
                .stripTrailingZeros()
                .toPlainString();
    }
}
