package dev.timeloop.junit;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.Extensions;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What stands at one place of the source: at a class, and not what it inherits, or at a method.
 *
 * <p>Classes, and annotations, are looked through once: most have nothing to do with us.
 */
final class Place {
    private static final ClassValue<Place> OF_CLASS =
            new ClassValue<>() {
                @Override
                protected Place computeValue(Class<?> type) {
                    return new Place(type, type);
                }
            };

    private static final ClassValue<Marks> OF_ANNOTATION =
            new ClassValue<>() {
                @Override
                protected Marks computeValue(Class<?> type) {
                    return new Marks(type);
                }
            };

    /** What an annotation stands for, by itself or by those on it. */
    private static final class Marks {
        final boolean isVirtual;
        final boolean isReal;
        final boolean isChecked;
        final boolean isExtended;

        Marks(Class<?> annotation) {
            isVirtual = is(annotation, VirtualTime.class);
            isReal = is(annotation, RealTime.class);
            isChecked = is(annotation, LeakCheck.class);
            isExtended = Place.isExtended(annotation, new HashSet<>());
        }

        private static boolean is(Class<?> type, Class<? extends Annotation> wanted) {
            return type == wanted || AnnotationSupport.isAnnotated(type, wanted);
        }
    }

    final AnnotatedElement element;

    /** Whether the annotations stand at this very place, and aren't inherited by it. */
    final boolean isVirtual;

    final boolean isReal;
    final boolean isChecked;

    /** Whether it has the extension itself, and not as the check's. */
    final boolean isExtended;

    /** False when settings are in instance fields, which JUnit reads after the constructor. */
    final boolean isComplete;

    private volatile @Nullable Settings settings;

    private Place(AnnotatedElement element, @Nullable Class<?> type) {
        this.element = element;
        boolean virtual = false;
        boolean real = false;
        boolean checked = false;
        boolean extended = false;
        for (Annotation annotation : element.getDeclaredAnnotations()) {
            Marks marks = OF_ANNOTATION.get(annotation.annotationType());
            virtual |= marks.isVirtual;
            real |= marks.isReal;
            checked |= marks.isChecked;
            extended |= marks.isExtended || isThis(annotation);
        }
        for (Class<?> each : type == null ? new Class<?>[0] : type.getInterfaces()) {
            virtual |= AnnotationSupport.isAnnotated(each, VirtualTime.class);
            real |= AnnotationSupport.isAnnotated(each, RealTime.class);
            checked |= AnnotationSupport.isAnnotated(each, LeakCheck.class);
            extended |= isExtended(each, new HashSet<>());
        }
        isVirtual = virtual;
        isReal = real;
        isChecked = checked;
        List<Field> fields = type == null ? List.of() : fields(type);
        isExtended = extended || !fields.isEmpty();
        isComplete = fields.stream().allMatch(field -> Modifier.isStatic(field.getModifiers()));
    }

    static Place of(Class<?> type) {
        return OF_CLASS.get(type);
    }

    static Place of(Method method) {
        return new Place(method, null);
    }

    /** Whether all is as it is around it. */
    boolean isSilent() {
        return !isVirtual && !isReal && !isChecked && !isExtended;
    }

    /** What its annotations say, and those that it inherits. */
    Settings settings() {
        Settings read = settings;
        if (read == null) {
            read = Declarations.settings(this); // fails each time if they are wrong
            settings = read;
        }
        return read;
    }

    private static boolean isExtended(Class<?> place, Set<Class<?>> seen) {
        if (!seen.add(place) || place == LeakCheck.class) {
            return false;
        }
        for (Annotation annotation : place.getDeclaredAnnotations()) {
            if (isThis(annotation) || isExtended(annotation.annotationType(), seen)) {
                return true;
            }
        }
        for (Class<?> each : place.getInterfaces()) {
            if (isExtended(each, seen)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isThis(Annotation annotation) {
        if (annotation instanceof ExtendWith one) {
            return isThis(one);
        }
        return annotation instanceof Extensions several
                && Arrays.stream(several.value()).anyMatch(Place::isThis);
    }

    private static boolean isThis(ExtendWith declared) {
        return List.of(declared.value()).contains(TimeloopExtension.class);
    }

    private static List<Field> fields(Class<?> type) {
        return AnnotationSupport.findAnnotatedFields(
                type, RegisterExtension.class, field -> field.getType() == TimeloopExtension.class);
    }
}
