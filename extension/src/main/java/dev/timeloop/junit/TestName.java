package dev.timeloop.junit;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Names of tests and their classes, as {@code QuoteServiceTest.fallsBack} is in stack traces. */
final class TestName {
    private static final String OF_SEVERAL = "-template-invocation:";
    private static final Pattern INVOCATION =
            Pattern.compile("\\[(class|test)-template-invocation:#(\\d+)]");
    private static final String OF_TEMPLATE = "/[test-template:";
    private static final Pattern TEMPLATE = Pattern.compile(".*/\\[test-template:[^/]*]");

    private TestName() {}

    /** Of a test or a class; with the number of the invocation when it is one of several. */
    static String of(ExtensionContext context) {
        StringBuilder classes = new StringBuilder();
        StringBuilder methods = new StringBuilder();
        String id = context.getUniqueId();
        Matcher invocations = INVOCATION.matcher(id.contains(OF_SEVERAL) ? id : "");
        while (invocations.find()) {
            StringBuilder name = invocations.group(1).equals("class") ? classes : methods;
            name.append('[').append(invocations.group(2)).append(']');
        }
        String testClass = of(context.getRequiredTestClass()) + classes;
        return context.getTestMethod()
                .map(method -> testClass + "." + method.getName() + methods)
                .orElse(testClass);
    }

    /** Of what an annotation stands on. */
    static String of(AnnotatedElement element) {
        if (element instanceof Method method) {
            return of(method.getDeclaringClass()) + "." + method.getName();
        }
        return element instanceof Class<?> type ? of(type) : element.toString();
    }

    private static String of(Class<?> type) {
        String name = type.getName();
        return name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
    }

    /** Whether it is of the several invocations of a test method together. */
    static boolean isOfTemplate(ExtensionContext context) {
        String id = context.getUniqueId();
        return id.contains(OF_TEMPLATE) && TEMPLATE.matcher(id).matches();
    }
}
