package dev.timeloop.tck.stage;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A function of any shape: it notes what it was given, then returns or throws its ending. */
final class Act {
    private final Journal journal;
    private final String name;
    private final Ending ending;
    private final Supplier<CompletionStage<Object>> inner;
    private final Runnable effect;

    Act(Side side, String name, Ending ending) {
        this(side, name, ending, () -> null);
    }

    /** For {@code thenCompose} and its kin; an ending that is no value is thrown. */
    Act(Side side, String name, Ending ending, Supplier<CompletionStage<Object>> inner) {
        this(side, name, ending, inner, () -> {});
    }

    Act(
            Side side,
            String name,
            Ending ending,
            Supplier<CompletionStage<Object>> inner,
            Runnable effect) {
        this.journal = side.journal;
        this.name = name;
        this.ending = ending;
        this.inner = inner;
        this.effect = effect;
    }

    Object run() {
        journal.note(name + " runs");
        return out();
    }

    Object one(Object given) {
        journal.note(name + " given", given);
        return out();
    }

    Object two(Object first, Object second) {
        journal.note(name + " given", first);
        journal.note(name + " and", second);
        return out();
    }

    CompletionStage<Object> stage(Object given) {
        one(given);
        return inner.get();
    }

    private Object out() {
        effect.run();
        return ending.out(name);
    }
}
