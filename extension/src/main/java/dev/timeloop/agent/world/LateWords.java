package dev.timeloop.agent.world;

import java.util.function.Supplier;

/** What a recording keeps of a wait whose words may yet change; it must not keep the lock. */
final class LateWords {
    private final Supplier<String> words;

    LateWords(Supplier<String> words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words.get();
    }
}
