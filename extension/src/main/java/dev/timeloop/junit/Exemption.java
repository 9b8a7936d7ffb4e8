package dev.timeloop.junit;

import dev.timeloop.LooseEnd;
import dev.timeloop.LooseEnd.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** A {@link Leak} that a place of the source declares; equal only to itself declared there. */
final class Exemption {
    private static final Pattern QUOTED = Pattern.compile("[^\"]*\"(.*)\"[^\"]*", Pattern.DOTALL);

    private final Leak leak;
    private final String place;
    private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    private final @Nullable ClassPatterns madeIn;
    private final @Nullable Pattern named;

    private Exemption(Leak leak, String place) {
        this.leak = leak;
        this.place = place;
        kinds.addAll(List.of(leak.kind()));
        madeIn = leak.madeIn().isBlank() ? null : ClassPatterns.parse(leak.madeIn());
        named = leak.named().isBlank() ? null : ClassPatterns.wildcard(leak.named().strip());
    }

    static List<Exemption> of(LeakCheck check, String place) {
        List<Exemption> exemptions = new ArrayList<>();
        for (Leak leak : check.ignore()) {
            exemptions.add(of(leak, place));
        }
        return exemptions;
    }

    private static Exemption of(Leak leak, String place) {
        Exemption exemption = new Exemption(leak, place);
        if (leak.because().isBlank()) {
            throw wrong(
                    exemption, "doesn't say why", "write the reason: because = \"see ACME-42\"");
        }
        if (!leak.madeIn().isBlank() && exemption.madeIn == null) {
            throw wrong(
                    exemption,
                    "has a madeIn that can't be part of the name of a class",
                    ClassPatterns.ADVICE);
        }
        if (exemption.isUnlimited()) {
            throw wrong(
                    exemption,
                    "exempts every loose end",
                    "set kind, madeIn, named or failure, or set the levels of @LeakCheck");
        }
        return exemption;
    }

    private boolean isUnlimited() {
        return kinds.isEmpty()
                && madeIn == null
                && named == null
                && leak.failure() == Throwable.class;
    }

    private static ExtensionConfigurationException wrong(
            Exemption exemption, String what, String advice) {
        return new ExtensionConfigurationException(exemption + " " + what + ".\n-> " + advice);
    }

    String because() {
        return leak.because().strip();
    }

    boolean covers(LooseEnd end) {
        return (kinds.isEmpty() || kinds.contains(end.kind()))
                && isMadeInPlace(end.madeAt())
                && isNamed(end.name())
                && (leak.failure() == Throwable.class || hasFailed(end.failure()));
    }

    private boolean isMadeInPlace(List<StackTraceElement> madeAt) {
        return madeIn == null
                || madeAt.stream().anyMatch(frame -> madeIn.covers(frame.getClassName()));
    }

    private boolean isNamed(String name) {
        if (named == null || named.matcher(name).matches()) {
            return true;
        }
        var quoted = QUOTED.matcher(name);
        return quoted.matches() && named.matcher(quoted.group(1)).matches();
    }

    private boolean hasFailed(@Nullable Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable each = failure; each != null && seen.add(each); each = each.getCause()) {
            if (leak.failure().isInstance(each)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Exemption exemption
                && leak.equals(exemption.leak)
                && place.equals(exemption.place);
    }

    @Override
    public int hashCode() {
        return 31 * leak.hashCode() + place.hashCode();
    }

    /** As the source has it, with its place. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        if (!kinds.isEmpty()) {
            String names = String.join(", ", kinds.stream().map(Kind::name).toList());
            parts.add("kind = " + (kinds.size() == 1 ? names : "{" + names + "}"));
        }
        add(parts, "madeIn", leak.madeIn());
        add(parts, "named", leak.named());
        if (leak.failure() != Throwable.class) {
            parts.add("failure = " + leak.failure().getSimpleName() + ".class");
        }
        parts.add("because = \"" + leak.because() + '"');
        return "@Leak(" + String.join(", ", parts) + ") of " + place;
    }

    private static void add(List<String> parts, String attribute, String text) {
        if (!text.isEmpty()) {
            parts.add(attribute + " = \"" + text + '"');
        }
    }
}
