package dev.timeloop.internal.engine;

import org.jspecify.annotations.Nullable;

/** The wait of a strand that the JVM has stopped, where nothing of ours could make it virtual. */
public final class RealBlock implements Wait {
    private final String target;
    private final @Nullable Thread holder;
    private boolean over;

    /**
     * Creates the wait.
     *
     * @param target what the thread waits for, for example "the monitor of a Hashtable"
     * @param holder who has it, if one can tell
     */
    public RealBlock(String target, @Nullable Thread holder) {
        this.target = target;
        this.holder = holder;
    }

    /** Its thread is back. */
    void end() {
        over = true;
    }

    @Override
    public boolean mayResume() {
        return over;
    }

    @Override
    public boolean isInterruptible() {
        return false;
    }

    /** What its thread waits for. */
    String target() {
        return target;
    }

    @Override
    public @Nullable Thread holder() {
        return holder;
    }

    @Override
    public String describe() {
        return holder == null ? stopped() : describe("thread \"" + holder.getName() + '"');
    }

    @Override
    public String describe(String name) {
        return stopped() + ", held by " + name;
    }

    private String stopped() {
        return "stopped by the JVM, waiting for " + target;
    }
}
