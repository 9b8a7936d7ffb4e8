package dev.timeloop.world.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Suites whose tests say nothing of virtual time, and yet are on it. */
@Timeout(120)
class SuiteSwitchTest {
    private static final Duration DAY = Duration.ofDays(1);

    static class PlainTestCase {
        private final Instant made = Instant.now();

        @BeforeEach
        void setUp() throws InterruptedException {
            assertThat(made).isEqualTo(Code.START);
            Thread.sleep(1_000);
        }

        @Test
        void sleepsADay() throws InterruptedException {
            assertThat(Code.slept(DAY)).isEqualTo(DAY);
            assertThat(Duration.between(made, Instant.now())).isEqualTo(DAY.plusSeconds(1));
        }

        @Test
        void startsAtTheSameInstant() throws InterruptedException, ExecutionException {
            assertThat(Code.sleptElsewhere(DAY)).isEqualTo(DAY);
            assertThat(Duration.between(made, Instant.now())).isEqualTo(DAY.plusSeconds(1));
        }

        @AfterEach
        void tearDown() throws InterruptedException {
            assertThat(Code.slept(DAY)).isEqualTo(DAY);
        }
    }

    @Test
    void giveEachTestAWorldOfItsOwn() {
        Suite.passes(2, PlainTestCase.class);
    }

    static class NestedTestCase {
        private final Instant made = Instant.now();

        @Test
        void outer() {
            assertThat(made).isEqualTo(Code.START);
        }

        @Nested
        class Inner {
            private final Instant madeLater = Instant.now();

            @Test
            void inner() throws InterruptedException {
                assertThat(made).isEqualTo(Code.START);
                assertThat(madeLater).isEqualTo(Code.START);
                assertThat(Code.slept(DAY)).isEqualTo(DAY);
            }
        }
    }

    @Test
    void mayHaveNestedClasses() {
        Suite.passes(2, NestedTestCase.class);
    }

    static class SeveralTestCase {
        private final Instant made = Instant.now();

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3})
        void parameterized(int days) throws InterruptedException {
            assertThat(made).isEqualTo(Code.START);
            assertThat(Code.slept(DAY.multipliedBy(days))).isEqualTo(DAY.multipliedBy(days));
        }

        @RepeatedTest(2)
        void repeated() throws InterruptedException, ExecutionException {
            assertThat(made).isEqualTo(Code.START);
            assertThat(Code.sleptElsewhere(DAY)).isEqualTo(DAY);
        }
    }

    @Test
    void mayHaveParametersAndRepetitions() {
        Suite.passes(5, SeveralTestCase.class);
    }

    static class DynamicTestCase {
        private final Instant made = Instant.now();

        @TestFactory
        Stream<DynamicTest> goOnInTheWorldOfTheirFactory() {
            return Stream.of(1, 2, 3)
                    .map(
                            day ->
                                    dynamicTest(
                                            "day " + day,
                                            () -> {
                                                assertThat(Code.slept(DAY)).isEqualTo(DAY);
                                                assertThat(Duration.between(made, Instant.now()))
                                                        .isEqualTo(DAY.multipliedBy(day));
                                            }));
        }
    }

    @Test
    void mayHaveDynamicTests() {
        Suite.passes(3, DynamicTestCase.class);
    }

    @TestInstance(PER_CLASS)
    static class PerClassTestCase {
        private final boolean isMadeOnRealTime = Code.isOnRealTime();

        @RepeatedTest(2)
        void startsAnew() throws InterruptedException {
            assertThat(isMadeOnRealTime).isTrue();
            assertThat(Instant.now()).isEqualTo(Code.START);
            assertThat(Code.slept(DAY)).isEqualTo(DAY);
        }
    }

    @Test
    void mayKeepOneInstanceForAllTestsOfAClass() {
        Suite.passes(2, PerClassTestCase.class);
    }

    @Timeout(value = 10, unit = TimeUnit.SECONDS)
    static class TimeoutTestCase {
        @Test
        void sleepsLonger() throws InterruptedException {
            assertThat(Code.slept(DAY)).isEqualTo(DAY);
        }

        @Test
        @Timeout(value = 10, unit = TimeUnit.SECONDS, threadMode = SEPARATE_THREAD)
        void sleepsLongerElsewhere() throws InterruptedException {
            assertThat(Code.slept(DAY)).isEqualTo(DAY);
        }
    }

    @Test
    void mayHaveTimeoutsWhichAreRealTime() {
        Suite.passes(2, TimeoutTestCase.class);
    }

    static class ResourcesTestCase {
        private static ExecutorService pool;

        @TempDir static Path shared;

        @TempDir Path own;

        @BeforeAll
        static void open() throws IOException {
            assertThat(Code.isOnRealTime()).isTrue();
            pool = Executors.newFixedThreadPool(2);
            Files.writeString(shared.resolve("greeting"), "hello");
        }

        @AfterAll
        static void close() throws InterruptedException {
            assertThat(Code.isOnRealTime()).isTrue();
            pool.shutdown();
            assertThat(pool.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }

        @RepeatedTest(2)
        void usesAPoolMadeBefore() throws InterruptedException, ExecutionException {
            assertThat(Code.sleptIn(pool, DAY)).isEqualTo(DAY);
        }

        @Test
        void usesFiles() throws IOException, InterruptedException {
            Path copy = own.resolve("copy");
            Files.copy(shared.resolve("greeting"), copy);
            Thread.sleep(1_000);
            assertThat(copy).hasContent("hello");
        }
    }

    @Test
    void mayHaveResourcesFromBefore() {
        Suite.passes(3, ResourcesTestCase.class);
    }
}
