package dev.timeloop.agent.rewrite;

import java.util.List;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** Inserts calls of hooks at the beginning of a method, and before its returns. */
final class EdgeVisitor extends MethodVisitor {
    private final Job job;
    private final MethodPlan plan;
    private final boolean isStatic;
    private final String descriptor;

    /** How many objects of this class are made and not yet constructed. */
    private int fresh;

    EdgeVisitor(MethodVisitor to, Job job, MethodPlan plan, int access, String descriptor) {
        super(Opcodes.ASM9, to);
        this.job = job;
        this.plan = plan;
        isStatic = (access & Opcodes.ACC_STATIC) != 0;
        this.descriptor = descriptor;
    }

    @Override
    public void visitCode() {
        super.visitCode();
        if (plan.gate) {
            super.visitMethodInsn(Opcodes.INVOKESTATIC, Row.HOOKS, "begin", "()V", false);
        }
        List<Row> rows = plan.rows;
        for (Row row : rows) {
            if (row.action() == Action.STAND_IN_THIS) {
                super.visitVarInsn(Opcodes.ALOAD, 0);
                call(row);
                super.visitTypeInsn(Opcodes.CHECKCAST, job.name);
                super.visitVarInsn(Opcodes.ASTORE, 0);
            } else if (row.action() == Action.PROLOGUE) {
                prologue(row);
            }
        }
    }

    private void prologue(Row row) {
        String hook = row.hookDescriptor();
        loadArguments(Type.getArgumentTypes(hook), 0);
        call(row);
        if (hook.endsWith("Z")) {
            Label proceed = new Label();
            super.visitJumpInsn(Opcodes.IFEQ, proceed);
            super.visitInsn(Opcodes.RETURN);
            super.visitLabel(proceed);
            super.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
            // The method's own code may have a frame for its first instruction.
            super.visitInsn(Opcodes.NOP);
        }
    }

    /** Loads {@code this} and the method's first arguments, as many as the hook still takes. */
    private void loadArguments(Type[] wanted, int given) {
        Type[] mine = Type.getArgumentTypes(descriptor);
        int local = 0;
        int next = 0;
        for (int i = given; i < wanted.length; i++) {
            boolean receiver = i == given && !isStatic;
            Type type = receiver ? wanted[i] : mine[next++];
            super.visitVarInsn(type.getOpcode(Opcodes.ILOAD), local);
            local += type.getSize();
        }
    }

    @Override
    public void visitInsn(int opcode) {
        if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
            List<Row> rows = plan.rows;
            for (Row row : rows) {
                if (row.action() == Action.EPILOGUE || row.action() == Action.ANSWER) {
                    int given = row.action() == Action.ANSWER ? 1 : 0;
                    loadArguments(Type.getArgumentTypes(row.hookDescriptor()), given);
                    call(row);
                }
            }
            Row made = job.hooks.made();
            if (plan.made && made != null) {
                job.seen.add(made);
                super.visitVarInsn(Opcodes.ALOAD, 0);
                call(made);
            }
        }
        super.visitInsn(opcode);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        if (plan.made && opcode == Opcodes.NEW && type.equals(job.name)) {
            fresh++;
        }
        super.visitTypeInsn(opcode, type);
    }

    @Override
    public void visitMethodInsn(
            int opcode, String owner, String name, String called, boolean isInterface) {
        if (plan.made && owner.equals(job.name) && name.equals("<init>") && fresh-- == 0) {
            plan.made = false; // this one calls another of its class
        }
        super.visitMethodInsn(opcode, owner, name, called, isInterface);
    }

    private void call(Row row) {
        super.visitMethodInsn(
                Opcodes.INVOKESTATIC, row.hookOwner(), row.hookName(), row.hookDescriptor(), false);
    }
}
