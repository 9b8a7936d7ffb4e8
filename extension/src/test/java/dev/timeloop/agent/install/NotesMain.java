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
            runOnFreshThread(call);
        }
        Agent.instrumentation().retransformClasses(HookedCalls.lockedClass());
        for (HookedCalls.Call call : HookedCalls.all()) {
            if (call.name().equals("method")) {
                runOnFreshThread(new HookedCalls.Call("method, rewritten again", call.body()));
            }
        }
        // Our own classes aren't rewritten: so this one can only be seen through its gate.
        runOnFreshThread(new HookedCalls.Call("no gate", NotesMain::startUngated));
        Agent.gate(Ungated.class);
        Agent.gate(Ungated.class);
        runOnFreshThread(new HookedCalls.Call("gate", NotesMain::startUngated));
        System.exit(0);
    }

    private static Object startUngated() {
        new Ungated().start();
        return "-";
    }

    /** A thread with a {@code run()} of its own, in a superclass. */
    private static final class Ungated extends UngatedBase {}

    private static class UngatedBase extends Thread {
        UngatedBase() {
            super("started");
        }

        @Override
        public synchronized void run() {}
    }

    private static void runOnFreshThread(HookedCalls.Call call) throws InterruptedException {
        Thread fresh = new Thread(() -> run(call), "caller");
        fresh.start();
        fresh.join();
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
