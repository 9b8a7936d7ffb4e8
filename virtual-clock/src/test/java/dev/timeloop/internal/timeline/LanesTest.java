package dev.timeloop.internal.timeline;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.timeloop.EventLoop;
import dev.timeloop.Task;
import dev.timeloop.internal.engine.LoopAccess;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LanesTest {
    private final EventLoop loop = EventLoop.create();

    private Lanes lanes() {
        Recording recording = LoopAccess.shared().recording(loop);
        assertThat(recording).isNotNull();
        return Lanes.of(recording);
    }

    private String text() {
        return lanes().text(Glyphs.BOX);
    }

    private void deadlock() {
        Task<?>[] tasks = new Task<?>[2];
        tasks[0] = loop.start("left", () -> pause(1, tasks, 1));
        tasks[1] = loop.start("right", () -> pause(2, tasks, 0));
        Throwable thrown = catchThrowable(() -> loop.await(tasks[0]));
        assertThat(thrown).hasMessageContaining("\n\nTimeline (virtual time, 3 lanes");
    }

    private Object pause(int seconds, Task<?>[] tasks, int other) {
        loop.sleep(ofSeconds(seconds));
        return loop.await(tasks[other]);
    }

    @Test
    void aDeadlockShowsItsCircle() {
        deadlock();

        assertThat(text())
                .isEqualTo(
                        """
                        Timeline (virtual time, 3 lanes, 10 events):
                                        +0 s  +1 s +2 s
                          test          ──┄┄┄┄┄┄┄┄┄┄┄╳     deadlock
                          task "left"   ├──┄┄┄─┄┄┄┄┄┄┄┄┄┄  waiting for task "right"
                          task "right"   ├──┄┄┄┄┄┄┄─┄┄┄┄┄  waiting for task "left"
                          ┌─> task "left"
                          │     waiting for task "right"
                          │   task "right"
                          └───  waiting for task "left"\
                        """);
    }

    @Test
    void isPlainWhereTheConsoleIs() {
        deadlock();

        String text = lanes().text(Glyphs.ASCII);

        assertThat(text.chars()).allMatch(each -> each < 128);
        assertThat(text)
                .isEqualTo(
                        """
                        Timeline (virtual time, 3 lanes, 10 events):
                                        +0 s  +1 s +2 s
                          test          --...........X     deadlock
                          task "left"   |--...-..........  waiting for task "right"
                          task "right"   |--.......-.....  waiting for task "left"
                          +-> task "left"
                          |     waiting for task "right"
                          |   task "right"
                          +---  waiting for task "left"\
                        """);
    }

    @Test
    void looseEndsAreMarked() {
        loop.start(
                "fast feed",
                () -> {
                    loop.sleep(ofSeconds(1));
                    throw new IOException("boom");
                });
        loop.run("slow feed", () -> loop.sleep(ofSeconds(60)));
        Task<String> scripted = loop.<String>script("scripted").succeedsAfter(ofSeconds(3), "x");
        loop.await(scripted);
        loop.callLater(ofMillis(700), () -> {});
        loop.advance(ofSeconds(2));
        loop.finish();

        assertThat(text())
                .isEqualTo(
                        """
                        Timeline (virtual time, 5 lanes, 12 events):
                                            +0 s    +1 s +3 s +3.7 s +5 s
                          test              ────┄┄┄┄┄┄┄┄┄┄─────────────────
                          loop                                ┼              callback in LanesTest
                          task "fast feed"  ├────┄┄┄─╳                    !  failed with IOException:\
                         boom, nobody looked
                          task "slow feed"   ├────┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄!  left behind: sleeping\
                         until +60 s
                          task "scripted"     ├┄┄┄┄┄┄┄┄┄┄┤                   succeeded\
                        """);
    }

    @Test
    void isCutAroundTheEnd() {
        for (int i = 0; i < 30; i++) {
            int millis = 100 + i;
            loop.run(
                    "worker " + i,
                    () -> {
                        for (int j = 0; j < 50; j++) {
                            loop.sleep(ofMillis(millis));
                        }
                    });
        }
        loop.executor("pool").schedule(() -> 1, 3, TimeUnit.HOURS);
        assertThat(catchThrowable(() -> loop.await(loop.task("never")))).isNotNull();

        assertThat(text())
                .isEqualTo(
                        """
                        Timeline (virtual time, 33 lanes, last 37 events):
                                            +6 s  +6.048 s +6.125 s +6.192 s +6.272 s +6.35 s  +\
                        3 h
                          test              ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄\
                        ┄╳    deadlock
                          task "worker 25"  ─┄┄┄┄┄┄┄┄┄┄┄┄┄┄─┄┄┄┄┄┄┄┄┄┄┄┄┄┄─┤                    \
                              succeeded
                          task "worker 26"  ┄┄┄┄┄┄─┄┄┄┄┄┄┄┄┄┄┄┄┄┄─┄┄┄┄┄┄┄┄┄┄┄┄┄┄─┤              \
                              succeeded
                          task "worker 27"  ┄┄┄┄┄┄┄┄┄┄┄┄─┄┄┄┄┄┄┄┄┄┄┄┄┄┄─┄┄┄┄┄┄┄┄┄┄┄┄┄┄─┤        \
                              succeeded
                          task "worker 28"  ┄┄┄─┄┄┄┄┄┄┄┄┄┄┄┄┄┄─┄┄┄┄┄┄┄┄┄┄┄┄┄┄─┄┄┄┄┄┄┄┄┄┄┄─┤     \
                              succeeded
                          task "worker 29"  ┄┄┄┄┄┄┄┄┄─┄┄┄┄┄┄┄┄┄┄┄┄┄┄─┄┄┄┄┄┄┄┄┄┄┄┄┄┄─┄┄┄┄┄┄┄┄─┤  \
                              succeeded
                          task "pool-1"     ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄─\
                        ┤     succeeded
                          task "never"      ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄\
                        ┄┄┄┄  nothing has completed it yet
                          ... and 25 lanes\
                        """);
    }

    @Test
    void fitsALogAndAScreenWhateverTheNames() {
        String longName = "a name that goes on and on, longer than anybody would read ".repeat(5);
        for (int i = 0; i < 100; i++) {
            loop.run(longName + i, () -> loop.sleep(ofSeconds(60)));
        }
        loop.advance(ofSeconds(1));
        loop.finish();

        List<String> lines = text().lines().toList();

        assertThat(lines).hasSizeLessThanOrEqualTo(40);
        assertThat(lines).allMatch(line -> line.length() <= 120);
    }

    @Test
    void saysNothingOfATestThatIsAlone() {
        loop.sleep(ofSeconds(1));
        loop.advance(ofSeconds(1));

        assertThat(text()).isEmpty();
    }

    @Test
    void saysNothingOfOneTaskWithoutTime() {
        loop.task("one");

        assertThat(text()).isEmpty();
    }

    @Test
    void theConsoleDecidesAboutTheCharacters() {
        assertThat(Glyphs.of(Map.of("stdout.encoding", "UTF-8")::get)).isEqualTo(Glyphs.BOX);
        assertThat(Glyphs.of(Map.of("stdout.encoding", "US-ASCII", "file.encoding", "UTF-8")::get))
                .isEqualTo(Glyphs.ASCII);
        assertThat(Glyphs.of(Map.of("native.encoding", "utf8")::get)).isEqualTo(Glyphs.BOX);
        assertThat(Glyphs.of(Map.of("file.encoding", "Cp1252")::get)).isEqualTo(Glyphs.ASCII);
        assertThat(Glyphs.of(Map.<String, String>of()::get)).isEqualTo(Glyphs.ASCII);
    }
}
