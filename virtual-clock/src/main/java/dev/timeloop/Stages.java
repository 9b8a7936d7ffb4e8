package dev.timeloop;

import dev.timeloop.internal.origin.Origin;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The stages that can be made from a task: each is a task of the same loop.
 *
 * <p>They follow {@link CompletableFuture} in their shapes, their order and the wrapping of
 * exceptions. The variants whose name ends in {@code Async} run their function as a job of the
 * given executor, or of the loop's own; with an executor from outside, the function runs there, and
 * its outcome comes back to the loop.
 */
abstract sealed class Stages<T extends @Nullable Object> extends TaskCore<T> permits Task {
    Stages(
            EventLoop loop,
            String name,
            @Nullable String via,
            @Nullable Task<?> source,
            Origin origin,
            long madeAt) {
        super(loop, name, via, source, origin, madeAt);
    }

    private <D extends @Nullable Object> Task<D> uni(
            Uni.On on, String via, @Nullable Executor executor, Uni.Step<T, D> step) {
        Task<D> target = self().derive(via);
        self().register(new Uni<>(self(), target, on, executor, step));
        return target;
    }

    private Executor screen(Executor executor) {
        return Objects.requireNonNull(executor, "executor");
    }

    @Override
    public <U extends @Nullable Object> Task<U> thenApply(
            Function<? super T, ? extends U> function) {
        return thenApplyVia(null, function);
    }

    @Override
    public <U extends @Nullable Object> Task<U> thenApplyAsync(
            Function<? super T, ? extends U> function) {
        return thenApplyVia(defaultExecutor(), function);
    }

    @Override
    public <U extends @Nullable Object> Task<U> thenApplyAsync(
            Function<? super T, ? extends U> function, Executor executor) {
        return thenApplyVia(screen(executor), function);
    }

    private <U extends @Nullable Object> Task<U> thenApplyVia(
            @Nullable Executor executor, Function<? super T, ? extends U> function) {
        Objects.requireNonNull(function, "function");
        return uni(
                Uni.On.VALUE,
                "thenApply",
                executor,
                (source, target) -> target.putValue(function.apply(source.value())));
    }

    @Override
    public Task<Void> thenAccept(Consumer<? super T> action) {
        return thenAcceptVia(null, action);
    }

    @Override
    public Task<Void> thenAcceptAsync(Consumer<? super T> action) {
        return thenAcceptVia(defaultExecutor(), action);
    }

    @Override
    public Task<Void> thenAcceptAsync(Consumer<? super T> action, Executor executor) {
        return thenAcceptVia(screen(executor), action);
    }

    private Task<Void> thenAcceptVia(@Nullable Executor executor, Consumer<? super T> action) {
        Objects.requireNonNull(action, "action");
        return uni(
                Uni.On.VALUE,
                "thenAccept",
                executor,
                (source, target) -> {
                    action.accept(source.value());
                    target.putNothing();
                });
    }

    @Override
    public Task<Void> thenRun(Runnable action) {
        return thenRunVia(null, action);
    }

    @Override
    public Task<Void> thenRunAsync(Runnable action) {
        return thenRunVia(defaultExecutor(), action);
    }

    @Override
    public Task<Void> thenRunAsync(Runnable action, Executor executor) {
        return thenRunVia(screen(executor), action);
    }

    private Task<Void> thenRunVia(@Nullable Executor executor, Runnable action) {
        Objects.requireNonNull(action, "action");
        return uni(
                Uni.On.VALUE,
                "thenRun",
                executor,
                (source, target) -> {
                    action.run();
                    target.putNothing();
                });
    }

    @Override
    public <U extends @Nullable Object> Task<U> thenCompose(
            Function<? super T, ? extends CompletionStage<U>> function) {
        return thenComposeVia(null, function);
    }

    @Override
    public <U extends @Nullable Object> Task<U> thenComposeAsync(
            Function<? super T, ? extends CompletionStage<U>> function) {
        return thenComposeVia(defaultExecutor(), function);
    }

