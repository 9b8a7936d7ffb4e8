package dev.timeloop;

import dev.timeloop.internal.origin.UserFrames;
import dev.timeloop.internal.text.Spans;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words in which loose ends are reported. */
final class LooseEndsText {
    private static final int IN_FULL = 20;

    private LooseEndsText() {}

    static String of(EventLoop loop, List<LooseEnd> looseEnds) {
        LooseEnd first = looseEnds.get(0);
        String at = " (at +" + Spans.text(first.since().plus(first.age())) + ")";
        return list(loop.owner(), at, looseEnds);
    }

    /** Of a test on real time, whose instants say nothing. */
    static String of(String owner, List<LooseEnd> looseEnds) {
        return list(owner, "", looseEnds);
    }

    private static String list(@Nullable String owner, String at, List<LooseEnd> looseEnds) {
        int count = looseEnds.size();
        StringBuilder text = new StringBuilder();
        text.append(count).append(count == 1 ? " loose end" : " loose ends");
        if (owner != null) {
            text.append(" in ").append(owner);
        }
        text.append(at).append(':');
        for (int i = 0; i < Math.min(count, IN_FULL); i++) {
            String entry = of(looseEnds.get(i)).replace("\n", "\n     ");
            text.append("\n  ").append(i + 1).append(". ").append(entry);
        }
        if (count > IN_FULL) {
            text.append("\n  ... and ").append(count - IN_FULL).append(" more");
        }
        return text.toString();
    }

    static String of(LooseEnd end) {
        StringBuilder text = new StringBuilder(end.name()).append(' ').append(end.state());
        Throwable failure = end.failure();
        if (failure != null) {
            text.append('\n').append(Text.of(failure));
            List<StackTraceElement> thrown = UserFrames.of(failure.getStackTrace(), 1);
            if (!thrown.isEmpty()) {
                text.append("\n  thrown at ").append(UserFrames.text(thrown.get(0)));
            }
        }
        if (!end.chain().isEmpty()) {
            text.append("\n  went down ").append(String.join(", and ", end.chain()));
        }
        if (!end.madeAt().isEmpty()) {
            text.append("\n  made at ").append(UserFrames.text(end.madeAt().get(0)));
            text.append(", ").append(Spans.text(end.age())).append(" ago");
        }
        return text.append("\n-> ").append(end.advice()).toString();
    }

    static @Nullable Throwable firstFailure(List<LooseEnd> looseEnds) {
        for (LooseEnd end : looseEnds) {
            if (end.failure() != null) {
                return end.failure();
            }
        }
        return null;
    }
}
