package dev.timeloop.agent.rewrite;

import java.util.Arrays;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

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
    private final byte[] bytes;
    private final Job job;
    private final char[] buffer;
    private final boolean[] wanted;
    private final @Nullable Row[] calls;
    private boolean any;
    private boolean anyHandle;

    /** The instructions that may use one. */
    private static final boolean[] REFERRING = referring();

    private static boolean[] referring() {
        boolean[] all = new boolean[256];
        all[Opcodes.LDC] = true;
        all[LDC_W] = true;
        all[Opcodes.GETSTATIC] = true;
        Arrays.fill(all, Opcodes.INVOKEVIRTUAL, Opcodes.INVOKEDYNAMIC + 1, true);
        return all;
    }

    References(ClassReader reader, byte[] bytes, Job job) {
        this.reader = reader;
        this.bytes = bytes;
        this.job = job;
        buffer = new char[reader.getMaxStringLength()];
        wanted = new boolean[reader.getItemCount()];
        calls = new Row[wanted.length];
        if (job.hooks.hasReferences()) {
            members();
        }
        if (any) {
            handles();
        }
    }

    private int tag(int index) {
        int offset = reader.getItem(index);
        return offset == 0 ? 0 : bytes[offset - 1];
    }

    private void members() {
        ClassHooks hooks = job.hooks;
        for (int i = 1; i < wanted.length; i++) {
            int tag = tag(i);
            if (tag == METHOD || tag == INTERFACE_METHOD || tag == FIELD) {
                int nameAndType = reader.getItem(number(reader.getItem(i) + 2));
                int text = reader.getItem(number(nameAndType));
                if (hooks.mayBeInterestedIn(number(text), bytes[text + 2])) {
                    String name = reader.readUTF8(nameAndType, buffer);
                    if (hooks.isInterestedIn(name) && isWanted(i, tag, nameAndType, name)) {
                        wanted[i] = true;
                        any = true;
                    }
                }
            }
        }
    }

    private boolean isWanted(int index, int tag, int nameAndType, String name) {
        String owner = reader.readClass(reader.getItem(index), buffer);
        if (tag == FIELD) {
            return job.hooks.staticField("", owner, name) != null;
        }
        String descriptor = reader.readUTF8(nameAndType + 2, buffer);
        Row row = job.hooks.call("", owner, name, descriptor, job.family);
        calls[index] = row;
        return row != null;
    }

    /** With a handle to one of those, each dynamic call may be the one that has it. */
    private void handles() {
        for (int i = 1; i < wanted.length; i++) {
            if (tag(i) == METHOD_HANDLE) {
                int reference = reader.readUnsignedShort(reader.getItem(i) + 1);
                wanted[i] = wanted[reference];
                anyHandle |= wanted[i];
            }
        }
        for (int i = 1; anyHandle && i < wanted.length; i++) {
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

    /** Whether there is a method handle to one: what uses that isn't a call. */
    boolean anyHandle() {
        return anyHandle;
    }

    /** Which instructions may use one, by their codes. */
    static boolean[] referringCodes() {
        return REFERRING;
    }

    /** Whether an instruction that may use one does. */
    boolean usedBy(int opcode, int at) {
        if (opcode == Opcodes.LDC) {
            return wanted[bytes[at + 1] & 0xff];
        }
        return wanted[number(at + 1)];
    }

    private int number(int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }

    /** The row for the call that an instruction makes, unless class initialisers keep it. */
    @Nullable Row call(int at) {
        return calls[number(at + 1)];
    }
}
