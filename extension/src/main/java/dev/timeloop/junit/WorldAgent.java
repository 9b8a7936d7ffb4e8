package dev.timeloop.junit;

import dev.timeloop.agent.install.Agent;
import dev.timeloop.agent.install.AgentUnavailableException;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** The agent that makes worlds possible, installed when the first test needs one. */
final class WorldAgent {
    private WorldAgent() {}

    static void require() {
        try {
            Agent.install();
        } catch (AgentUnavailableException unavailable) {
            throw new ExtensionConfigurationException(unavailable.getMessage(), unavailable);
        }
    }

    /** Lets the JDK's futures and threads tell of themselves, and changes nothing else. */
    static void observe() {
        try {
            Agent.observe();
        } catch (AgentUnavailableException unavailable) {
            throw new ExtensionConfigurationException(unavailable.getMessage(), unavailable);
        }
    }

    /** The earlier the better, for little can be changed in loaded classes; a test says if not. */
    static void prepare() {
        try {
            Agent.install();
        } catch (AgentUnavailableException unavailable) {
            // its tests may have no need of it
        }
    }
}
