package dev.timeloop.agent.io;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.InetSocketAddress;
import java.net.SocketImpl;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.Selector;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the JDK can do with file descriptors, and doesn't show; the agent has opened it to us. */
final class JdkNet {
    static final int POLLIN = 1;
    static final int POLLOUT = 4;

    private static final String CH = "sun.nio.ch.";
    private static final Method POLL =
            method("Net", "poll", FileDescriptor.class, int.class, long.class);
    private static final Method AVAILABLE = method("Net", "available", FileDescriptor.class);
    private static final Method LOCAL = method("Net", "localAddress", FileDescriptor.class);
    private static final Method REMOTE = method("Net", "remoteAddress", FileDescriptor.class);
    private static final Method SET_OPTION =
            method(
                    "Net",
                    "setSocketOption",
                    FileDescriptor.class,
                    SocketOption.class,
                    Object.class);
    private static final Method CONFIGURE_BLOCKING =
            method("IOUtil", "configureBlocking", FileDescriptor.class, boolean.class);
    private static final Method NEW_FD = method("IOUtil", "newFD", int.class);
    private static final Method GET_FD = method("SelChImpl", "getFD");
    private static final Method UNGROWABLE = method("Util", "ungrowableSet", Set.class);
    private static final Field SOCKET_FD = field(SocketImpl.class, "fd");
    private static final Field SELECTED = field(type("SelectorImpl"), "selectedKeys");
    private static final Field PUBLIC_SELECTED = field(type("SelectorImpl"), "publicSelectedKeys");
    private static final Field PATH = field(FileInputStream.class, "path");

    private JdkNet() {}

    /** Whether a file is ready for an operation, or never will be, at present. */
    static boolean isReady(FileDescriptor file, int ops) {
        try {
            return !Integer.valueOf(0).equals(call(POLL, null, file, ops, 0L));
        } catch (IOException e) {
            return true; // the operation itself says what is wrong
        }
    }

    /** How many bytes there are to be read. */
    static int available(FileDescriptor file) throws IOException {
        return (Integer) answer(AVAILABLE, null, file);
    }

    static InetSocketAddress localAddress(FileDescriptor file) throws IOException {
        return (InetSocketAddress) answer(LOCAL, null, file);
    }

    static InetSocketAddress remoteAddress(FileDescriptor file) throws IOException {
        return (InetSocketAddress) answer(REMOTE, null, file);
    }

    static void setNoDelay(FileDescriptor file) throws IOException {
        Object unused = call(SET_OPTION, null, file, StandardSocketOptions.TCP_NODELAY, true);
    }

    static void configureNonBlocking(FileDescriptor file) throws IOException {
        Object unused = call(CONFIGURE_BLOCKING, null, file, false);
    }

    static FileDescriptor file(int number) throws IOException {
        return (FileDescriptor) answer(NEW_FD, null, number);
    }

    /** The file of a socket or channel. */
    static @Nullable FileDescriptor fileOf(Object socket) throws IOException {
        if (socket instanceof SocketImpl) {
            return (FileDescriptor) get(SOCKET_FD, socket);
        }
        return (FileDescriptor) call(GET_FD, socket);
    }

    /** The file of a selector. */
    static FileDescriptor fileOf(Selector selector) throws IOException {
        Field number = SelectorFile.NUMBER.get(selector.getClass());
        if (number == null) {
            throw new IOException("unknown kind of selector: " + selector.getClass());
        }
        return file(number(number, selector));
    }

    /** Makes a new selector show its keys in the order in which they became ready. */
    static void keepOrder(Selector selector) throws IOException {
        Set<Object> keys = new LinkedHashSet<>();
        try {
            SELECTED.set(selector, keys);
            PUBLIC_SELECTED.set(selector, call(UNGROWABLE, null, keys));
        } catch (IllegalAccessException e) {
            throw new IOException(e);
        }
    }

    /** Whether a stream reads from a file that has a name, so that it never waits. */
    static boolean isNamed(FileInputStream stream) {
        try {
            return get(PATH, stream) != null;
        } catch (IOException e) {
            return true;
        }
    }

    private static @Nullable Object call(
            Method method, @Nullable Object receiver, Object... arguments) throws IOException {
        try {
            return method.invoke(receiver, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IOException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IOException(e);
        }
    }

    /** As {@link #call}, for methods that never return null. */
    private static Object answer(Method method, @Nullable Object receiver, Object... arguments)
            throws IOException {
        return Objects.requireNonNull(call(method, receiver, arguments), method.getName());
    }

    private static int number(Field field, Object from) throws IOException {
        try {
            return field.getInt(from);
        } catch (IllegalAccessException e) {
            throw new IOException(e);
        }
    }

    private static @Nullable Object get(Field field, Object from) throws IOException {
        try {
            return field.get(from);
        } catch (IllegalAccessException e) {
            throw new IOException(e);
        }
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(CH + name, true, null);
        } catch (ClassNotFoundException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static Method method(String type, String name, Class<?>... arguments) {
        try {
            return opened(type(type).getDeclaredMethod(name, arguments));
        } catch (NoSuchMethodException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    static Field field(Class<?> type, String name) {
        try {
            return opened(type.getDeclaredField(name));
        } catch (NoSuchFieldException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    static <T extends AccessibleObject> T opened(T member) {
        member.setAccessible(true);
        return member;
    }
}
