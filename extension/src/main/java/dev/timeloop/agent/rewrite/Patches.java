package dev.timeloop.agent.rewrite;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Calls that become calls of hooks without anything being moved: both are as long.
 *
 * <p>That is all there is to do in most classes that only read clocks, and is many times faster
 * than taking them apart: only constants are added behind those that a class has.
 */
final class Patches {
    /** Entries of the constant pool that a hook takes, at most. */
    private static final int CONSTANTS = 6;

    private static final int MOST_CONSTANTS = 0xffff;
    private static final int COUNT_AT = 8;
    private static final int POOL_AT = 10;

    private static final int UTF8 = 1;
    private static final int CLASS = 7;
    private static final int METHOD = 10;
    private static final int NAME_AND_TYPE = 12;

    private final List<Row> rows = new ArrayList<>(2);
    private final List<int[]> places = new ArrayList<>(2);

    /** Takes down a call; {@code at} is where its instruction stands in the class file. */
    void add(Row row, int at) {
        int known = rows.indexOf(row);
        if (known < 0) {
            rows.add(row);
            places.add(new int[] {at});
        } else {
            int[] before = places.get(known);
            int[] more = java.util.Arrays.copyOf(before, before.length + 1);
            more[before.length] = at;
            places.set(known, more);
        }
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Whether a class that has so many constants may have those of the hooks, too. */
    boolean fit(int constants) {
        return constants + CONSTANTS * rows.size() <= MOST_CONSTANTS;
    }

    /**
     * Returns a class with its calls replaced.
     *
     * @param poolEnd where its constants end
     */
    byte[] apply(byte[] bytes, int poolEnd) {
        byte[] changed = bytes.clone();
        int count = (bytes[COUNT_AT] & 0xff) << 8 | (bytes[COUNT_AT + 1] & 0xff);
        ByteArrayOutputStream all = new ByteArrayOutputStream(bytes.length + 128 * rows.size());
        DataOutputStream out = new DataOutputStream(all);
        try {
            out.write(bytes, 0, COUNT_AT);
            out.writeShort(count + CONSTANTS * rows.size());
            out.write(bytes, POOL_AT, poolEnd - POOL_AT);
            for (int i = 0; i < rows.size(); i++) {
                int hook = constants(out, count + CONSTANTS * i, rows.get(i));
                for (int at : places.get(i)) {
                    changed[at] = (byte) Opcodes.INVOKESTATIC;
                    changed[at + 1] = (byte) (hook >> 8);
                    changed[at + 2] = (byte) hook;
                }
            }
            out.write(changed, poolEnd, changed.length - poolEnd);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // never: it is all in memory
        }
        return all.toByteArray();
    }

    /** Writes the constants of a hook; returns the number of the one that is called. */
    private static int constants(DataOutputStream out, int first, Row row) throws IOException {
        utf8(out, row.hookOwner());
        utf8(out, row.hookName());
        utf8(out, row.hookDescriptor());
        out.writeByte(CLASS);
        out.writeShort(first);
        pair(out, NAME_AND_TYPE, first + 1, first + 2);
        pair(out, METHOD, first + 3, first + 4);
        return first + 5;
    }

    private static void utf8(DataOutputStream out, String text) throws IOException {
        out.writeByte(UTF8);
        out.writeUTF(text);
    }

    private static void pair(DataOutputStream out, int tag, int first, int second)
            throws IOException {
        out.writeByte(tag);
        out.writeShort(first);
        out.writeShort(second);
    }
}
