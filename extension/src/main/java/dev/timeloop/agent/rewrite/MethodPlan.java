package dev.timeloop.agent.rewrite;

import java.util.List;

/** What the first pass over a class found to do in one of its methods. */
final class MethodPlan {
    /** Beginnings and ends. */
    List<Row> rows = List.of();

    /** Calls or fields that are replaced. */
    boolean calls;

    /** Blocks that lock a monitor. */
    boolean blocks;

    /** The whole method locks a monitor, and that becomes a block. */
    boolean unsynchronized;

    /** A thread begins here. */
    boolean gate;

    /** A constructor that doesn't call another of its class. */
    boolean made;

    /** How many local variables the method has. */
    int locals;

    /** Whether nothing but calls is replaced. */
    boolean isPatched() {
        return calls && rows.isEmpty() && !blocks && !unsynchronized && !gate && !made;
    }

    boolean isEmpty() {
        return rows.isEmpty() && !calls && !blocks && !unsynchronized && !gate && !made;
    }
}
