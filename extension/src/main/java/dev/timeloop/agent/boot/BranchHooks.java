package dev.timeloop.agent.boot;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What futures tell besides while a test asks for a look at each branch of a failure; like {@link
 * FutureHooks}, without any logic.
 */
public final class BranchHooks {
    private static volatile boolean isOn;

    private BranchHooks() {}

    /** Sets whether anything is told. */
    public static void turn(boolean on) {
        isOn = on;
    }

    private static @Nullable Observer observer() {
        return isOn ? FutureHooks.observer() : null;
    }

    /** A dependent of it is about to be made. */
    public static void branching(Object future) {
        Observer told = observer();
        if (told != null) {
            told.branching(future);
        }
    }

    /** A dependent was made by {@code whenComplete}. */
    public static CompletableFuture<?> watched(
            CompletableFuture<?> answer, Object future, Executor executor, BiConsumer<?, ?> by) {
        Observer told = observer();
        if (told != null) {
            told.watched(answer, future, by);
        }
        return answer;
    }

    /** After the call that takes what a function of {@code thenCompose} has returned. */
    public static CompletableFuture<?> inner(CompletableFuture<?> answer) {
        if (answer != null) {
            branching(answer);
        }
        return answer;
    }

    /** One that {@code allOf} makes for itself. */
    public static CompletableFuture<?> part(CompletableFuture<?> answer) {
        Observer told = observer();
        if (told != null) {
            told.madeInside(answer);
        }
        return answer;
    }

    /** Somebody is about to wait for it. */
    public static void asking(Object future) {
        Observer told = observer();
        if (told != null) {
            told.asking(future, true);
        }
    }

    /** Somebody is about to ask for its outcome as it is. */
    public static void askingNow(Object future) {
        Observer told = observer();
        if (told != null) {
            told.asking(future, false);
        }
    }
}
