package dev.timeloop.agent.world;

import dev.timeloop.internal.engine.Awaited;
import dev.timeloop.internal.engine.Wait;
import dev.timeloop.internal.text.ThreadNames;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The wait of a thread that enters a monitor. */
final class Entering implements Wait {
    private final Monitor monitor;
    private final ResidentThread thread;

    Entering(Monitor monitor, ResidentThread thread) {
        this.monitor = monitor;
        this.thread = thread;
    }

    @Override
    public boolean isInterruptible() {
        return false;
    }

    @Override
    public boolean mayResume() {
        return monitor.owner == thread;
    }

    @Override
    public @Nullable Thread holder() {
        ResidentThread owner = monitor.owner;
        return owner == null ? null : owner.thread;
    }

    @Override
    public Awaited awaited() {
        return Awaited.MONITOR;
    }

    @Override
    public String describe() {
        Thread holder = holder();
        return holder == null
                ? "waiting for " + monitor.name()
                : describe(ThreadNames.describe(holder));
    }

    @Override
    public String describe(String holder) {
        return "waiting for " + monitor.name() + ", held by " + holder;
    }

    @Override
    public Object label() {
        Supplier<String> name = monitor.nameLater();
        return new LateWords(() -> "waiting for " + name.get());
    }

    @Override
    public Object label(String holder) {
        Supplier<String> name = monitor.nameLater();
        return new LateWords(() -> "waiting for " + name.get() + ", held by " + holder);
    }
}
