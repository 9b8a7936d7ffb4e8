package dev.timeloop.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BatonTest {
    private final Strand first = new Strand();
    private final Strand second = new Strand();
    private final Strand third = new Strand();
    private final Baton baton = new Baton(first);

    @BeforeEach
    void playTheFirstStrand() {
        first.thread = Thread.currentThread();
    }

    @Test
    void isHeldByTheFirst() {
        assertThat(baton.holder()).isSameAs(first);
        assertThat(baton.isHeldBy(first)).isTrue();
        assertThat(baton.isHeldByCaller()).isTrue();
    }

    @Test
    void isHeldByTheReceiverOnceItWasHandedOn() {
        baton.hand(first, second);

        assertThat(baton.isHeldBy(second)).isTrue();
        assertThat(baton.isHeldByCaller()).isFalse();
        assertThat(second.hasBaton()).isTrue();
    }

    @Test
    void cannotBeHandedOnByAStrandThatLostIt() {
        baton.take(first, second);

        assertThatThrownBy(() -> baton.hand(first, third))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("This strand did not come back in time, and its loop has given it up.");
        assertThat(baton.isHeldBy(second)).isTrue();
        assertThat(third.hasBaton()).isFalse();
    }

    @Test
    void isNotTakenFromAStrandThatHasHandedItOn() {
        baton.hand(first, second);

        assertThat(baton.take(first, third)).isFalse();
        assertThat(baton.isHeldBy(second)).isTrue();
    }
}
