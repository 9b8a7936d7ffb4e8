package dev.timeloop.junit;

import dev.timeloop.EventLoop;
import dev.timeloop.LooseEnd;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The world of a test or a class: one of its own, or that of a class around it, which it shares.
 */
final class WorldUse {
    /**
     * Each page of a dynamic test holds what its factory has recorded: many would fill the disk.
     */
    private static final int MOST_PART_PAGES = 10;

    private static final String PARALLEL = "junit.jupiter.execution.parallel.enabled";

    private final ContextState state;

    /** Made when it is first needed. */
    private volatile @Nullable World own;

    /** What was in a shared loop before this test began, or was blamed on its dynamic tests. */
    private final Earlier earlier = new Earlier();

    private final Earlier blamed = new Earlier();

    /** What a class's own methods left, found when one of its tests ended. */
    private final List<LooseEnd> leftByClass = new ArrayList<>();

    private int partPages;
    private boolean begun;
    private boolean ended;

    WorldUse(ContextState state) {
        this.state = state;
    }

    @Nullable World world() {
        World mine = own;
        if (mine != null || state.outer == null || !state.isActive()) {
            return mine;
        }
        return state.outer.worldUse().world();
    }

    /** Where a part of a test, or of a class, is to run; the first part of a test makes a world. */
    synchronized @Nullable World worldOf(ReflectiveInvocationContext<?> part) {
        World world = world();
        if (world != null || ended || !state.isTest() || !state.isActive()) {
            return world;
        }
        boolean isEarly =
                part.getExecutable() instanceof Constructor
                        && !state.isCompleteBeforeConstruction();
        return isEarly || !state.settings().isWorld() ? null : make();
    }

    private World make() {
        Settings settings = state.settings();
        if (settings.isWorld()) {
            WorldAgent.require();
        }
        World made =
                new World(
                        name(),
                        settings,
                        state.configuration.timeline() != TimelineMode.OFF,
                        Watchdog.of(state.context));
        own = made;
        return made;
    }

    String name() {
        return TestName.of(state.context);
    }

    /** Checks the declarations; a test that shares a loop takes it over. */
    synchronized void begin() {
        Settings settings = state.settings();
        Levels unused = state.levels();
        World world = world();
        if (world == null) {
            if (!state.isTest() && settings.isWorld()) {
                WorldAgent.prepare();
            }
            return;
        }
        requireSuitable(world, settings);
        if (!begun && own == null && state.isTest()) {
            begun = true;
            requireAlone();
            if (world.enter()) {
                earlier.add(world.loop.looseEnds());
            }
            world.loop.changeOwner(name());
            Timelines.begins(world.loop);
        }
    }

    /** Whether one more dynamic test that fails has a page. */
    synchronized boolean takePageForPart() {
        return partPages++ < MOST_PART_PAGES;
    }

    synchronized EventLoop loop() {
        String reason = state.time().because();
        if (reason != null) {
            throw new ParameterResolutionException(
                    name()
                            + " can't have an EventLoop: it is on real time, because of "
                            + reason
                            + ".\n-> declare @VirtualTime on it, or take the parameter away");
        }
        if (TestName.isOfTemplate(state.context)) {
            throw new ParameterResolutionException(
                    "The arguments of "
                            + name()
                            + " can't come from an EventLoop: each invocation has a loop of its"
                            + " own, made after its arguments."
                            + "\n-> let the test method take the loop as a parameter");
        }
        World world = world();
        return (world == null ? make() : world).loop;
    }

    /**
     * Ends a test or a class, once.
     *
     * @param failure what it has failed with already
     * @return what it fails with otherwise
     */
    synchronized @Nullable Throwable end(@Nullable Throwable failure) {
        World world = state.isTest() ? world() : own;
        if (ended) {
            return null;
        }
        if (world == null) {
            return endObserved(failure);
        }
        ended = true;
        WorldUse owner = owner();
        world.loop.changeOwner(name());
        Ending ending = Ending.of(world, state.observed(), owner == this, failure);
        List<LooseEnd> found = takeLeftByClass();
        found.addAll(blamed.without(earlier.without(ending.found())));
        Throwable verdict =
                new Judgement(world.loop, state.context)
                        .pass(found, state.levels(), ending.troubles(), failure);
        Timelines.tell(world.loop, state, failure == null ? verdict : failure);
        Remarks remarks = new Remarks(name(), state.context);
        remarks.onOrder(ending.detours());
        remarks.onClock(ending.held(), failure == null ? verdict : failure);
        if (owner != this) {
            owner.leaveByClass(earlier.among(ending.found()));
            world.loop.changeOwner(owner.name());
        }
        return verdict;
    }

    /** A test without a loop. */
    private @Nullable Throwable endObserved(@Nullable Throwable failure) {
        if (!state.observed().isOpen()) {
            return null;
        }
        ended = true;
        return new Judgement(state.context)
                .pass(state.observed().end(), state.levels(), List.of(), failure);
    }

    private WorldUse owner() {
        return own != null || state.outer == null ? this : state.outer.worldUse().owner();
    }

    private void leaveByClass(List<LooseEnd> left) {
        synchronized (leftByClass) {
            leftByClass.addAll(left);
        }
    }

    private List<LooseEnd> takeLeftByClass() {
        synchronized (leftByClass) {
            List<LooseEnd> taken = new ArrayList<>(leftByClass);
            leftByClass.clear();
            return taken;
        }
    }

    /** What a dynamic test of this factory is blamed for, the factory isn't. */
    synchronized void blameDynamicTest(List<LooseEnd> left) {
        blamed.add(left);
    }

    private void requireSuitable(World world, Settings settings) {
        if (settings.suits(world.settings)) {
            return;
        }
        if (own != null) {
            throw new ExtensionConfigurationException(
                    "The loop of "
                            + name()
                            + " was made for a constructor, before the settings of a"
                            + " TimeloopExtension in an instance field were known."
                            + "\n-> make that field static");
        }
        throw new ExtensionConfigurationException(
                name()
                        + " declares a loop with other settings than the loop of "
                        + owner().name()
                        + " has, which it shares because a constructor or a @BeforeAll method took"
                        + " it as a parameter."
                        + "\n-> declare startAt, zone, scope, realTimeout and everyBranch on the"
                        + " class, or let only tests take the loop");
    }

    /** Whether tests that share a loop meet is a matter of luck, so it is refused beforehand. */
    private void requireAlone() {
        if (!state.context
                .getConfigurationParameter(PARALLEL)
                .map(Boolean::parseBoolean)
                .orElse(false)) {
            return;
        }
        for (ContextState each = state;
                each != null && each.worldUse().own == null;
                each = each.outer) {
            if (each.context.getExecutionMode() == ExecutionMode.CONCURRENT) {
                throw new ExtensionConfigurationException(
                        name()
                                + " shares the loop of "
                                + owner().name()
                                + ", and may run at the same time as other tests that do."
                                + "\n-> put @Execution(SAME_THREAD) on the class, or let only tests"
                                + " take the loop as a parameter");
            }
        }
    }
}
