package dev.timeloop.junit.report;

import dev.timeloop.LooseEnd.Kind;

/** What users call the kinds of loose ends: as the attributes of the annotation. */
final class Kinds {
    private Kinds() {}

    static String word(Kind kind) {
        return switch (kind) {
            case UNRETRIEVED_FAILURE -> "failures";
            case PENDING_TASK -> "tasks";
            case LIVE_TIMER -> "timers";
            case BUSY_THREAD -> "threads";
            case IDLE_POOL -> "pools";
        };
    }
}
