package dev.timeloop.benchmarks.junit;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;

/** What JUnit itself does for an extension that has all the callbacks that Timeloop needs. */
public final class NoOpInterceptor extends NoOpExtension
        implements TestInstancePreConstructCallback, InvocationInterceptor {
    /** Creates the extension; JUnit does this. */
    public NoOpInterceptor() {}

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public void preConstructTestInstance(
            TestInstanceFactoryContext factoryContext, ExtensionContext context) {}

    @Override
    public <T> T interceptTestClassConstructor(
            Invocation<T> invocation,
            ReflectiveInvocationContext<Constructor<T>> what,
            ExtensionContext context)
            throws Throwable {
        return invocation.proceed();
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> what,
            ExtensionContext context)
            throws Throwable {
        invocation.proceed();
    }
}
