package dev.timeloop.internal.engine;

/** The wait of a strand that the JVM has stopped, where nothing of ours could make it virtual. */
final class RealBlock implements Wait {
    private final String what;

    RealBlock(String what) {
        this.what = what;
    }

    @Override
    public boolean isInterruptible() {
        return false;
    }

    @Override
    public String describe() {
        return "blocked for real: " + what;
    }
}
