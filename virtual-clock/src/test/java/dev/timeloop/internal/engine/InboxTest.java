package dev.timeloop.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InboxTest {
    private final Inbox inbox = new Inbox();
    private final ReadyQueue ready = new FifoReadyQueue();

    @Test
    void isEmptyAtFirst() {
        assertThat(inbox.hasArrivals()).isFalse();
    }

    @Test
    void knowsThatSomethingHasArrived() {
        inbox.post(arrival("one"));

        assertThat(inbox.hasArrivals()).isTrue();
    }

    @Test
    void isEmptyOnceItWasTakenIn() {
        inbox.post(arrival("one"));
        inbox.takeIn(ready::add);

        assertThat(inbox.hasArrivals()).isFalse();
    }

    @Test
    void isTakenInInOrderOfArrivalBehindWhatIsReady() {
        ready.add(arrival("ready before"));
        inbox.post(arrival("first"));
        inbox.post(arrival("second"));
        inbox.takeIn(ready::add);

        assertThat(drained()).containsExactly("ready before", "first", "second");
    }

    @Test
    void losesNothingThatArrivesWhileItIsTakenIn() throws Exception {
        int count = 20_000;
        Thread poster =
                new Thread(
                        () -> {
                            for (int i = 0; i < count; i++) {
                                inbox.post(arrival("" + i));
                            }
                        });
        poster.start();
        List<String> taken = new ArrayList<>();
        while (taken.size() < count) {
            if (inbox.hasArrivals()) {
                inbox.takeIn(ready::add);
                taken.addAll(drained());
            }
        }
        poster.join();

        for (int i = 0; i < count; i++) {
            assertThat(taken.get(i)).isEqualTo("" + i);
        }
    }

    @Test
    void wakesItsWaiterEachTime() throws Exception {
        int rounds = 2_000;
        Thread poster =
                new Thread(
                        () -> {
                            for (int i = 0; i < rounds; i++) {
                                inbox.post(arrival("" + i));
                            }
                        });
        poster.start();
        int taken = 0;
        while (taken < rounds) {
            inbox.awaitArrival(System.nanoTime() + TimeUnit.SECONDS.toNanos(50));
            assertThat(inbox.hasArrivals()).isTrue();
            inbox.takeIn(ready::add);
            taken += drained().size();
        }
        poster.join();
    }

    @Test
    void waitsNoLongerThanItMay() {
        inbox.awaitArrival(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(2));

        assertThat(inbox.hasArrivals()).isFalse();
    }

    @Test
    void stopsWaitingWhenInterruptedAndKeepsTheFlag() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        List<Boolean> flag = new ArrayList<>();
        Thread waiter =
                new Thread(
                        () -> {
                            inbox.awaitArrival(System.nanoTime() + TimeUnit.SECONDS.toNanos(50));
                            flag.add(Thread.currentThread().isInterrupted());
                            done.countDown();
                        });
        waiter.start();
        waiter.interrupt();

        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(flag).containsExactly(true);
        waiter.join();
    }

    private static Event arrival(String name) {
        return new Arrival(name, false, () -> {});
    }

    private List<String> drained() {
        List<String> names = new ArrayList<>();
        for (Event event; (event = ready.poll()) != null; ) {
            names.add(event.describe());
        }
        return names;
    }
}
