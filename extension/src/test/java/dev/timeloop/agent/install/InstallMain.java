package dev.timeloop.agent.install;

/** Installs the agent, and prints what came of it. */
final class InstallMain {
    private InstallMain() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0) {
            Class.forName(arguments[0]);
        }
        for (int i = 1; i <= 2; i++) {
            try {
                Agent.install();
                System.out.println("installed = " + Agent.isInstalled());
                System.out.println("problems = " + Agent.problems());
            } catch (AgentUnavailableException e) {
                System.out.println("refused " + i + " = " + e.getMessage().lines().toList());
                System.out.println(e.getMessage());
            }
        }
        System.exit(0);
    }
}
