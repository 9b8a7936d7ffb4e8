package dev.timeloop.junit;

import dev.timeloop.TimeloopException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What is worth knowing of a test's world, whether the test passed or not. */
final class Remarks {
    private static final String ORDER = "timeloop.order";
    private static final String CLOCK = "timeloop.clock";

    private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

    private final String test;
    private final ExtensionContext context;

    Remarks(String test, ExtensionContext context) {
        this.test = test;
        this.context = context;
    }

    /** What went on in no certain order may come out otherwise next time: that is a warning. */
    void onOrder(List<String> detours) {
        if (detours.isEmpty()) {
            return;
        }
        String what =
                "A part of "
                        + test
                        + " went on in no certain order, since the JVM stopped what waited where no"
                        + " hook can see it:";
        context.publishReportEntry(ORDER, text(what, detours));
        if (TOLD.add(test)) { // once, however often it is repeated
            Judgement.print(line(what, detours));
        }
    }

    /**
     * That the outside holds the clock is how it should be, so it is only printed where it may be
     * the reason: if the loop gave the test up.
     *
     * @param failure what the test failed with
     */
    void onClock(List<String> held, @Nullable Throwable failure) {
        if (held.isEmpty()) {
            return;
        }
        String what = "The outside held the clock of " + test + ':';
        context.publishReportEntry(CLOCK, text(what, held));
        if (failure instanceof TimeloopException) {
            Judgement.print(line(what, held));
        }
    }

    private static String text(String what, List<String> details) {
        return what + "\n  " + String.join("\n  ", details);
    }

    private static String line(String what, List<String> details) {
        int more = details.size() - 1;
        return what + ' ' + details.get(0) + (more > 0 ? "; and " + more + " more" : "");
    }
}
