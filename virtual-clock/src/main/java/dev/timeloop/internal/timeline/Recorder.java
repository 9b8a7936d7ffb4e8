package dev.timeloop.internal.timeline;

import dev.timeloop.internal.origin.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes down what happens in a loop, the last 65,536 events of it.
 *
 * <p>Only the baton's holder writes. That time moved isn't written: it shows where the instants of
 * two events differ, and the second one says why; so each timer that does something leaves an
 * event. Texts are made when somebody reads: until then there are only words that are there anyway.
 * No value of the user's is kept, and of failures the last thousand.
 */
public final class Recorder {
    /** So many events are kept; a power of two. */
    static final int MOST = 1 << 16;

    private static final int FIRST = 1 << 7;
    private static final int FAILURES = 1 << 10;
    private static final int MOST_NAMES = 1 << 12;

    private static final int WIDTH = Log.WIDTH;
    private static final long RUN = Log.meta(Event.Kind.RUN, Lane.LOOP, 0);

    private long[] log = new long[WIDTH * FIRST];
    private long[] data = new long[FIRST];
    private @Nullable Object[] labels = new @Nullable Object[FIRST];

    /** Slots that were written; one that counts a series on stands for several events. */
    private long count;

    /** Events beyond one for each of those. */
    private long counted;

    private final LaneTable lanes = new LaneTable(MOST);

    /** The classes of callbacks, by number; a few make many events. */
    private final IdentityHashMap<Object, Integer> numbers = new IdentityHashMap<>();

    private final List<Object> classes = new ArrayList<>();
    private @Nullable Object lastClass;
    private int lastNumber;

    /** When the last callback ran that has a slot of its own. */
    private long lastRun;

    /** The count after that was written: nothing has happened since if it is still the same. */
    private long afterRun = -1;

    /** The class of the callbacks that follow each other by one step; null when others came. */
    private @Nullable Object seriesClass;

    private long step;

    /** When the next one runs if it goes on so. */
    private long nextRun;

    /** Where they are counted, and how many aren't yet: one store less for each of millions. */
    private int seriesAt;

    private long uncounted;

    private @Nullable Throwable @Nullable [] failures;
    private long failureCount;

    /** Creates a recorder with the lanes of a test and of a loop. */
    public Recorder() {}

    // --- lanes ---

    /**
     * A lane is made.
     *
     * @param by the lane that makes it
     * @param name in the user's words
     * @return its id
     */
    public int made(long now, int by, String name, Lane.Kind kind, Origin origin) {
        int lane = lanes.add(name, kind, by, origin);
        put(now, Event.Kind.START, lane, by, 0, null);
        return lane;
    }

    /** It is known now that a lane is of another kind. */
    public void isKind(int lane, Lane.Kind kind) {
        lanes.setKind(lane, kind);
    }

    /**
     * A lane is over.
     *
     * @param by who completed it
     * @param outcome a word, or what it has failed with
     */
    public void ended(long now, int lane, int by, Object outcome) {
        if (outcome instanceof Throwable failure) {
            put(now, Event.Kind.END, lane, by, keep(failure), failure.getClass());
        } else {
            put(now, Event.Kind.END, lane, by, 0, outcome);
        }
    }

    private long keep(Throwable failure) {
        Throwable[] kept = failures;
        if (kept == null) {
            kept = new Throwable[FAILURES];
            failures = kept;
        }
        kept[(int) failureCount & (FAILURES - 1)] = failure;
        return failureCount++;
    }

    // --- events ---

    /**
     * A lane waits.
     *
     * @param other who must do something before that ends, or {@link Lane#NONE}
     * @param what words, or something small that {@code toString} makes words of
     * @param until when it ends anyway; {@code Long.MAX_VALUE} for never
     */
    public void blocks(long now, int lane, int other, Object what, long until) {
        put(now, Event.Kind.BLOCK, lane, other, until, what);
    }

    /** A lane goes on, woken by the other one; by nobody if its time has come. */
    public void wakes(long now, int lane, int by) {
        put(now, Event.Kind.WAKE, lane, by, 0, null);
    }

    /**
     * A callback is about to run.
     *
     * @param type the class that it is named after
     */
    public void runs(long now, Object type) {
        if (type == seriesClass && now == nextRun) {
            nextRun = now + step;
            uncounted++;
        } else if (seriesClass == null && type == lastClass && count == afterRun) {
            beginSeries(now, type);
        } else {
            runsAnew(now, type);
        }
    }

