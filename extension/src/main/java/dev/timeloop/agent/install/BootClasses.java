package dev.timeloop.agent.install;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Defines the hooks on the boot loader, where the JDK's own classes find them. */
final class BootClasses {
    private static final String PACKAGE = "dev.timeloop.agent.boot.";

    /** Superclasses first. */
    private static final String[] NAMES = {
        "ResidentIo",
        "Resident",
        "Worlds",
        "OutsideWaits",
        "Hooks",
        "IoHooks",
        "Observer",
        "FutureHooks",
        "ForkHooks",
        "BranchHooks"
    };

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
                Object.class.getModule(), Set.of(), Map.of(), opened, Set.of(), Map.of());
    }

    private static void export(Instrumentation instrumentation, String name, Module to) {
        instrumentation.redefineModule(
                Object.class.getModule(),
                Set.of(),
                Map.of(name, Set.of(to)),
                Map.of(),
                Set.of(),
                Map.of());
    }

    static void define(Instrumentation instrumentation)
            throws ReflectiveOperationException, IOException {
        DefineOnBoot loader = new DefineOnBoot();
        export(instrumentation, INTERNAL, loader.getUnnamedModule());
        BiConsumer<String, byte[]> definer = loader.make();
        for (String name : NAMES) {
            definer.accept((PACKAGE + name).replace('.', '/'), read(name));
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
