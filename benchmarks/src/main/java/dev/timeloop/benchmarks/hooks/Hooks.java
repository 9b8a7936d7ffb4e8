package dev.timeloop.benchmarks.hooks;

import dev.timeloop.agent.install.Agent;

/** Whether the JDK and the application are rewritten in the process that measures. */
public enum Hooks {
    /** A JVM as it comes. */
    WITHOUT {
        @Override
        void install() {}
    },

    /** The agent was installed, and no world is open. */
    WITH {
        @Override
        void install() {
            Agent.install();
            if (!Agent.problems().isEmpty()) {
                throw new IllegalStateException(String.join("\n", Agent.problems()));
            }
        }
    };

    /**
     * Installs the agent, if it is to be there; before the classes that are measured are loaded.
     */
    abstract void install();
}
