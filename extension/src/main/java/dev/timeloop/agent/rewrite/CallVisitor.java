package dev.timeloop.agent.rewrite;

import net.bytebuddy.jar.asm.ConstantDynamic;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/** Replaces calls, and method handles to what they call, by hooks; and passes on static fields. */
final class CallVisitor extends MethodVisitor {
    private final Job job;
    private final String caller;

    CallVisitor(MethodVisitor to, Job job, String name) {
        super(Opcodes.ASM9, to);
        this.job = job;
        caller = name;
    }

    @Override
    public void visitMethodInsn(
            int opcode, String owner, String called, String descriptor, boolean isInterface) {
        Row row = find(owner, called, descriptor);
        if (row == null) {
            super.visitMethodInsn(opcode, owner, called, descriptor, isInterface);
        } else if (row.action() == Action.AFTER_CALL) {
            boolean takesArgument = !row.hookDescriptor().startsWith("()");
            Type[] arguments = Type.getArgumentTypes(descriptor);
            if (takesArgument && arguments.length > 0) {
                boolean wide = arguments[0].getSize() == 2;
                super.visitInsn(wide ? Opcodes.DUP2 : Opcodes.DUP);
            }
            super.visitMethodInsn(opcode, owner, called, descriptor, isInterface);
            hook(row);
        } else if (row.action() == Action.LAST_ARGUMENT) {
            super.visitVarInsn(Opcodes.ALOAD, 0);
            hook(row);
            super.visitMethodInsn(opcode, owner, called, descriptor, isInterface);
        } else {
            hook(row);
        }
    }

    private static boolean keepsCall(Row row) {
        return row.action() == Action.AFTER_CALL || row.action() == Action.LAST_ARGUMENT;
    }

    private @Nullable Row find(String owner, String called, String descriptor) {
        Row row = job.hooks.call(caller, owner, called, descriptor, job.family);
        if (row != null) {
            job.seen.add(row);
        }
        return row;
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String field, String descriptor) {
        super.visitFieldInsn(opcode, owner, field, descriptor);
        if (opcode == Opcodes.GETSTATIC) {
            Row row = job.hooks.staticField(caller, owner, field);
            if (row != null) {
                job.seen.add(row);
                hook(row);
                String type = Type.getType(descriptor).getInternalName();
                super.visitTypeInsn(Opcodes.CHECKCAST, type);
            }
        }
    }

    @Override
    public void visitInvokeDynamicInsn(
            String called, String descriptor, Handle bootstrap, Object... arguments) {
        Object[] changed = arguments.clone();
        String captures = descriptor;
        for (int i = 0; i < changed.length; i++) {
            changed[i] = constant(arguments[i]);
            if (i == 1 && changed[i] != arguments[i]) {
                captures = bound(descriptor, (Handle) arguments[i], (Handle) changed[i]);
            }
        }
        super.visitInvokeDynamicInsn(called, captures, bootstrap, changed);
    }

    /**
     * A bound receiver, as in {@code lock::notify}, becomes the hook's first argument. What makes
     * the lambda wants its type to be just the hook's.
     */
    private static String bound(String descriptor, Handle was, Handle is) {
        Type[] captured = Type.getArgumentTypes(descriptor);
        if (was.getTag() == Opcodes.H_INVOKESTATIC || captured.length == 0) {
            return descriptor;
        }
        captured[0] = Type.getArgumentTypes(is.getDesc())[0];
        return Type.getMethodDescriptor(Type.getReturnType(descriptor), captured);
    }

    @Override
    public void visitLdcInsn(Object value) {
        super.visitLdcInsn(constant(value));
    }

    private Object constant(Object value) {
        if (value instanceof Handle handle) {
            Row row = find(handle.getOwner(), handle.getName(), handle.getDesc());
            return row == null || keepsCall(row)
                    ? value
                    : new Handle(
                            Opcodes.H_INVOKESTATIC,
                            row.hookOwner(),
                            row.hookName(),
                            row.hookDescriptor(),
                            false);
        }
        if (value instanceof ConstantDynamic dynamic) {
            Object[] arguments = new Object[dynamic.getBootstrapMethodArgumentCount()];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = constant(dynamic.getBootstrapMethodArgument(i));
            }
            return new ConstantDynamic(
                    dynamic.getName(),
                    dynamic.getDescriptor(),
                    dynamic.getBootstrapMethod(),
                    arguments);
        }
        return value;
    }

    private void hook(Row row) {
        super.visitMethodInsn(
                Opcodes.INVOKESTATIC, row.hookOwner(), row.hookName(), row.hookDescriptor(), false);
    }
}
