package dev.timeloop.api;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericDeclaration;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Declarations as one line each. Written out here, since the JDK's own {@code toGenericString}
 * leaves type annotations out and has changed from release to release.
 */
final class ApiSignatures {
    private static final int SHOWN =
            Modifier.PUBLIC
                    | Modifier.PROTECTED
                    | Modifier.STATIC
                    | Modifier.ABSTRACT
                    | Modifier.FINAL;

    private ApiSignatures() {}

    static String of(Class<?> type) {
        StringBuilder line = new StringBuilder(annotations(type));
        int hidden = 0;
        String kind = "class ";
        List<AnnotatedType> parents = new ArrayList<>();
        if (type.isInterface()) {
            hidden = Modifier.ABSTRACT | Modifier.STATIC;
            kind = type.isAnnotation() ? "@interface " : "interface ";
        } else if (type.isEnum() || type.isRecord()) {
            hidden = Modifier.ABSTRACT | Modifier.STATIC | Modifier.FINAL;
            kind = type.isEnum() ? "enum " : "record ";
        } else if (type.getSuperclass() != Object.class) {
            parents.add(type.getAnnotatedSuperclass());
        }
        line.append(modifiers(type.getModifiers() & ~hidden));
        boolean sealed = type.isSealed() && !type.isEnum();
        line.append(sealed ? "sealed " : "").append(kind).append(type.getName());
        line.append(typeParameters(type));
        if (!type.isAnnotation()) {
            parents.addAll(List.of(type.getAnnotatedInterfaces()));
        }
        if (!parents.isEmpty()) {
            line.append(" : ").append(list(parents.stream()));
        }
        if (sealed) {
            line.append(
                    Arrays.stream(type.getPermittedSubclasses())
                            .map(Class::getName)
                            .sorted()
                            .collect(Collectors.joining(", ", " permits ", "")));
        }
        return line.toString();
    }

    static String of(Field field) {
        return annotations(field)
                + (field.isEnumConstant() ? "enum constant " : modifiers(field.getModifiers()))
                + (field.isEnumConstant() ? "" : of(field.getAnnotatedType()) + " ")
                + field.getName();
    }

    static String of(Constructor<?> constructor) {
        return annotations(constructor)
                + modifiers(constructor.getModifiers())
                + prefixed(typeParameters(constructor))
                + "new"
                + parametersAndThrows(constructor);
    }

    static String of(Method method) {
        Object value = method.getDefaultValue();
        int hidden =
                method.getDeclaringClass().isInterface() ? Modifier.ABSTRACT | Modifier.PUBLIC : 0;
        return annotations(method)
                + (method.isDefault() ? "default " : "")
                + modifiers(method.getModifiers() & ~hidden)
                + prefixed(typeParameters(method))
                + of(method.getAnnotatedReturnType())
                + " "
                + method.getName()
                + parametersAndThrows(method)
                + (value == null ? "" : " default " + constant(value));
    }

    private static String parametersAndThrows(Executable executable) {
        AnnotatedType[] parameters = executable.getAnnotatedParameterTypes();
        String text =
                IntStream.range(0, parameters.length)
                        .mapToObj(
                                i ->
                                        executable.isVarArgs() && i == parameters.length - 1
                                                ? varArgs((AnnotatedArrayType) parameters[i])
                                                : of(parameters[i]))
                        .collect(Collectors.joining(", ", "(", ")"));
        AnnotatedType[] thrown = executable.getAnnotatedExceptionTypes();
        return text + (thrown.length == 0 ? "" : " throws " + list(Arrays.stream(thrown)));
    }

    private static String varArgs(AnnotatedArrayType type) {
        return of(type.getAnnotatedGenericComponentType())
                + prefixedBySpace(typeAnnotations(type).strip())
                + "...";
    }

