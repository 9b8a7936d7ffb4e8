package dev.timeloop.tck.stage;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any program of stages calls the same functions, in the same order, and ends in the same way. */
class RandomProgramTest {
    private static final int PROGRAMS = 200;
    private static final List<Way> IN_ORDER = List.of(Way.PLAIN, Way.ASYNC, Way.OWN_EXECUTOR);

    @ParameterizedTest(name = "{0} steps")
    @ValueSource(ints = {10, 30, 100})
    void plainStagesDoAsTheJdks(int length) {
        compare(length, List.of(Way.PLAIN), Ending.SORTS);
    }

    @ParameterizedTest(name = "{0} steps")
    @ValueSource(ints = {10, 30, 100})
    void asyncStagesDoAsTheJdks(int length) {
        compare(length, IN_ORDER, Ending.SORTS);
    }

    @ParameterizedTest(name = "{0} steps")
    @ValueSource(ints = {10, 30, 100})
    void asyncStagesOfTwoDoAsTheJdks(int length) {
        compare(length, IN_ORDER, List.of(Ending.VALUE, Ending.NULL));
    }

    @ParameterizedTest(name = "{0} steps")
    @ValueSource(ints = {10, 30, 100})
    void stagesOnADirectExecutorDoAsTheJdks(int length) {
        compare(length, List.of(Way.PLAIN, Way.DIRECT_EXECUTOR), Ending.SORTS);
    }

    private static void compare(int length, List<Way> ways, List<Ending> endings) {
        try (Sides sides = new Sides()) {
            for (long seed = 0; seed < 30 * PROGRAMS / length; seed++) {
                long theSeed = seed;
                sides.compare(
                        "seed " + seed,
                        side -> new RandomProgram(theSeed, length, ways, endings).run(side));
            }
        }
    }
}
