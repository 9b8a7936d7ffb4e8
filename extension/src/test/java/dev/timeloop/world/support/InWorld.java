package dev.timeloop.world.support;

import dev.timeloop.EventLoop;
import dev.timeloop.agent.install.Agent;
import dev.timeloop.agent.io.IoPolicy;
import dev.timeloop.agent.world.VirtualWorld;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Runs scenarios in worlds of their own, without JUnit around them, and compares their logs. */
public final class InWorld {
    /** So often each scenario is run: all logs must be the same. */
    public static final int RUNS = Integer.getInteger("timeloop.test.runs", 5);

    private InWorld() {}

    /** What a scenario does. */
    public interface Scenario {
        void run(Log log) throws Exception;
    }

    /** Lines with the virtual instant in milliseconds at which they were written. */
    public static final class Log {
        private final List<String> lines = new ArrayList<>();
        private final EventLoop loop;

        Log(EventLoop loop) {
            this.loop = loop;
        }

        /** Any thread of the world may call this. */
        public void say(Object what) {
            lines.add("+" + loop.elapsed().toMillis() + " " + what);
        }
    }

    /** Runs a scenario several times; fails unless all runs wrote the same. */
    public static List<String> log(Scenario scenario) throws Exception {
        Set<List<String>> logs = new LinkedHashSet<>();
        for (int i = 0; i < RUNS; i++) {
            logs.add(once(scenario));
        }
        if (logs.size() > 1) {
            throw new AssertionError(logs.size() + " different logs in " + RUNS + " runs: " + logs);
        }
        return logs.iterator().next();
    }

    /** Runs a scenario once, in a world of its own. */
    public static List<String> once(Scenario scenario) throws Exception {
        return once(IoPolicy.FREEZE, scenario);
    }

    /** As {@link #once(Scenario)}; {@code policy} says what becomes of I/O beyond the world. */
    public static List<String> once(IoPolicy policy, Scenario scenario) throws Exception {
        Agent.install();
        EventLoop loop = EventLoop.create();
        Log log = new Log(loop);
        VirtualWorld world = VirtualWorld.open(loop, policy);
        Throwable thrown = null;
        try {
            world.enter();
            try {
                scenario.run(log);
            } catch (Throwable failure) {
                thrown = failure;
            }
            loop.finish();
        } finally {
            thrown = world.leave(thrown);
            world.close();
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof Exception exception) {
            throw exception;
        }
        return log.lines;
    }
}
