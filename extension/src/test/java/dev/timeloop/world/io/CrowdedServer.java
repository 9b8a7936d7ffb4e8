package dev.timeloop.world.io;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A server outside all worlds, at which more callers wait than it has room for: the system lets the
 * next one call again and again, until somebody was let in.
 */
final class CrowdedServer implements AutoCloseable {
    private static final long SOON_MILLIS = 100;

    private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final List<Socket> callers = new CopyOnWriteArrayList<>();
    private final CountDownLatch hasRoom = new CountDownLatch(1);

    CrowdedServer() throws IOException {
        for (int i = 0; i < 2; i++) { // Linux has room for one more than it was asked for
            callers.add(new Socket(listener.getInetAddress(), listener.getLocalPort()));
        }
        Thread door = new Thread(this::open, "door"); // outside: it begins before any world
        door.setDaemon(true);
        door.start();
    }

    private void open() {
        try {
            hasRoom.await();
            boolean unused = new CountDownLatch(1).await(SOON_MILLIS, TimeUnit.MILLISECONDS);
            while (true) {
                callers.add(listener.accept());
            }
        } catch (InterruptedException | IOException closed) {
            return;
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
    }

    /** Makes room for those who call, in real time, after they have called for the first time. */
    void letInSoon() {
        hasRoom.countDown();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket caller : callers) {
            caller.close();
        }
    }
}
