package dev.timeloop.agent.rewrite;

import static dev.timeloop.agent.rewrite.Action.AFTER_CALL;
import static dev.timeloop.agent.rewrite.Action.ANSWER;
import static dev.timeloop.agent.rewrite.Action.PROLOGUE;

/** Which futures depend on which, and which are asked: for tests that look at each branch. */
final class BranchHooks {
    private static final String JUC = "java/util/concurrent/";
    private static final String FUTURE = JUC + "CompletableFuture";
    private static final String CF = "L" + FUTURE + ";";
    private static final String OBJECT = "Ljava/lang/Object;";
    private static final String HOOKS = "BranchHooks.";

    private BranchHooks() {}

    static void addTo(Rows rows) {
        rows.means("Tests that ask for a look at each branch of a failure are told of some twice.");
        String branching = HOOKS + "branching(" + OBJECT + ")V";
        String[] stages = {
            "uniApplyStage",
            "uniAcceptStage",
            "uniRunStage",
            "uniHandleStage",
            "uniExceptionallyStage",
            "uniComposeExceptionallyStage",
            "uniComposeStage",
            "uniCopyStage",
            "uniAsMinimalStage"
        };
        for (String stage : stages) {
            rows.all(FUTURE, stage, PROLOGUE, branching);
        }
        String convert = "toCompletableFuture()" + CF;
        rows.all(FUTURE + "$MinimalStage", convert, PROLOGUE, branching);
        String by = OBJECT + "L" + JUC + "Executor;Ljava/util/function/BiConsumer;";
        String watched = HOOKS + "watched(" + CF + by + ")" + CF;
        rows.all(FUTURE, "uniWhenCompleteStage", ANSWER, watched);
        rows.all(FUTURE, "andTree", ANSWER, HOOKS + "part(" + CF + ")" + CF);
        String inner = HOOKS + "inner(" + CF + ")" + CF;
        String taken = JUC + "CompletionStage." + convert;
        rows.all(FUTURE, taken, AFTER_CALL, inner);
        rows.all(FUTURE + "$UniCompose", taken, AFTER_CALL, inner);
        rows.all(FUTURE + "$UniComposeExceptionally", taken, AFTER_CALL, inner);
        asked(rows);
    }

    private static void asked(Rows rows) {
        String asking = HOOKS + "asking(" + OBJECT + ")V";
        rows.all(FUTURE, "get()" + OBJECT, PROLOGUE, asking);
        rows.all(FUTURE, "get(JL" + JUC + "TimeUnit;)" + OBJECT, PROLOGUE, asking);
        rows.all(FUTURE, "join()" + OBJECT, PROLOGUE, asking);
        String now = HOOKS + "askingNow(" + OBJECT + ")V";
        rows.all(FUTURE, "getNow(" + OBJECT + ")" + OBJECT, PROLOGUE, now);
    }
}
