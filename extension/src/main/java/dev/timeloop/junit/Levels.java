package dev.timeloop.junit;

import dev.timeloop.LooseEnd;
import dev.timeloop.LooseEnd.Kind;
import dev.timeloop.junit.LeakCheck.Level;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How grave each kind of loose end is; a kind that isn't here is inherited. */
record Levels(Map<Kind, Level> byKind) {
    static final Levels INHERITED = new Levels(Map.of());
    static final Levels STANDARD = all(Level.FAIL).with(Kind.IDLE_POOL, Level.WARN);

    static Levels all(Level level) {
        Map<Kind, Level> byKind = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            byKind.put(kind, level);
        }
        return new Levels(byKind);
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
        return new Levels(changed);
    }

    Levels orElse(Levels further) {
        Map<Kind, Level> merged = new EnumMap<>(Kind.class);
        merged.putAll(further.byKind);
        merged.putAll(byKind);
        return new Levels(merged);
    }

    /** Those of one level. */
    List<LooseEnd> select(Level level, List<LooseEnd> looseEnds) {
        return looseEnds.stream().filter(end -> byKind.get(end.kind()) == level).toList();
    }
}