    private void runsAnew(long now, Object type) {
        int number = type == lastClass ? lastNumber : number(type);
        int at = WIDTH * slot();
        long[] into = log;
        into[at] = now;
        into[at + 1] = RUN | number;
        lastRun = now;
        afterRun = count;
    }

    /** Callbacks often follow each other at equal distances: then they are only counted. */
    private void beginSeries(long now, Object type) {
        int at = WIDTH * slot();
        step = now - lastRun;
        log[at] = step;
        log[at + 1] = Log.SERIES;
        seriesAt = at + 1;
        seriesClass = type;
        nextRun = now + step;
        uncounted = 1;
        counted--; // this slot stands for one of them
    }

    private void endSeries() {
        log[seriesAt] = Log.SERIES | uncounted;
        counted += uncounted;
        uncounted = 0;
        seriesClass = null;
    }

    private int number(Object type) {
        Integer known = numbers.get(type);
        if (known == null) {
            known = classes.size();
            if (known < MOST_NAMES) {
                classes.add(type);
                numbers.put(type, known);
            }
        }
        lastClass = type;
        lastNumber = known;
        return known;
    }

    /** Time has moved where it was told to. */
    public void moves(long now, int by) {
        put(now, Event.Kind.TIME, by, Lane.NONE, 0, null);
    }

    /** A lane is asked to end. */
    public void cancels(long now, int lane, int by, @Nullable String reason) {
        put(now, Event.Kind.CANCEL, lane, by, 0, reason);
    }

    /** A lane is a loose end. */
    public void leaks(long now, int lane, String why) {
        put(now, Event.Kind.LEAK, lane, Lane.NONE, 0, why);
    }

    /** Time stands still for something outside. */
    public void holds(long now, Object what) {
        put(now, Event.Kind.IO_HOLD, Lane.LOOP, Lane.NONE, 0, what);
    }

    /** Time may move again. */
    public void releases(long now) {
        put(now, Event.Kind.IO_RELEASE, Lane.LOOP, Lane.NONE, 0, null);
    }

    /** The test fails. */
    public void fails(long now, Object why) {
        if (why instanceof Throwable failure) {
            put(now, Event.Kind.FAIL, Lane.TEST, Lane.NONE, keep(failure), failure.getClass());
        } else {
            put(now, Event.Kind.FAIL, Lane.TEST, Lane.NONE, 0, why);
        }
    }

    // --- the ring ---

    private void put(
            long now, Event.Kind kind, int lane, int other, long number, @Nullable Object label) {
        int slot = slot();
        int at = WIDTH * slot;
        long[] into = log;
        into[at] = now;
        into[at + 1] = Log.meta(kind, lane, other);
        data[slot] = number;
        labels[slot] = label;
    }

    private int slot() {
        if (seriesClass != null) {
            endSeries();
        }
        int capacity = labels.length;
        if (count == capacity && capacity < MOST) {
            capacity *= 2;
            log = Arrays.copyOf(log, WIDTH * capacity);
            data = Arrays.copyOf(data, capacity);
            labels = Arrays.copyOf(labels, capacity);
        }
        return (int) count++ & (capacity - 1);
    }

    /** Begins anew, for the next test of the loop; lanes that go on keep their names. */
    public void clear() {
        count = 0;
        counted = 0;
        afterRun = -1;
        seriesClass = null;
        uncounted = 0;
        Arrays.fill(labels, null);
        failures = null;
    }

    // --- reading ---

    /** All that is known now. */
    Log read() {
        return new Log(this);
    }

    long count() {
        return count;
    }

    long counted() {
        return counted;
    }

    /** How many callbacks of the last series aren't counted yet. */
    long uncounted() {
        return uncounted;
    }

    /** Where they will be. */
    int seriesAt() {
        return seriesAt;
    }

    long[] numbers() {
        return log;
    }

    long[] data() {
        return data;
    }

    @Nullable Object[] labels() {
        return labels;
    }

    List<Object> classes() {
        return classes;
    }

    /** The last failures, each at its number, in an array as long as a power of two or empty. */
    @Nullable Throwable[] failures() {
        Throwable[] kept = failures;
        return kept == null ? new Throwable[0] : kept.clone();
    }

    long failureCount() {
        return failureCount;
    }

    LaneTable lanes() {
        return lanes;
    }
}
