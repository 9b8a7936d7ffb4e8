package dev.timeloop.agent.install;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.ProtectionDomain;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Defines the hooks on the boot loader, where the JDK's own classes find them. */
final class BootClasses {
    private static final String PACKAGE = "dev.timeloop.agent.boot.";

    /** Superclasses first. */
    private static final String[] NAMES = {"Resident", "Worlds", "Hooks"};

    private static final String INTERNAL = "jdk.internal.misc";

    /** What Timeloop itself looks into. */
    private static final String[] OPENED = {
        "java.io",
        "java.lang",
        "java.net",
        "java.util",
        "java.util.concurrent",
        "java.util.concurrent.locks",
        "sun.nio.ch"
    };

    private BootClasses() {}

    /** Opens the packages of java.base that we need, to us. */
    static void open(Instrumentation instrumentation) {
        Set<Module> us = Set.of(BootClasses.class.getModule());
        Map<String, Set<Module>> opened = new HashMap<>();
        for (String name : OPENED) {
            opened.put(name, us);
        }
        instrumentation.redefineModule(
                Object.class.getModule(),
                Set.of(),
                Map.of(INTERNAL, us),
                opened,
                Set.of(),
                Map.of());
    }

    static void define() throws ReflectiveOperationException, IOException {
        Class<?> type = Class.forName(INTERNAL + ".Unsafe");
        Object unsafe = type.getMethod("getUnsafe").invoke(null);
        Method define =
                type.getMethod(
                        "defineClass",
                        String.class,
                        byte[].class,
                        int.class,
                        int.class,
                        ClassLoader.class,
                        ProtectionDomain.class);
        for (String name : NAMES) {
            byte[] bytes = read(name);
            try {
                define.invoke(
                        unsafe,
                        (PACKAGE + name).replace('.', '/'),
                        bytes,
                        0,
                        bytes.length,
                        null,
                        null);
            } catch (InvocationTargetException e) {
                throw new ReflectiveOperationException(PACKAGE + name, e.getCause());
            }
        }
        for (String name : NAMES) {
            Class.forName(PACKAGE + name, true, null);
        }
    }

    private static byte[] read(String name) throws IOException {
        String path = "/" + PACKAGE.replace('.', '/') + name + ".class";
        try (InputStream in = BootClasses.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IOException(path + " isn't in Timeloop's jar");
            }
            return in.readAllBytes();
        }
    }

    /** Whether the boot loader has them already: then another copy of Timeloop was here. */
    static boolean areDefined() {
        try {
            Class.forName(PACKAGE + "Hooks", false, null);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Returns what our own loader had loaded before, from our jar; null if nothing. */
    static @Nullable String shadowed() {
        ClassLoader mine = BootClasses.class.getClassLoader();
        for (String name : NAMES) {
            try {
                if (Class.forName(PACKAGE + name, false, mine).getClassLoader() != null) {
                    return PACKAGE + name;
                }
            } catch (ClassNotFoundException e) {
                return PACKAGE + name;
            }
        }
        return null;
    }
}
