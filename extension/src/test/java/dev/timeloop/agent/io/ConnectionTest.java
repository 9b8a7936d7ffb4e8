package dev.timeloop.agent.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileDescriptor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How long a connection to the outside holds the clock after some bytes have come. */
class ConnectionTest {
    private static final long LONG_MILLIS = 200;
    private static final int MOST_LOOKS = 10_000;

    private final Connection connection = answered();

    private static Connection answered() {
        InetAddress here = InetAddress.getLoopbackAddress();
        Connection made =
                new Connection(
                        new FileDescriptor(),
                        new InetSocketAddress(here, 1),
                        new InetSocketAddress(here, 2),
                        true,
                        false,
                        () -> "");
        made.written(1);
        made.read(1);
        return made;
    }

    private static void pass(long millis) throws InterruptedException {
        boolean unused = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    }

    @Test
    void isHeldWhileMoreMayCome() {
        assertThat(connection.hold(false, 0)).contains("may send more");
    }

    @Test
    void aLoopThatCouldNotLookForLongLooksOnceMore() throws InterruptedException {
        pass(LONG_MILLIS);

        assertThat(connection.hold(false, 0)).contains("may send more");
    }

    @Test
    void isNotHeldForEver() throws InterruptedException {
        int looks = 0;
        while (connection.hold(false, 0) != null) {
            assertThat(++looks).isLessThan(MOST_LOOKS);
            pass(1);
        }

        assertThat(looks).isGreaterThan(10);
    }
}