    private static String of(AnnotatedType type) {
        String marks = typeAnnotations(type);
        if (type instanceof AnnotatedArrayType array) {
            return of(array.getAnnotatedGenericComponentType())
                    + prefixedBySpace(marks.strip())
                    + "[]";
        }
        if (type instanceof AnnotatedWildcardType wildcard) {
            return marks + wildcard(wildcard);
        }
        if (type instanceof AnnotatedParameterizedType parameterized) {
            Type raw = ((ParameterizedType) type.getType()).getRawType();
            Stream<AnnotatedType> arguments =
                    Arrays.stream(parameterized.getAnnotatedActualTypeArguments());
            return marks + name(raw) + "<" + list(arguments) + ">";
        }
        return marks + name(type.getType());
    }

    private static String wildcard(AnnotatedWildcardType type) {
        if (type.getAnnotatedLowerBounds().length > 0) {
            return "? super " + of(type.getAnnotatedLowerBounds()[0]);
        }
        String upper =
                Arrays.stream(type.getAnnotatedUpperBounds())
                        .map(ApiSignatures::of)
                        .collect(Collectors.joining(" & "));
        return upper.isEmpty() || upper.equals("Object") ? "?" : "? extends " + upper;
    }

    private static String typeParameters(GenericDeclaration declaration) {
        TypeVariable<?>[] variables = declaration.getTypeParameters();
        return variables.length == 0
                ? ""
                : Arrays.stream(variables)
                        .map(ApiSignatures::typeParameter)
                        .collect(Collectors.joining(", ", "<", ">"));
    }

    private static String typeParameter(TypeVariable<?> variable) {
        String bounds =
                Arrays.stream(variable.getAnnotatedBounds())
                        .map(ApiSignatures::of)
                        .collect(Collectors.joining(" & "));
        return variable.getName() + (bounds.equals("Object") ? "" : " extends " + bounds);
    }

    private static String typeAnnotations(AnnotatedElement type) {
        return Arrays.stream(type.getAnnotations())
                .map(a -> "@" + a.annotationType().getSimpleName() + " ")
                .sorted()
                .collect(Collectors.joining());
    }

    /**
     * The JDK's annotations on a declaration: they bind users; those of others are their affair.
     */
    private static String annotations(AnnotatedElement element) {
        return Arrays.stream(element.getDeclaredAnnotations())
                .filter(a -> a.annotationType().getName().startsWith("java.lang."))
                .map(a -> "@" + a.annotationType().getSimpleName() + values(a) + " ")
                .sorted()
                .collect(Collectors.joining());
    }

    private static String values(Annotation annotation) {
        String values =
                Arrays.stream(annotation.annotationType().getDeclaredMethods())
                        .sorted(Comparator.comparing(Method::getName))
                        .map(method -> method.getName() + "=" + constant(value(method, annotation)))
                        .collect(Collectors.joining(", "));
        return values.isEmpty() ? "" : "(" + values + ")";
    }

    private static Object value(Method method, Annotation annotation) {
        try {
            return method.invoke(annotation);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("cannot read " + method, e);
        }
    }

    private static String constant(Object value) {
        if (value.getClass().isArray()) {
            return IntStream.range(0, Array.getLength(value))
                    .mapToObj(i -> constant(Array.get(value, i)))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof String text) {
            return "\"" + text + "\"";
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        return value instanceof Class<?> type ? type.getName() : value.toString();
    }

    private static String modifiers(int modifiers) {
        return prefixed(Modifier.toString(modifiers & SHOWN));
    }

    private static String prefixed(String text) {
        return text.isEmpty() ? "" : text + " ";
    }

    private static String prefixedBySpace(String text) {
        return text.isEmpty() ? "" : " " + text + " ";
    }

    private static String list(Stream<AnnotatedType> types) {
        return types.map(ApiSignatures::of).collect(Collectors.joining(", "));
    }

    private static String name(Type type) {
        String name = type.getTypeName();
        return name.startsWith("java.lang.") && name.lastIndexOf('.') == "java.lang".length()
                ? name.substring("java.lang.".length())
                : name;
    }
}
