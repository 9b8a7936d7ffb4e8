package dev.timeloop.benchmarks.hooks;

import dev.timeloop.agent.install.Agent;

/** The program whose processes are compared: it does nothing, or installs hooks. */
final class Child {
    static final String INSTALL = "install";
    static final String OBSERVE = "observe";

    private Child() {}

    /** Installs what the argument names, if there is one. */
    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals(INSTALL)) {
            Agent.install();
        } else if (args.length > 0) {
            Agent.observe();
        }
    }
}
