package dev.timeloop.assertj;

import dev.timeloop.Task;

/** What is said when an assertion on a task fails. */
final class TaskMessages {
    private TaskMessages() {}

    static Message shouldBePending(Task<?> task) {
        return expecting(task, "to be pending");
    }

    static Message shouldBeDone(Task<?> task) {
        return expecting(task, "to be done");
    }

    static Message shouldHaveSucceeded(Task<?> task) {
        return expecting(task, "to have succeeded");
    }

    static Message shouldHaveSucceededWith(Task<?> task, String expected) {
        return expecting(task, "to have succeeded with " + expected);
    }

    /** The same for a task that succeeded: both values are shown in AssertJ's representation. */
    static Message shouldHaveSucceededWith(Task<?> task, String expected, String actual) {
        return expecting(
                task,
                "to have succeeded with " + expected,
                "it succeeded with " + actual + TaskText.when(task));
    }

    static Message shouldHaveFailed(Task<?> task) {
        return expecting(task, "to have failed");
    }

    static Message shouldHaveFailedWith(Task<?> task, Class<? extends Throwable> type) {
        return expecting(task, "to have failed with " + type.getName());
    }

    static Message shouldHaveFailedWith(Task<?> task, Throwable expected) {
        return expecting(task, "to have failed with this very exception: " + expected);
    }

    static Message shouldBeCancelled(Task<?> task) {
        return expecting(task, "to be cancelled");
    }

    static Message shouldBeCancelledBecause(Task<?> task, String reason) {
        return expecting(task, "to be cancelled because of \"" + reason + "\"");
    }

    private static Message expecting(Task<?> task, String claim) {
        return expecting(task, claim, "it " + TaskText.state(task));
    }

    private static Message expecting(Task<?> task, String claim, String fact) {
        return new Message("Expecting " + TaskText.subject(task) + " " + claim + "\nbut " + fact);
    }
}
