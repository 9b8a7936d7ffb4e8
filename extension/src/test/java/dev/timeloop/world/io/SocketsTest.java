package dev.timeloop.world.io;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.world.support.InWorld;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;

class SocketsTest {
    @Test
    void anEchoComesWhenItsServerSendsIt() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    ServerSocket listener = Bytes.listen();
                                    Thread server = Bytes.start(() -> echo(listener, 300));
                                    Socket client = connect(listener);
                                    client.getOutputStream().write(Bytes.of("hello"));
                                    log.say(Bytes.read(client.getInputStream()));
                                    client.getOutputStream().write(Bytes.of("again"));
                                    log.say(Bytes.read(client.getInputStream()));
                                    client.close();
                                    server.join();
                                    listener.close();
                                    log.say("done");
                                }))
                .containsExactly("+300 hello", "+600 again", "+600 done");
    }

    @Test
    void readingTimesOutAtItsInstant() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    ServerSocket listener = Bytes.listen();
                                    Thread server = Bytes.start(() -> echo(listener, 300));
                                    Socket client = connect(listener);
                                    client.setSoTimeout(100);
                                    client.getOutputStream().write(Bytes.of("hello"));
                                    try {
                                        log.say(Bytes.read(client.getInputStream()));
                                    } catch (SocketTimeoutException e) {
                                        log.say(e.getMessage());
                                    }
                                    client.setSoTimeout(250);
                                    log.say(Bytes.read(client.getInputStream()));
                                    client.close();
                                    server.join();
                                    listener.close();
                                }))
                .containsExactly("+100 Read timed out", "+300 hello");
    }

    @Test
    void acceptingTimesOutAtItsInstant() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    try (ServerSocket listener = Bytes.listen()) {
                                        listener.setSoTimeout(2_000);
                                        log.say(listener.accept());
                                    } catch (SocketTimeoutException e) {
                                        log.say(e.getMessage());
                                    }
                                }))
                .containsExactly("+2000 Accept timed out");
    }

    @Test
    void aSlowReaderSlowsItsWriterDown() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    ServerSocket listener = Bytes.listen();
                                    Thread reader =
                                            Bytes.start(
                                                    () -> {
                                                        Socket socket = listener.accept();
                                                        Thread.sleep(1_000);
                                                        log.say(drain(socket.getInputStream()));
                                                        socket.close();
                                                    });
                                    Socket writer = connect(listener);
                                    writer.getOutputStream().write(new byte[8 << 20]);
                                    log.say("written");
                                    writer.close();
                                    reader.join();
                                    listener.close();
                                }))
                .containsExactlyInAnyOrder("+1000 written", "+1000 8388608");
    }

    @Test
    void aReaderThatReadsBitByBitSetsThePace() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    ServerSocket listener = Bytes.listen();
                                    Thread reader =
                                            Bytes.start(
                                                    () -> {
                                                        Socket socket = listener.accept();
                                                        InputStream in = socket.getInputStream();
                                                        byte[] some = new byte[64 * 1024];
                                                        for (int i = 0; i < 128; i++) {
                                                            Thread.sleep(10);
                                                            in.readNBytes(some, 0, some.length);
                                                        }
                                                        log.say("end " + in.read());
                                                        socket.close();
                                                    });
                                    Socket writer = connect(listener);
                                    writer.getOutputStream().write(new byte[8 << 20]);
                                    writer.close();
                                    log.say("written");
                                    reader.join();
                                    listener.close();
                                }))
                .contains("+1280 end -1");
    }

    @Test
    void closingASocketWakesItsReader() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    ServerSocket listener = Bytes.listen();
                                    Socket client = connect(listener);
                                    Socket server = listener.accept();
                                    Thread reader =
                                            Bytes.start(
                                                    () -> {
                                                        try {
                                                            log.say(server.getInputStream().read());
                                                        } catch (SocketException e) {
                                                            log.say(e.getMessage());
                                                        }
                                                    });
                                    Thread.sleep(700);
                                    server.close();
                                    reader.join();
                                    log.say(client.getInputStream().read());
                                    client.close();
                                    listener.close();
                                }))
                .containsExactly("+700 Socket closed", "+700 -1");
    }

    @Test
    void closingAListenerWakesWhoAccepts() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    ServerSocket listener = Bytes.listen();
                                    Thread server =
                                            Bytes.start(
                                                    () -> {
                                                        try {
                                                            log.say(listener.accept());
                                                        } catch (SocketException e) {
                                                            log.say(e.getMessage());
                                                        }
                                                    });
                                    Thread.sleep(50);
                                    listener.close();
                                    server.join();
                                }))
                .containsExactly("+50 Socket closed");
    }

    @Test
    void whatIsShutDownIsAtItsEnd() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    ServerSocket listener = Bytes.listen();
                                    Thread server =
                                            Bytes.start(
                                                    () -> {
                                                        try (Socket socket = listener.accept()) {
                                                            byte[] all =
                                                                    socket.getInputStream()
                                                                            .readAllBytes();
                                                            Thread.sleep(20);
                                                            socket.getOutputStream().write(all);
                                                        }
                                                    });
                                    try (Socket client = connect(listener)) {
                                        client.getOutputStream().write(Bytes.of("all"));
                                        client.shutdownOutput();
                                        byte[] answer = client.getInputStream().readAllBytes();
                                        log.say(Bytes.text(answer, answer.length));
                                    }
                                    server.join();
                                    listener.close();
                                }))
                .containsExactly("+20 all");
    }

    @Test
    void connectingToNobodyFailsAtOnce() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    ServerSocket gone = Bytes.listen();
                                    gone.close();
                                    try {
                                        connect(gone).close();
                                    } catch (IOException e) {
                                        log.say(e.getClass().getSimpleName());
                                    }
                                }))
                .containsExactly("+0 ConnectException");
    }

    private static Socket connect(ServerSocket listener) throws IOException {
        return new Socket(listener.getInetAddress(), listener.getLocalPort());
    }

    private static void echo(ServerSocket listener, long millis) throws Exception {
        try (Socket socket = listener.accept()) {
            byte[] bytes = new byte[64];
            int count = socket.getInputStream().read(bytes);
            while (count > 0) {
                Thread.sleep(millis);
                socket.getOutputStream().write(bytes, 0, count);
                count = socket.getInputStream().read(bytes);
            }
        } catch (SocketException reset) {
            return; // its client has gone
        }
    }

    private static long drain(InputStream in) throws IOException {
        byte[] some = new byte[64 * 1024];
        long total = 0;
        for (int count = in.read(some); count >= 0; count = in.read(some)) {
            total += count;
        }
        return total;
    }
}
