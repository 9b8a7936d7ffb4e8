package dev.timeloop.agent.rewrite;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Makes a synchronized method one with a synchronized block around all of its code.
 *
 * <p>The lock is kept in a local variable after all others, and is in every frame. Returns unlock
 * first, outside all handlers, as javac does it.
 */
final class MethodMonitorVisitor extends MonitorVisitor {
    private static final String OBJECT = "java/lang/Object";
    private static final String THROWABLE = "java/lang/Throwable";

    private final String type;
    private final boolean isStatic;
    private final int lock;
    private final boolean frames;
    private final Label handler = new Label();
    private final List<Label> covered = new ArrayList<>();

    MethodMonitorVisitor(
            MethodVisitor to, String type, boolean isStatic, int locals, boolean frames) {
        super(to);
        this.type = type;
        this.isStatic = isStatic;
        lock = locals;
        this.frames = frames;
    }

    @Override
    public void visitCode() {
        super.visitCode();
        if (isStatic) {
            mv.visitLdcInsn(Type.getObjectType(type));
        } else {
            mv.visitVarInsn(Opcodes.ALOAD, 0);
        }
        mv.visitInsn(Opcodes.DUP);
        mv.visitVarInsn(Opcodes.ASTORE, lock);
        mv.visitInsn(Opcodes.DUP);
        hook("enter");
        mv.visitInsn(Opcodes.MONITORENTER);
        covered.add(here());
    }

    @Override
    public void visitInsn(int opcode) {
        if (opcode < Opcodes.IRETURN || opcode > Opcodes.RETURN) {
            super.visitInsn(opcode);
            return;
        }
        Label returning = here();
        mv.visitVarInsn(Opcodes.ALOAD, lock);
        mv.visitInsn(Opcodes.MONITOREXIT);
        covered.add(here());
        mv.visitVarInsn(Opcodes.ALOAD, lock);
        hook("exit");
        super.visitInsn(opcode);
        Label after = here();
        covered.add(after);
        cut(returning, after);
    }

    @Override
    public void visitMaxs(int stack, int locals) {
        covered.add(here());
        mv.visitLabel(handler);
        if (frames) {
            Object[] none = locals(0, null);
            mv.visitFrame(Opcodes.F_NEW, none.length, none, 1, new Object[] {THROWABLE});
        }
        mv.visitVarInsn(Opcodes.ALOAD, lock);
        mv.visitInsn(Opcodes.MONITOREXIT);
        Label exited = here();
        mv.visitVarInsn(Opcodes.ALOAD, lock);
        hook("exit");
        mv.visitInsn(Opcodes.ATHROW);
        for (int i = 0; i < covered.size(); i += 2) {
            visitTryCatchBlock(covered.get(i), covered.get(i + 1), handler, null);
        }
        visitTryCatchBlock(handler, exited, handler, null);
        super.visitMaxs(stack, locals);
    }

    @Override
    public void visitFrame(
            int kind,
            int localCount,
            Object @Nullable [] locals,
            int stackCount,
            Object @Nullable [] stack) {
        Object[] more = locals(localCount, locals);
        super.visitFrame(Opcodes.F_NEW, more.length, more, stackCount, stack);
    }

    /** Adds the lock to the local variables of a frame. */
    private Object[] locals(int count, Object @Nullable [] locals) {
        List<Object> all = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < count && locals != null; i++) {
            Object local = locals[i];
            all.add(local);
            next += local.equals(Opcodes.LONG) || local.equals(Opcodes.DOUBLE) ? 2 : 1;
        }
        for (; next < lock; next++) {
            all.add(Opcodes.TOP);
        }
        all.add(OBJECT);
        return all.toArray();
    }

    private Label here() {
        Label label = new Label();
        mv.visitLabel(label);
        return label;
    }
}
