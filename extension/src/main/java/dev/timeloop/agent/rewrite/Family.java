package dev.timeloop.agent.rewrite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * What a class extends, read from class files: asking the JVM would load classes too early.
 *
 * <p>A subclass of Thread that calls {@code sleep(100)} names itself as the owner of that method.
 */
final class Family {
    private final @Nullable ClassLoader loader;
    private @Nullable ClassReader child;

    Family(@Nullable ClassLoader loader) {
        this.loader = loader;
    }

    /** The class that is being rewritten can't be found by its loader yet. */
    void child(ClassReader reader) {
        child = reader;
    }

    /** Whether a class has a row's method from the row's class. */
    boolean inherits(String type, Row row) {
        String each = type;
        while (each != null && !each.equals("java/lang/Object") && !each.startsWith("[")) {
            if (each.equals(row.owner())) {
                return true;
            }
            ClassReader reader = read(each);
            if (reader == null || declares(reader, row)) {
                return false;
            }
            each = reader.getSuperName();
        }
        return false;
    }

    private @Nullable ClassReader read(String type) {
        ClassReader mine = child;
        if (mine != null && mine.getClassName().equals(type)) {
            return mine;
        }
        String path = type + ".class";
        try (InputStream in =
                loader == null
                        ? ClassLoader.getSystemResourceAsStream(path)
                        : loader.getResourceAsStream(path)) {
            return in == null ? null : new ClassReader(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean declares(ClassReader reader, Row row) {
        boolean[] found = {false};
        reader.accept(
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public @Nullable MethodVisitor visitMethod(
                            int access,
                            String name,
                            String descriptor,
                            @Nullable String signature,
                            String @Nullable [] exceptions) {
                        found[0] |= name.equals(row.name()) && descriptor.equals(row.descriptor());
                        return null;
                    }
                },
                ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return found[0];
    }
}
