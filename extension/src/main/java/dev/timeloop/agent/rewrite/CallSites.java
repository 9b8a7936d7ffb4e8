package dev.timeloop.agent.rewrite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * The places in applications from which the JDK is called to make a future or a task; each has a
 * number, which the rewritten class tells before the call.
 *
 * <p>To walk the stack takes microseconds, most of them before the first frame is there. A test
 * that makes a million futures can't wait for that.
 *
 * <p>A call that throws before it makes anything doesn't take its number back. What is made next on
 * that thread without a place of its own, as by a method reference, may then be told with that one,
 * when such calls have thrown many times in one test.
 */
public final class CallSites {
    /** A call that makes a {@code CompletableFuture}. */
    public static final int FUTURE = 0;

    /** A call that makes a {@code FutureTask}. */
    public static final int TASK = 1;

    private static final int CLASS = 7;
    private static final String JUC = "java/util/concurrent/";
    private static final String STAGE = JUC + "CompletableFuture";
    private static final String FUTURE_TASK = JUC + "FutureTask";
    private static final Set<String> STAGES = Set.of(STAGE, JUC + "CompletionStage");
    private static final Set<String> POOLS =
            Set.of(
                    JUC + "AbstractExecutorService",
                    JUC + "CompletionService",
                    JUC + "ExecutorCompletionService",
                    JUC + "ExecutorService",
                    JUC + "ForkJoinPool",
                    JUC + "ScheduledExecutorService",
                    JUC + "ScheduledThreadPoolExecutor",
                    JUC + "ThreadPoolExecutor");

    private static final List<StackTraceElement> PLACES = new ArrayList<>();
    private static final Map<StackTraceElement, Integer> NUMBERS = new HashMap<>();

    private CallSites() {}

    /** Returns what kind of thing is made at a place. */
    public static int kind(int site) {
        return site & 1;
    }

    /** Returns the position of a place among all that are known, from 0. */
    public static int index(int site) {
        return (site >> 1) - 1;
    }

    /** Returns a place by its number, which is never 0. */
    public static StackTraceElement place(int site) {
        synchronized (PLACES) {
            return PLACES.get(index(site));
        }
    }

    private static int number(StackTraceElement place, int kind) {
        synchronized (PLACES) {
            Integer known = NUMBERS.get(place);
            if (known == null) {
                PLACES.add(place);
                known = PLACES.size();
                NUMBERS.put(place, known);
            }
            return known << 1 | kind;
        }
    }

    /** Returns an application's class rewritten, or null when there is nothing to do. */
    public static byte @Nullable [] rewrite(byte[] bytes) {
        ClassReader reader = new ClassReader(bytes);
        if (!mentionsAny(reader, bytes)) {
            return null;
        }
        ClassWriter writer = new ClassWriter(reader, 0);
        Second second = new Second(writer, reader.getClassName().replace('/', '.'));
        reader.accept(second, 0);
        return second.any ? writer.toByteArray() : null;
    }

    private static boolean mentionsAny(ClassReader reader, byte[] bytes) {
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int i = 1; i < reader.getItemCount(); i++) {
            int offset = reader.getItem(i);
            if (offset != 0 && bytes[offset - 1] == CLASS) {
                String name = reader.readUTF8(offset, buffer);
                if (STAGES.contains(name) || POOLS.contains(name) || name.equals(FUTURE_TASK)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns what a call makes, -1 if nothing. */
    private static int made(String owner, String called, String descriptor) {
        boolean isConstructor = called.equals("<init>");
        if (STAGES.contains(owner)) {
            boolean makes = isConstructor || descriptor.endsWith(")L" + STAGE + ";");
            boolean isStage = descriptor.endsWith(")L" + JUC + "CompletionStage;");
            return makes || isStage ? FUTURE : -1;
        }
        if (owner.equals(FUTURE_TASK)) {
            return isConstructor ? TASK : -1;
        }
        boolean isGiven = called.equals("submit") || called.startsWith("schedule");
        return isGiven && POOLS.contains(owner) ? TASK : -1;
    }

    /** The second pass, over a class that mentions some. */
    private static final class Second extends ClassVisitor {
        private final String type;
        private @Nullable String source;
        private @Nullable String superName;
        private boolean any;

        Second(ClassWriter writer, String type) {
            super(Opcodes.ASM9, writer);
            this.type = type;
        }

        @Override
        public void visit(
                int version,
                int access,
                String name,
                @Nullable String signature,
                @Nullable String extended,
                String @Nullable [] interfaces) {
            superName = extended;
            super.visit(version, access, name, signature, extended, interfaces);
        }

        @Override
        public void visitSource(@Nullable String file, @Nullable String debug) {
            source = file;
            super.visitSource(file, debug);
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            MethodVisitor to = super.visitMethod(access, name, descriptor, signature, exceptions);
            return new SiteVisitor(to, this, name);
        }

        int site(String method, int line, int kind) {
            any = true;
            return number(new StackTraceElement(type, method, source, line), kind);
        }
    }

    /** Tells the number before each call, and takes it back after it. */
    private static final class SiteVisitor extends MethodVisitor {
        private final Second of;
        private final String method;
        private int line = -1;
        private boolean any;

        SiteVisitor(MethodVisitor to, Second of, String method) {
            super(Opcodes.ASM9, to);
            this.of = of;
            this.method = method;
        }

        @Override
        public void visitLineNumber(int number, Label start) {
            line = number;
            super.visitLineNumber(number, start);
        }

        @Override
        public void visitMethodInsn(
                int opcode, String owner, String called, String descriptor, boolean isInterface) {
            int kind = made(owner, called, descriptor);
            // super() of a subclass: whoever calls that is of more interest
            boolean isSuper =
                    called.equals("<init>")
                            && method.equals("<init>")
                            && owner.equals(of.superName);
            if (kind < 0 || isSuper) {
                super.visitMethodInsn(opcode, owner, called, descriptor, isInterface);
                return;
            }
            any = true;
            visitLdcInsn(of.site(method, line, kind));
            tell("at", "(I)V");
            super.visitMethodInsn(opcode, owner, called, descriptor, isInterface);
            tell("past", "()V");
        }

        private void tell(String hook, String descriptor) {
            super.visitMethodInsn(
                    Opcodes.INVOKESTATIC,
                    "dev/timeloop/agent/boot/FutureHooks",
                    hook,
                    descriptor,
                    false);
        }

        @Override
        public void visitMaxs(int stack, int locals) {
            super.visitMaxs(any ? stack + 1 : stack, locals);
        }
    }
}
