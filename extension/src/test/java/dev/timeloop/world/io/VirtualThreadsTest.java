package dev.timeloop.world.io;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.world.support.InWorld;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualThreadsTest {
    @Test
    void theirSocketsWaitInVirtualTime() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    ExecutorService threads = perTask();
                                    ServerSocket listener = Bytes.listen();
                                    Future<?> server =
                                            threads.submit(
                                                    call(
                                                            () -> {
                                                                Socket socket = listener.accept();
                                                                String got =
                                                                        Bytes.read(
                                                                                socket
                                                                                        .getInputStream());
                                                                Thread.sleep(300);
                                                                socket.getOutputStream()
                                                                        .write(Bytes.of(got));
                                                                socket.close();
                                                            }));
                                    Future<?> client =
                                            threads.submit(
                                                    call(
                                                            () -> {
                                                                Socket socket =
                                                                        new Socket(
                                                                                listener
                                                                                        .getInetAddress(),
                                                                                listener
                                                                                        .getLocalPort());
                                                                socket.getOutputStream()
                                                                        .write(Bytes.of("hello"));
                                                                log.say(
                                                                        Bytes.read(
                                                                                socket
                                                                                        .getInputStream()));
                                                                socket.close();
                                                            }));
                                    server.get();
                                    client.get();
                                    listener.close();
                                    threads.shutdown();
                                }))
                .containsExactly("+300 hello");
    }

    @Test
    void theirSelectorsAndChannelsWaitInVirtualTime() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    ExecutorService threads = perTask();
                                    ServerSocketChannel listener = ServerSocketChannel.open();
                                    listener.bind(
                                            new InetSocketAddress(
                                                    InetAddress.getLoopbackAddress(), 0));
                                    Future<?> selecting =
                                            threads.submit(
                                                    call(
                                                            () -> {
                                                                Selector selector = Selector.open();
                                                                listener.configureBlocking(false);
                                                                listener.register(
                                                                        selector,
                                                                        SelectionKey.OP_ACCEPT);
                                                                log.say(selector.select(100));
                                                                log.say(selector.select());
                                                                listener.accept().close();
                                                                selector.close();
                                                            }));
                                    Future<?> connecting =
                                            threads.submit(
                                                    call(
                                                            () -> {
                                                                Thread.sleep(250);
                                                                SocketChannel client =
                                                                        SocketChannel.open(
                                                                                listener
                                                                                        .getLocalAddress());
                                                                ByteBuffer some =
                                                                        ByteBuffer.allocate(1);
                                                                log.say(client.read(some));
                                                                client.close();
                                                            }));
                                    selecting.get();
                                    connecting.get();
                                    listener.close();
                                    threads.shutdown();
                                }))
                .containsExactly("+100 0", "+250 1", "+250 -1");
    }

    private static Callable<Boolean> call(Bytes.Body body) {
        return () -> {
            body.run();
            return true;
        };
    }

    private static ExecutorService perTask() throws ReflectiveOperationException {
        return (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }
}
