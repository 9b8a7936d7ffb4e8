package dev.timeloop.junit;

import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * What all instances of the extension together know of one test, or of one class: whether it is
 * theirs, and with which settings.
 *
 * <p>JUnit's store gives to children what their parents have; the key is unique, so that each
 * context has a state of its own.
 */
@SuppressWarnings("try") // JUnit closes it, and reports whatever that throws
final class ContextState implements AutoCloseable {
    static final Namespace NAMESPACE = Namespace.create(TimeloopExtension.class);

    /** The last one that a thread asked for: it will ask again. */
    private static final ThreadLocal<Recent> RECENT = ThreadLocal.withInitial(Recent::new);

    private static final class Recent {
        private WeakReference<ContextState> state = new WeakReference<>(null);

        @Nullable ContextState find(ExtensionContext context) {
            ContextState last = state.get();
            if (last != null && last.context != context) {
                last = last.outer;
            }
            return last != null && last.context == context ? last : null;
        }
    }

    final ExtensionContext context;
    final @Nullable ContextState outer;
    final Configuration configuration;
    private final @Nullable Method method;
    private final Class<?> testClass;

    /** Whether its source declares nothing that isn't declared for the outer one, too. */
    private final boolean isDeclaredOutside;

    private final boolean isComplete;

    private final WeakReference<ContextState> self = new WeakReference<>(this);
    private final WorldUse worldUse = new WorldUse(this);
    private final Observed observed = new Observed(this);

    // guarded by this
    private final List<TimeloopExtension> registered = new ArrayList<>();
    private @Nullable TimeloopExtension resolver;
    private @Nullable TestTime declared;
    private @Nullable Settings settings;
    private @Nullable Levels levels;

    private ContextState(ExtensionContext context, @Nullable ContextState outer) {
        this.context = context;
        this.outer = outer;
        configuration = outer == null ? Configuration.of(context) : outer.configuration;
        method = context.getTestMethod().orElse(null);
        testClass = context.getRequiredTestClass();
        isDeclaredOutside =
                outer != null
                        && outer.testClass == testClass
                        && (method == null
                                || method.equals(outer.method)
                                || Place.of(method).isSilent());
        isComplete =
                (outer != null && outer.testClass == testClass)
                        ? outer.isComplete
                        : Declarations.areCompleteBeforeConstruction(context);
    }

    /** Of a test or a class; for a dynamic test, that of its factory. */
    static ContextState of(ExtensionContext context) {
        ContextState state = find(context);
        if (state == null) {
            throw new IllegalStateException("no test class in " + context.getUniqueId());
        }
        return state;
    }

    private static @Nullable ContextState find(ExtensionContext context) {
        Recent recent = RECENT.get();
        ContextState last = recent.find(context);
        if (last != null) {
            return last;
        }
        ExtensionContext parent = context.getParent().orElse(null);
        if (context.getTestClass().isEmpty()) {
            return parent == null ? null : find(parent);
        }
        ContextState found = findStored(context, parent);
        recent.state = found.self;
        return found;
    }

    private static ContextState findStored(
            ExtensionContext context, @Nullable ExtensionContext parent) {
        ContextState outer = parent == null ? null : find(parent);
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        context.getUniqueId(),
                        unused -> new ContextState(context, outer),
                        ContextState.class);
    }

    /** Of a test that has one, or of the class that a test belongs to. */
    WorldUse worldUse() {
        return worldUse;
    }

    /** What the test, or the class's own methods, make of the JDK's futures and threads. */
    Observed observed() {
        return observed;
    }

    boolean isTest() {
        return method != null;
    }

    /** False when settings are in instance fields, which JUnit reads after the constructor. */
    boolean isCompleteBeforeConstruction() {
        return isComplete;
    }

    /** An instance in a field tells its settings; the last one is the nearest to the test. */
    synchronized void register(TimeloopExtension instance) {
        if (instance.settings() != null && !registered.contains(instance)) {
            registered.add(instance);
            settings = null;
            levels = null;
        }
    }

    /** Whether the test has a loop; instances that JUnit has detected are inert if not. */
    boolean isActive() {
        return time().hasLoop();
    }

    /** Which time the test is on; what JUnit registers later may put it on virtual time. */
    synchronized TestTime time() {
        TestTime mine = declared();
        return mine.because() == null && hasRegistered() ? TestTime.VIRTUAL : mine;
    }

    private synchronized TestTime declared() {
        TestTime known = declared;
        if (known == null) {
            known =
                    outer != null && isDeclaredOutside
                            ? outer.declared()
                            : configuration.time(context, Declarations.time(context));
            declared = known;
        }
        return known;
    }

    private synchronized boolean hasRegistered() {
        return !registered.isEmpty() || (outer != null && outer.hasRegistered());
    }

    /** JUnit wants each parameter to be claimed once: the first instance to ask does. */
    synchronized boolean isResolver(TimeloopExtension instance) {
        if (resolver == null) {
            resolver = instance;
        }
        return resolver == instance;
    }

    /** Null unless its settings are those of the outer one. */
    private @Nullable ContextState model() {
        boolean isLikeOuter =
                outer != null
                        && isDeclaredOutside
                        && registered.isEmpty()
                        && outer.hasNothingRegistered();
        return isLikeOuter ? outer : null;
    }

    private synchronized boolean hasNothingRegistered() {
        return registered.isEmpty();
    }

    synchronized Settings settings() {
        Settings known = settings;
        if (known == null) {
            ContextState model = model();
            known = model == null ? merge() : model.settings();
            settings = known;
        }
        return known;
    }

    private Settings merge() {
        Settings merged = Declarations.settings(context);
        for (int i = registered.size() - 1; i >= 0; i--) {
            Settings field = registered.get(i).settings();
            merged = field == null ? merged : merged.orElse(field);
        }
        merged = merged.orElse(configuration.settings());
        return time().kind() == TestTime.Kind.CHECKED ? merged.withoutWorld() : merged;
    }

    synchronized Levels levels() {
        Levels known = levels;
        if (known == null) {
            ContextState model = model();
            if (model == null) {
                Settings merged = settings();
                known = merged.levelsOr(configuration.levels(merged.levels() != null));
            } else {
                known = model.levels();
            }
            levels = known;
        }
        return known;
    }

    /** Ends the test or the class, unless it has ended. */
    void end(@Nullable Throwable failure) throws Exception {
        Throwable verdict = worldUse.end(failure);
        if (verdict instanceof Error error) {
            throw error;
        }
        if (verdict instanceof Exception exception) {
            throw exception;
        }
    }

    /** For a test that never began, because its instance couldn't be made. */
    @Override
    public void close() throws Exception {
        end(context.getExecutionException().orElse(null));
    }
}
