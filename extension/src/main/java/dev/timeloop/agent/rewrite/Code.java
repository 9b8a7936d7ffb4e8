package dev.timeloop.agent.rewrite;

import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.Opcodes;

/** Walks over the instructions of a method as they stand in the class file. */
final class Code {
    private static final int WIDE = 196;

    /** Depends on what follows. */
    private static final int OTHER = 0;

    private static final byte[] LENGTHS = lengths();

    private Code() {}

    private static byte[] lengths() {
        byte[] all = new byte[202];
        fill(all, 0, 201, 1);
        fill(all, 16, 16, 2); // bipush
        fill(all, 17, 17, 3); // sipush
        fill(all, 18, 18, 2); // ldc
        fill(all, 19, 20, 3); // ldc_w, ldc2_w
        fill(all, 21, 25, 2); // loads
        fill(all, 54, 58, 2); // stores
        fill(all, 132, 132, 3); // iinc
        fill(all, 153, 168, 3); // jumps
        fill(all, 169, 169, 2); // ret
        fill(all, 178, 184, 3); // fields, calls
        fill(all, 185, 186, 5); // invokeinterface, invokedynamic
        fill(all, 187, 187, 3); // new
        fill(all, 188, 188, 2); // newarray
        fill(all, 189, 189, 3); // anewarray
        fill(all, 170, 171, OTHER); // switches
        fill(all, 192, 193, 3); // checkcast, instanceof
        fill(all, 196, 196, OTHER); // wide
        fill(all, 197, 197, 4); // multianewarray
        fill(all, 198, 199, 3); // ifnull, ifnonnull
        fill(all, 200, 201, 5); // goto_w, jsr_w
        return all;
    }

    private static void fill(byte[] all, int from, int to, int length) {
        for (int i = from; i <= to; i++) {
            all[i] = (byte) length;
        }
    }

    /** How long each instruction is; 0 if {@link #next} has to be asked. */
    static byte[] lengthsOfAll() {
        return LENGTHS;
    }

    /** Returns where the instruction after the one at {@code at} begins. */
    static int next(ClassReader reader, int start, int at, int opcode) {
        if (opcode == Opcodes.TABLESWITCH || opcode == Opcodes.LOOKUPSWITCH) {
            int operands = at + 4 - ((at - start) & 3);
            if (opcode == Opcodes.TABLESWITCH) {
                int count = reader.readInt(operands + 8) - reader.readInt(operands + 4) + 1;
                return operands + 12 + 4 * count;
            }
            return operands + 8 + 8 * reader.readInt(operands + 4);
        }
        if (opcode == WIDE) {
            return at + (reader.readByte(at + 1) == Opcodes.IINC ? 6 : 4);
        }
        return at + LENGTHS[opcode];
    }
}
