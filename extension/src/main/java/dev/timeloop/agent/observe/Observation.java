package dev.timeloop.agent.observe;

import dev.timeloop.LooseEnd;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one test, or the methods of its class, have made: futures, tasks, threads and pools, and
 * which of their failures nobody has looked at.
 */
public final class Observation implements AutoCloseable {
    private static final int SWEEP_EVERY = 1_024;
    private static final long FIRST_PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(200);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final LongSupplier clock;
    private final boolean isInWorld;
    private final boolean isStrict;
    private final long start;
    private final AtomicLong births = new AtomicLong();
    private final Set<Failure> failures = new LinkedHashSet<>();
    private final Started started = new Started();
    private final Timers timers = new Timers();
    private final Pools pools = new Pools();
    private final Visits visits = new Visits();
    private final Forks forks = new Forks();
    private final RawJobs rawJobs = new RawJobs();
    private final WeakReference<Observation> self = new WeakReference<>(this);
    private final AtomicInteger queued = new AtomicInteger();
    private volatile boolean isClosed;

    /**
     * Begins to observe.
     *
     * @param clock nanoseconds, for the ages of what is found
     * @param isInWorld whether the loop of a world looks after threads, timers and pools
     * @param isStrict whether each branch of a failure has to be looked at
     */
    private Observation(LongSupplier clock, boolean isInWorld, boolean isStrict) {
        this.clock = clock;
        this.isInWorld = isInWorld;
        this.isStrict = isStrict;
        start = clock.getAsLong();
    }

    /** Begins to observe a test on real time. */
    public static Observation open() {
        return open(false);
    }

    /**
     * Begins to observe a test on real time.
     *
     * @param everyBranch whether each branch of a failure has to be looked at
     */
    public static Observation open(boolean everyBranch) {
        return open(new Observation(System::nanoTime, false, everyBranch));
    }

    /**
     * Begins to observe a test in a world.
     *
     * @param clock tells its time in nanoseconds
     * @param everyBranch whether each branch of a failure has to be looked at
     */
    public static Observation inWorld(LongSupplier clock, boolean everyBranch) {
        return open(new Observation(clock, true, everyBranch));
    }

    private static Observation open(Observation made) {
        Notes.opened(made);
        return made;
    }

    /**
     * From now on, what the calling thread makes belongs to this.
     *
     * @return what it belonged to so far; to be {@linkplain #restore restored}
     */
    public @Nullable Observation enter() {
        return Owners.work().change(this);
    }

    /** Ends what {@link #enter} began. */
    public static void restore(@Nullable Observation before) {
        Observation unused = Owners.work().change(before);
    }

    /**
     * Takes stock: what is left and shouldn't be.
     *
     * <p>What runs, or waits and may have been woken already, gets a moment to end. Only the pauses
     * that were asked for count: on a busy machine they are longer, and so is the moment.
     */
    public List<LooseEnd> looseEnds() {
        long waited = 0;
        long pause = FIRST_PAUSE_NANOS;
        for (; ; ) {
            Stock stock = new Stock(this);
            List<LooseEnd> found = stock.take();
            if (waited >= stock.patience().nanos) {
                return found;
            }
            LockSupport.parkNanos(pause);
            waited += pause;
            pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
        }
    }

    /** Forgets everything; what is told from now on is told to nobody. */
    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            Notes.closed(this);
            synchronized (failures) {
                failures.clear();
            }
            started.clear();
            timers.clear();
            pools.clear();
            rawJobs.clear();
        }
    }

    /** What outlives tests refers to them by that. */
    WeakReference<Observation> self() {
        return self;
    }

    boolean isClosed() {
        return isClosed;
    }

    boolean isInWorld() {
        return isInWorld;
    }

    /** Whether each branch of a failure has to be looked at. */
    boolean isStrict() {
        return isStrict;
    }

    long elapsed() {
        return clock.getAsLong() - start;
    }

    /** How long ago something was made; on real time nobody wants to know it to the nanosecond. */
    Duration age(long at, long now) {
        long nanos = now - at;
        return isInWorld
                ? Duration.ofNanos(nanos)
                : Duration.ofMillis(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)));
    }

    long nextNumber() {
        return births.incrementAndGet();
    }

    void owes(Failure failure) {
        synchronized (failures) {
            if (failures.add(failure) && failures.size() % SWEEP_EVERY == 0) {
                failures.removeIf(Failure::isForgettable);
            }
        }
    }

    /** Jobs that aren't futures were given to pools, or have begun. */
    void queued(int jobs) {
        int unused = queued.addAndGet(jobs);
    }

    /** Whether any of those hasn't begun, and wasn't refused by its pool. */
    boolean hasQueued() {
        return queued.get() > 0;
    }

    /** Whether anything has failed, unless that is over. */
    boolean hasFailed() {
        synchronized (failures) {
            return !failures.isEmpty();
        }
    }

    List<Failure> owed() {
        List<Failure> owed = new ArrayList<>();
        synchronized (failures) {
            for (Failure failure : failures) {
                if (failure.isOwed()) {
                    owed.add(failure);
                }
            }
        }
        return owed;
    }

    Visits visits() {
        return visits;
    }

    Forks forks() {
        return forks;
    }

    RawJobs rawJobs() {
        return rawJobs;
    }

    Started started() {
        return started;
    }

    Timers timers() {
        return timers;
    }

    Pools pools() {
        return pools;
    }
}
