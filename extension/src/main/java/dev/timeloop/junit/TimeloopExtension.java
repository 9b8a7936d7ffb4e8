package dev.timeloop.junit;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import dev.timeloop.EventLoop;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;

/**
 * The JUnit extension behind {@link VirtualTime} and {@link LeakCheck}, for those who want it in a
 * field instead.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final TimeloopExtension timeloop =
 *         TimeloopExtension.builder().startAt(NEW_YEAR).timers(Level.WARN).build();
 * }</pre>
 *
 * <p>The field may be an instance field; that comes too late for the loop of a constructor. The
 * extension may be declared several times for one test, in several ways: the test has one loop, and
 * is checked once.
 *
 * <p>When JUnit detects it by itself, it does nothing, except for tests that have the annotations,
 * and for all tests when the configuration parameter {@code timeloop.virtual-time.default} is
 * {@code on}; those that {@link RealTime} or {@code timeloop.real-time} leave out of that stay on
 * real time. When {@code timeloop.leak-check.default} is {@code fail} or {@code warn}, it checks
 * all tests for loose ends, on the time that they are on.
 *
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class TimeloopExtension
        implements TestInstancePreConstructCallback,
                BeforeAllCallback,
                BeforeEachCallback,
                AfterEachCallback,
                AfterAllCallback,
                ParameterResolver,
                InvocationInterceptor {
    private final @Nullable Settings settings;

    /** Creates the extension without settings; JUnit does this. */
    public TimeloopExtension() {
        settings = null;
    }

    TimeloopExtension(Settings settings) {
        this.settings = settings;
    }

    /**
     * Returns the settings of an extension to be made.
     *
     * @return a new builder
     */
    public static TimeloopExtensionBuilder builder() {
        return new TimeloopExtensionBuilder();
    }

    /** Null unless it was built. */
    @Nullable Settings settings() {
        return settings;
    }

    // --- lifecycle ---

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public void preConstructTestInstance(
            TestInstanceFactoryContext factoryContext, ExtensionContext context) {
        begin(context);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        begin(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        begin(context);
    }

    private void begin(ExtensionContext context) {
        ContextState state = ContextState.of(context);
        state.register(this);
        if (state.isActive()) {
            state.worldUse().begin();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        end(context);
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        end(context);
    }

    private static void end(ExtensionContext context) throws Exception {
        ContextState.of(context).end(context.getExecutionException().orElse(null));
    }

    // --- parameters ---

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        if (parameter.getParameter().getType() != EventLoop.class) {
            return false;
        }
        ContextState state = ContextState.of(context);
        return state.time().kind() != TestTime.Kind.UNDECLARED && state.isResolver(this);
    }

    @Override
    public EventLoop resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return ContextState.of(context).worldUse().loop();
    }

    // --- threads: each part of a test may run on another ---

    private static <T> T run(
            Invocation<T> invocation, ReflectiveInvocationContext<?> what, ExtensionContext context)
            throws Throwable {
        ContextState state = ContextState.of(context);
        if (!state.isActive()) {
            return invocation.proceed();
        }
        World world = state.worldUse().worldOf(what);
        return state.observed()
                .run(
                        world,
                        () -> world == null ? invocation.proceed() : world.run(what, invocation));
    }

    @Override
    public <T> T interceptTestClassConstructor(
            Invocation<T> invocation,
            ReflectiveInvocationContext<Constructor<T>> what,
            ExtensionContext context)
            throws Throwable {
        try {
            return run(invocation, what, context);
        } catch (Throwable failure) {
            ContextState.of(context).end(failure);
            throw failure;
        }
    }

    @Override
    public void interceptBeforeAllMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> what,
            ExtensionContext context)
            throws Throwable {
        run(invocation, what, context);
    }

    @Override
    public void interceptBeforeEachMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> what,
            ExtensionContext context)
            throws Throwable {
        run(invocation, what, context);
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> what,
            ExtensionContext context)
            throws Throwable {
        run(invocation, what, context);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> what,
            ExtensionContext context)
            throws Throwable {
        run(invocation, what, context);
    }

    @Override
    public <T> T interceptTestFactoryMethod(
            Invocation<T> invocation,
            ReflectiveInvocationContext<Method> what,
            ExtensionContext context)
            throws Throwable {
        return run(invocation, what, context);
    }

    @Override
    public void interceptDynamicTest(
            Invocation<Void> invocation,
            DynamicTestInvocationContext what,
            ExtensionContext context)
            throws Throwable {
        ContextState factory = ContextState.of(context);
        World world = factory.worldUse().world();
        Void unused =
                factory.observed()
                        .run(
                                world,
                                () -> {
                                    if (world == null) {
                                        return invocation.proceed();
                                    }
                                    new DynamicPart(factory, world, context).run(what, invocation);
                                    return null;
                                });
    }

    @Override
    public void interceptAfterEachMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> what,
            ExtensionContext context)
            throws Throwable {
        run(invocation, what, context);
    }

    @Override
    public void interceptAfterAllMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> what,
            ExtensionContext context)
            throws Throwable {
        run(invocation, what, context);
    }
}
