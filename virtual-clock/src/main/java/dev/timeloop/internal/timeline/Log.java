package dev.timeloop.internal.timeline;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a recorder had taken down at one moment.
 *
 * <p>It is a copy, so that reading it ends although a strand that was given up goes on and records
 * more. Events which that strand overwrote during the copy are counted as lost.
 */
final class Log {
    /** Numbers of a slot: the instant of its event, and what happened to whom. */
    static final int WIDTH = 2;

    /**
     * No event of its own: the callback of the slot before has run so many times more, and the
     * first number of the slot is the time between two of those runs.
     */
    static final long SERIES = 0xFL << 60;

    private static final List<Event.Kind> KINDS = List.of(Event.Kind.values());

    private static final int KIND_SHIFT = 60;
    private static final int LANE_SHIFT = 32;
    private static final long LANE_MASK = (1L << (KIND_SHIFT - LANE_SHIFT)) - 1;

    private final long[] numbers;
    private final long[] data;
    private final @Nullable Object[] labels;
    private final long end;
    private final long first;
    private final long events;
    private final List<Object> classes;
    private final @Nullable Throwable[] failures;
    private final long failureCount;

    /** Copies what a recorder has. */
    Log(Recorder from) {
        end = from.count();
        labels = from.labels().clone();
        long uncounted = from.uncounted();
        long counted = from.counted();
        data = Arrays.copyOf(from.data(), labels.length);
        numbers = Arrays.copyOf(from.numbers(), WIDTH * labels.length);
        int series = from.seriesAt();
        if (series < numbers.length && numbers[series] == SERIES) { // else it has ended meanwhile
            numbers[series] |= uncounted;
            counted += uncounted;
        }
        events = end + counted;
        classes = Arrays.asList(from.classes().toArray());
        failureCount = from.failureCount();
        failures = from.failures();
        first = Math.min(end, Math.max(0, Math.max(end, from.count()) - labels.length));
    }

    @SuppressWarnings("EnumOrdinal") // it is read again by the same JVM
    static long meta(Event.Kind kind, int lane, int other) {
        return ((long) kind.ordinal() << KIND_SHIFT)
                | ((lane & LANE_MASK) << LANE_SHIFT)
                | (other & 0xFFFF_FFFFL);
    }

    /** How many events have happened, known or not. */
    long events() {
        return events;
    }

    /** The number of the first slot that is known. */
    long first() {
        return first;
    }

    /** The number after the last slot. */
    long end() {
        return end;
    }

    long nanos(long number) {
        return numbers[WIDTH * slotOf(number)];
    }

    /** Whether a slot counts runs on, and is no event's. */
    boolean isSeries(long number) {
        return (metaOf(number) & SERIES) == SERIES;
    }

    /** How many runs it counts; none where the first of them isn't known. */
    long series(long number) {
        boolean isKnown =
                number > first && !isSeries(number - 1) && kind(number - 1) == Event.Kind.RUN;
        return isKnown ? metaOf(number) & ~SERIES : 0;
    }

    Event.Kind kind(long number) {
        return KINDS.get((int) (metaOf(number) >>> KIND_SHIFT));
    }

    int lane(long number) {
        return (int) ((metaOf(number) >>> LANE_SHIFT) & LANE_MASK);
    }

    int other(long number) {
        return kind(number) == Event.Kind.RUN ? Lane.NONE : (int) metaOf(number);
    }

    long data(long number) {
        return data[slotOf(number)];
    }

    @Nullable Object label(long number) {
        return labels[slotOf(number)];
    }

    /** The class of a callback, null if there were too many. */
    @Nullable Object typeOf(long number) {
        int type = (int) metaOf(number);
        return type >= 0 && type < classes.size() ? classes.get(type) : null;
    }

    /** What an event has failed with, if that is still known. */
    @Nullable Throwable failureOf(long number) {
        Event.Kind kind = kind(number);
        boolean hasOne = kind == Event.Kind.END || kind == Event.Kind.FAIL;
        if (!hasOne || !(label(number) instanceof Class<?>) || failures.length == 0) {
            return null;
        }
        long kept = data(number);
        return failureCount - kept > failures.length
                ? null
                : failures[(int) kept & (failures.length - 1)];
    }

    private long metaOf(long number) {
        return numbers[WIDTH * slotOf(number) + 1];
    }

    private int slotOf(long number) {
        return (int) number & (labels.length - 1);
    }
}
