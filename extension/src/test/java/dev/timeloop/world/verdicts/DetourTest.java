package dev.timeloop.world.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.DeadlockException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings({"JdkObsolete", "LockNotBeforeTry"}) // what is not rewritten; held for long
class DetourTest {
    private static String slowly(String key) {
        Steps.sleep(1_000);
        return key + "!";
    }

    private static OneWorld twoAskAtOnce(Map<String, String> map, AtomicReference<String> got) {
        return OneWorld.of(
                () -> {
                    Thread first =
                            Steps.thread(
                                    "first", () -> map.computeIfAbsent("a", DetourTest::slowly));
                    Thread second =
                            Steps.thread(
                                    "second",
                                    () -> {
                                        Steps.sleep(10);
                                        got.set(map.computeIfAbsent("a", Function.identity()));
                                        Steps.sleep(500);
                                    });
                    first.join();
                    second.join();
                });
    }

    @Test
    void aThreadThatABinOfAConcurrentMapKeepsWaitingDoesNotStopTheOthers() {
        AtomicReference<String> got = new AtomicReference<>();

        OneWorld world = twoAskAtOnce(new ConcurrentHashMap<>(), got);

        assertThat(world.failure).isNull();
        assertThat(got).hasValue("a!");
        assertThat(world.elapsed).isEqualTo(Duration.ofMillis(1_500));
    }

    @Test
    void aMonitorOfTheJdkDoesNeither() {
        AtomicReference<String> got = new AtomicReference<>();

        OneWorld world = twoAskAtOnce(new Hashtable<>(), got);

        assertThat(world.failure).isNull();
        assertThat(got).hasValue("a!");
        assertThat(world.elapsed).isEqualTo(Duration.ofMillis(1_500));
    }

    @Test
    void whatWasWaitedForInRealTimeIsReported() {
        OneWorld world = twoAskAtOnce(new ConcurrentHashMap<>(), new AtomicReference<>());

        assertThat(world.realWaits)
                .singleElement()
                .asString()
                .startsWith(
                        "thread \"second\" waited in real time for the monitor of a"
                                + " ConcurrentHashMap.ReservationNode, held by thread \"first\","
                                + " at +10 ms at DetourTest.twoAskAtOnce(DetourTest.java:");
    }

    @Test
    void theTestBodyMayBeTheOneThatWaits() {
        AtomicReference<String> got = new AtomicReference<>();
        OneWorld world =
                OneWorld.of(
                        () -> {
                            Map<String, String> map = new ConcurrentHashMap<>();
                            Steps.thread(
                                    "first", () -> map.computeIfAbsent("a", DetourTest::slowly));
                            Steps.sleep(10);
                            got.set(map.computeIfAbsent("a", Function.identity()));
                            Steps.sleep(500);
                        });

        assertThat(world.failure).isNull();
        assertThat(got).hasValue("a!");
        assertThat(world.elapsed).isEqualTo(Duration.ofMillis(1_500));
    }

    @Test
    void aTestBodyThatNobodyWouldFreeIsFreedAndFails() {
        OneWorld world =
                OneWorld.of(
                        () -> {
                            Map<String, String> map = new ConcurrentHashMap<>();
                            CountDownLatch never = new CountDownLatch(1);
                            Steps.thread(
                                    "first", () -> map.computeIfAbsent("a", key -> awaited(never)));
                            Steps.sleep(10);
                            map.computeIfAbsent("a", Function.identity());
                        });

        assertThat(world.failure).isInstanceOf(DeadlockException.class);
        assertThat(world.message())
                .startsWith(
                        "Deadlock at +10 ms: the test body is stopped by the JVM, waiting for the"
                                + " monitor of a ConcurrentHashMap.ReservationNode, held by thread"
                                + " \"first\", and nothing is left")
                .contains("  thread \"first\" is waiting for CountDownLatch with count 1\n")
                .contains("    at DetourTest.awaited(DetourTest.java:N)\n");
    }

    private static String awaited(CountDownLatch latch) {
        try {
            latch.await();
            return "released";
        } catch (InterruptedException e) {
            return "interrupted";
        }
    }

    // --- class initialisers ---

    @Test
    void aThreadThatAnothersClassInitialiserKeepsWaitingDoesNotStopThat() {
        FreshClasses fresh = new FreshClasses();
        OneWorld world =
                OneWorld.of(
                        () -> {
                            Thread first = Steps.thread("first", () -> fresh.initialise("Slow"));
                            Steps.sleep(10);
                            fresh.initialise("Slow");
                            first.join();
                            Steps.sleep(500);
                        });

        assertThat(world.failure).isNull();
        assertThat(world.elapsed).isEqualTo(Duration.ofMillis(1_500));
        assertThat(world.realWaits)
                .singleElement()
                .asString()
                .startsWith(
                        "the test body waited in real time for the initialiser of class Slow, held"
                                + " by thread \"first\", at +10 ms");
    }

    @Test
    void classInitialisersThatWaitForEachOtherAreADeadlock() {
        FreshClasses fresh = new FreshClasses();
        OneWorld world =
                OneWorld.of(
                        () -> {
                            Thread first = Steps.thread("first", () -> fresh.initialise("Chicken"));
                            Steps.thread("second", () -> fresh.initialise("Egg"));
                            first.join();
                        });

        assertThat(world.failure).isInstanceOf(DeadlockException.class);
        assertThat(world.message())
                .contains("Thread \"first\" and thread \"second\" wait for each other:\n")
                .contains(
                        "  thread \"first\" is stopped by the JVM, waiting for the initialiser of"
                                + " class Egg, held by thread \"second\"\n")
                .contains("    at Chicken.<clinit>(Chicken.java:N)\n");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aNativeWaitIsNotTakenForOneAtAnInitialiser(@TempDir Path directory) throws Exception {
        FreshClasses fresh = new FreshClasses();
        try (NamedPipe pipe = NamedPipe.make(directory)) {
            Thread opener = pipe.openOtherEndAfter(500);
            OneWorld world =
                    OneWorld.of(
                            () -> {
                                Joined.is(Steps.thread("reader", pipe::open));
                                fresh.initialise("Joins");
                            });
            opener.join();

            assertThat(world.failure).isNull();
            assertThat(world.realWaits).isEmpty();
        }
    }

    // --- what is held outside ---

    @ParameterizedTest
    @ValueSource(ints = {0, 50})
    void aLockThatAThreadOutsideHoldsIsWaitedForWhileTheClockStands(int millis) throws Exception {
        OutsideHolder outside = new OutsideHolder(millis);
        OneWorld world =
                OneWorld.of(
                        () -> {
                            Steps.thread("sleeper", () -> Thread.sleep(100));
                            outside.releaseSoon();
                            outside.lock.lock();
                            outside.lock.unlock();
                        });

        assertThat(world.failure).isNull();
        assertThat(world.elapsed).isZero();
        outside.join();
    }
}
