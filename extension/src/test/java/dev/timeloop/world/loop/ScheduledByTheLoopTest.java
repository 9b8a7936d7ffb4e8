package dev.timeloop.world.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.EventLoop;
import dev.timeloop.Task;
import dev.timeloop.junit.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** From JDK 24 on, bodies run on virtual threads that take turns on one thread of the loop's. */
@EnabledForJreRange(min = JRE.JAVA_25)
@Timeout(60)
class ScheduledByTheLoopTest {
    private static final String THREAD = "@timeloop-scheduler-";

    /** For the initialiser of {@link Slow}, to which nothing can be given. */
    private static final AtomicReference<EventLoop> LOOP = new AtomicReference<>();

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

    /** A thread that waits in there keeps its platform thread. */
    private static final class Slow {
        static final String NAME = initialise();

        private static String initialise() {
            LOOP.get().sleep(Duration.ofSeconds(2));
            return "slow";
        }
    }

    @Test
    @VirtualTime(scope = VirtualTime.Scope.LOOP)
    void oneThatKeepsTheThreadDoesNotStopTheOthers(EventLoop loop) {
        LOOP.set(loop);
        Task<Void> slow = loop.run("slow", () -> say(loop, Slow.NAME));
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
