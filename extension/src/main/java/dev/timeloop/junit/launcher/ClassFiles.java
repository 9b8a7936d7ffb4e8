package dev.timeloop.junit.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Looks into the class files of tests for a declaration of ours, without loading the classes:
 * loaded ones can no longer be changed as the agent has to.
 */
final class ClassFiles {
    private static final String[] DECLARATIONS = {
        "Ldev/timeloop/junit/VirtualTime;", "Ldev/timeloop/junit/TimeloopExtension;"
    };
    private static final String[] TOOLS = {
        "java/", "javax/", "jdk/", "org/junit/", "org/apiguardian/", "org/assertj/"
    };

    private final ClassLoader loader;
    private final Set<String> seen = new HashSet<>();
    private final Deque<String> left = new ArrayDeque<>();

    /** Classes around others: what else is nested in them is none of our business. */
    private final Set<String> around = new HashSet<>();

    ClassFiles(ClassLoader loader) {
        this.loader = loader;
    }

    /**
     * Whether a class has a declaration, or one of those that pass theirs on to it: superclasses,
     * classes around it and within it, and annotations.
     *
     * @param className its binary name
     */
    boolean declare(String className) {
        add(className.replace('.', '/'));
        while (!left.isEmpty()) {
            String name = left.remove();
            if (declares(name, !around.contains(name))) {
                return true;
            }
        }
        return false;
    }

    private void add(@Nullable String name) {
        if (name != null && !isTool(name) && seen.add(name)) {
            left.add(name);
        }
    }

    private static boolean isTool(String name) {
        for (String tool : TOOLS) {
            if (name.startsWith(tool)) {
                return true;
            }
        }
        return false;
    }

    private boolean declares(String name, boolean withNested) {
        try (InputStream file = loader.getResourceAsStream(name + ".class")) {
            if (file == null) {
                return false;
            }
            byte[] bytes = file.readAllBytes();
            if (hasDeclaration(bytes)) {
                return true;
            }
            ClassReader reader = new ClassReader(bytes);
            add(reader.getSuperName());
            reader.accept(
                    new Relatives(name, withNested),
                    ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
        } catch (IOException | IllegalArgumentException unreadable) {
            return false; // whoever loads it will say so
        }
        return false;
    }

    /** Whether a class file itself names one of ours. */
    static boolean hasDeclaration(byte[] classFile) {
        String text = new String(classFile, StandardCharsets.ISO_8859_1);
        for (String declaration : DECLARATIONS) {
            if (text.contains(declaration)) {
                return true;
            }
        }
        return false;
    }

    /** Collects what else has to be looked into. */
    private final class Relatives extends ClassVisitor {
        private final String type;
        private final boolean withNested;

        Relatives(String type, boolean withNested) {
            super(Opcodes.ASM9);
            this.type = type;
            this.withNested = withNested;
        }

        @Override
        public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            add(Type.getType(descriptor).getInternalName());
            return null;
        }

        @Override
        public void visitInnerClass(
                String name, @Nullable String outer, @Nullable String inner, int access) {
            if (name.equals(type) && outer != null) {
                around.add(outer);
                add(outer);
            } else if (type.equals(outer) && withNested) {
                add(name);
            }
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public @Nullable AnnotationVisitor visitAnnotation(
                        String annotation, boolean visible) {
                    add(Type.getType(annotation).getInternalName());
                    return null;
                }
            };
        }
    }
}
