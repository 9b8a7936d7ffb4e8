package dev.timeloop.junit;

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

    private record Key(String uniqueId) {}

    final ExtensionContext context;
    final @Nullable ContextState outer;
    private final WorldUse worldUse = new WorldUse(this);
    private final Observed observed = new Observed(this);

    // guarded by this
    private final List<TimeloopExtension> registered = new ArrayList<>();
    private @Nullable TimeloopExtension resolver;
    private @Nullable TestTime declared;
    private @Nullable Settings settings;

    private ContextState(ExtensionContext context, @Nullable ContextState outer) {
        this.context = context;
        this.outer = outer;
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
        ExtensionContext parent = context.getParent().orElse(null);
        if (context.getTestClass().isEmpty()) {
            return parent == null ? null : find(parent);
        }
        Key key = new Key(context.getUniqueId());
        ContextState known = context.getStore(NAMESPACE).get(key, ContextState.class);
        if (known != null) {
            return known;
        }
        ContextState outer = parent == null ? null : find(parent);
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        key, unused -> new ContextState(context, outer), ContextState.class);
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
        return context.getTestMethod().isPresent();
    }

    /** An instance in a field tells its settings; the last one is the nearest to the test. */
    synchronized void register(TimeloopExtension instance) {
        if (instance.settings() != null && !registered.contains(instance)) {
            registered.add(instance);
            settings = null;
        }
    }

    /** Whether the test has a loop; instances that JUnit has detected are inert if not. */
    boolean isActive() {
        return time().hasLoop();
    }

    /** Which time the test is on; what JUnit registers later may put it on virtual time. */
    synchronized TestTime time() {
        if (declared == null) {
            declared = declaredTime();
        }
        return declared.because() == null && hasRegistered() ? TestTime.VIRTUAL : declared;
    }

    private TestTime declaredTime() {
        return Configuration.time(context, Declarations.time(context));
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

    synchronized Settings settings() {
        if (settings == null) {
            Settings merged = Declarations.settings(context);
            for (int i = registered.size() - 1; i >= 0; i--) {
                Settings field = registered.get(i).settings();
                merged = field == null ? merged : merged.orElse(field);
            }
            merged = merged.orElse(Configuration.settings(context));
            settings = time().kind() == TestTime.Kind.CHECKED ? merged.withoutWorld() : merged;
        }
        return settings;
    }

    Levels levels() {
        Settings merged = settings();
        return merged.levelsOr(Configuration.levels(context, merged.levels() != null));
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
