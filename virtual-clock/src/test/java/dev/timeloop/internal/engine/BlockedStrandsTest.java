package dev.timeloop.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BlockedStrandsTest {
    private final BlockedStrands blocked = new BlockedStrands();
    private final Strand first = new Strand();
    private final Strand second = new Strand();
    private final Strand third = new Strand(Thread.currentThread());

    @Test
    void keepsTheirOrder() {
        blocked.add(second);
        blocked.add(first);
        blocked.add(third);

        assertThat(blocked.toList()).containsExactly(second, first, third);
        assertThat(blocked.size()).isEqualTo(3);
    }

    @Test
    void oneThatIsHereIsAddedOnce() {
        blocked.add(first);
        blocked.add(first);
        blocked.add(second);
        blocked.add(first);

        assertThat(blocked.toList()).containsExactly(first, second);
        assertThat(blocked.size()).isEqualTo(2);
    }

    @Test
    void removesTheFirstTheLastAndOneInTheMidst() {
        blocked.add(first);
        blocked.add(second);
        blocked.add(third);

        blocked.remove(second);
        assertThat(blocked.toList()).containsExactly(first, third);
        blocked.remove(first);
        assertThat(blocked.toList()).containsExactly(third);
        blocked.remove(third);
        assertThat(blocked.toList()).isEmpty();
        assertThat(blocked.first()).isNull();
    }

    @Test
    void oneThatIsNotHereIsNotRemoved() {
        blocked.add(first);
        blocked.remove(second);
        blocked.remove(first);
        blocked.remove(first);

        assertThat(blocked.toList()).isEmpty();
        assertThat(blocked.size()).isZero();
    }

    @Test
    void oneThatWasRemovedComesLastWhenItIsBack() {
        blocked.add(first);
        blocked.add(second);
        blocked.remove(first);
        blocked.add(first);

        assertThat(blocked.toList()).containsExactly(second, first);
    }

    @Test
    void countsTheThreadsOfTheUser() {
        blocked.add(first);
        assertThat(blocked.threads()).isZero();
        blocked.add(third);
        assertThat(blocked.threads()).isOne();
        blocked.remove(third);
        assertThat(blocked.threads()).isZero();
    }
}
