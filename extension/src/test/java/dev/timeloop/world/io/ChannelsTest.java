package dev.timeloop.world.io;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.world.support.InWorld;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;

class ChannelsTest {
    @Test
    void blockingChannelsWaitInVirtualTime() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    ServerSocketChannel listener = listen();
                                    Thread server =
                                            Bytes.start(
                                                    () -> {
                                                        SocketChannel socket = listener.accept();
                                                        Thread.sleep(400);
                                                        socket.write(bytes("late"));
                                                        socket.close();
                                                    });
                                    SocketChannel client = connect(listener);
                                    log.say(read(client));
                                    log.say(read(client));
                                    client.close();
                                    server.join();
                                    listener.close();
                                }))
                .containsExactly("+400 late", "+400 end");
    }

    @Test
    void anInterruptClosesTheChannelThatItsThreadReads() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    ServerSocketChannel listener = listen();
                                    SocketChannel client = connect(listener);
                                    Thread reader =
                                            Bytes.start(
                                                    () -> {
                                                        try {
                                                            log.say(read(client));
                                                        } catch (ClosedByInterruptException e) {
                                                            log.say(
                                                                    "closed "
                                                                            + Thread.interrupted());
                                                        }
                                                    });
                                    Thread.sleep(30);
                                    reader.interrupt();
                                    reader.join();
                                    log.say(client.isOpen());
                                    listener.close();
                                }))
                .containsExactly("+30 closed true", "+30 false");
    }

    @Test
    void aSelectorWaitsUntilItsTimeOutOrForAWakeUp() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Selector selector = Selector.open();
                                    log.say(selector.select(250));
                                    Thread waker =
                                            Bytes.start(
                                                    () -> {
                                                        Thread.sleep(100);
                                                        selector.wakeup();
                                                        Thread.sleep(100);
                                                        selector.wakeup();
                                                    });
                                    log.say(selector.select());
                                    log.say(selector.select(10_000));
                                    log.say(selector.selectNow());
                                    waker.join();
                                    selector.close();
                                }))
                .containsExactly("+250 0", "+350 0", "+450 0", "+450 0");
    }

    @Test
    void anInterruptEndsASelection() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Selector selector = Selector.open();
                                    Thread me = Thread.currentThread();
                                    Thread other =
                                            Bytes.start(
                                                    () -> {
                                                        Thread.sleep(70);
                                                        me.interrupt();
                                                    });
                                    log.say(selector.select() + " " + Thread.interrupted());
                                    other.join();
                                    selector.close();
                                }))
                .containsExactly("+70 0 true");
    }

    @Test
    void closingASelectorWakesWhoSelects() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Selector selector = Selector.open();
                                    Thread closer =
                                            Bytes.start(
                                                    () -> {
                                                        Thread.sleep(70);
                                                        selector.close();
                                                        log.say("closed");
                                                    });
                                    try {
                                        log.say("selected " + selector.select());
                                    } catch (java.nio.channels.ClosedSelectorException e) {
                                        log.say("closed below me");
                                    }
                                    closer.join();
                                    log.say(selector.isOpen());
                                }))
                .contains("+70 closed", "+70 false");
    }

    @Test
    void aSelectorLoopServesManyClientsInTheOrderOfTheirCalls() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Selector selector = Selector.open();
                                    ServerSocketChannel listener = listen();
                                    listener.configureBlocking(false);
                                    listener.register(selector, SelectionKey.OP_ACCEPT);
                                    Thread server = Bytes.start(() -> serve(selector, 6));
                                    Thread[] clients = new Thread[6];
                                    for (int i = 0; i < clients.length; i++) {
                                        int number = i;
                                        clients[i] =
                                                Bytes.start(
                                                        () -> {
                                                            Thread.sleep(number < 3 ? 0 : 100);
                                                            SocketChannel client =
                                                                    connect(listener);
                                                            client.write(bytes("client " + number));
                                                            log.say(read(client));
                                                            client.close();
                                                        });
                                    }
                                    for (Thread client : clients) {
                                        client.join();
                                    }
                                    server.join();
                                    listener.close();
                                    selector.close();
                                }))
                .containsExactly(
                        "+0 client 0",
                        "+0 client 1",
                        "+0 client 2",
                        "+100 client 3",
                        "+100 client 4",
                        "+100 client 5");
    }

    @Test
    void aPipeIsReadWhenItIsWritten() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Pipe pipe = Pipe.open();
                                    Thread writer =
                                            Bytes.start(
                                                    () -> {
                                                        Thread.sleep(90);
                                                        pipe.sink().write(bytes("through"));
                                                        pipe.sink().close();
                                                    });
                                    ByteBuffer buffer = ByteBuffer.allocate(64);
                                    log.say(pipe.source().read(buffer));
                                    log.say(pipe.source().read(buffer));
                                    writer.join();
                                    pipe.source().close();
                                }))
                .containsExactly("+90 7", "+90 -1");
    }

    private static void serve(Selector selector, int clients) throws IOException {
        int left = clients;
        while (left > 0) {
            selector.select(1_000);
            for (SelectionKey key : selector.selectedKeys()) {
                if (key.isAcceptable()) {
                    SocketChannel socket = ((ServerSocketChannel) key.channel()).accept();
                    socket.configureBlocking(false);
                    socket.register(selector, SelectionKey.OP_READ);
                } else {
                    SocketChannel socket = (SocketChannel) key.channel();
                    ByteBuffer buffer = ByteBuffer.allocate(64);
                    if (socket.read(buffer) < 0) {
                        socket.close();
                        left--;
                    } else {
                        socket.write(buffer.flip());
                    }
                }
            }
            selector.selectedKeys().clear();
        }
    }

    private static ServerSocketChannel listen() throws IOException {
        return ServerSocketChannel.open()
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private static SocketChannel connect(ServerSocketChannel listener) throws IOException {
        return SocketChannel.open(listener.getLocalAddress());
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(Bytes.of(text));
    }

    private static String read(SocketChannel from) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(64);
        return from.read(buffer) < 0 ? "end" : Bytes.text(buffer.array(), buffer.position());
    }
}
