package dev.timeloop.agent.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites classes as the table says.
 *
 * <p>A first pass finds what there is to do, and a second does it: methods that stay as they are
 * are copied without being looked at again. Neither frames nor stack sizes are computed: that would
 * load classes; what is inserted neither branches, but at the very beginning, nor changes the
 * stack.
 */
public final class Rewriter {
    private final HookTable table;
    private final Set<Row> found = Job.identitySet();

    /** Creates a rewriter. */
    public Rewriter(HookTable table) {
        this.table = table;
    }

    /** Returns a job for a class of the JDK, null if the table has none for it. */
    public @Nullable Job jdk(String name) {
        ClassHooks hooks = table.find(name);
        return hooks == null ? null : new Job(name, hooks, false, new Family(null));
    }

    /** Returns a job for an application's class; {@code loader} finds what that extends. */
    public Job application(String name, @Nullable ClassLoader loader) {
        return new Job(name, table.application(name), true, new Family(loader));
    }

    /** Returns a job that does nothing, unless more is asked for. */
    public Job nothing(String name) {
        return new Job(name, new ClassHooks(), false, new Family(null));
    }

    /** Returns the class rewritten, or null when there is nothing to do. */
    public byte @Nullable [] rewrite(byte[] bytes, Job job) {
        ClassReader reader = new ClassReader(bytes);
        job.family.child(reader);
        Scan scan = new Scan(reader, bytes, job);
        if (!scan.any) {
            return null;
        }
        Patches patches = scan.patches();
        byte @Nullable [] result;
        if (patches != null) {
            result = patches.isEmpty() ? null : patches.apply(bytes, reader.header);
        } else {
            ClassWriter writer = new ClassWriter(reader, 0);
            int options = scan.expand ? ClassReader.EXPAND_FRAMES : 0;
            reader.accept(new Second(writer, job, scan), options);
            result = writer.toByteArray();
        }
        synchronized (found) {
            found.addAll(job.seen);
        }
        return result;
    }

    /** Whether a class is a library's, and something of its own is done to it. */
    public boolean isLibrary(String type) {
        return table.isLibrary(type);
    }

    /** Says which rows of a class found no target in it, or not even the class. */
    public List<String> missing(String type, String jdk) {
        List<String> all = new ArrayList<>(0);
        String where = isLibrary(type) ? "in the version at hand" : "on this JDK (" + jdk + ")";
        synchronized (found) {
            for (Row row : table.rows(type)) {
                if (!found.contains(row)) {
                    all.add(row.missing(where));
                }
            }
        }
        return all;
    }

    /** The second pass. */
    private static final class Second extends ClassVisitor {
        private final Job job;
        private final Scan scan;
        private int index;

        Second(ClassWriter writer, Job job, Scan scan) {
            super(Opcodes.ASM9, writer);
            this.job = job;
            this.scan = scan;
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            MethodPlan plan = scan.plans.get(index++);
            if (plan == null) {
                return super.visitMethod(access, name, descriptor, signature, exceptions);
            }
            int flags = plan.unsynchronized ? access & ~Opcodes.ACC_SYNCHRONIZED : access;
            MethodVisitor to = super.visitMethod(flags, name, descriptor, signature, exceptions);
            // The first comes last in the chain: what it inserts comes first in the method.
            if (plan.gate || plan.made || !plan.rows.isEmpty()) {
                to = new EdgeVisitor(to, job, plan, access, descriptor);
            }
            if (plan.unsynchronized) {
                boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
                boolean frames = scan.version >= Opcodes.V1_6;
                to = new MethodMonitorVisitor(to, job.name, isStatic, plan.locals, frames);
            } else if (plan.blocks) {
                to = new MonitorVisitor(to);
            }
            if (plan.calls) {
                to = new CallVisitor(to, job, name);
            }
            return new RoomVisitor(to);
        }
    }
}
