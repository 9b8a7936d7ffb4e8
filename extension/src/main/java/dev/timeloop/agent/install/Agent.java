package dev.timeloop.agent.install;

import dev.timeloop.agent.rewrite.HookTable;
import dev.timeloop.agent.rewrite.Rewriter;
import dev.timeloop.agent.rewrite.Untouched;
import dev.timeloop.internal.engine.Debugging;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.jspecify.annotations.Nullable;

/** Puts the hooks into this JVM, once, when the first test asks for a world. */
public final class Agent {
    private static final Problems PROBLEMS = new Problems();
    private static final Object LOCK = new Object();
    private static volatile @Nullable Instrumentation instrumentation;
    private static volatile @Nullable Transformer transformer;
    private static volatile boolean isObserving;

    /** Why it can't be installed: that won't change, and finding out takes seconds. */
    private static @Nullable Refusal refusal;

    private record Refusal(String why, @Nullable Throwable cause) {}

    /** Their initialisers keep pools, or sizes, in static fields: those must be no world's. */
    private static final String[] INITIALISED = {
        "java.util.concurrent.ForkJoinPool",
        "java.util.concurrent.ForkJoinTask",
        "java.util.concurrent.CompletableFuture",
        "java.util.concurrent.SubmissionPublisher",
        "java.util.stream.AbstractTask",
        "java.lang.VirtualThread" // starts a thread, too
    };

    private Agent() {}

    /**
     * Installs the hooks, unless that is done already.
     *
     * @throws AgentUnavailableException if this JVM doesn't allow it
     */
    public static void install() {
        if (!isInstalled()) {
            once(Agent::isInstalled, Agent::installNow);
        }
    }

    /**
     * Lets futures, tasks and threads of the JDK tell of their life, unless they do already; time
     * and threads stay as they are.
     *
     * @throws AgentUnavailableException if this JVM doesn't allow it
     */
    public static void observe() {
        if (!isObserving) {
            once(() -> isObserving, Agent::observeNow);
        }
    }

    private static void once(BooleanSupplier isDone, Runnable action) {
        synchronized (LOCK) {
            Refusal before = refusal;
            if (before != null) {
                throw new AgentUnavailableException(before.why, before.cause);
            }
            if (!isDone.getAsBoolean()) {
                try {
                    action.run();
                } catch (AgentUnavailableException e) {
                    refusal = new Refusal(e.why(), e.getCause());
                    throw e;
                }
            }
        }
    }

    /** Whether the hooks are in this JVM. */
    public static boolean isInstalled() {
        return transformer != null;
    }

    /** What the JVM gave us. */
    public static Instrumentation instrumentation() {
        Instrumentation given = instrumentation;
        if (given == null) {
            throw new IllegalStateException("Timeloop's agent isn't installed yet.");
        }
        return given;
    }

    /** What couldn't be hooked on this JDK, or rewritten, and what that means. */
    public static List<String> problems() {
        return PROBLEMS.list();
    }

    /** Takes down what doesn't work as it should, without anything being given up. */
    public static void report(String problem) {
        PROBLEMS.add(problem);
    }

    /** Gets hold of this JVM, and defines the hooks; once. */
    private static Instrumentation prepare() {
        Instrumentation before = instrumentation;
        if (before != null) {
            return before;
        }
        if (Agent.class.getModule().isNamed()) {
            throw new AgentUnavailableException(
                    "it is on the module path, and works only on the class path", null);
        }
        if (BootClasses.areDefined()) {
            throw new AgentUnavailableException(
                    "another copy of Timeloop, by another class loader, is installed in it", null);
        }
        Instrumentation given = attach();
        try {
            BootClasses.open(given);
            BootClasses.define(given);
        } catch (ReflectiveOperationException | IOException | RuntimeException | LinkageError e) {
            throw new AgentUnavailableException("its hooks could not be defined", e);
        }
        String shadowed = BootClasses.shadowed();
        if (shadowed != null) {
            throw new AgentUnavailableException(
                    shadowed
                            + " was loaded by "
                            + Agent.class.getClassLoader()
                            + " before it could be defined for the whole JVM",
                    null);
        }
        instrumentation = given;
        return given;
    }

    private static void installNow() {
        Instrumentation given = prepare();
        int jdk = Runtime.version().feature();
        HookTable table = HookTable.forJdk(jdk);
        Rewriter rewriter = new Rewriter(table);
        Transformer added = new Transformer(rewriter, PROBLEMS);
        List<Class<?>> targets = targets(table, added);
        boolean unused = Untouched.isApplication(Agent.class); // loads what that needs
        given.addTransformer(added, true); // first, so that no class slips through
        addLoaded(targets, table, given);
        retransform(given, targets);
        transformer = added;
    }

