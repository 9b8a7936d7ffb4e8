package dev.timeloop.behaviour;

import dev.timeloop.EventLoop;
import dev.timeloop.LooseEnd;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** Gives each test a loop of its own, and fails the test that leaves a loose end in it. */
public abstract class LoopTest {
    protected final EventLoop loop;

    protected LoopTest() {
        this(EventLoop.create());
    }

    protected LoopTest(EventLoop loop) {
        this.loop = loop;
    }

    @AfterEach
    protected void leavesNoLooseEnd() {
        loop.close();
    }

    /** Ends what a user would call the test, and tells what it is blamed for. */
    protected List<LooseEnd> blame() {
        return loop.finish();
    }

    /** As {@link #blame}, in a word or two for each loose end. */
    protected List<String> blamed() {
        return Texts.inShort(blame());
    }
}
