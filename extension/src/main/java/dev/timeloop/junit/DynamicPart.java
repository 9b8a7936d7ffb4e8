package dev.timeloop.junit;

import dev.timeloop.LooseEnd;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;

/** A dynamic test in the loop of its factory: it is blamed for what it leaves there. */
final class DynamicPart {
    private final ContextState factory;
    private final World world;
    private final ExtensionContext context;

    DynamicPart(ContextState factory, World world, ExtensionContext context) {
        this.factory = factory;
        this.world = world;
        this.context = context;
    }

    /** Runs it when it is its turn: JUnit may run several at the same time. */
    void run(Object what, Invocation<Void> invocation) throws Throwable {
        if (world.invocations.isRunning(what)) {
            invocation.proceed();
            return;
        }
        world.turns.lock();
        String name = factory.worldUse().name();
        try {
            world.loop.changeOwner(name + " \"" + context.getDisplayName() + "\"");
            Timelines.tellAnew(world.loop);
            world.runAround(what, () -> proceed(invocation));
        } catch (Throwable failure) {
            Timelines.tellPart(world.loop, factory, context, failure);
            throw failure;
        } finally {
            Timelines.tellAnew(world.loop); // the factory may fail, too
            world.loop.changeOwner(name);
            world.turns.unlock();
        }
    }

    private @Nullable Void proceed(Invocation<Void> invocation) throws Throwable {
        Earlier before = new Earlier();
        before.add(world.loop.looseEnds());
        Throwable failure = null;
        try {
            world.inside(invocation);
        } catch (Throwable thrown) {
            failure = thrown;
        }
        Throwable verdict = end(before, failure);
        if (failure != null || verdict != null) {
            throw failure != null ? failure : verdict;
        }
        return null;
    }

    private @Nullable Throwable end(Earlier before, @Nullable Throwable failure) {
        boolean unused = Thread.interrupted(); // the test's own must not disturb the check
        List<Throwable> troubles = new ArrayList<>();
        try {
            world.settle();
        } catch (Throwable hung) {
            troubles.add(hung);
        }
        List<LooseEnd> left = before.without(world.loop.looseEnds());
        factory.worldUse().blameDynamicTest(left);
        return new Judgement(world.loop, context).pass(left, factory.levels(), troubles, failure);
    }
}
