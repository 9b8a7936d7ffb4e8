package dev.timeloop.agent.pools;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * Looks into objects, most of them of the JDK, whose packages the agent has opened to us, and puts
 * together new ones.
 */
final class Fields {
    private Fields() {}

    /**
     * An object of the same class as one that exists, with the inside of a fresh one of its class
     * or of a superclass; what subclasses add is shared with the one that exists.
     */
    static Object blend(Object original, Object fresh) throws ReflectiveOperationException {
        Object made = allocate(original.getClass());
        for (Class<?> at = original.getClass(); at != null; at = at.getSuperclass()) {
            fill(made, at, at.isInstance(fresh) ? fresh : original);
        }
        return made;
    }

    /** An object of the same class with the same in its fields. */
    static Object copy(Object original) throws ReflectiveOperationException {
        Object made = allocate(original.getClass());
        for (Class<?> at = original.getClass(); at != null; at = at.getSuperclass()) {
            fill(made, at, original);
        }
        return made;
    }

    private static void fill(Object made, Class<?> at, Object from) throws IllegalAccessException {
        for (Field field : at.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                field.setAccessible(true);
                field.set(made, field.get(from));
            }
        }
    }

    /** As a stream does when it reads an object: only Object's own constructor runs. */
    private static Object allocate(Class<?> type) throws ReflectiveOperationException {
        Class<?> factory = Class.forName("sun.reflect.ReflectionFactory");
        Method make =
                factory.getMethod("newConstructorForSerialization", Class.class, Constructor.class);
        Object only = factory.getMethod("getReflectionFactory").invoke(null);
        Object made = make.invoke(only, type, Object.class.getConstructor());
        return ((Constructor<?>) made).newInstance();
    }

    /** What a field holds. */
    static @Nullable Object get(Object of, Class<?> declaring, String name)
            throws ReflectiveOperationException {
        return field(declaring, name).get(of);
    }

    /** What a field holds; null also if there is none of that name. */
    static @Nullable Object getIfAny(Object of, Class<?> declaring, String name) {
        try {
            return get(of, declaring, name);
        } catch (ReflectiveOperationException none) {
            return null;
        }
    }

    /** Sets a field, though it may be final. */
    static void set(Object of, Class<?> declaring, String name, @Nullable Object value)
            throws ReflectiveOperationException {
        field(declaring, name).set(of, value);
    }

    /** Copies a field, if there is one of that name. */
    static void copyIfAny(Object from, Object to, Class<?> declaring, String name) {
        try {
            set(to, declaring, name, get(from, declaring, name));
        } catch (ReflectiveOperationException none) {
            return; // another JDK's
        }
    }

    /** Calls a method that takes nothing. */
    static void call(Object of, String name) throws ReflectiveOperationException {
        Method method = of.getClass().getDeclaredMethod(name);
        method.setAccessible(true);
        method.invoke(of);
    }

    private static Field field(Class<?> declaring, String name) throws NoSuchFieldException {
        Field field = declaring.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}
