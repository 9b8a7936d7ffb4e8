package dev.timeloop.agent.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ConstantDynamic;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** The first pass over a class: finds what there is to do, mostly nothing. */
final class Scan extends ClassVisitor {
    /** A plan per method, in the order of the class; null where nothing is to be done. */
    final List<@Nullable MethodPlan> plans = new ArrayList<>();

    /** Whether local variables change, so that frames have to be given in full. */
    boolean expand;

    boolean any;
    int version;

    private final Job job;
    private final ClassHooks hooks;
    private final Set<Row> found;
    private boolean subclass;
    private boolean anInterface;

    Scan(Job job, Set<Row> found) {
        super(Opcodes.ASM9);
        this.job = job;
        hooks = job.hooks;
        this.found = found;
    }

    @Override
    public void visit(
            int classVersion,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        version = classVersion & 0xFFFF;
        anInterface = (access & Opcodes.ACC_INTERFACE) != 0;
        subclass = superName != null && !superName.equals("java/lang/Object");
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access,
            String name,
            String descriptor,
            @Nullable String signature,
            String @Nullable [] exceptions) {
        plans.add(null);
        if ((access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0) {
            return null;
        }
        MethodPlan plan = new MethodPlan();
        plan.rows = hooks.method(name, descriptor);
        found.addAll(plan.rows);
        boolean instance = (access & Opcodes.ACC_STATIC) == 0;
        plan.gate =
                (job.gate || (job.application && subclass))
                        && instance
                        && !anInterface
                        && name.equals("run")
                        && descriptor.equals("()V");
        plan.unsynchronized =
                job.dropSynchronized
                        && (access & Opcodes.ACC_SYNCHRONIZED) != 0
                        // Older classes have no constant for themselves to lock.
                        && (instance || version >= Opcodes.V1_5);
        plan.made = hooks.made() != null && name.equals("<init>");
        return new Body(plan, name, plans.size() - 1);
    }

    private void keep(int index, MethodPlan plan) {
        if (plan.isEmpty()) {
            return;
        }
        plans.set(index, plan);
        any = true;
        job.gated |= plan.gate;
        job.droppedSynchronized |= plan.unsynchronized;
        expand |= plan.unsynchronized;
    }

    /** The code of one method. */
    private final class Body extends MethodVisitor {
        private final MethodPlan plan;
        private final String caller;
        private final int index;
        private int fresh;

        Body(MethodPlan plan, String name, int index) {
            super(Opcodes.ASM9);
            this.plan = plan;
            caller = name;
            this.index = index;
        }

        @Override
        public void visitInsn(int opcode) {
            Row monitors = hooks.monitors();
            if (monitors != null
                    && (opcode == Opcodes.MONITORENTER || opcode == Opcodes.MONITOREXIT)) {
                plan.blocks = true;
                found.add(monitors);
            }
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            if (plan.made && opcode == Opcodes.NEW && type.equals(job.name)) {
                fresh++;
            }
        }

        @Override
        public void visitMethodInsn(
                int opcode, String owner, String called, String descriptor, boolean isInterface) {
            see(owner, called, descriptor);
            if (plan.made && owner.equals(job.name) && called.equals("<init>") && fresh-- == 0) {
                plan.made = false;
            }
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String field, String descriptor) {
            if (opcode == Opcodes.GETSTATIC) {
                Row row = hooks.staticField(caller, owner, field);
                if (row != null) {
                    plan.calls = true;
                    found.add(row);
                }
            }
        }

        @Override
        public void visitInvokeDynamicInsn(
                String called, String descriptor, Handle bootstrap, Object... arguments) {
            for (Object argument : arguments) {
                visitLdcInsn(argument);
            }
        }

        @Override
        public void visitLdcInsn(Object value) {
            if (value instanceof Handle handle) {
                see(handle.getOwner(), handle.getName(), handle.getDesc());
            } else if (value instanceof ConstantDynamic constant) {
                for (int i = 0; i < constant.getBootstrapMethodArgumentCount(); i++) {
                    visitLdcInsn(constant.getBootstrapMethodArgument(i));
                }
            }
        }

        private void see(String owner, String called, String descriptor) {
            Row row = hooks.call(caller, owner, called, descriptor, job.family);
            if (row != null) {
                plan.calls = true;
                found.add(row);
            }
        }

        @Override
        public void visitMaxs(int stack, int locals) {
            plan.locals = locals;
            Row made = hooks.made();
            if (plan.made && made != null) {
                found.add(made);
            }
            keep(index, plan);
        }
    }
}
