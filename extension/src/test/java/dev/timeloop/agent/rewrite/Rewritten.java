package dev.timeloop.agent.rewrite;

import dev.timeloop.agent.install.Agent;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Classes of these tests, rewritten as application classes, by a loader of their own. */
final class Rewritten extends ClassLoader {
    private final Rewriter rewriter = new Rewriter(HookTable.forJdk(Runtime.version().feature()));
    private final String prefix;

    private Rewritten(Class<?> type) {
        super(Rewritten.class.getClassLoader());
        prefix = type.getName();
        Agent.install(); // or what is rewritten would load the hooks in the wrong place
    }

    /** Returns a new object of a class: it implements something that everybody knows. */
    static <T> T make(Class<?> type, Class<T> known) {
        try {
            Class<?> rewritten = Class.forName(type.getName(), true, new Rewritten(type));
            var constructor = rewritten.getDeclaredConstructor();
            constructor.setAccessible(true);
            return known.cast(constructor.newInstance());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(prefix)) {
            return super.loadClass(name, resolve);
        }
        Class<?> loaded = findLoadedClass(name);
        if (loaded != null) {
            return loaded;
        }
        byte[] bytes = read(name);
        byte[] changed = rewriter.rewrite(bytes, job(name));
        byte[] result = changed == null ? bytes : changed;
        return defineClass(name, result, 0, result.length);
    }

    private Job job(String name) {
        return rewriter.application(name.replace('.', '/'), this).dropSynchronized(true);
    }

    /** Rewrites the bytes of a class. */
    static byte[] bytes(Class<?> type) {
        return bytes(type, read(type.getName()));
    }

    static byte[] bytes(Class<?> type, byte[] original) {
        Rewritten loader = new Rewritten(type);
        return loader.rewriter.rewrite(original, loader.job(type.getName()));
    }

    /** What a class calls, with the hooks marked, as {@code method: Hooks.enter}. */
    static List<String> calls(byte[] bytes) {
        List<String> calls = new ArrayList<>();
        new ClassReader(bytes)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access,
                                    String name,
                                    String descriptor,
                                    String signature,
                                    String[] exceptions) {
                                return new MethodVisitor(Opcodes.ASM9) {
                                    @Override
                                    public void visitMethodInsn(
                                            int opcode,
                                            String owner,
                                            String called,
                                            String called2,
                                            boolean isInterface) {
                                        String type = owner.substring(owner.lastIndexOf('/') + 1);
                                        calls.add(name + ": " + type + "." + called);
                                    }
                                };
                            }
                        },
                        0);
        return calls;
    }

    static byte[] read(String name) {
        String path = "/" + name.replace('.', '/') + ".class";
        try (InputStream in = Rewritten.class.getResourceAsStream(path)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
