package dev.timeloop.internal.engine;

import java.util.concurrent.locks.LockSupport;

/**
 * What Timeloop itself does to threads, past the hooks of an agent that would take it for the
 * user's doing.
 */
public final class Real {
    /** Tells an agent which code on the calling thread is Timeloop's own. */
    public interface Passage {
        /** Timeloop's own code begins. */
        void enter();

        /** It ends. */
        void exit();

        /**
         * User code begins in the midst of it.
         *
         * @return what {@link #resume} needs
         */
        int suspend();

        /** User code has ended. */
        void resume(int depth);
    }

    private static volatile Passage passage =
            new Passage() {
                @Override
                public void enter() {}

                @Override
                public void exit() {}

                @Override
                public int suspend() {
                    return 0;
                }

                @Override
                public void resume(int depth) {}
            };

    private Real() {}

    /** Sets the agent's passage; once in a JVM. */
    public static void setPassage(Passage agents) {
        passage = agents;
    }

    static Passage passage() {
        return passage;
    }

    /** Without a blocker: the JDK's are the user's. */
    static void park() {
        Passage here = passage;
        here.enter();
        try {
            LockSupport.park();
        } finally {
            here.exit();
        }
    }

    static void parkNanos(long nanos) {
        Passage here = passage;
        here.enter();
        try {
            LockSupport.parkNanos(nanos);
        } finally {
            here.exit();
        }
    }

    static void unpark(Thread thread) {
        Passage here = passage;
        here.enter();
        try {
            LockSupport.unpark(thread);
        } finally {
            here.exit();
        }
    }

    static void start(Thread thread) {
        Passage here = passage;
        here.enter();
        try {
            thread.start();
        } finally {
            here.exit();
        }
    }

    static void interrupt(Thread thread) {
        Passage here = passage;
        here.enter();
        try {
            thread.interrupt();
        } finally {
            here.exit();
        }
    }
}
