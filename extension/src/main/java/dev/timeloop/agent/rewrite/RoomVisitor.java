package dev.timeloop.agent.rewrite;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Makes room for what is inserted: having that computed takes long. */
final class RoomVisitor extends MethodVisitor {
    /** A duplicate of what is on the stack: an object, or a number with two slots. */
    private static final int MORE_STACK = 2;

    /** What a prologue loads. */
    private static final int LEAST_STACK = 8;

    RoomVisitor(MethodVisitor to) {
        super(Opcodes.ASM9, to);
    }

    @Override
    public void visitMaxs(int stack, int locals) {
        super.visitMaxs(Math.max(stack + MORE_STACK, LEAST_STACK), locals + 1);
    }
}
