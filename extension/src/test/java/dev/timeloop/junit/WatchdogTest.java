package dev.timeloop.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchdogTest {
    private final Watchdog.Rounds rounds = new Watchdog.Rounds();
    private final List<String> seen = new ArrayList<>();

    @Test
    void looksAtAllInEachRound() {
        rounds.begin(() -> seen.add("one"));
        rounds.begin(() -> seen.add("other"));

        rounds.run();
        rounds.run();

        assertThat(seen).containsExactlyInAnyOrder("one", "other", "one", "other");
    }

    @Test
    void looksNoMoreAtWhatHasEnded() {
        Runnable look = () -> seen.add("it");
        rounds.begin(look);
        rounds.end(look);

        rounds.run();

        assertThat(seen).isEmpty();
    }

    @Test
    void goesOnLookingAtTheOthersWhenOneLookFails() {
        rounds.begin(
                () -> {
                    seen.add("failing");
                    throw new IllegalStateException();
                });
        rounds.begin(() -> seen.add("sound"));

        rounds.run();
        rounds.run();

        assertThat(seen).containsExactlyInAnyOrder("failing", "sound", "sound");
    }
}
