package dev.timeloop.agent.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What holds the clock while a connection is being opened. */
class TargetTest {
    private static final InetSocketAddress REMOTE =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 80);

    private static Target target(boolean isOutside) {
        return new Target(REMOTE, isOutside, ", used by \"me\"");
    }

    @Test
    void whatIsOutsideHoldsTheClock() {
        assertThat(target(true).hold(0))
                .isEqualTo("connection to 127.0.0.1:80, used by \"me\", is being opened");
    }

    @Test
    void whatIsWithinDoesNot() {
        Target within = target(false);

        assertThat(within.hold(0)).isNull();
        assertThat(within.takeHeld()).isNull();
    }

    @Test
    void whoeverDoesNotAnswerForLongHoldsItNoMore() {
        long longAgo = System.nanoTime() - TimeUnit.SECONDS.toNanos(6);

        assertThat(new Target(REMOTE, true, "", longAgo).hold(0)).isNull();
    }

    @Test
    void whatHeldTheClockIsReported() {
        Target outside = target(true);
        String unused = outside.hold(7_000_000);

        assertThat(outside.takeHeld())
                .startsWith("connection to 127.0.0.1:80, used by \"me\": for ")
                .endsWith(" of real time, at +7 ms");
    }
}
