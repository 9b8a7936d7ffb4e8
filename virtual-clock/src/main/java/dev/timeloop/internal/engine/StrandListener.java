package dev.timeloop.internal.engine;

/** Is told of the threads that carry the bodies of tasks, on those threads, and of the end. */
public interface StrandListener {
    /** A carrier begins to work for the engine. */
    void begins(Strand strand);

    /** It has nothing more to do for it. */
    void ends(Strand strand);

    /** The loop unwinds what is left: pools end. On the test body's thread. */
    void unwinds();
}
