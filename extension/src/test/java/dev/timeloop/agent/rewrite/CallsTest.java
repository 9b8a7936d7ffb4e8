package dev.timeloop.agent.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class CallsTest {
    private static List<String> callsOf(Class<?> type) {
        return Rewritten.calls(Rewritten.bytes(type));
    }

    @Test
    void clocksAreReadThroughHooks() throws Exception {
        assertThat(callsOf(Clocks.class))
                .contains("call: Hooks.nanoTime", "call: Hooks.currentTimeMillis")
                .doesNotContain("call: System.nanoTime");
        assertThat(Rewritten.make(Clocks.class, Callable.class).call()).isEqualTo(true);
    }

    @Test
    void theMonotonicClockIsRealInClassInitialisers() {
        assertThat(callsOf(Clocks.class))
                .contains("<clinit>: System.nanoTime", "<clinit>: Hooks.currentTimeMillis");
    }

    @Test
    void methodReferencesWorkOutsideWorlds() throws Exception {
        assertThat(Rewritten.make(References.class, Callable.class).call())
                .isEqualTo(List.of("nanos", "slept", "notified", "notified all", "joined"));
    }

    @Test
    void waitingAndNotifyingWorkOutsideWorlds() throws Exception {
        assertThat(Rewritten.make(Waiting.class, Callable.class).call()).isEqualTo("notified");
        assertThat(callsOf(Waiting.class))
                .contains("call: Hooks.wait", "answer: Hooks.notifyAll")
                .doesNotContain("call: Object.wait");
    }

    @Test
    void methodsOfTheSameNameAreLeftAlone() {
        assertThat(Rewritten.bytes(Namesakes.class)).isNull();
    }

    @Test
    void aClassWithNothingToDoIsLeftAlone() {
        assertThat(Rewritten.bytes(Nothing.class)).isNull();
    }

    @Test
    void theRunMethodOfASubclassIsAGate() {
        assertThat(callsOf(Worker.class)).containsOnlyOnce("run: Hooks.begin");
    }

    static final class Clocks implements Callable<Boolean> {
        static final long NANOS = System.nanoTime();
        static final long MILLIS = System.currentTimeMillis();

        @Override
        public Boolean call() {
            return System.nanoTime() >= NANOS && System.currentTimeMillis() >= MILLIS;
        }
    }

    static final class References implements Callable<List<String>> {
        private final List<String> done = new ArrayList<>();

        @Override
        public List<String> call() throws Exception {
            LongSupplier nanos = System::nanoTime;
            note(nanos.getAsLong() != 0, "nanos");
            Sleep sleep = Thread::sleep;
            sleep.sleep(0);
            note(true, "slept");
            Runnable notify = this::notify;
            Consumer<References> notifyAll = References::notifyAll;
            synchronized (this) {
                notify.run();
                note(true, "notified");
                notifyAll.accept(this);
                note(true, "notified all");
            }
            Thread thread = new Thread(() -> {});
            Join join = thread::join;
            thread.start();
            join.join();
            note(!thread.isAlive(), "joined");
            return done;
        }

        private void note(boolean right, String what) {
            done.add(right ? what : "not " + what);
        }

        interface Sleep {
            void sleep(long millis) throws InterruptedException;
        }

        interface Join {
            void join() throws InterruptedException;
        }
    }

    @SuppressWarnings("WaitNotInLoop")
    static final class Waiting implements Callable<String> {
        private String answer;

        @Override
        public synchronized String call() throws Exception {
            new Thread(this::answer).start();
            while (answer == null) {
                wait();
            }
            wait(1);
            wait(0, 1);
            return answer;
        }

        private synchronized void answer() {
            answer = "notified";
            notifyAll();
        }
    }

    static final class Namesakes {
        static void sleep(long millis) {}

        void join() {}

        void call() {
            sleep(1);
            join();
        }
    }

    static final class Nothing {
        int twice(int n) {
            return 2 * n;
        }
    }

    static final class Worker extends Thread {
        @Override
        public void run() {}
    }
}
