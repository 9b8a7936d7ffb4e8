package dev.timeloop;

import dev.timeloop.internal.engine.Arrival;
import dev.timeloop.internal.engine.Engine;
import dev.timeloop.internal.engine.Limits;
import dev.timeloop.internal.engine.LoopAccess;
import dev.timeloop.internal.engine.Strand;
import dev.timeloop.internal.engine.Verdict;
import dev.timeloop.internal.engine.Wait;
import dev.timeloop.internal.origin.Origin;
import dev.timeloop.internal.text.Spans;
import dev.timeloop.internal.timeline.Recording;
import dev.timeloop.internal.timer.TimerHeap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs everything in a test, one thing at a time, on virtual time.
 *
 * <pre>{@code
 * try (EventLoop loop = EventLoop.create()) {
 *     Task<String> slow = loop.start("slow", () -> {
 *         loop.sleep(Duration.ofHours(1));
 *         return "done";
 *     });
 *     assertEquals("done", loop.await(slow)); // an hour later, at once
 * }
 * }</pre>
 *
 * <p><b>Order.</b> What is ready runs first in, first out; timers fire by their due instant, then
 * in the order of their registration. Each callback sees exactly its own instant.
 *
 * <p><b>Time</b> moves only when nothing can run, and then to the next timer, never past one. There
 * are two ways to move it: a test body that blocks ({@link #sleep}, {@link #await}, {@link
 * #waitUntil}, {@code task.get()}) lets time jump to whatever releases it; {@link #advance} moves
 * by exactly what is asked.
 *
 * <p><b>Threads.</b> The test body is the thread that made the loop, or the one that drove it last.
 * Only it may drive the loop, and no two threads at the same time. Tasks, executors and callbacks
 * may be used from any thread: what comes from outside is taken in, in order of arrival, when the
 * loop is next driven. Bodies that block run on strands, of which one runs at a time.
 *
 * <p><b>Bad input.</b> Null is refused with a NullPointerException that names it, and a loop that
 * is closed, or used in the wrong place, with an IllegalStateException that says what to do. An
 * {@code Error} that a body throws is its failure like any other.
 *
 * <p><b>The end.</b> {@link #close()} fails the test if it left {@linkplain LooseEnd loose ends}.
 *
 * <p>Durations are exact to the nanosecond; those beyond 292 years are refused by {@link #advance}
 * and otherwise mean never.
 *
 * @since 0.1
 */
// Long because it is the one face of the loop, and most of it is documentation: the work is done in
// Waiting, Closing, LoopExecutor and the engine.
public final class EventLoop implements AutoCloseable {
    private static final String DEFAULT_EXECUTOR = "executor";

    static {
        LoopAccess.share(
                new LoopAccess() {
                    @Override
                    public Engine engine(Object loop) {
                        return ((EventLoop) loop).engine;
                    }

                    @Override
                    public Instant start(Object loop) {
                        return ((EventLoop) loop).start;
                    }

                    @Override
                    public String timeline(Object loop) {
                        return ((EventLoop) loop).timeline.textUnlessTold();
                    }

                    @Override
                    public @Nullable Recording recording(Object loop) {
                        return ((EventLoop) loop).timeline.recording();
                    }

                    @Override
                    @SuppressWarnings("unchecked")
                    public AssertionError looseEnds(Object loop, List<?> found) {
                        EventLoop of = (EventLoop) loop;
                        List<LooseEnd> ends = (List<LooseEnd>) found;
                        return new LooseEndsError(of, ends, of.timeline.textUnlessTold());
                    }

                    @Override
                    public void begins(Object loop) {
                        ((EventLoop) loop).timeline.restart();
                    }

                    @Override
                    public void tellAnew(Object loop) {
                        ((EventLoop) loop).timeline.tellAnew();
                    }

                    @Override
                    public void fails(Object loop, Throwable failure) {
                        ((EventLoop) loop).timeline.fails(failure);
                    }

                    @Override
                    public RuntimeException explain(
                            Object loop, Verdict verdict, @Nullable Wait wait) {
                        return Verdicts.exception((EventLoop) loop, verdict, wait);
                    }
                });
    }

    final Limits limits;
    final Engine engine;
    final Ledger ledger = new Ledger();
    final Waiting waiting;
    final boolean isEveryBranch;
    final Timeline timeline;
    private final Closing closing;
    private final Instant start;
    private final Clock clock;
    private final @Nullable Consumer<? super Throwable> uncaughtHandler;
    private final Map<String, LoopExecutor> executors = new ConcurrentHashMap<>();
    private volatile @Nullable String owner;
    private volatile boolean closed;

    EventLoop(EventLoopBuilder settings) {
        limits = settings.limits();
        start = settings.startAt();
        clock = new LoopClock(this, settings.zone());
        owner = settings.owner();
        uncaughtHandler = settings.uncaught();
        isEveryBranch = settings.isEveryBranch();
        engine = new Engine(settings.threads(), limits, this::eventFailed);
        timeline = new Timeline(this, settings.isRecorded());
        waiting = new Waiting(this);
        closing = new Closing(this);
    }

    /**
     * Creates a loop that starts at 2000-01-01T00:00:00Z, with the calling thread as its test body.
     *
     * @return a new loop
     */
    public static EventLoop create() {
        return builder().build();
    }

    /**
     * Returns the settings of a loop to be made.
     *
     * @return a new builder
     */
    public static EventLoopBuilder builder() {
        return new EventLoopBuilder();
    }

    // --- time ---

    /**
     * Returns the present instant of virtual time; from any thread.
     *
     * @return the start plus {@link #elapsed()}
     */
    public Instant now() {
        return start.plusNanos(engine.now());
    }

    /**
     * Returns the virtual time since the start; from any thread.
     *
     * @return zero at first
     */
    public Duration elapsed() {
        return Duration.ofNanos(engine.now());
    }

    /**
     * Returns a clock that shows this loop's time; it may be read on any thread.
     *
     * @return a clock in the zone of the {@linkplain EventLoopBuilder#zone builder}
     */
    public Clock clock() {
        return clock;
    }

    /**
     * Runs all that falls due up to and including {@code now + d}, in order, each at its own
     * instant, then stops at {@code now + d}.
     *
     * <p>Zero runs what can run now, as {@link #settle}.
     *
     * @param d how far to go
     * @throws IllegalArgumentException if {@code d} is negative, or ends beyond 292 years
     * @throws IllegalStateException if called inside a task or a callback, on a closed loop, or
     *     while another thread drives the loop
     * @throws RunawayException if something keeps going without time moving
     * @throws StuckException if something doesn't come back for the real time-out
     */
    public void advance(Duration d) {
        if (d.isNegative()) {
            throw new IllegalArgumentException(
                    "Time can't go back: advance(" + d + ").\n-> advance by zero or more");
        }
        advanceToNanos(exactDue(d), "advance");
    }

    /**
     * Runs all that falls due up to and including an instant, as {@link #advance}.
     *
     * @param t where to stop; now runs what can run now
     * @throws IllegalArgumentException if {@code t} is before {@link #now()}, or beyond 292 years
     * @throws IllegalStateException as {@link #advance}
     */
    public void advanceTo(Instant t) {
        if (t.isBefore(now())) {
            throw new IllegalArgumentException(
                    "Time can't go back: advanceTo(" + t + ") at " + now() + ".");
        }
        advanceToNanos(exactDue(Duration.between(now(), t)), "advanceTo");
    }

    private void advanceToNanos(long target, String operation) {
        requireBody(operation);
        check(engine.advanceTo(target));
    }

    /**
     * Runs what can run now; time stands still.
     *
     * @throws IllegalStateException if called inside a task or a callback, on a closed loop, or
     *     while another thread drives the loop
     * @throws RunawayException if something keeps going without time moving
     */
    public void settle() {
        requireBody("settle");
        check(engine.settle());
    }

    /**
     * Runs exactly one ready thing, up to where it blocks or ends; time stands still.
     *
     * @return false if nothing was ready
     * @throws IllegalStateException as {@link #settle}
     */
    public boolean step() {
        requireBody("step");
        Verdict verdict = engine.step();
        if (verdict != null && verdict.kind() == Verdict.Kind.NOTHING_READY) {
            return false;
        }
        check(verdict);
        return true;
    }

    /**
     * Follows the timers until none is left.
     *
     * <p>Tasks that wait for something other than time may remain pending.
     *
     * @throws IllegalStateException as {@link #settle}
     * @throws RunawayException if a periodic task keeps going beyond the {@linkplain
     *     EventLoopBuilder#virtualTimeLimit limit} of virtual time
     */
    public void runUntilIdle() {
        requireBody("runUntilIdle");
        check(engine.runUntilIdle());
    }

    /**
     * Returns the instant of the next timer.
     *
     * @return empty when there is none; never before {@link #now()}, and {@code now()} itself only
     *     while others of this instant have still to run
     * @throws IllegalStateException if called by a thread that isn't of this loop
     */
    public Optional<Instant> nextDue() {
        requireOnLoop("nextDue");
        long due = engine.nextDue();
        return due == TimerHeap.NEVER ? Optional.empty() : Optional.of(start.plusNanos(due));
    }

    /**
     * Tells whether nothing can run at this instant.
     *
     * @return true when nothing is ready; timers may be left
     * @throws IllegalStateException if called by a thread that isn't of this loop
     */
    public boolean isSettled() {
        requireOnLoop("isSettled");
        return engine.isSettled();
    }

    /**
     * Tells whether nothing can run and no timer is left.
     *
     * @return true when time has nowhere to go
     * @throws IllegalStateException if called by a thread that isn't of this loop
     */
    public boolean isIdle() {
        return isSettled() && engine.nextDue() == TimerHeap.NEVER;
    }

    /**
     * Blocks the calling strand for a span of virtual time; zero lets what is ready run first.
     *
     * <p>An interrupt ends it with an {@link InterruptedException}, although that isn't declared.
     *
     * @param d how long
     * @throws IllegalArgumentException if {@code d} is negative
     * @throws IllegalStateException if called in a callback, which can't block
     * @throws CancellationException if the task was cancelled
     */
    public void sleep(Duration d) {
        if (d.isNegative()) {
            throw new IllegalArgumentException("Nobody can sleep for " + d + ".");
        }
        waiting.sleepUntil(dueIn(d));
    }

    // --- executors and callbacks ---

    /**
     * Returns an executor whose jobs run on this loop, in virtual time.
     *
     * <p>It keeps the contract of {@link java.util.concurrent.ScheduledThreadPoolExecutor}: after
     * {@code shutdown} delayed jobs still run and periodic ones end. Jobs may block, and as many
     * run at a time as there are. Runs that fall due at one instant go in the order in which they
     * were scheduled, where a periodic job is scheduled anew after each run. Its futures are {@link
     * Task tasks} that are cancelled at once, as the JDK says. It needn't be shut down. {@code
     * shutdownNow} and {@code invokeAny} are refused on threads outside the loop, with an
     * IllegalStateException.
     *
     * @return always the same one
     */
    public ScheduledExecutorService executor() {
        return executor(DEFAULT_EXECUTOR);
    }

    /** The next test starts with executors that take jobs. */
    void forgetShutDownExecutors() {
        executors.values().removeIf(LoopExecutor::isShutdown);
    }

    /**
     * Returns an executor of its own, as {@link #executor()}.
     *
     * @param name of its jobs, as messages show them
     * @return the same one for the same name
     */
    public ScheduledExecutorService executor(String name) {
        requireName(name);
        return executors.computeIfAbsent(
                name, key -> new LoopExecutor(this, key, Integer.MAX_VALUE));
    }

    /**
     * Returns an executor that runs at most so many jobs at a time, as a fixed pool.
     *
     * @param name of its jobs, as messages show them
     * @param limit jobs that run or are blocked at a time; further ones wait, first in, first out
     * @return the same one for the same name
     * @throws IllegalArgumentException if the limit isn't positive, or the executor exists with
     *     another
     */
    public ScheduledExecutorService executor(String name, int limit) {
        requireName(name);
        if (limit <= 0) {
            throw new IllegalArgumentException(
                    "Executor \"" + name + "\" needs room for a job: limit " + limit + ".");
        }
        LoopExecutor executor =
                executors.computeIfAbsent(name, key -> new LoopExecutor(this, key, limit));
        if (executor.limit() != limit) {
            boolean free = executor.limit() == Integer.MAX_VALUE;
            throw new IllegalArgumentException(
                    "Executor \""
                            + name
                            + "\" exists already, "
                            + (free ? "without a limit" : "with a limit of " + executor.limit())
                            + ", not with "
                            + limit
                            + ".");
        }
        return executor;
    }

    /**
     * Returns an executor that submits each command to {@link #executor()} after a delay, as {@code
     * CompletableFuture.delayedExecutor}.
     *
     * @param delay virtual time; zero or more
     * @return a new executor
     * @throws IllegalArgumentException if the delay is negative
     */
    public Executor delayedExecutor(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("The delay can't be negative: " + delay + ".");
        }
        long nanos = saturatedNanos(delay);
        return command -> {
            @SuppressWarnings("unused") // its failure is the command's own
            Object future = executor().schedule(command, nanos, TimeUnit.NANOSECONDS);
        };
    }

    /**
     * Makes a callback as soon as the loop is driven, after what is ready already, as asyncio's
     * {@code call_soon}.
     *
     * <p>A callback is cheaper than a job of {@link #executor()}, and can't block: blocking in it
     * is an error. If it throws, that is a failure that nobody has looked at.
     *
     * @param callback must not block
     * @return cancels it
     */
    public TimerHandle callSoon(Runnable callback) {
        return call(callback, engine.now());
    }

    /**
     * Makes a callback after a delay, as asyncio's {@code call_later} and {@link #callSoon}.
     *
     * @param delay virtual time; zero is as {@link #callSoon}
     * @param callback must not block
     * @return cancels it
     * @throws IllegalArgumentException if the delay is negative
     */
    public TimerHandle callLater(Duration delay, Runnable callback) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("The delay can't be negative: " + delay + ".");
        }
        return call(callback, dueIn(delay));
    }

    /**
     * Makes a callback at an instant, as asyncio's {@code call_at} and {@link #callSoon}.
     *
     * @param instant when; at once if it has passed
     * @param callback must not block
     * @return cancels it
     */
    public TimerHandle callAt(Instant instant, Runnable callback) {
        return call(callback, nanosAt(instant));
    }

    /**
     * Makes a callback again and again, at a fixed rate, first after one period; otherwise as
     * {@link #callSoon}.
     *
     * <p>It ends when it is cancelled, or when the callback throws.
     *
     * @param period virtual time between two calls
     * @param callback must not block
     * @return cancels it
     * @throws IllegalArgumentException if the period isn't positive
     */
    public TimerHandle callEvery(Duration period, Runnable callback) {
        if (period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException("The period must be positive: " + period + ".");
        }
        Objects.requireNonNull(callback, "callback");
        requireOpen();
        long due = dueIn(period);
        Callback.Periodic periodic =
                new Callback.Periodic(this, callback, ledger.origin(), due, saturatedNanos(period));
        engine.enter("a timer", () -> periodic.schedule(due));
        return periodic;
    }

    private TimerHandle call(Runnable action, long due) {
        Objects.requireNonNull(action, "callback");
        requireOpen();
        Origin origin = ledger.callbackOrigin();
        Callback callback =
                origin == Origin.UNKNOWN
                        ? new Callback(this, action)
                        : new Callback.Traced(this, action, origin);
        if (engine.isOnStrand()) {
            engine.takeIn();
            engine.schedule(callback, due);
        } else {
            engine.post(new Arrival("a timer", false, () -> callback.schedule(due)));
        }
        return callback;
    }

    // --- tasks ---

    /**
     * Starts a task; its body begins when the loop is next driven, never before.
     *
     * @param <T> the type of its value
     * @param name as messages show it
     * @param body may block in virtual time
     * @return the task
     */
    public <T extends @Nullable Object> Task<T> start(String name, Callable<T> body) {
        requireName(name);
        Objects.requireNonNull(body, "body");
        BodyTask<T> task = new BodyTask<>(this, name, body);
        open(task, () -> engine.ready(task));
        return task;
    }

    /**
     * Starts a task without a value, as {@link #start}.
     *
     * @param name as messages show it
     * @param body may block in virtual time
     * @return the task
     */
    public Task<Void> run(String name, ThrowingRunnable body) {
        Objects.requireNonNull(body, "body");
        return start(name, callable(body));
    }

    /**
     * Starts a task that lives as long as the test: at the end it is cancelled and awaited, and
     * neither it nor its failure is reported.
     *
     * @param name as messages show it
     * @param body may block in virtual time
     * @return the task
     */
    public Task<Void> background(String name, ThrowingRunnable body) {
        requireName(name);
        Objects.requireNonNull(body, "body");
        BodyTask<Void> task = new BodyTask<>(this, name, callable(body));
        task.isBackground = true;
        open(task, () -> engine.ready(task));
        return task;
    }

    /**
     * Returns a task that the test completes by hand.
     *
     * @param <T> the type of its value
     * @param name as messages show it
     * @return a pending task
     */
    public <T extends @Nullable Object> Task<T> task(String name) {
        requireName(name);
        Task<T> task = new Task<>(this, name);
        open(task, () -> task.recordWait("nothing has completed it yet", TimerHeap.NEVER));
        return task;
    }

    /**
     * Returns a script, which dictates how a collaborator answers.
     *
     * @param <T> the type of the answers' values
     * @param name of the tasks, as messages show them
     * @return a script without answers
     */
    public <T extends @Nullable Object> Script<T> script(String name) {
        requireName(name);
        requireOpen();
        return new Script<>(this, name);
    }

    /**
     * Adopts a future that was made elsewhere: while somebody waits for it, the loop waits in real
     * time, at most the {@linkplain EventLoopBuilder#realTimeout real time-out}, and the clock
     * stands still.
     *
     * <p>Cancelling the task cancels the future.
     *
     * @param <T> the type of its value
     * @param name as messages show it
     * @param stage whoever completes it may do so on any thread
     * @return a task with the stage's outcome
     */
    public <T extends @Nullable Object> Task<T> track(String name, CompletionStage<T> stage) {
        requireName(name);
        Objects.requireNonNull(stage, "stage");
        ForeignTask<T> task = new ForeignTask<>(this, name, stage, true);
        open(
                task,
                () ->
                        task.recordWait(
                                "a thread outside the loop has to complete it", TimerHeap.NEVER));
        relay(stage, task);
        return task;
    }

    /**
     * Returns a task with another's outcome, whose cancellation doesn't reach the other, as
     * asyncio's {@code shield}.
     *
     * <p>When the other fails after the shield was cancelled, its failure still has to be looked
     * at.
     *
     * @param <T> the type of its value
     * @param t the task to shield
     * @return a new task
     */
    public <T extends @Nullable Object> Task<T> shield(Task<T> t) {
        requireOwn(t);
        Task<T> shield = t.derive("shield");
        t.register(new Uni<T, T>(t, shield, Uni.On.NONE, null, (from, to) -> to.copyAsIs(from)));
        return shield;
    }

    /**
     * Returns a group of tasks, to be closed.
     *
     * @param name as messages show it
     * @return an empty group
     */
    public TaskGroup taskGroup(String name) {
        requireName(name);
        requireOpen();
        return new TaskGroup(this, name);
    }

    /**
     * Runs a body that starts tasks in a group, and waits until all have ended.
     *
     * <p>When the body fails, the group's tasks are cancelled; when a task fails, the others are,
     * and the body is where it is blocked. The first failure is thrown, with the others as
     * suppressed; a checked exception is thrown as it is, although it isn't declared.
     *
     * @param name as messages show it
     * @param body runs on the calling strand
     */
    public void taskGroup(String name, TaskGroup.Body body) {
        Objects.requireNonNull(body, "body");
        requireStrand("taskGroup");
        taskGroup(name).run(body);
    }

    // --- waiting ---

    /**
     * Drives time until a stage is done, and returns its value or throws what it failed with.
     *
     * <p>The failure is thrown as it is, unwrapped and with its own stack, although checked
     * exceptions aren't declared; it counts as retrieved. When the waiting strand is cancelled, so
     * is the task it waits for, as in asyncio; {@link #shield} prevents that.
     *
     * @param <T> the type of its value
     * @param s a task of this loop, or any other stage; one that a thread outside completes must be
     *     brought in with {@link #track}
     * @return its value
     * @throws CancellationException if it was cancelled, or the waiting strand was
     * @throws IllegalArgumentException if it is a task of another loop
     * @throws IllegalStateException if called in a callback, which can't block
     * @throws DeadlockException if the test body waits and nothing is left that could release it
     */
    public <T extends @Nullable Object> T await(CompletionStage<T> s) {
        Objects.requireNonNull(s, "stage");
        requireStrand("await");
        return waiting.await(s);
    }

    /**
     * Waits for a task at most so long, as asyncio's {@code wait_for}: on time-out it cancels the
     * task, waits for it to end, and throws a {@link java.util.concurrent.TimeoutException},
     * although that isn't declared.
     *
     * <p>If the task ends its cancellation with a value or a failure of its own, that is the
     * outcome.
     *
     * @param <T> the type of its value
     * @param limit virtual time; zero cancels a task that isn't done already
     * @param t the task
     * @return its value
     * @throws IllegalArgumentException if the limit is negative
     */
    public <T extends @Nullable Object> T awaitWithin(Duration limit, Task<T> t) {
        if (limit.isNegative()) {
            throw new IllegalArgumentException("The limit can't be negative: " + limit + ".");
        }
        requireStrand("awaitWithin");
        return waiting.awaitWithin(dueIn(limit), Spans.text(limit), t);
    }

    /**
     * Waits until the first, the first failure or all of some tasks, as asyncio's {@code wait}.
     *
     * <p>No failure is thrown, and none is retrieved. A task that is given twice counts once.
     *
     * @param <T> the type of their values
     * @param w when to return
     * @param ts at least one task of this loop
     * @return the tasks that were handed in, done and pending
     * @throws IllegalArgumentException if {@code ts} is empty, or holds something that isn't a task
     *     of this loop
     */
    public <T extends @Nullable Object> Partition<T> waitUntil(
            ReturnWhen w, Collection<? extends Task<? extends T>> ts) {
        Objects.requireNonNull(w, "returnWhen");
        requireStrand("waitUntil");
        return waiting.waitUntil(w, ts, TimerHeap.NEVER);
    }

    /**
     * Waits as {@link #waitUntil(ReturnWhen, Collection)}, at most so long.
     *
     * <p>On time-out it neither throws nor cancels: late tasks are pending, and still run.
     *
     * @param <T> the type of their values
     * @param w when to return
     * @param ts at least one task of this loop
     * @param timeout virtual time; zero looks at the tasks as they are
     * @return the tasks that were handed in, done and pending
     * @throws IllegalArgumentException if {@code ts} is empty, or holds something that isn't a task
     *     of this loop, or the time-out is negative
     */
    public <T extends @Nullable Object> Partition<T> waitUntil(
            ReturnWhen w, Collection<? extends Task<? extends T>> ts, Duration timeout) {
        Objects.requireNonNull(w, "returnWhen");
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("The time-out can't be negative: " + timeout + ".");
        }
        requireStrand("waitUntil");
        return waiting.waitUntil(w, ts, dueIn(timeout));
    }

    /**
     * Waits for all tasks and returns their values, as asyncio's {@code gather}.
     *
     * <p>The first failure or cancellation is thrown at once, unwrapped, and retrieved; the other
     * tasks keep running, and their own failures remain to be looked at. When the waiting strand is
     * cancelled, so are the tasks.
     *
     * @param <T> the type of their values
     * @param ts tasks of this loop; none gives an empty list
     * @return the values in the order given; a task that is given twice has two places
     * @throws IllegalArgumentException if {@code ts} holds something that isn't a task of this loop
     */
    public <T extends @Nullable Object> List<T> gather(Collection<? extends Task<? extends T>> ts) {
        requireStrand("gather");
        return waiting.gather(ts);
    }

    /**
     * Waits for all tasks and returns how each ended, as asyncio's {@code gather} with {@code
     * return_exceptions=True}; that retrieves their failures.
     *
     * @param <T> the type of their values
     * @param ts tasks of this loop; none gives an empty list
     * @return the outcomes in the order given
     * @throws IllegalArgumentException if {@code ts} holds something that isn't a task of this loop
     */
    public <T extends @Nullable Object> List<Outcome<T>> gatherOutcomes(
            Collection<? extends Task<? extends T>> ts) {
        requireStrand("gatherOutcomes");
        return waiting.gatherOutcomes(ts);
    }

    /**
     * Returns the tasks as they are done, as asyncio's {@code as_completed}: each step of the
     * iteration waits for the next one.
     *
     * <p>The tasks are the very ones that were handed in; no failure is thrown or retrieved.
     *
     * @param <T> the type of their values
     * @param ts tasks of this loop; one that is given twice comes once
     * @return each task, in order of completion
     * @throws IllegalArgumentException if {@code ts} holds something that isn't a task of this loop
     */
    public <T extends @Nullable Object> Iterable<Task<T>> asCompleted(
            Collection<? extends Task<? extends T>> ts) {
        List<Task<T>> tasks = requireTasks(ts, false);
        return waiting.inOrderOfCompletion(
                new ArrayList<>(new java.util.LinkedHashSet<>(tasks)), TimerHeap.NEVER);
    }

    // --- the end ---

    /**
     * Returns what this test would be blamed for if it ended now: see {@link LooseEnd.Kind}.
     *
     * @return empty when nothing is left; retrieves and cancels nothing
     * @throws IllegalStateException if called by a thread that isn't of this loop
     */
    public List<LooseEnd> looseEnds() {
        requireOnLoop("looseEnds");
        return closing.takeStock();
    }

    /**
     * Ends a test without closing the loop: runs what can run now, takes stock of loose ends, then
     * cancels whatever is left and lets it clean up, in virtual time.
     *
     * <p>For the authors of test frameworks' extensions; {@link #close()} is what tests use.
     *
     * @return the loose ends, and what their clean-up failed with
     * @throws StuckException if something won't end
     * @throws RunawayException if something keeps going
     */
    public List<LooseEnd> finish() {
        requireBody("finish");
        return closing.finish();
    }

    /**
     * Ends the test and this loop: as {@link #finish()}, and fails if there are loose ends.
     *
     * <p>Without effect when called again.
     *
     * @throws LooseEndsError if the test left loose ends
     * @throws IllegalStateException if called inside a task, or while another thread drives the
     *     loop
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        requireBody("close");
        try {
            List<LooseEnd> found = closing.finish();
            if (!found.isEmpty()) {
                throw new LooseEndsError(this, found, timeline.textUnlessTold());
            }
        } finally {
            closed = true;
            engine.retire();
        }
    }

    /**
     * Makes the calling thread the test body's, unless it is already.
     *
     * <p>For the authors of test frameworks' extensions, which may run parts of a test on different
     * threads.
     *
     * @param patience how long to wait, in real time, for a thread that drives the loop
     * @return false if another thread still drives the loop
     */
    public boolean takeOver(Duration patience) {
        return engine.bindWithin(saturatedNanos(patience));
    }

    /**
     * Names the test that the loop belongs to from now on, for messages.
     *
     * @param test for example {@code QuoteServiceTest.fallsBack}
     */
    public void changeOwner(String test) {
        owner = Objects.requireNonNull(test, "test");
    }

    /**
     * Returns the name of the test that the loop belongs to.
     *
     * @return null when nobody has named it
     */
    public @Nullable String owner() {
        return owner;
    }

    /**
     * Tells the time and the pending tasks.
     *
     * @return one line a task
     */
    @Override
    public String toString() {
        return "event loop"
                + (owner == null ? "" : " of " + owner)
                + " at "
                + Spans.instant(engine.now())
                + (engine.isOnStrand() ? Verdicts.pending(this) : "");
    }

    // --- for the machinery ---

    Instant start() {
        return start;
    }

    /** Enters a root task into the books, then sets it going; from any thread. */
    void open(Task<?> task, Runnable then) {
        requireOpen();
        int by = engine.callersLane();
        engine.enter(
                "start of a task",
                () -> {
                    if (!task.isDone()) {
                        ledger.opened(task);
                        task.record(by);
                        then.run();
                    }
                });
    }

    /** Completes a task as a stage of somebody else's, when that is done. */
    <T extends @Nullable Object> void relay(CompletionStage<? extends T> stage, Task<T> task) {
        @SuppressWarnings("unused") // whenComplete's own stage: it fails only as the first does
        Object unused = stage.whenComplete(task::takeIn);
    }

    /** What a command of {@code execute} threw; true when a handler was given it. */
    boolean uncaught(Throwable thrown) {
        Consumer<? super Throwable> handler = uncaughtHandler;
        if (handler != null) {
            handler.accept(thrown);
            return true;
        }
        Thread.UncaughtExceptionHandler global = Thread.getDefaultUncaughtExceptionHandler();
        if (global != null) {
            global.uncaughtException(Thread.currentThread(), thrown);
            return true;
        }
        return false;
    }

    private void eventFailed(Throwable thrown) {
        new Task<Void>(this, "an event of the loop").putFailure(thrown);
    }

    static Callable<Void> callable(ThrowingRunnable body) {
        return () -> {
            body.run();
            return nothing();
        };
    }

    @SuppressWarnings("NullAway") // the only value that Void has
    private static Void nothing() {
        return null;
    }

    /** When something is due that waits from now; never, if that is too far. */
    long dueIn(long nanos) {
        return plus(engine.now(), Math.max(0, nanos));
    }

    long dueIn(Duration d) {
        return dueIn(saturatedNanos(d));
    }

    private long exactDue(Duration d) {
        long due = dueIn(d);
        if (due == TimerHeap.NEVER) {
            throw new IllegalArgumentException(
                    "Virtual time reaches 292 years from its start, and " + d + " goes beyond.");
        }
        return due;
    }

    long nanosAt(Instant instant) {
        return Math.max(0, saturatedNanos(Duration.between(start, instant)));
    }

    static long plus(long instant, long nanos) {
        long sum = instant + nanos;
        return sum < 0 ? TimerHeap.NEVER : sum;
    }

    static long saturatedNanos(Duration d) {
        try {
            return d.toNanos();
        } catch (ArithmeticException tooLong) {
            return d.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    private void check(@Nullable Verdict verdict) {
        if (verdict != null) {
            throw Verdicts.exception(this, verdict, null);
        }
    }

    // --- misuse ---

    private static void requireName(String name) {
        Objects.requireNonNull(name, "name");
    }

    void requireOpen() {
        if (closed) {
            throw new IllegalStateException(
                    "This loop was closed at "
                            + Spans.instant(engine.now())
                            + (owner == null ? "" : ", when " + owner + " ended")
                            + ".\n-> use the loop of the test that runs now: take an EventLoop as a"
                            + " parameter, and keep none in a static field");
        }
    }

    private void requireBody(String operation) {
        requireOpen();
        if (!engine.bind()) {
            throw drivenByAnother(operation);
        }
        boolean callback = engine.isInCallback();
        Strand running = engine.running();
        if (callback || running != engine.body()) {
            if (!engine.isOnStrand()) {
                throw drivenByAnother(operation); // which has come between
            }
            throw new IllegalStateException(
                    operation
                            + " was called inside "
                            + (callback ? "a callback" : running.describe())
                            + ": only the test body drives the loop."
                            + "\n-> to let time pass in a task, block: loop.sleep(duration),"
                            + " loop.await(task)");
        }
    }

    private static IllegalStateException drivenByAnother(String operation) {
        return new IllegalStateException(
                "Thread \""
                        + Thread.currentThread().getName()
                        + "\" called "
                        + operation
                        + " while another thread drives the loop.");
    }

    private void requireOnLoop(String operation) {
        requireOpen();
        if (!engine.isOnStrand()) {
            throw new IllegalStateException(
                    "Thread \""
                            + Thread.currentThread().getName()
                            + "\" called "
                            + operation
                            + " and isn't of this loop: only its test body and its tasks may ask.");
        }
    }

    /** The caller must be the test body, or a strand of this loop. */
    void requireStrand(String operation) {
        requireOpen();
        if (!engine.bind()) {
            throw new IllegalStateException(
                    "Thread \""
                            + Thread.currentThread().getName()
                            + "\" called "
                            + operation
                            + " and isn't a strand of this loop, which another thread drives."
                            + "\n-> wait outside with future.get(), or run this code on the loop:"
                            + " loop.start(name, body)");
        }
    }

    void requireMayBlock(Wait wait) {
        requireStrand("to block");
        if (engine.isInCallback()) {
            throw new IllegalStateException(
                    "A callback can't block, and this one is "
                            + wait.describe()
                            + ".\n-> use a body that can: loop.run(name, body), or"
                            + " loop.executor().schedule(job, delay, unit)");
        }
    }

    void requireOwn(Task<?> task) {
        if (task.loop != this) {
            throw new IllegalArgumentException(
                    Text.sentence(task.describe(), "belongs to another loop")
                            + (task.loop.owner == null ? "" : ", that of " + task.loop.owner)
                            + ", which this one can't drive.");
        }
    }

    @SuppressWarnings("unchecked") // a task only produces its value
    <T extends @Nullable Object> List<Task<T>> requireTasks(
            Collection<? extends Task<? extends T>> given, boolean some) {
        List<Task<T>> tasks = new ArrayList<>(given.size());
        for (Object each : given) {
            if (!(each instanceof Task<?>)) {
                throw new IllegalArgumentException(
                        "Only tasks can be waited for, and this is "
                                + (each == null ? "null" : "a " + each.getClass().getName())
                                + (each instanceof CompletionStage<?>
                                        ? ".\n-> adopt it: loop.track(name, future)"
                                        : ".\n-> start a task: loop.start(name, body)"));
            }
            requireOwn((Task<?>) each);
            tasks.add((Task<T>) each);
        }
        if (some && tasks.isEmpty()) {
            throw new IllegalArgumentException(
                    "There is nothing to wait for: the set of tasks is empty.");
        }
        return tasks;
    }
}
