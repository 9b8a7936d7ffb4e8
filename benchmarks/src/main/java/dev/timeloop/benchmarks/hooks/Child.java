package dev.timeloop.benchmarks.hooks;

import dev.timeloop.agent.install.Agent;

/** The program whose processes are compared: it does nothing, or installs the agent. */
final class Child {
    private Child() {}

    /** Installs the agent, when there is an argument. */
    public static void main(String[] args) {
        if (args.length > 0) {
            Agent.install();
        }
    }
}
