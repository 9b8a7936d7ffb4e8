package dev.timeloop.junit;

import dev.timeloop.LooseEnd.Kind;
import dev.timeloop.junit.LeakCheck.Level;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How grave each kind of loose end is, and what is exempt; a kind that isn't here is inherited.
 *
 * @param exemptions of all declarations together, each once
 */
record Levels(Map<Kind, Level> byKind, List<Exemption> exemptions) {
    static final Levels INHERITED = new Levels(Map.of(), List.of());
    static final Levels STANDARD = all(Level.FAIL).with(Kind.IDLE_POOL, Level.WARN);

    static Levels all(Level level) {
        Map<Kind, Level> byKind = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            byKind.put(kind, level);
        }
        return new Levels(byKind, List.of());
    }

    static Levels of(LeakCheck check) {
        return INHERITED
                .with(Kind.UNRETRIEVED_FAILURE, check.failures())
                .with(Kind.PENDING_TASK, check.tasks())
                .with(Kind.LIVE_TIMER, check.timers())
                .with(Kind.BUSY_THREAD, check.threads())
                .with(Kind.IDLE_POOL, check.pools());
    }

    Levels with(Kind kind, Level level) {
        Map<Kind, Level> changed = new EnumMap<>(Kind.class);
        changed.putAll(byKind);
        if (level == Level.INHERIT) {
            changed.remove(kind);
        } else {
            changed.put(kind, level);
        }
        return new Levels(changed, exemptions);
    }

    Levels orElse(Levels further) {
        Map<Kind, Level> merged = new EnumMap<>(Kind.class);
        merged.putAll(further.byKind);
        merged.putAll(byKind);
        Set<Exemption> all = new LinkedHashSet<>(exemptions);
        all.addAll(further.exemptions);
        return new Levels(merged, List.copyOf(all));
    }

    Levels exempt(List<Exemption> more) {
        return more.isEmpty() ? this : orElse(new Levels(Map.of(), more));
    }

    /** Null when nobody has set it. */
    @Nullable Level of(Kind kind) {
        return byKind.get(kind);
    }
}
