package dev.timeloop;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Dictates how a collaborator answers: with a task that succeeds, fails, is cancelled or hangs, at
 * a moment that the test chooses.
 *
 * <p>For one answer, say it: {@code loop.script("feed").failsAfter(ofMillis(10), boom)} is a task.
 * For a stub that is called again and again, chain the answers and hand the script on: it is a
 * {@link Supplier} of tasks, and each call gets the next answer; the last one is given again for
 * every further call.
 *
 * <pre>{@code
 * Script<Quote> feed = loop.<Quote>script("feed")
 *         .then(Answer.failsAfter(ofMillis(10), boom))
 *         .then(Answer.failsAfter(ofMillis(10), boom))
 *         .then(Answer.succeedsAfter(ofMillis(10), quote));
 * PriceFeed stub = PriceFeed.of("feed", symbol -> feed.get());
 * }</pre>
 *
 * <p>Answers that were never asked for are no loose ends.
 *
 * @param <T> the type of the tasks' values
 * @since 0.1
 */
public final class Script<T extends @Nullable Object> implements Supplier<Task<T>> {
    private final EventLoop loop;
    private final String name;
    private final List<Answer<T>> answers = new ArrayList<>();
    private int calls;

    Script(EventLoop loop, String name) {
        this.loop = loop;
        this.name = name;
    }

    /**
     * Returns a task that succeeds.
     *
     * @param delay virtual time from now
     * @param value its value
     * @return the task
     * @throws IllegalArgumentException if the delay is negative
     */
    public Task<T> succeedsAfter(Duration delay, T value) {
        return play(Answer.succeedsAfter(delay, value));
    }

    /**
     * Returns a task that succeeds at an instant; as soon as the loop is driven when that has
     * passed.
     *
     * @param instant when
     * @param value its value
     * @return the task
     */
    public Task<T> succeedsAt(Instant instant, T value) {
        return play(Answer.succeedsAt(instant, value));
    }

    /**
     * Returns a task that fails.
     *
     * @param delay virtual time from now
     * @param failure what it fails with
     * @return the task
     * @throws IllegalArgumentException if the delay is negative
     */
    public Task<T> failsAfter(Duration delay, Throwable failure) {
        return play(Answer.failsAfter(delay, failure));
    }

    /**
     * Returns a task that fails at an instant; as soon as the loop is driven when that has passed.
     *
     * @param instant when
     * @param failure what it fails with
     * @return the task
     */
    public Task<T> failsAt(Instant instant, Throwable failure) {
        return play(Answer.failsAt(instant, failure));
    }

    /**
     * Returns a task that is cancelled by itself.
     *
     * @param delay virtual time from now
     * @return the task
     * @throws IllegalArgumentException if the delay is negative
     */
    public Task<T> cancelsAfter(Duration delay) {
        return play(Answer.cancelsAfter(delay));
    }

    /**
     * Returns a task that is cancelled by itself at an instant; as soon as the loop is driven when
     * that has passed.
     *
     * @param instant when
     * @return the task
     */
    public Task<T> cancelsAt(Instant instant) {
        return play(Answer.cancelsAt(instant));
    }

    /**
     * Returns a task that stays pending until somebody cancels or completes it.
     *
     * @return the task
     */
    public Task<T> hangs() {
        return play(Answer.hangs());
    }

    /**
     * Adds an answer for one more call of {@link #get()}.
     *
     * @param answer the next answer
     * @return this script
     */
    public Script<T> then(Answer<T> answer) {
        answers.add(Objects.requireNonNull(answer, "answer"));
        return this;
    }

    /**
     * Answers a call: starts the next answer's time now.
     *
     * <p>Must be called on the loop: by the test body, or by code that the loop runs.
     *
     * @return a new task, named after this script and the number of the call, such as {@code
     *     feed#2}
     * @throws IllegalStateException if no answer was ever added
     */
    @Override
    public Task<T> get() {
        if (answers.isEmpty()) {
            throw new IllegalStateException(
                    "Script \""
                            + name
                            + "\" was called and has no answer."
                            + "\n-> add one: script.then(Answer.succeedsAfter(delay, value))");
        }
        Answer<T> answer = answers.get(Math.min(calls, answers.size() - 1));
        calls++;
        return new ScriptedTask<>(loop, name + "#" + calls, answer).play();
    }

    /**
     * Returns how often {@link #get()} was called.
     *
     * @return a count from 0
     */
    public int calls() {
        return calls;
    }

    private Task<T> play(Answer<T> answer) {
        return new ScriptedTask<>(loop, name, answer).play();
    }

    /**
     * Tells the answers.
     *
     * @return for example {@code script "feed": fails with java.io.IOException: boom after 10 ms,
     *     then hangs}
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("script \"" + name + "\": ");
        if (answers.isEmpty()) {
            return text.append("no answers").toString();
        }
        for (int i = 0; i < answers.size(); i++) {
            text.append(i == 0 ? "" : ", then ").append(answers.get(i));
        }
        return text.toString();
    }
}
