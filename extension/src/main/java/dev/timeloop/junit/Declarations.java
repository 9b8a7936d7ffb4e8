package dev.timeloop.junit;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** What the source of a test declares: annotations, and extensions in fields. */
final class Declarations {
    private Declarations() {}

    /** Which time they put a test on; the nearest of the annotations for that decides. */
    static TestTime time(ExtensionContext context) {
        List<Place> places = places(context);
        for (Place place : places) {
            if (place.isVirtual && place.isReal) {
                throw new ExtensionConfigurationException(
                        TestName.of(place.element)
                                + " has both @VirtualTime and @RealTime.\n-> keep one of them");
            }
            if (place.isVirtual || place.isReal) {
                return place.isVirtual
                        ? TestTime.VIRTUAL
                        : real("@RealTime of " + TestName.of(place.element), isChecked(places));
            }
        }
        for (Place place : places) {
            if (place.isExtended) {
                return TestTime.VIRTUAL;
            }
        }
        return isChecked(places) ? TestTime.CHECKED : TestTime.UNDECLARED;
    }

    private static TestTime real(String because, boolean isChecked) {
        return isChecked ? TestTime.checked(because) : TestTime.real(because);
    }

    private static boolean isChecked(List<Place> places) {
        for (Place place : places) {
            if (place.isChecked) {
                return true;
            }
        }
        return false;
    }

    /** False when settings are in instance fields, which JUnit reads after the constructor. */
    static boolean areCompleteBeforeConstruction(ExtensionContext context) {
        for (Place place : places(context)) {
            if (!place.isComplete) {
                return false;
            }
        }
        return true;
    }

    /** What the annotations say, the nearest first, attribute by attribute. */
    static Settings settings(ExtensionContext context) {
        Settings settings = Settings.NONE;
        for (Place place : places(context)) {
            settings = settings.orElse(place.settings());
        }
        return settings;
    }

    /** The method, its class, the superclasses of that, then the same of each enclosing class. */
    private static List<Place> places(ExtensionContext context) {
        List<Place> places = new ArrayList<>();
        Method method = context.getTestMethod().orElse(null);
        if (method != null) {
            places.add(Place.of(method));
        }
        Class<?> testClass = context.getTestClass().orElse(null);
        if (testClass != null) {
            addHierarchy(places, testClass);
        }
        List<Class<?>> enclosing = context.getEnclosingTestClasses();
        for (int i = enclosing.size() - 1; i >= 0; i--) {
            addHierarchy(places, enclosing.get(i));
        }
        return places;
    }

    private static void addHierarchy(List<Place> places, Class<?> lowest) {
        for (Class<?> type = lowest; type != null; type = type.getSuperclass()) {
            places.add(Place.of(type));
        }
    }

    /** What a place says, or inherits. */
    static Settings settings(Place place) {
        Settings settings = Settings.NONE;
        AnnotatedElement element = place.element;
        Optional<VirtualTime> time = AnnotationSupport.findAnnotation(element, VirtualTime.class);
        if (time.isPresent()) {
            settings = settings.orElse(settings(time.get(), TestName.of(element)));
        }
        Optional<LeakCheck> check = AnnotationSupport.findAnnotation(element, LeakCheck.class);
        if (check.isPresent()) {
            settings = settings.orElse(settings(check.get(), place));
        }
        return settings;
    }

    /** What a superclass exempts is found there, so that each exemption has one place. */
    private static Settings settings(LeakCheck check, Place place) {
        List<Exemption> exemptions =
                place.isChecked ? Exemption.of(check, TestName.of(place.element)) : List.of();
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
