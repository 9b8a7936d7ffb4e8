package dev.timeloop.world.pools;

import dev.timeloop.agent.install.Agent;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Threads made elsewhere that wait for work in {@code Object.wait}, as Quartz's do. */
class MonitorWorkersTest {
    /** Workers that share one monitor. */
    private static final class Crew {
        private final Queue<Runnable> jobs = new ArrayDeque<>();
        private final long lookEveryMillis;
        private final boolean tellsAll;

        Crew(long lookEveryMillis, boolean tellsAll) {
            this.lookEveryMillis = lookEveryMillis;
            this.tellsAll = tellsAll;
        }

        Crew hire(String name) {
            Thread worker = new Thread(this::work, name);
            worker.setDaemon(true);
            worker.start();
            return this;
        }

        private void work() {
            try {
                while (true) {
                    take().run();
                }
            } catch (InterruptedException ended) {
                return;
            }
        }

        private synchronized Runnable take() throws InterruptedException {
            while (jobs.isEmpty()) {
                wait(lookEveryMillis);
            }
            return jobs.remove();
        }

        synchronized void add(Runnable job) {
            jobs.add(job);
            if (tellsAll) {
                notifyAll();
            } else {
                notify();
            }
        }
    }

    @BeforeAll
    static void install() {
        Agent.install(); // a worker that waits already would go on with the code that it had
    }

    @Test
    void itWorksOnTheTimeOfWhoeverNotifiesIt() throws Exception {
        Crew crew = new Crew(0, true).hire("worker");
        Visits.of(1_000, (unit, log) -> Jobs.some(3, unit, log, crew::add))
                .expect("+1000 job 1", "+3000 job 2", "+6000 job 3");
    }

    @Test
    void severalShareTheWork() throws Exception {
        Crew crew = new Crew(0, false).hire("worker 1").hire("worker 2").hire("worker 3");
        Visits.of(1_000, (unit, log) -> Jobs.some(2, unit, log, crew::add))
                .expect("+1000 job 1", "+2000 job 2");
    }

    @Test
    void oneThatAlsoLooksByItselfKeepsNoTestWaiting() throws Exception {
        Crew crew = new Crew(50_000, true).hire("worker");
        Visits.of(500, (unit, log) -> Jobs.one(unit, log, crew::add)).expect("+500 worker");
    }

    @Test
    void whoNotifiesItMayKeepTheMonitorForAWhile() throws Exception {
        Crew crew = new Crew(0, true).hire("worker");
        Visits.of(
                        1_000,
                        (unit, log) -> {
                            CompletableFuture<Void> done = new CompletableFuture<>();
                            synchronized (crew) {
                                crew.add(
                                        () -> {
                                            log.say("begins");
                                            Visits.sleep(unit);
                                            log.say("ends");
                                            done.complete(null);
                                        });
                                Visits.sleep(2 * unit);
                            }
                            done.get();
                        })
                .expect("+2000 begins", "+3000 ends");
    }
}
