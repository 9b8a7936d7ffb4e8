package dev.timeloop.agent.observe;

import java.lang.reflect.Field;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks into structured scopes; only on a JDK that has them as we know them. */
final class Scopes {
    private static final String JUC = "java.util.concurrent.";
    private static final String JOINERS = JUC + "Joiners";
    private static final String SUBTASK = JUC + "StructuredTaskScopeImpl$SubtaskImpl";
    private static final Field JOINER = Outcomes.field("StructuredTaskScopeImpl", "joiner");
    private static final Field RESULT =
            Outcomes.field("StructuredTaskScopeImpl$SubtaskImpl", "result");
    private static final Field ERROR =
            Outcomes.field("StructuredTaskScopeImpl$SubtaskImpl$AltResult", "exception");

    /** Those that give a failure to whoever joins, or have an outcome that does without. */
    private static final Set<String> THROWING =
            Set.of(
                    JOINERS + "$AllSuccessful",
                    JOINERS + "$AnySuccessful",
                    JOINERS + "$AwaitSuccessful");

    private static final StackWalker WALKER = StackWalker.getInstance();

    private Scopes() {}

    /** Whether whoever joins a scope needn't look at its subtasks. */
    static boolean throwsFailures(Object scope) {
        Object joiner = Outcomes.get(JOINER, scope);
        return joiner != null && THROWING.contains(joiner.getClass().getName());
    }

    /** What a subtask has failed with; null if it hasn't. */
    static @Nullable Throwable failure(Object subtask) {
        Object result = Outcomes.get(RESULT, subtask);
        return result != null && result.getClass() == ERROR.getDeclaringClass()
                ? (Throwable) Outcomes.get(ERROR, result)
                : null;
    }

    /** Whether it is a joiner of the JDK's that asks a subtask, and not the user. */
    static boolean isJdkAsking() {
        return WALKER.walk(
                frames ->
                        frames.map(StackWalker.StackFrame::getClassName)
                                .dropWhile(type -> !type.equals(SUBTASK))
                                .dropWhile(type -> type.equals(SUBTASK))
                                .findFirst()
                                .filter(type -> type.startsWith(JUC))
                                .isPresent());
    }
}
