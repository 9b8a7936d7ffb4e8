package dev.timeloop;

import dev.timeloop.internal.engine.Awaited;
import dev.timeloop.internal.engine.Engine;
import dev.timeloop.internal.engine.Strand;
import dev.timeloop.internal.engine.Wait;
import dev.timeloop.internal.origin.UserFrames;
import dev.timeloop.internal.text.ThreadNames;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says who waits for whom, and where, when nothing can go on. */
final class DeadlockText {
    private static final int FRAMES = 3;
    private static final int LISTED = 20;
    private static final String ADVICE = "\n-> ";
    private static final int NAMED_IN_CIRCLE = 5;

    private final EventLoop loop;
    private final Engine engine;
    private final @Nullable Wait bodyWait;
    private final List<Strand> blocked;
    private final StringBuilder text = new StringBuilder();

    /** Whether a lock was left behind by a thread that has ended. */
    private boolean isAnyLost;

    /**
     * Takes down what is blocked.
     *
     * @param bodyWait what the test body waits for; it may not be in the books any more
     */
    DeadlockText(EventLoop loop, @Nullable Wait bodyWait) {
        this.loop = loop;
        this.bodyWait = bodyWait;
        engine = loop.engine;
        blocked = engine.blockedStrands();
    }

    String write(String at) {
        text.append("Deadlock ").append(at).append(": the test body is ");
        text.append(bodyWait == null ? "blocked" : describe(bodyWait, engine.body()));
        text.append(", and nothing is left that could release it.");
        List<Strand> chain = new ArrayList<>();
        List<Strand> circle = circle(chain);
        if (!circle.isEmpty()) {
            text.append('\n').append(Text.capital(names(circle))).append(':');
            circle.forEach(this::line);
        }
        List<Strand> rest = rest(chain, circle);
        if (!circle.isEmpty() && !rest.isEmpty()) {
            text.append("\nBlocked, too:");
        }
        rest.stream().limit(LISTED).forEach(this::line);
        if (rest.size() > LISTED) {
            text.append("\n  ... and ").append(rest.size() - LISTED).append(" more");
        }
        List<String> hints = engine.hints();
        hints.forEach(hint -> text.append('\n').append(hint));
        text.append(Verdicts.pending(loop));
        if (hints.stream().anyMatch(hint -> hint.contains(ADVICE))) {
            return text.toString();
        }
        return text.append(ADVICE).append(advice(circle, chain, !hints.isEmpty())).toString();
    }

    // --- who waits for whom ---

    private @Nullable Wait waitOf(Strand strand) {
        return strand == engine.body() ? bodyWait : strand.currentWait();
    }

    private @Nullable Strand holderFor(Strand strand) {
        Wait wait = waitOf(strand);
        Thread holder = wait == null ? null : wait.holder();
        return holder == null ? null : strandOf(holder);
    }

    private @Nullable Strand strandOf(Thread thread) {
        if (engine.body().thread() == thread) {
            return engine.body();
        }
        for (Strand strand : blocked) {
            if (strand.thread() == thread) {
                return strand;
            }
        }
        return null;
    }

    /**
     * Those that wait for each other in a circle, if any do; first looked for from the test body.
     *
     * @param chain gets those that lead from the test body to it, or to where the trail ends
     */
    private List<Strand> circle(List<Strand> chain) {
        List<Strand> found = follow(engine.body(), chain);
        for (int i = 0; found.isEmpty() && i < blocked.size(); i++) {
            found = follow(blocked.get(i), new ArrayList<>());
        }
        return found;
    }

    private List<Strand> follow(Strand first, List<Strand> trail) {
        Set<Strand> met = new LinkedHashSet<>();
        for (Strand next = first; next != null; next = holderFor(next)) {
            if (!met.add(next)) {
                List<Strand> all = new ArrayList<>(met);
                int start = all.indexOf(next);
                trail.addAll(all.subList(0, start));
                return all.subList(start, all.size());
            }
        }
        trail.addAll(met);
        return List.of();
    }

    /** Those that are to be listed besides: along the trail from the test body, then the others. */
    private List<Strand> rest(List<Strand> chain, List<Strand> circle) {
        Set<Strand> rest = new LinkedHashSet<>(chain);
        for (Strand strand : blocked) {
            if (strand.pool() == null) { // others only wait for work
                rest.add(strand);
            }
        }
        rest.removeAll(circle);
        if (!blocked.contains(engine.body())) {
            rest.remove(engine.body()); // it is in the first sentence, and throws from there
        }
        return List.copyOf(rest);
    }

    // --- words ---

    private static String names(List<Strand> circle) {
        if (circle.size() == 1) {
            return circle.get(0).describe() + " waits for itself";
        }
        StringBuilder names = new StringBuilder();
        int last = Math.min(circle.size(), NAMED_IN_CIRCLE) - 1;
        for (int i = 0; i <= last; i++) {
            names.append(i == 0 ? "" : i == last ? " and " : ", ");
            boolean isShort = i == last && circle.size() > NAMED_IN_CIRCLE;
            names.append(isShort ? circle.size() - last + " more" : circle.get(i).describe());
        }
        return names + (circle.size() == 2 ? " wait for each other" : " wait in a circle");
    }

    private void line(Strand strand) {
        Wait wait = waitOf(strand);
        text.append("\n  ").append(strand.describe()).append(" is ");
        text.append(wait == null ? "blocked" : describe(wait, strand));
        List<StackTraceElement> frames = UserFrames.of(strand.stack(), FRAMES);
        for (StackTraceElement frame : frames) {
            text.append("\n    at ").append(UserFrames.text(frame));
        }
    }

    private String describe(Wait wait, Strand waiting) {
        Thread holder = wait.holder();
        if (holder == null) {
            return wait.describe() + call(wait, waiting);
        }
        Strand strand = strandOf(holder);
        String name = strand == null ? ThreadNames.describe(holder) : strand.describe();
        if (!holder.isAlive()) {
            isAnyLost = true;
            return wait.describe(name) + ", which has ended";
        }
        return wait.describe(name);
    }

    /** What the user's code called, where that says more. */
    private static String call(Wait wait, Strand waiting) {
        StackTraceElement called = null;
        for (StackTraceElement frame : waiting.stack()) {
            if (UserFrames.isUser(frame.getClassName())) {
                break;
            }
            called = frame;
        }
        if (called == null || !called.getClassName().startsWith("java.util.")) {
            return "";
        }
        String type = called.getClassName();
        String name =
                type.endsWith("$ConditionObject")
                        ? "Condition"
                        : type.substring(type.lastIndexOf('.') + 1).replace('$', '.');
        boolean isSaid = name.equals("LockSupport") || wait.describe().contains(name);
        return isSaid ? "" : " in " + name + "." + called.getMethodName();
    }

    private String advice(List<Strand> circle, List<Strand> chain, boolean isStarved) {
        if (isAnyLost) {
            return "release it in a finally block";
        }
        if (!circle.isEmpty()) {
            Set<Awaited> awaited = EnumSet.noneOf(Awaited.class);
            circle.forEach(strand -> awaited.add(awaited(strand)));
            return DeadlockAdvice.onCircle(awaited);
        }
        return isStarved
                ? "give the pool more threads, or let none of its jobs wait for another one"
                : DeadlockAdvice.on(awaited(chain.get(chain.size() - 1))); // others follow
    }

    private Awaited awaited(Strand strand) {
        Wait wait = waitOf(strand);
        return wait == null ? Awaited.RESULT : wait.awaited();
    }
}