    @Override
    public <U extends @Nullable Object> Task<U> thenComposeAsync(
            Function<? super T, ? extends CompletionStage<U>> function, Executor executor) {
        return thenComposeVia(screen(executor), function);
    }

    private <U extends @Nullable Object> Task<U> thenComposeVia(
            @Nullable Executor executor,
            Function<? super T, ? extends CompletionStage<U>> function) {
        Objects.requireNonNull(function, "function");
        return uni(
                Uni.On.VALUE,
                "thenCompose",
                executor,
                (source, target) -> target.follow(function.apply(source.value())));
    }

    @Override
    public <U extends @Nullable Object> Task<U> handle(
            BiFunction<? super T, @Nullable Throwable, ? extends U> function) {
        return handleVia(null, function);
    }

    @Override
    public <U extends @Nullable Object> Task<U> handleAsync(
            BiFunction<? super T, @Nullable Throwable, ? extends U> function) {
        return handleVia(defaultExecutor(), function);
    }

    @Override
    public <U extends @Nullable Object> Task<U> handleAsync(
            BiFunction<? super T, @Nullable Throwable, ? extends U> function, Executor executor) {
        return handleVia(screen(executor), function);
    }

    private <U extends @Nullable Object> Task<U> handleVia(
            @Nullable Executor executor,
            BiFunction<? super T, @Nullable Throwable, ? extends U> function) {
        Objects.requireNonNull(function, "function");
        return uni(
                Uni.On.ANY,
                "handle",
                executor,
                (source, target) ->
                        target.putValue(function.apply(source.valueOrNull(), source.thrown())));
    }

    @Override
    public Task<T> whenComplete(BiConsumer<? super T, ? super @Nullable Throwable> action) {
        return whenCompleteVia(null, action);
    }

    @Override
    public Task<T> whenCompleteAsync(BiConsumer<? super T, ? super @Nullable Throwable> action) {
        return whenCompleteVia(defaultExecutor(), action);
    }

    @Override
    public Task<T> whenCompleteAsync(
            BiConsumer<? super T, ? super @Nullable Throwable> action, Executor executor) {
        return whenCompleteVia(screen(executor), action);
    }

    private Task<T> whenCompleteVia(
            @Nullable Executor executor,
            BiConsumer<? super T, ? super @Nullable Throwable> action) {
        Objects.requireNonNull(action, "action");
        return uni(
                Uni.On.ANY,
                "whenComplete",
                executor,
                (source, target) -> {
                    Throwable thrown = source.thrown();
                    try {
                        action.accept(source.valueOrNull(), thrown);
                    } catch (Throwable second) {
                        if (thrown == null) {
                            throw second;
                        }
                        if (thrown != second) {
                            thrown.addSuppressed(second);
                        }
                    }
                    target.copy(source);
                });
    }

    @Override
    public Task<T> exceptionally(Function<Throwable, ? extends T> function) {
        return exceptionallyVia(null, function);
    }

    @Override
    public Task<T> exceptionallyAsync(Function<Throwable, ? extends T> function) {
        return exceptionallyVia(defaultExecutor(), function);
    }

    @Override
    public Task<T> exceptionallyAsync(
            Function<Throwable, ? extends T> function, Executor executor) {
        return exceptionallyVia(screen(executor), function);
    }

    private Task<T> exceptionallyVia(
            @Nullable Executor executor, Function<Throwable, ? extends T> function) {
        Objects.requireNonNull(function, "function");
        return uni(
                executor == null ? Uni.On.FAILURE : Uni.On.ANY, // the JDK asks the executor first
                "exceptionally",
                executor,
                (source, target) -> {
                    Throwable thrown = source.thrown();
                    target.putValue(thrown == null ? source.value() : function.apply(thrown));
                });
    }

    @Override
    public Task<T> exceptionallyCompose(
            Function<Throwable, ? extends CompletionStage<T>> function) {
        return exceptionallyComposeVia(null, function);
    }

