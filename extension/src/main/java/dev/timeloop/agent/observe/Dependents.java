package dev.timeloop.agent.observe;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The futures that wait for another one. */
final class Dependents {
    private static final Field STACK = Outcomes.field("CompletableFuture", "stack");
    private static final Field NEXT = Outcomes.field("CompletableFuture$Completion", "next");
    private static final Field DEPENDENT = Outcomes.field("CompletableFuture$UniCompletion", "dep");
    private static final Field ANY = Outcomes.field("CompletableFuture$AnyOf", "dep");
    private static final Field BASE = Outcomes.field("CompletableFuture$CoCompletion", "base");

    private static final Field SUPPLIES = Outcomes.field("CompletableFuture$AsyncSupply", "dep");
    private static final Field RUNS = Outcomes.field("CompletableFuture$AsyncRun", "dep");

    private Dependents() {}

    /** The future that a job completes; the job itself, where that is the future. */
    static @Nullable Object completedBy(Object job) {
        if (SUPPLIES.getDeclaringClass() == job.getClass()) {
            return Outcomes.get(SUPPLIES, job);
        }
        if (RUNS.getDeclaringClass() == job.getClass()) {
            return Outcomes.get(RUNS, job);
        }
        return NEXT.getDeclaringClass().isInstance(job) ? dependent(job) : job;
    }

    /**
     * Whether a stage or a thread waits for one: a stage that another future has completed may
     * still stand there, until the thread that did so has taken it away.
     */
    static boolean isWaitedFor(CompletableFuture<?> future) {
        Object completion = Outcomes.get(STACK, future);
        while (completion != null) {
            if (isOpen(completion)) {
                return true;
            }
            completion = Outcomes.get(NEXT, completion);
        }
        return false;
    }

    private static boolean isOpen(Object completion) {
        boolean isAny = ANY.getDeclaringClass().isInstance(completion);
        Object uni = isAny ? completion : base(completion);
        if (uni != null && !isAny && !DEPENDENT.getDeclaringClass().isInstance(uni)) {
            return true; // a thread
        }
        Object dependent = uni == null ? null : Outcomes.get(isAny ? ANY : DEPENDENT, uni);
        return dependent instanceof CompletableFuture<?> its && !its.isDone();
    }

    /** Those of some futures that wait for another one of them, at any distance. */
    static Set<Object> among(List<Birth> pending) {
        Set<Object> found = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Object> left = new ArrayList<>();
        for (Birth birth : pending) {
            left.add(birth.future);
        }
        while (!left.isEmpty()) {
            Object next = left.remove(left.size() - 1);
            if (next instanceof CompletableFuture<?> future) {
                for (Object dependent : of(future)) {
                    if (found.add(dependent)) {
                        left.add(dependent);
                    }
                }
            }
        }
        return found;
    }

    private static List<Object> of(CompletableFuture<?> future) {
        List<Object> found = new ArrayList<>();
        Object completion = Outcomes.get(STACK, future);
        while (completion != null) {
            Object dependent = dependent(completion);
            if (dependent != null) {
                found.add(dependent);
            }
            completion = Outcomes.get(NEXT, completion);
        }
        return found;
    }

    /** The half of a pair that has the dependent; itself if it isn't one. */
    private static @Nullable Object base(Object completion) {
        return BASE.getDeclaringClass().isInstance(completion)
                ? Outcomes.get(BASE, completion)
                : completion;
    }

    private static @Nullable Object dependent(Object completion) {
        Object uni = base(completion);
        return DEPENDENT.getDeclaringClass().isInstance(uni) ? Outcomes.get(DEPENDENT, uni) : null;
    }
}
