package dev.timeloop.agent.io;

import java.io.FileDescriptor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sockets of one world that others can call. */
final class Listeners {
    private final List<FileDescriptor> files = new ArrayList<>();

    void add(FileDescriptor file) {
        if (!files.contains(file)) {
            files.add(file);
        }
    }

    void remove(FileDescriptor file) {
        files.remove(file);
    }

    /** Whether a port is one of theirs. */
    boolean isOn(int port) {
        return find(port) != null;
    }

    /** The one that an address leads to. */
    @Nullable FileDescriptor find(InetAddress address, int port) {
        FileDescriptor found = find(port);
        return found != null && isLocal(address) ? found : null;
    }

    private @Nullable FileDescriptor find(int port) {
        for (FileDescriptor file : files) {
            try {
                InetSocketAddress local = JdkNet.localAddress(file);
                if (local.getPort() == port) {
                    return file;
                }
            } catch (IOException e) {
                // not bound yet
            }
        }
        return null;
    }

    private static boolean isLocal(InetAddress address) {
        try {
            return address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return false;
        }
    }
}
