package dev.timeloop.agent.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OldClassFilesTest {
    @ParameterizedTest
    @ValueSource(ints = {Opcodes.V1_4, Opcodes.V1_5, Opcodes.V1_6, Opcodes.V17})
    void synchronizedMethodsOfAllVersionsBecomeBlocks(int version) throws Exception {
        Method method = load(version, 0);

        Object object = method.getDeclaringClass().getConstructor().newInstance();
        assertThat(method.invoke(object, 5L, 1)).isEqualTo(5L);
        assertThat(method.invoke(object, 5L, 0)).isEqualTo(0L);
        assertThat(Modifier.isSynchronized(method.getModifiers())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {Opcodes.V1_5, Opcodes.V1_6, Opcodes.V17})
    void soDoStaticOnesThatCanNameTheirClass(int version) throws Exception {
        Method method = load(version, Opcodes.ACC_STATIC);

        assertThat(method.invoke(null, 5L, 1)).isEqualTo(5L);
        assertThat(Modifier.isSynchronized(method.getModifiers())).isFalse();
    }

    @Test
    void beforeJava5TheyStayAsTheyAre() throws Exception {
        Method method = load(Opcodes.V1_4, Opcodes.ACC_STATIC);

        assertThat(method.invoke(null, 5L, 1)).isEqualTo(5L);
        assertThat(Modifier.isSynchronized(method.getModifiers())).isTrue();
    }

    private static Method load(int version, int access) throws Exception {
        byte[] original = make(version, access);
        byte[] changed = Rewritten.bytes(OldClassFilesTest.class, original);
        Class<?> type = new Loader().define(changed == null ? original : changed);
        return type.getMethod("method", long.class, int.class);
    }

    private static final class Loader extends ClassLoader {
        Class<?> define(byte[] bytes) {
            return defineClass(null, bytes, 0, bytes.length);
        }
    }

    /** A class with a synchronized method: {@code return which == 0 ? 0 : number}. */
    private static byte[] make(int version, int access) {
        ClassWriter type = new ClassWriter(0);
        String name = OldClassFilesTest.class.getName().replace('.', '/');
        type.visit(version, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", null);
        MethodVisitor make = type.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
        make.visitCode();
        make.visitVarInsn(Opcodes.ALOAD, 0);
        make.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        make.visitInsn(Opcodes.RETURN);
        make.visitMaxs(1, 1);

        int flags = Opcodes.ACC_PUBLIC | Opcodes.ACC_SYNCHRONIZED | access;
        int first = (access & Opcodes.ACC_STATIC) == 0 ? 1 : 0;
        MethodVisitor method = type.visitMethod(flags, "method", "(JI)J", null, null);
        method.visitCode();
        Label zero = new Label();
        method.visitVarInsn(Opcodes.ILOAD, first + 2);
        method.visitJumpInsn(Opcodes.IFEQ, zero);
        method.visitVarInsn(Opcodes.LLOAD, first);
        method.visitInsn(Opcodes.LRETURN);
        method.visitLabel(zero);
        if (version >= Opcodes.V1_6) {
            method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        }
        method.visitInsn(Opcodes.LCONST_0);
        method.visitInsn(Opcodes.LRETURN);
        method.visitMaxs(2, first + 3);
        return type.toByteArray();
    }
}
