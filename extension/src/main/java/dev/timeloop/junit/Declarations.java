package dev.timeloop.junit;

import java.lang.reflect.AnnotatedElement;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.commons.support.AnnotationSupport;

/** What the source of a test declares: annotations, and extensions in fields. */
final class Declarations {
    private Declarations() {}

    /** Whether a test, its class or an enclosing one declares this extension in any way. */
    static boolean exist(ExtensionContext context) {
        for (AnnotatedElement place : places(context)) {
            for (ExtendWith declared :
                    AnnotationSupport.findRepeatableAnnotations(place, ExtendWith.class)) {
                if (List.of(declared.value()).contains(TimeloopExtension.class)) {
                    return true;
                }
            }
            if (place instanceof Class<?> type && hasField(type)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasField(Class<?> type) {
        return !AnnotationSupport.findAnnotatedFields(
                        type,
                        RegisterExtension.class,
                        field -> field.getType() == TimeloopExtension.class)
                .isEmpty();
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
                settings = settings.orElse(settings(check.get()));
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

    private static Settings settings(LeakCheck check) {
        return new Settings(null, null, null, check.everyBranch(), Levels.of(check));
    }

    private static Settings settings(VirtualTime declared, String place) {
        return new Settings(
                startAt(declared.startAt(), place),
                zone(declared.zone(), place),
                realTimeout(declared.realTimeout(), place),
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
