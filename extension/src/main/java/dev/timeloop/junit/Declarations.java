package dev.timeloop.junit;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.Extensions;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.commons.support.AnnotationSupport;

/** What the source of a test declares: annotations, and extensions in fields. */
final class Declarations {
    private Declarations() {}

    /** Which time they put a test on; the nearest of the annotations for that decides. */
    static TestTime time(ExtensionContext context) {
        List<AnnotatedElement> places = places(context);
        for (AnnotatedElement place : places) {
            boolean isVirtual = has(place, VirtualTime.class);
            boolean isReal = has(place, RealTime.class);
            if (isVirtual && isReal) {
                throw new ExtensionConfigurationException(
                        TestName.of(place)
                                + " has both @VirtualTime and @RealTime.\n-> keep one of them");
            }
            if (isVirtual || isReal) {
                return isVirtual
                        ? TestTime.VIRTUAL
                        : real("@RealTime of " + TestName.of(place), isChecked(places));
            }
        }
        if (places.stream().anyMatch(Declarations::isExtended)) {
            return TestTime.VIRTUAL;
        }
        return isChecked(places) ? TestTime.CHECKED : TestTime.UNDECLARED;
    }

    private static TestTime real(String because, boolean isChecked) {
        return isChecked ? TestTime.checked(because) : TestTime.real(because);
    }

    private static boolean isChecked(List<AnnotatedElement> places) {
        return places.stream().anyMatch(place -> has(place, LeakCheck.class));
    }

    /** Whether it stands at this very place, and isn't inherited by it from a superclass. */
    private static boolean has(AnnotatedElement place, Class<? extends Annotation> wanted) {
        for (Annotation annotation : place.getDeclaredAnnotations()) {
            Class<? extends Annotation> type = annotation.annotationType();
            if (type == wanted || AnnotationSupport.isAnnotated(type, wanted)) {
                return true;
            }
        }
        return place instanceof Class<?> type
                && Arrays.stream(type.getInterfaces())
                        .anyMatch(each -> AnnotationSupport.isAnnotated(each, wanted));
    }

    /** Whether a place has this extension itself, and not as the check's. */
    private static boolean isExtended(AnnotatedElement place) {
        return (place instanceof Class<?> type && !fields(type).isEmpty())
                || isExtended(place, new HashSet<>());
    }

    private static boolean isExtended(AnnotatedElement place, Set<AnnotatedElement> seen) {
        if (!seen.add(place) || place == LeakCheck.class) {
            return false;
        }
        for (Annotation annotation : place.getDeclaredAnnotations()) {
            if ((annotation instanceof ExtendWith one && isThis(one))
                    || (annotation instanceof Extensions several
                            && Arrays.stream(several.value()).anyMatch(Declarations::isThis))
                    || isExtended(annotation.annotationType(), seen)) {
                return true;
            }
        }
        return place instanceof Class<?> type
                && Arrays.stream(type.getInterfaces()).anyMatch(each -> isExtended(each, seen));
    }

    private static boolean isThis(ExtendWith declared) {
        return List.of(declared.value()).contains(TimeloopExtension.class);
    }

    private static List<Field> fields(Class<?> type) {
        return AnnotationSupport.findAnnotatedFields(
                type, RegisterExtension.class, field -> field.getType() == TimeloopExtension.class);
    }

    /** False when settings are in instance fields, which JUnit reads after the constructor. */
    static boolean areCompleteBeforeConstruction(ExtensionContext context) {
        return places(context).stream()
                .filter(place -> place instanceof Class)
                .flatMap(place -> fields((Class<?>) place).stream())
                .allMatch(field -> Modifier.isStatic(field.getModifiers()));
    }

    /** What the annotations say, the nearest first, attribute by attribute. */
    static Settings settings(ExtensionContext context) {
        Settings settings = Settings.NONE;
        for (AnnotatedElement place : places(context)) {
            Optional<VirtualTime> time = AnnotationSupport.findAnnotation(place, VirtualTime.class);
            if (time.isPresent()) {
                settings = settings.orElse(settings(time.get(), TestName.of(place)));
            }
            Optional<LeakCheck> check = AnnotationSupport.findAnnotation(place, LeakCheck.class);
            if (check.isPresent()) {
                settings = settings.orElse(settings(check.get(), place));
            }
        }
        return settings;
    }

    /** The method, its class, the superclasses of that, then the same of each enclosing class. */
    private static List<AnnotatedElement> places(ExtensionContext context) {
        List<AnnotatedElement> places = new ArrayList<>();
        context.getTestMethod().ifPresent(places::add);
        context.getTestClass().ifPresent(type -> addHierarchy(places, type));
        List<Class<?>> enclosing = context.getEnclosingTestClasses();
        for (int i = enclosing.size() - 1; i >= 0; i--) {
            addHierarchy(places, enclosing.get(i));
        }
        return places;
    }

    private static void addHierarchy(List<AnnotatedElement> places, Class<?> lowest) {
        for (Class<?> type = lowest; type != null; type = type.getSuperclass()) {
            places.add(type);
        }
    }

    /** What a superclass exempts is found there, so that each exemption has one place. */
    private static Settings settings(LeakCheck check, AnnotatedElement place) {
        List<Exemption> exemptions =
                has(place, LeakCheck.class) ? Exemption.of(check, TestName.of(place)) : List.of();
        Levels levels = Levels.of(check).exempt(exemptions);
        return new Settings(null, null, null, null, null, check.everyBranch(), levels);
    }

    private static Settings settings(VirtualTime declared, String place) {
        return new Settings(
                startAt(declared.startAt(), place),
                zone(declared.zone(), place),
                realTimeout(declared.realTimeout(), place),
                declared.scope(),
                null,
                false,
                null);
    }

    private static @Nullable Instant startAt(String text, String place) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return DateTimeFormatter.ISO_ZONED_DATE_TIME.parse(text, Instant::from);
        } catch (DateTimeException malformed) {
            throw wrong("startAt", text, place, "an instant", START_AT_ADVICE, malformed);
        }
    }

    private static final String START_AT_ADVICE =
            "write it with its offset, as 2026-03-29T00:59:59Z or 2026-03-29T01:59:59+01:00";

    private static @Nullable ZoneId zone(String text, String place) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return ZoneId.of(text);
        } catch (DateTimeException unknown) {
            String advice = "write it as Europe/Berlin, UTC or +01:00";
            throw wrong("zone", text, place, "a zone", advice, unknown);
        }
    }

    private static @Nullable Duration realTimeout(String text, String place) {
        if (text.isEmpty()) {
            return null;
        }
        Duration parsed = DurationSyntax.parse(text);
        if (parsed == null) {
            throw wrong("realTimeout", text, place, "a duration", DurationSyntax.ADVICE, null);
        }
        return parsed;
    }

    private static ExtensionConfigurationException wrong(
            String attribute,
            String text,
            String place,
            String what,
            String advice,
            @Nullable Throwable cause) {
        return new ExtensionConfigurationException(
                "@VirtualTime("
                        + attribute
                        + " = \""
                        + text
                        + "\") of "
                        + place
                        + " isn't "
                        + what
                        + ".\n-> "
                        + advice,
                cause);
    }
}
