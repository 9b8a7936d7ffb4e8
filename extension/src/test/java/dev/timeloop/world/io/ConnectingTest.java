package dev.timeloop.world.io;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.world.support.InWorld;
import java.net.Socket;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Connections to the outside, while they are being opened. */
@EnabledOnOs(OS.LINUX) // how long the queue of those who call is, is the system's
class ConnectingTest {
    @Test
    void timeStandsStillUntilTheOutsideHasLetIn() throws Exception {
        try (CrowdedServer server = new CrowdedServer()) {
            assertThat(
                            InWorld.once(
                                    log -> {
                                        Socket socket = new Socket();
                                        server.letInSoon();
                                        socket.connect(server.address(), 20);
                                        log.say("connected");
                                        socket.close();
                                    }))
                    .containsExactly("+0 connected");
        }
    }

    @Test
    void aTimerDoesNotFireWhileASelectorWaitsForTheOutsideToLetIn() throws Exception {
        try (CrowdedServer server = new CrowdedServer()) {
            assertThat(
                            InWorld.once(
                                    log -> {
                                        Selector selector = Selector.open();
                                        SocketChannel channel = SocketChannel.open();
                                        channel.configureBlocking(false);
                                        channel.register(selector, SelectionKey.OP_CONNECT);
                                        log.say(channel.connect(server.address()));
                                        server.letInSoon();
                                        log.say(selector.select(20));
                                        log.say(channel.finishConnect());
                                        channel.close();
                                        selector.close();
                                    }))
                    .containsExactly("+0 false", "+0 1", "+0 true");
        }
    }
}