    private static void observeNow() {
        Instrumentation given = prepare();
        HookTable table = HookTable.forObservation(Runtime.version().feature());
        Transformer added = Transformer.ofJdk(new Rewriter(table), PROBLEMS);
        List<Class<?>> targets = new ArrayList<>();
        for (String type : table.types()) {
            if (HookTable.isForLater(type)) {
                continue;
            }
            Class<?> target = find(type.replace('/', '.'), true);
            if (target != null) {
                targets.add(target);
            } else {
                added.reportMissing(type);
            }
        }
        given.addTransformer(added, true);
        given.addTransformer(new CallSiteTransformer(PROBLEMS), true);
        boolean isDebugging = Debugging.isOn(); // breakpoints in what is rewritten would be gone
        Set<String> seldom = seldom(table);
        for (Class<?> type : given.getAllLoadedClasses()) {
            boolean isWanted = !isDebugging && CallSiteTransformer.isWanted(type);
            if ((isWanted || isOf(seldom, type)) && given.isModifiableClass(type)) {
                targets.add(type);
            }
        }
        retransform(given, targets);
        isObserving = true;
    }

    private static Instrumentation attach() {
        Instrumentation given = Premain.instrumentation();
        if (given != null) {
            return given;
        }
        try {
            return ByteBuddyAgent.install();
        } catch (RuntimeException | LinkageError e) {
            throw new AgentUnavailableException("it has no agent, and none could be attached", e);
        }
    }

    /** Loads what the table names, but for what is seldom needed. */
    private static List<Class<?>> targets(HookTable table, Transformer reporter) {
        List<Class<?>> targets = new ArrayList<>();
        for (String type : table.types()) {
            if (HookTable.isForLater(type)) {
                continue;
            }
            Class<?> target = find(type.replace('/', '.'), false);
            if (target != null) {
                targets.add(target);
            } else {
                reporter.reportMissing(type);
            }
        }
        for (String name : INITIALISED) {
            find(name, true);
        }
        return targets;
    }

    private static @Nullable Class<?> find(String name, boolean initialise) {
        try {
            return Class.forName(name, initialise, null);
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    /** What is loaded already of applications, and of that which most tests don't need. */
    private static void addLoaded(List<Class<?>> targets, HookTable table, Instrumentation given) {
        Set<String> seldom = seldom(table);
        for (Class<?> type : given.getAllLoadedClasses()) {
            boolean isWanted = Untouched.isApplication(type) || isOf(seldom, type);
            if (isWanted && !type.isArray() && !type.isHidden() && given.isModifiableClass(type)) {
                targets.add(type);
            }
        }
    }

    private static Set<String> seldom(HookTable table) {
        Set<String> seldom = new HashSet<>();
        for (String type : table.types()) {
            if (HookTable.isForLater(type)) {
                seldom.add(type.replace('/', '.'));
            }
        }
        return seldom;
    }

    private static boolean isOf(Set<String> seldom, Class<?> type) {
        return Transformer.isJdks(type.getClassLoader()) && seldom.contains(type.getName());
    }

    private static void retransform(Instrumentation given, List<Class<?>> targets) {
        try {
            given.retransformClasses(targets.toArray(new Class<?>[0]));
        } catch (Throwable all) { // then find out which one
            for (Class<?> type : targets) {
                retransform(given, type);
            }
        }
    }

    private static void retransform(Instrumentation given, Class<?> type) {
        try {
            given.retransformClasses(type);
        } catch (Throwable e) {
            PROBLEMS.add(
                    type.getName() + " stays in real time: the JVM refused to change it: " + e);
        }
    }

    /**
     * Makes sure that threads of a class are seen when they begin to run.
     *
     * @param threadClass the class of a thread that is about to be started
     */
    public static void gate(Class<?> threadClass) {
        Transformer added = transformer;
        Instrumentation given = instrumentation;
        if (added == null || given == null) {
            return;
        }
        for (Class<?> type = threadClass;
                type != null && type != Thread.class;
                type = type.getSuperclass()) {
            if (declaresRun(type)) {
                if (added.wantGate(type)) {
                    retransform(given, type);
                }
                return;
            }
        }
    }

    private static boolean declaresRun(Class<?> type) {
        try {
            return type.getDeclaredMethod("run").getReturnType() == void.class;
        } catch (NoSuchMethodException e) {
            return false;
        } catch (LinkageError e) {
            return true; // some type in it is missing: a gate does no harm
        }
    }
}
