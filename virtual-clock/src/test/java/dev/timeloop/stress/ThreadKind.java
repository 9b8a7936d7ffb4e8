package dev.timeloop.stress;

import dev.timeloop.EventLoop;
import dev.timeloop.internal.engine.StrandThreads;
import java.util.concurrent.ThreadFactory;

/** What strands run on. */
enum ThreadKind {
    PLATFORM {
        @Override
        ThreadFactory factory() {
            return StrandThreads.platform();
        }
    },

    /** Virtual threads where the JDK's don't pin, else the same as {@link #PLATFORM}. */
    OF_JDK {
        @Override
        ThreadFactory factory() {
            return StrandThreads.ofJdk();
        }
    },

    /** Virtual threads that the loop schedules, where that can be, else the same as these. */
    BEST {
        @Override
        ThreadFactory factory() {
            return StrandThreads.best();
        }
    };

    abstract ThreadFactory factory();

    EventLoop loop() {
        return EventLoop.builder().threadFactory(factory()).build();
    }
}
