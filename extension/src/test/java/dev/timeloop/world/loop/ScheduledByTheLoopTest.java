package dev.timeloop.world.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.EventLoop;
import dev.timeloop.Task;
import dev.timeloop.junit.LeakCheck;
import dev.timeloop.junit.VirtualTime;
import dev.timeloop.world.verdicts.FreshClasses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** From JDK 24 on, bodies run on virtual threads that take turns on one thread of the loop's. */
@EnabledForJreRange(min = JRE.JAVA_25)
@Timeout(60)
class ScheduledByTheLoopTest {
    private static final String THREAD = "@timeloop-scheduler-";

    private final List<String> log = new ArrayList<>();

    @Test
    @VirtualTime
    void bodiesInAWorld(EventLoop loop) {
        assertThat(loop.start("body", () -> Thread.currentThread().toString()).join())
                .contains(THREAD);
    }

    @Test
    @VirtualTime(scope = VirtualTime.Scope.LOOP)
    void bodiesOfALoopAlone(EventLoop loop) {
        assertThat(loop.start("body", () -> Thread.currentThread().toString()).join())
                .contains(THREAD);
    }

    /** On real time; the thread on which they take turns is no loose end of the test. */
    @Test
    @LeakCheck
    void bodiesOfALoopThatTheTestMakesItself() {
        try (EventLoop loop = EventLoop.create()) {
            assertThat(loop.start("body", () -> Thread.currentThread().toString()).join())
                    .contains(THREAD);
        }
    }

    /** As one does that waits in a class initialiser. */
    @Test
    @VirtualTime(scope = VirtualTime.Scope.LOOP)
    void oneThatKeepsTheThreadDoesNotStopTheOthers(EventLoop loop) {
        WhileInitialising.ACTION.set(() -> loop.sleep(Duration.ofSeconds(2)));
        Task<Void> slow =
                loop.run(
                        "slow",
                        () -> {
                            new FreshClasses().initialise("Does");
                            say(loop, "slow");
                        });
        Task<Void> quick =
                loop.run(
                        "quick",
                        () -> {
                            for (int i = 0; i < 3; i++) {
                                loop.sleep(Duration.ofSeconds(1));
                                say(loop, "quick");
                            }
                        });

        loop.gather(List.of(slow, quick));

        assertThat(log).containsExactly("+1 quick", "+2 slow", "+2 quick", "+3 quick");
    }

    private void say(EventLoop loop, String what) {
        log.add("+" + loop.elapsed().toSeconds() + " " + what);
    }
}
