package dev.timeloop.world.compilers;

import java.util.function.Consumer;

/** A way to be synchronized, that strands contend for. */
public interface Shape {
    /**
     * Does its work.
     *
     * @param n the number of the strand
     * @param say writes a line
     */
    void run(int n, Consumer<String> say) throws Exception;
}
