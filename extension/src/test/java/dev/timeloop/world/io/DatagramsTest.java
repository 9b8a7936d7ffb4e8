package dev.timeloop.world.io;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.world.support.InWorld;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.junit.jupiter.api.Test;

class DatagramsTest {
    @Test
    void aDatagramIsAnsweredInVirtualTime() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    DatagramSocket server = socket();
                                    DatagramSocket client = socket();
                                    Thread echo =
                                            Bytes.start(
                                                    () -> {
                                                        DatagramPacket packet = packet();
                                                        server.receive(packet);
                                                        Thread.sleep(300);
                                                        server.send(packet);
                                                    });
                                    client.setSoTimeout(200);
                                    client.send(
                                            new DatagramPacket(
                                                    Bytes.of("ping"),
                                                    4,
                                                    server.getLocalSocketAddress()));
                                    DatagramPacket answer = packet();
                                    try {
                                        client.receive(answer);
                                    } catch (SocketTimeoutException e) {
                                        log.say("time-out");
                                    }
                                    client.receive(answer);
                                    log.say(Bytes.text(answer.getData(), answer.getLength()));
                                    echo.join();
                                    client.close();
                                    server.close();
                                }))
                .containsExactly("+200 time-out", "+300 ping");
    }

    @Test
    void aChannelReceivesWhatIsSentLater() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    DatagramChannel receiver = DatagramChannel.open();
                                    receiver.bind(
                                            new InetSocketAddress(
                                                    InetAddress.getLoopbackAddress(), 0));
                                    DatagramChannel sender = DatagramChannel.open();
                                    sender.connect(receiver.getLocalAddress());
                                    Thread later =
                                            Bytes.start(
                                                    () -> {
                                                        Thread.sleep(45);
                                                        sender.write(
                                                                ByteBuffer.wrap(Bytes.of("x")));
                                                    });
                                    ByteBuffer buffer = ByteBuffer.allocate(8);
                                    receiver.receive(buffer);
                                    log.say(buffer.position());
                                    later.join();
                                    sender.close();
                                    receiver.close();
                                }))
                .containsExactly("+45 1");
    }

    private static DatagramSocket socket() throws IOException {
        return new DatagramSocket(0, InetAddress.getLoopbackAddress());
    }

    private static DatagramPacket packet() {
        return new DatagramPacket(new byte[16], 16);
    }
}
