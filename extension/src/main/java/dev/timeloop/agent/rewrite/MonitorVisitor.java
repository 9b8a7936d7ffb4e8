package dev.timeloop.agent.rewrite;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.TypePath;
import org.jspecify.annotations.Nullable;

/**
 * Calls the hooks before each {@code monitorenter} and after each {@code monitorexit}.
 *
 * <p>The object that is locked, and the local variable that holds it, stay the same, whichever
 * compiler made the block. The handler that unlocks when the block throws must not cover the call
 * after {@code monitorexit}: else HotSpot no longer sees that locks and unlocks match, and never
 * compiles the method. So handlers are held back until the end, and those that ended right after
 * {@code monitorexit} still do.
 */
class MonitorVisitor extends MethodVisitor {
    static final String MONITOR_HOOK = "(Ljava/lang/Object;)V";

    private final List<Range> ranges = new ArrayList<>();
    private @Nullable Label justExited;

    MonitorVisitor(MethodVisitor to) {
        super(Opcodes.ASM9, to);
    }

    @Override
    public void visitInsn(int opcode) {
        if (opcode == Opcodes.MONITORENTER) {
            mv.visitInsn(Opcodes.DUP);
            hook("enter");
            super.visitInsn(opcode);
        } else if (opcode == Opcodes.MONITOREXIT) {
            mv.visitInsn(Opcodes.DUP);
            super.visitInsn(opcode);
            Label end = new Label();
            mv.visitLabel(end);
            hook("exit");
            justExited = end;
            return;
        } else {
            super.visitInsn(opcode);
        }
        justExited = null;
    }

    final void hook(String name) {
        mv.visitMethodInsn(Opcodes.INVOKESTATIC, Row.HOOKS, name, MONITOR_HOOK, false);
    }

    /** Takes a stretch of inserted code out of all handlers that are open here. */
    final void cut(Label from, Label to) {
        for (Range range : ranges) {
            if (range.open) {
                range.parts.add(from);
                range.parts.add(to);
            }
        }
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
        ranges.add(new Range(start, end, handler, type));
    }

    @Override
    public @Nullable AnnotationVisitor visitTryCatchAnnotation(
            int typeRef, @Nullable TypePath path, String descriptor, boolean visible) {
        return null; // they go by number, and the numbers change
    }

    @Override
    public void visitLabel(Label label) {
        Label exited = justExited;
        for (Range range : ranges) {
            if (range.start == label) {
                range.open = true;
            } else if (range.end == label) {
                range.open = false;
                if (exited != null && range.type == null) {
                    range.end = exited;
                }
            }
        }
        super.visitLabel(label);
    }

    @Override
    public void visitMaxs(int stack, int locals) {
        for (Range range : ranges) {
            Label from = range.start;
            for (int i = 0; i < range.parts.size(); i += 2) {
                cover(from, range.parts.get(i), range);
                from = range.parts.get(i + 1);
            }
            cover(from, range.end, range);
        }
        super.visitMaxs(stack, locals);
    }

    private void cover(Label from, Label to, Range range) {
        if (from.getOffset() < to.getOffset()) {
            mv.visitTryCatchBlock(from, to, range.handler, range.type);
        }
    }

    @Override
    public void visitFrame(
            int kind,
            int localCount,
            Object @Nullable [] locals,
            int stackCount,
            Object @Nullable [] stack) {
        justExited = null;
        super.visitFrame(kind, localCount, locals, stackCount, stack);
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        justExited = null;
        super.visitIntInsn(opcode, operand);
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
        justExited = null;
        super.visitVarInsn(opcode, variable);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        justExited = null;
        super.visitTypeInsn(opcode, type);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        justExited = null;
        super.visitFieldInsn(opcode, owner, name, descriptor);
    }

    @Override
    public void visitMethodInsn(
            int opcode, String owner, String name, String descriptor, boolean isInterface) {
        justExited = null;
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        justExited = null;
        super.visitJumpInsn(opcode, label);
    }

    @Override
    public void visitIincInsn(int variable, int increment) {
        justExited = null;
        super.visitIincInsn(variable, increment);
    }

    @Override
    public void visitLdcInsn(Object value) {
        justExited = null;
        super.visitLdcInsn(value);
    }

    @Override
    public void visitInvokeDynamicInsn(
            String name, String descriptor, Handle bootstrap, Object... arguments) {
        justExited = null;
        super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
    }

    @Override
    public void visitTableSwitchInsn(int min, int max, Label other, Label... labels) {
        justExited = null;
        super.visitTableSwitchInsn(min, max, other, labels);
    }

    @Override
    public void visitLookupSwitchInsn(Label other, int[] keys, Label[] labels) {
        justExited = null;
        super.visitLookupSwitchInsn(other, keys, labels);
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        justExited = null;
        super.visitMultiANewArrayInsn(descriptor, dimensions);
    }

    /** A row of the method's table of handlers. */
    private static final class Range {
        final Label start;
        final Label handler;
        final @Nullable String type;
        final List<Label> parts = new ArrayList<>(0);
        Label end;
        boolean open;

        Range(Label start, Label end, Label handler, @Nullable String type) {
            this.start = start;
            this.end = end;
            this.handler = handler;
            this.type = type;
        }
    }
}