    @Override
    public Task<T> exceptionallyComposeAsync(
            Function<Throwable, ? extends CompletionStage<T>> function) {
        return exceptionallyComposeVia(defaultExecutor(), function);
    }

    @Override
    public Task<T> exceptionallyComposeAsync(
            Function<Throwable, ? extends CompletionStage<T>> function, Executor executor) {
        return exceptionallyComposeVia(screen(executor), function);
    }

    private Task<T> exceptionallyComposeVia(
            @Nullable Executor executor,
            Function<Throwable, ? extends CompletionStage<T>> function) {
        Objects.requireNonNull(function, "function");
        return uni(
                Uni.On.FAILURE,
                "exceptionallyCompose",
                executor,
                (source, target) -> target.follow(function.apply(source.thrownForSure())));
    }

    @Override
    public Task<T> copy() {
        return uni(Uni.On.NONE, "copy", null, (source, target) -> target.copy(source));
    }

    // --- of two stages ---

    private <U extends @Nullable Object, D extends @Nullable Object> Task<D> both(
            String via,
            CompletionStage<? extends U> other,
            @Nullable Executor executor,
            BiFunction<? super T, ? super U, ? extends D> function) {
        Task<U> second = self().adopt(other);
        Task<D> target = self().derive(via);
        Both<T, U, D> dependent = new Both<>(self(), second, target, executor, function);
        self().register(dependent);
        if (second != this) {
            second.register(dependent);
        }
        return target;
    }

    private <D extends @Nullable Object> Task<D> either(
            String via,
            CompletionStage<? extends T> other,
            @Nullable Executor executor,
            Function<? super T, D> function) {
        Task<T> second = self().adopt(other);
        Task<D> target = self().derive(via);
        Either<T, D> dependent = new Either<>(self(), second, target, executor, function);
        self().register(dependent);
        if (second != this) {
            second.register(dependent);
        }
        return target;
    }

    @Override
    public <U extends @Nullable Object, V extends @Nullable Object> Task<V> thenCombine(
            CompletionStage<? extends U> other,
            BiFunction<? super T, ? super U, ? extends V> function) {
        return thenCombineVia(null, other, function);
    }

    @Override
    public <U extends @Nullable Object, V extends @Nullable Object> Task<V> thenCombineAsync(
            CompletionStage<? extends U> other,
            BiFunction<? super T, ? super U, ? extends V> function) {
        return thenCombineVia(defaultExecutor(), other, function);
    }

    @Override
    public <U extends @Nullable Object, V extends @Nullable Object> Task<V> thenCombineAsync(
            CompletionStage<? extends U> other,
            BiFunction<? super T, ? super U, ? extends V> function,
            Executor executor) {
        return thenCombineVia(screen(executor), other, function);
    }

    private <U extends @Nullable Object, V extends @Nullable Object> Task<V> thenCombineVia(
            @Nullable Executor executor,
            CompletionStage<? extends U> other,
            BiFunction<? super T, ? super U, ? extends V> function) {
        Objects.requireNonNull(function, "function");
        return both("thenCombine", other, executor, function);
    }

    @Override
    public <U extends @Nullable Object> Task<Void> thenAcceptBoth(
            CompletionStage<? extends U> other, BiConsumer<? super T, ? super U> action) {
        return thenAcceptBothVia(null, other, action);
    }

    @Override
    public <U extends @Nullable Object> Task<Void> thenAcceptBothAsync(
            CompletionStage<? extends U> other, BiConsumer<? super T, ? super U> action) {
        return thenAcceptBothVia(defaultExecutor(), other, action);
    }

    @Override
    public <U extends @Nullable Object> Task<Void> thenAcceptBothAsync(
            CompletionStage<? extends U> other,
            BiConsumer<? super T, ? super U> action,
            Executor executor) {
        return thenAcceptBothVia(screen(executor), other, action);
    }

