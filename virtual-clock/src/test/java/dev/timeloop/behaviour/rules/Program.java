package dev.timeloop.behaviour.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * A random program of stages: what a seed makes of plain futures, it makes of tasks.
 *
 * <p>Its functions log that they run, throw, complete other stages, and register more.
 */
final class Program {
    /** What a program may do. */
    enum Kind {
        /**
         * All shapes of stages, some with futures made elsewhere; functions leave alone what is
         * done.
         */
        WIDE,
        /**
         * Functions also complete what is done, even what is just being fired: which dependents of
         * that run now, and which later, shows the exact order of the JDK's stacks. Without shapes
         * that leave entries of no effect in them, as {@code applyToEither} does.
         */
        DEEP
    }

    private static final int MOST_STAGES = 60;
    private static final int DEEPEST = 8;

    private final Random random;
    private final Kind kind;
    private final Supplier<CompletableFuture<Integer>> roots;
    private final List<CompletableFuture<Integer>> stages = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private int operations;
    private int depth;

    Program(long seed, Kind kind, Supplier<CompletableFuture<Integer>> roots) {
        this.random = new Random(seed);
        this.kind = kind;
        this.roots = roots;
    }

    /** Runs it, and returns what ran with what, in order, and how all stages ended. */
    List<String> run() {
        for (int i = random.nextInt(4); i >= 0; i--) {
            stages.add(roots.get());
        }
        for (int steps = 10 + random.nextInt(30); steps > 0; steps--) {
            switch (random.nextInt(6)) {
                case 0 -> complete(any(), random.nextInt(100));
                case 1 -> fail(any(), random.nextBoolean());
                default -> register();
            }
        }
        for (CompletableFuture<Integer> stage : stages) {
            log.add(outcome(stage));
        }
        return log;
    }

    private CompletableFuture<Integer> any() {
        return stages.get(random.nextInt(stages.size()));
    }

    private void complete(CompletableFuture<Integer> stage, int value) {
        if (mayTouch(stage)) {
            log.add("complete " + number(stage) + ": " + stage.complete(value));
        }
    }

    private void fail(CompletableFuture<Integer> stage, boolean cancel) {
        if (mayTouch(stage)) {
            RuntimeException failure = new IllegalArgumentException("by hand");
            boolean first = cancel ? stage.cancel(true) : stage.completeExceptionally(failure);
            log.add("fail " + number(stage) + ": " + first);
        }
    }

    private int number(CompletableFuture<Integer> stage) {
        int number = 0;
        while (stages.get(number) != stage) {
            number++;
        }
        return number;
    }

    private boolean mayTouch(CompletableFuture<Integer> stage) {
        return kind == Kind.DEEP || !stage.isDone();
    }

    private void register() {
        Action f = new Action();
        CompletableFuture<Integer> a = any();
        CompletableFuture<Integer> b = any();
        while (a == b && stages.size() > 1) {
            b = any();
        }
        stages.add(a == b ? a.thenApply(f::of) : stage(f, a, b));
    }

    private CompletableFuture<Integer> stage(
            Action f, CompletableFuture<Integer> a, CompletableFuture<Integer> b) {
        return switch (random.nextInt(kind == Kind.WIDE ? 16 : 12)) {
            case 0, 1 -> a.thenApply(f::of);
            case 2 -> a.handle(f::of);
            case 3 -> a.whenComplete(f::of);
            case 4 -> a.exceptionally(e -> f.of(null, e));
            case 5 -> a.thenCombine(b, (v, w) -> f.of(100 * v + w));
            case 6 -> a.thenAcceptBoth(b, (v, w) -> f.of(100 * v + w)).thenApply(none -> f.value);
            case 7 -> a.runAfterBoth(b, () -> f.of(0)).thenApply(none -> f.value);
            case 8 -> a.thenCompose(v -> given(f.of(v), b));
            case 9 -> a.exceptionallyCompose(e -> given(f.of(null, e), b));
            case 10 -> a.copy();
            case 11 -> a.thenAccept(f::of).thenApply(none -> f.value);
            case 12 -> a.applyToEither(b, f::of);
            case 13 -> a.runAfterEither(b, () -> f.of(0)).thenApply(none -> f.value);
            case 14 -> a.thenCompose(v -> CompletableFuture.completedFuture(f.of(v)));
            default -> throughAForeignFuture(a, f);
        };
    }

    /** What code does that wraps a callback in a future of its own. */
    private static CompletableFuture<Integer> throughAForeignFuture(
            CompletableFuture<Integer> a, Action f) {
        CompletableFuture<Integer> promise = new CompletableFuture<>();
        CompletableFuture<Integer> stage = a.thenCompose(v -> promise);
        a.whenComplete(
                (v, e) -> {
                    f.of(v, e);
                    promise.complete(f.value);
                });
        return stage;
    }

    private static CompletableFuture<Integer> given(
            Integer unused, CompletableFuture<Integer> stage) {
        return stage;
    }

    private static String outcome(CompletableFuture<Integer> stage) {
        if (!stage.isDone()) {
            return "pending";
        }
        try {
            return "value " + stage.join();
        } catch (RuntimeException e) {
            return shown(e) + (stage.isCancelled() ? " (cancelled)" : "");
        }
    }

    private static String shown(Throwable e) {
        Throwable cause = e.getCause();
        return e instanceof CompletionException && cause != null
                ? "wrapped " + shown(cause)
                : e.getClass().getSimpleName() + " " + e.getMessage();
    }

    /** A stage's function, all of whose choices are made before it runs. */
    private final class Action {
        private final int number = operations++;
        private final int what = random.nextInt(8);
        private final int whom = random.nextInt(MOST_STAGES);
        final int value = random.nextInt(100);

        Integer of(Integer given) {
            return of(given, null);
        }

        Integer of(Integer given, Throwable failure) {
            log.add(number + " is given " + (failure == null ? given : shown(failure)));
            if (depth < DEEPEST) {
                depth++;
                try {
                    act(failure);
                } finally {
                    depth--;
                }
            }
            return value;
        }

        private void act(Throwable failure) {
            CompletableFuture<Integer> target = stages.get(whom % stages.size());
            switch (what) {
                case 0 -> {
                    if (failure == null) {
                        throw new IllegalStateException("thrown by " + number);
                    }
                }
                case 1 -> complete(target, value);
                case 2 -> fail(target, false);
                case 3 -> {
                    if (stages.size() < MOST_STAGES) {
                        register();
                    }
                }
                default -> log.add(number + " does nothing");
            }
        }
    }
}
