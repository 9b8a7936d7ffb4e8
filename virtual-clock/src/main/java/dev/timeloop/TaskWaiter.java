package dev.timeloop;

/** What is told when a task is done; must run no code of the user's. */
@FunctionalInterface
interface TaskWaiter {
    void taskDone(Task<?> task);
}
