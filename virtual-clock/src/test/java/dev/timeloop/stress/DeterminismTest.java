package dev.timeloop.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same program gives the same log, to the byte. */
@Bounded
class DeterminismTest {
    private static LongStream seeds() {
        return LongStream.range(1, 13);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void runsAreTheSameAgainAndAgain(long seed) {
        List<String> first = RandomProgram.run(seed, ThreadKind.BEST);

        for (int again = 0; again < 5; again++) {
            assertThat(RandomProgram.run(seed, ThreadKind.BEST)).isEqualTo(first);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void runsAreTheSameOnThreadsOfBothKinds(long seed) {
        assertThat(RandomProgram.run(seed, ThreadKind.PLATFORM))
                .isEqualTo(RandomProgram.run(seed, ThreadKind.BEST));
    }

    @Test
    void programsOfDifferentSeedsDiffer() {
        assertThat(RandomProgram.run(1, ThreadKind.BEST))
                .isNotEqualTo(RandomProgram.run(2, ThreadKind.BEST));
    }

    @Test
    void programsDoMuch() {
        assertThat(seeds().mapToInt(seed -> RandomProgram.run(seed, ThreadKind.BEST).size()).sum())
                .isGreaterThan(2_000);
    }
}
