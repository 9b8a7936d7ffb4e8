package dev.timeloop.world.io;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;

/** What tests of sockets need. */
final class Bytes {
    private Bytes() {}

    /** A body of a thread that may fail. */
    interface Body {
        void run() throws Exception;
    }

    static Thread start(Body body) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                body.run();
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        });
        thread.start();
        return thread;
    }

    static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    static byte[] of(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return text(bytes, bytes.length);
    }

    static String text(byte[] bytes, int count) {
        return new String(bytes, 0, count, StandardCharsets.UTF_8);
    }

    /** Reads once. */
    static String read(InputStream in) throws IOException {
        byte[] bytes = new byte[64];
        int count = in.read(bytes);
        return count < 0 ? "end" : text(bytes, count);
    }
}
