package dev.timeloop.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.LooseEnd;
import dev.timeloop.LooseEndsError;
import dev.timeloop.junit.LeakCheck;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fifty tests that leak run beside fifty that don't, all at once, in the same pools. */
@Timeout(600)
class ParallelBlameTest {
    private static final int TESTS = 50;
    private static final Map<String, String> ALL_AT_ONCE =
            Map.of(
                    "junit.jupiter.execution.parallel.enabled", "true",
                    "junit.jupiter.execution.parallel.mode.default", "concurrent",
                    "junit.jupiter.execution.parallel.config.strategy", "fixed",
                    "junit.jupiter.execution.parallel.config.fixed.parallelism", "128");

    /** The leaks, by turns: so that each kind is there in each class. */
    private static Stream<String> names(String prefix, int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> prefix + i);
    }

    @LeakCheck
    static class ManyTestCase {
        static SharedPools pools;

        @BeforeAll
        static void begin() {
            pools = new SharedPools(2 * TESTS);
        }

        @AfterAll
        static void end() throws Exception {
            pools.close();
        }

        static Stream<String> leaking() {
            return names("leaks-", 0, 20);
        }

        static Stream<String> clean() {
            return names("clean-", 0, 20);
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("leaking")
        void leaks(String name) throws Exception {
            pools.meet();
            Leaks.of(name).leave(name, pools);
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("clean")
        void isClean(String name) throws Exception {
            pools.meet();
            Leaks.of(name).avoid(name, pools);
        }

        @Nested
        class Within {
            static Stream<String> leaking() {
                return names("nested-leaks-", 20, 35);
            }

            static Stream<String> clean() {
                return names("nested-clean-", 20, 35);
            }

            @ParameterizedTest(name = "{0}")
            @MethodSource("leaking")
            void leaks(String name) throws Exception {
                pools.meet();
                Leaks.of(name).leave(name, pools);
            }

            @ParameterizedTest(name = "{0}")
            @MethodSource("clean")
            void isClean(String name) throws Exception {
                pools.meet();
                Leaks.of(name).avoid(name, pools);
            }
        }

        @Nested
        class Around {
            static Stream<String> all() {
                return Stream.concat(
                        names("around-leaks-", 35, TESTS), names("around-clean-", 35, TESTS));
            }

            @BeforeEach
            void before(TestInfo test) throws Exception {
                pools.meet();
                if (number(test) % 2 == 0) {
                    run(test);
                }
            }

            @ParameterizedTest(name = "{0}")
            @MethodSource("all")
            void test(String name) {}

            @AfterEach
            void after(TestInfo test) throws Exception {
                if (number(test) % 2 == 1) {
                    run(test);
                }
            }

            private static int number(TestInfo test) {
                String name = name(test);
                return Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
            }

            private static void run(TestInfo test) throws Exception {
                String name = name(test);
                Leaks leak = Leaks.of(name);
                if (name.contains("leaks")) {
                    leak.leave(name, pools);
                } else {
                    leak.avoid(name, pools);
                }
            }
        }
    }

    private static String name(TestInfo test) {
        return plain(test.getDisplayName());
    }

    /** JUnit 6 puts arguments that are text into quotes. */
    private static String plain(String displayName) {
        return displayName.replace("\"", "");
    }

    private static String found(Throwable failure) {
        return failure instanceof LooseEndsError error
                ? error.looseEnds().stream().map(ParallelBlameTest::text).toList().toString()
                : String.valueOf(failure);
    }

    private static String text(LooseEnd end) {
        Throwable cause = end.failure();
        return end.kind() + " " + (cause == null ? end.name() : cause.getMessage());
    }

    @Test
    void eachTestIsChargedWithWhatItLeftAndWithNothingElse() {
        int runs = Integer.getInteger("timeloop.test.runs", 3);
        Map<String, String> expected = new TreeMap<>();
        Stream.of(
                        names("leaks-", 0, 20),
                        names("nested-leaks-", 20, 35),
                        names("around-leaks-", 35, TESTS))
                .flatMap(each -> each)
                .forEach(name -> expected.put(name, "[" + Leaks.of(name).finding(name) + "]"));
        Stream.of(
                        names("clean-", 0, 20),
                        names("nested-clean-", 20, 35),
                        names("around-clean-", 35, TESTS))
                .flatMap(each -> each)
                .forEach(name -> expected.put(name, "passed"));
        for (int run = 1; run <= runs; run++) {
            Kit kit = Kit.run(ManyTestCase.class, ALL_AT_ONCE);
            Map<String, String> found = new TreeMap<>();
            kit.tests()
                    .forEach(
                            (name, end) ->
                                    found.put(
                                            plain(name),
                                            end.getThrowable()
                                                    .map(ParallelBlameTest::found)
                                                    .orElse("passed")));
            assertThat(found.keySet()).as("run %d", run).isEqualTo(expected.keySet());
            found.entrySet().removeAll(expected.entrySet());
            assertThat(found).as("run %d: found instead of what was expected", run).isEmpty();
            assertThat(kit.containers().values())
                    .as("run %d", run)
                    .allMatch(end -> end.getThrowable().isEmpty());
        }
    }
}
