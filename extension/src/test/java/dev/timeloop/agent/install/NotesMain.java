package dev.timeloop.agent.install;

import dev.timeloop.world.hooked.HookedCalls;

/**
 * Installs the agent, makes itself a resident of a world that only takes notes, and prints them.
 */
final class NotesMain {
    private NotesMain() {}

    public static void main(String[] arguments) throws Exception {
        Agent.install();
        for (String problem : Agent.problems()) {
            print("problem", problem);
        }
        for (HookedCalls.Call call : HookedCalls.all()) {
            Thread fresh = new Thread(() -> run(call), "caller");
            fresh.start();
            fresh.join();
        }
        System.exit(0);
    }

    private static void run(HookedCalls.Call call) {
        NotesWorld world = NotesWorld.open();
        Object answer;
        try {
            try {
                answer = call.body().run();
            } finally {
                world.close();
            }
        } catch (Exception e) {
            answer = e;
        }
        print(call.name(), answer + " " + world.notes());
    }

    private static void print(String name, String text) {
        System.out.println(name + " = " + text);
    }
}