    private <U extends @Nullable Object> Task<Void> thenAcceptBothVia(
            @Nullable Executor executor,
            CompletionStage<? extends U> other,
            BiConsumer<? super T, ? super U> action) {
        Objects.requireNonNull(action, "action");
        return this.<U, Void>both(
                "thenAcceptBoth",
                other,
                executor,
                (a, b) -> {
                    action.accept(a, b);
                    return null;
                });
    }

    @Override
    public Task<Void> runAfterBoth(CompletionStage<?> other, Runnable action) {
        return runAfterBothVia(null, other, action);
    }

    @Override
    public Task<Void> runAfterBothAsync(CompletionStage<?> other, Runnable action) {
        return runAfterBothVia(defaultExecutor(), other, action);
    }

    @Override
    public Task<Void> runAfterBothAsync(
            CompletionStage<?> other, Runnable action, Executor executor) {
        return runAfterBothVia(screen(executor), other, action);
    }

    private Task<Void> runAfterBothVia(
            @Nullable Executor executor, CompletionStage<?> other, Runnable action) {
        Objects.requireNonNull(action, "action");
        return both(
                "runAfterBoth",
                other,
                executor,
                (a, b) -> {
                    action.run();
                    return null;
                });
    }

    @Override
    public <U extends @Nullable Object> Task<U> applyToEither(
            CompletionStage<? extends T> other, Function<? super T, U> function) {
        return applyToEitherVia(null, other, function);
    }

    @Override
    public <U extends @Nullable Object> Task<U> applyToEitherAsync(
            CompletionStage<? extends T> other, Function<? super T, U> function) {
        return applyToEitherVia(defaultExecutor(), other, function);
    }

    @Override
    public <U extends @Nullable Object> Task<U> applyToEitherAsync(
            CompletionStage<? extends T> other,
            Function<? super T, U> function,
            Executor executor) {
        return applyToEitherVia(screen(executor), other, function);
    }

    private <U extends @Nullable Object> Task<U> applyToEitherVia(
            @Nullable Executor executor,
            CompletionStage<? extends T> other,
            Function<? super T, U> function) {
        Objects.requireNonNull(function, "function");
        return either("applyToEither", other, executor, function);
    }

    @Override
    public Task<Void> acceptEither(CompletionStage<? extends T> other, Consumer<? super T> action) {
        return acceptEitherVia(null, other, action);
    }

    @Override
    public Task<Void> acceptEitherAsync(
            CompletionStage<? extends T> other, Consumer<? super T> action) {
        return acceptEitherVia(defaultExecutor(), other, action);
    }

    @Override
    public Task<Void> acceptEitherAsync(
            CompletionStage<? extends T> other, Consumer<? super T> action, Executor executor) {
        return acceptEitherVia(screen(executor), other, action);
    }

    private Task<Void> acceptEitherVia(
            @Nullable Executor executor,
            CompletionStage<? extends T> other,
            Consumer<? super T> action) {
        Objects.requireNonNull(action, "action");
        return either(
                "acceptEither",
                other,
                executor,
                value -> {
                    action.accept(value);
                    return null;
                });
    }

    @Override
    public Task<Void> runAfterEither(CompletionStage<?> other, Runnable action) {
        return runAfterEitherVia(null, other, action);
    }

    @Override
    public Task<Void> runAfterEitherAsync(CompletionStage<?> other, Runnable action) {
        return runAfterEitherVia(defaultExecutor(), other, action);
    }

    @Override
    public Task<Void> runAfterEitherAsync(
            CompletionStage<?> other, Runnable action, Executor executor) {
        return runAfterEitherVia(screen(executor), other, action);
    }

    private Task<Void> runAfterEitherVia(
            @Nullable Executor executor, CompletionStage<?> other, Runnable action) {
        Objects.requireNonNull(action, "action");
        @SuppressWarnings("unchecked") // its value isn't looked at
        CompletionStage<? extends T> any = (CompletionStage<? extends T>) other;
        return either(
                "runAfterEither",
                any,
                executor,
                value -> {
                    action.run();
                    return null;
                });
    }
}
