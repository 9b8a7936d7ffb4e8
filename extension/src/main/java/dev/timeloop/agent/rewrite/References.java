package dev.timeloop.agent.rewrite;

import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * The entries of a class's constant pool that hooks are interested in.
 *
 * <p>Most classes have none, which is found out here without a look at their code.
 */
final class References {
    private static final int FIELD = 9;
    private static final int METHOD = 10;
    private static final int INTERFACE_METHOD = 11;
    private static final int METHOD_HANDLE = 15;
    private static final int DYNAMIC = 17;
    private static final int INVOKE_DYNAMIC = 18;

    private static final int LDC_W = 19;

    private final ClassReader reader;
    private final Job job;
    private final char[] buffer;
    private final boolean[] wanted;
    private boolean any;

    References(ClassReader reader, Job job) {
        this.reader = reader;
        this.job = job;
        buffer = new char[reader.getMaxStringLength()];
        wanted = new boolean[reader.getItemCount()];
        members();
        if (any) {
            handles();
        }
    }

    private int tag(int index) {
        int offset = reader.getItem(index);
        return offset == 0 ? 0 : reader.readByte(offset - 1);
    }

    private void members() {
        for (int i = 1; i < wanted.length; i++) {
            int tag = tag(i);
            if (tag == METHOD || tag == INTERFACE_METHOD || tag == FIELD) {
                int member = reader.getItem(i);
                int nameAndType = reader.getItem(reader.readUnsignedShort(member + 2));
                String name = reader.readUTF8(nameAndType, buffer);
                if (job.hooks.isInterestedIn(name) && isWanted(tag, member, nameAndType, name)) {
                    wanted[i] = true;
                    any = true;
                }
            }
        }
    }

    private boolean isWanted(int tag, int member, int nameAndType, String name) {
        String owner = reader.readClass(member, buffer);
        if (tag == FIELD) {
            return job.hooks.staticField("", owner, name) != null;
        }
        String descriptor = reader.readUTF8(nameAndType + 2, buffer);
        return job.hooks.call("", owner, name, descriptor, job.family) != null;
    }

    /** With a handle to one of those, each dynamic call may be the one that has it. */
    private void handles() {
        boolean found = false;
        for (int i = 1; i < wanted.length; i++) {
            if (tag(i) == METHOD_HANDLE) {
                int reference = reader.readUnsignedShort(reader.getItem(i) + 1);
                wanted[i] = wanted[reference];
                found |= wanted[i];
            }
        }
        for (int i = 1; found && i < wanted.length; i++) {
            int tag = tag(i);
            if (tag == DYNAMIC || tag == INVOKE_DYNAMIC) {
                wanted[i] = true;
            }
        }
    }

    /** Whether there are any at all. */
    boolean any() {
        return any;
    }

    /** Whether an instruction uses one. */
    boolean usedBy(int opcode, int at) {
        if (opcode == Opcodes.LDC) {
            return wanted[reader.readByte(at + 1)];
        }
        boolean refers =
                opcode == LDC_W
                        || opcode == Opcodes.GETSTATIC
                        || (opcode >= Opcodes.INVOKEVIRTUAL && opcode <= Opcodes.INVOKEDYNAMIC);
        return refers && wanted[reader.readUnsignedShort(at + 1)];
    }
}
