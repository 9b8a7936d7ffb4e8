package dev.timeloop.agent.install;

import java.util.function.BiConsumer;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Makes a class that defines classes on the boot loader, through {@code jdk.internal.misc.Unsafe}.
 *
 * <p>The compiler doesn't let us call that, and on newer JDKs a reflective call with so many
 * arguments costs more than most else here.
 */
final class DefineOnBoot extends ClassLoader {
    private static final String NAME = "dev/timeloop/agent/install/DefineOnBootNow";
    private static final String OBJECT = "java/lang/Object";
    private static final String STRING = "java/lang/String";
    private static final String UNSAFE = "jdk/internal/misc/Unsafe";
    private static final String DEFINE =
            "(Ljava/lang/String;[BIILjava/lang/ClassLoader;Ljava/security/ProtectionDomain;)"
                    + "Ljava/lang/Class;";

    /** Returns what takes the internal name and the bytes of a class. */
    @SuppressWarnings("unchecked")
    BiConsumer<String, byte[]> make() throws ReflectiveOperationException {
        byte[] bytes = bytes();
        Class<?> made = defineClass(NAME.replace('/', '.'), bytes, 0, bytes.length);
        return (BiConsumer<String, byte[]>) made.getDeclaredConstructor().newInstance();
    }

    private static byte[] bytes() {
        ClassWriter type = new ClassWriter(0);
        String[] interfaces = {"java/util/function/BiConsumer"};
        type.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, NAME, null, OBJECT, interfaces);

        MethodVisitor make = type.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
        make.visitCode();
        make.visitVarInsn(Opcodes.ALOAD, 0);
        make.visitMethodInsn(Opcodes.INVOKESPECIAL, OBJECT, "<init>", "()V", false);
        make.visitInsn(Opcodes.RETURN);
        make.visitMaxs(1, 1);
        make.visitEnd();

        String both = "(Ljava/lang/Object;Ljava/lang/Object;)V";
        MethodVisitor accept = type.visitMethod(Opcodes.ACC_PUBLIC, "accept", both, null, null);
        accept.visitCode();
        String get = "()L" + UNSAFE + ";";
        accept.visitMethodInsn(Opcodes.INVOKESTATIC, UNSAFE, "getUnsafe", get, false);
        accept.visitVarInsn(Opcodes.ALOAD, 1);
        accept.visitTypeInsn(Opcodes.CHECKCAST, STRING);
        accept.visitVarInsn(Opcodes.ALOAD, 2);
        accept.visitTypeInsn(Opcodes.CHECKCAST, "[B");
        accept.visitInsn(Opcodes.DUP);
        accept.visitVarInsn(Opcodes.ASTORE, 2);
        accept.visitInsn(Opcodes.ICONST_0);
        accept.visitVarInsn(Opcodes.ALOAD, 2);
        accept.visitTypeInsn(Opcodes.CHECKCAST, "[B");
        accept.visitInsn(Opcodes.ARRAYLENGTH);
        accept.visitInsn(Opcodes.ACONST_NULL);
        accept.visitInsn(Opcodes.ACONST_NULL);
        accept.visitMethodInsn(Opcodes.INVOKEVIRTUAL, UNSAFE, "defineClass", DEFINE, false);
        accept.visitInsn(Opcodes.POP);
        accept.visitInsn(Opcodes.RETURN);
        accept.visitMaxs(7, 3);
        accept.visitEnd();
        type.visitEnd();
        return type.toByteArray();
    }
}
