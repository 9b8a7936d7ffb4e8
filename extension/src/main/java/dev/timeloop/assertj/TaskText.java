package dev.timeloop.assertj;

import dev.timeloop.Task;

/** What a task tells of itself, taken apart for sentences about it; retrieves nothing. */
final class TaskText {
    private TaskText() {}

    /** For example {@code task "feed"}. */
    static String subject(Task<?> task) {
        return "task \"" + task.name() + "\"";
    }

    /** For example {@code succeeded with 42 at +1 s}. */
    static String state(Task<?> task) {
        return task.toString().substring(subject(task).length() + 1);
    }

    /** When a task succeeded or failed, for example {@code at +1 s}. */
    static String when(Task<?> task) {
        String state = state(task);
        return state.substring(state.lastIndexOf(" at +"));
    }

    /** One line a task, each on a line of its own. */
    static String list(Iterable<? extends Task<?>> tasks) {
        StringBuilder text = new StringBuilder();
        for (Task<?> task : tasks) {
            text.append("\n  ").append(task);
        }
        return text.toString();
    }
}
