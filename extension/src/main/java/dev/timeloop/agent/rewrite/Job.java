package dev.timeloop.agent.rewrite;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** One class to be rewritten: what is asked for, and what came of it. */
public final class Job {
    final String name;
    final ClassHooks hooks;
    final boolean application;
    final Family family;
    final Set<Row> seen = identitySet();
    boolean dropSynchronized;
    boolean gate;
    boolean droppedSynchronized;
    boolean gated;

    /**
     * Creates a job.
     *
     * @param application whether every rule for application classes holds
     * @param family knows what the class extends
     */
    Job(String name, ClassHooks hooks, boolean application, Family family) {
        this.name = name;
        this.hooks = hooks;
        this.application = application;
        this.family = family;
    }

    /** Comparing rows by their contents would be slow, the first time. */
    static Set<Row> identitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    /** Makes synchronized methods have a block instead: only where the class is being loaded. */
    public Job dropSynchronized(boolean drop) {
        dropSynchronized = drop;
        return this;
    }

    /** Makes {@code run()} the place where a thread begins, whatever the class extends. */
    public Job gate(boolean wanted) {
        gate = wanted;
        return this;
    }

    /** Whether a synchronized method has become another: the JVM wants it so every time. */
    public boolean hasDroppedSynchronized() {
        return droppedSynchronized;
    }

    /** Whether a thread that begins here is seen. */
    public boolean isGated() {
        return gated;
    }
}
