package dev.timeloop.agent.rewrite;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * The first pass over a class: finds what there is to do, mostly nothing.
 *
 * <p>It reads the class file as it stands: visitors took most of the time that installing took.
 */
final class Scan {
    /** A plan per method, in the order of the class; null where nothing is to be done. */
    final List<@Nullable MethodPlan> plans = new ArrayList<>();

    /** Whether local variables change, so that frames have to be given in full. */
    boolean expand;

    boolean any;
    final int version;

    private final ClassReader reader;
    private final byte[] bytes;
    private final Job job;
    private final ClassHooks hooks;
    private final References references;
    private final char[] buffer;
    private final boolean gates;

    /** Where the method that is looked at stands. */
    private int method;

    /** All that there is to do, as long as that is calls that can be replaced where they stand. */
    private @Nullable Patches patches = new Patches();

    Scan(ClassReader reader, byte[] bytes, Job job) {
        this.reader = reader;
        this.bytes = bytes;
        this.job = job;
        hooks = job.hooks;
        references = new References(reader, bytes, job);
        buffer = new char[reader.getMaxStringLength()];
        version = reader.readUnsignedShort(6);
        String superName = reader.getSuperName();
        boolean subclass = superName != null && !superName.equals("java/lang/Object");
        boolean isInterface = (reader.getAccess() & Opcodes.ACC_INTERFACE) != 0;
        gates = !isInterface && (job.gate || (job.application && subclass));
        if (references.anyHandle()) {
            patches = null;
        }
        members();
    }

    /** What to do instead of taking the class apart; null if that has to be. */
    @Nullable Patches patches() {
        return patches != null && patches.fit(reader.getItemCount()) ? patches : null;
    }

    private void members() {
        int at = reader.header + 6;
        at += 2 + 2 * reader.readUnsignedShort(at); // interfaces
        int fields = reader.readUnsignedShort(at);
        at += 2;
        for (int i = 0; i < fields; i++) {
            at = attributes(at + 6, null);
        }
        int methods = reader.readUnsignedShort(at);
        at += 2;
        for (int i = 0; i < methods; i++) {
            MethodPlan plan = edges(at);
            method = at;
            at = attributes(at + 6, plan);
            plans.add(plan.isEmpty() ? null : plan);
            if (!plan.isEmpty()) {
                any = true;
                if (!plan.isPatched()) {
                    patches = null;
                }
                job.gated |= plan.gate;
                job.droppedSynchronized |= plan.unsynchronized;
                expand |= plan.unsynchronized;
            }
        }
    }

    /** Returns what is to be done at the beginning and at the end of a method. */
    private MethodPlan edges(int at) {
        MethodPlan plan = new MethodPlan();
        int access = reader.readUnsignedShort(at);
        if ((access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0) {
            return plan;
        }
        boolean instance = (access & Opcodes.ACC_STATIC) == 0;
        plan.unsynchronized =
                job.dropSynchronized
                        && (access & Opcodes.ACC_SYNCHRONIZED) != 0
                        // Older classes have no constant for themselves to lock.
                        && (instance || version >= Opcodes.V1_5);
        if (gates || hooks.hasEdges()) {
            String name = reader.readUTF8(at + 2, buffer);
            String descriptor = reader.readUTF8(at + 4, buffer);
            plan.rows = hooks.method(name, descriptor);
            job.seen.addAll(plan.rows);
            plan.gate = gates && instance && name.equals("run") && descriptor.equals("()V");
            plan.made = hooks.made() != null && name.equals("<init>");
        }
        return plan;
    }

    /** Skips the attributes of a member, but for a method's code. */
    private int attributes(int from, @Nullable MethodPlan plan) {
        int count = reader.readUnsignedShort(from);
        int at = from + 2;
        for (int i = 0; i < count; i++) {
            if (plan != null && reader.readUTF8(at, buffer).equals("Code")) {
                code(at + 6, plan);
            }
            at += 6 + reader.readInt(at + 2);
        }
        return at;
    }

    private void code(int at, MethodPlan plan) {
        plan.locals = reader.readUnsignedShort(at + 2);
        Row monitors = hooks.monitors();
        if (monitors == null && !references.any()) {
            return;
        }
        int start = at + 8;
        int end = start + reader.readInt(at + 4);
        boolean[] referring = References.referringCodes();
        byte[] lengths = Code.lengthsOfAll();
        int each = start;
        while (each < end) {
            int opcode = bytes[each] & 0xff;
            if (referring[opcode]) {
                if (references.usedBy(opcode, each)) {
                    plan.calls = true;
                    use(opcode, each);
                }
            } else if (opcode == Opcodes.MONITORENTER || opcode == Opcodes.MONITOREXIT) {
                if (monitors != null) {
                    plan.blocks = true;
                    job.seen.add(monitors);
                }
            }
            int length = lengths[opcode];
            each = length > 0 ? each + length : Code.next(reader, start, each, opcode);
        }
    }

    private void use(int opcode, int at) {
        Patches some = patches;
        if (some == null) {
            return;
        }
        boolean isCall = opcode >= Opcodes.INVOKEVIRTUAL && opcode <= Opcodes.INVOKESTATIC;
        Row row = isCall ? references.call(at) : null;
        if (row == null || !row.replacesCall()) {
            patches = null;
        } else if (!row.isKeptBy(reader.readUTF8(method + 2, buffer))) {
            job.seen.add(row);
            some.add(row, at);
        }
    }
}
