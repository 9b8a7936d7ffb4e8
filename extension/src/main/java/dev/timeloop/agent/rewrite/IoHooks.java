package dev.timeloop.agent.rewrite;

import static dev.timeloop.agent.rewrite.Action.ANSWER;
import static dev.timeloop.agent.rewrite.Action.EPILOGUE;
import static dev.timeloop.agent.rewrite.Action.LAST_ARGUMENT;
import static dev.timeloop.agent.rewrite.Action.MONITORS;
import static dev.timeloop.agent.rewrite.Action.PROLOGUE;
import static dev.timeloop.agent.rewrite.Action.REPLACE_CALL;
import static dev.timeloop.agent.rewrite.Rows.APPLICATION;

/** Input and output: what waits for bytes, and what sends and takes them. */
final class IoHooks {
    private static final String CH = "sun/nio/ch/";
    private static final String IO = "IoHooks.";
    private static final String FD = "Ljava/io/FileDescriptor;";
    private static final String OBJECT = "Ljava/lang/Object;";
    private static final String FILE_INPUT = "java/io/FileInputStream";
    private static final String BEGIN = IO + "begin(" + OBJECT + ")V";
    private static final String NANOS = "java/lang/System.nanoTime()J";

    private IoHooks() {}

    static void addTo(Rows rows) {
        waits(rows);
        selectors(rows);
        operations(rows);
        datagrams(rows);
        pipes(rows);
        processes(rows);
    }

    private static void waits(Rows rows) {
        rows.means("Threads that wait for sockets hold up their whole world.");
        String park = "park(" + FD + "IJ)V";
        String parked = IO + "parked(" + OBJECT;
        rows.all(CH + "NioSocketImpl", park, PROLOGUE, parked + FD + "IJ)Z");
        rows.all(CH + "SelChImpl", "park(IJ)V", PROLOGUE, parked + "IJ)Z");
        rows.since(25, CH + "DatagramChannelImpl", "park(IJ)V", PROLOGUE, parked + "IJ)Z");
        begin(rows, "NioSocketImpl", "beginRead", "beginWrite", "beginConnect");
        begin(rows, "SocketChannelImpl", "beginRead", "beginWrite", "beginConnect");
        begin(rows, "SocketChannelImpl", "beginFinishConnect");
        String accept = IO + "accept(" + OBJECT + ")V";
        rows.all(CH + "NioSocketImpl", "beginAccept", PROLOGUE, accept);
        rows.all(CH + "ServerSocketChannelImpl", "begin", PROLOGUE, accept);
        begin(rows, "DatagramChannelImpl", "beginRead", "beginWrite", "bindInternal");
        begin(
                rows,
                "DatagramChannelImpl",
                "connect(Ljava/net/SocketAddress;Z)" + "Ljava/nio/channels/DatagramChannel;");
        begin(rows, "SourceChannelImpl", "beginRead");
        begin(rows, "SinkChannelImpl", "beginWrite");

        rows.means("Who writes more than its reader takes goes on at instants that differ.");
        String socket = CH + "NioSocketImpl";
        String write = socket + ".implWrite([BII)I";
        rows.all(socket, write, LAST_ARGUMENT, IO + "room(I" + OBJECT + ")I");

        rows.means("Time-outs of sockets come early or late.");
        nanos(rows, "NioSocketImpl");
        nanos(rows, "SocketChannelImpl");
        nanos(rows, "ServerSocketChannelImpl");
        nanos(rows, "DatagramChannelImpl");
        nanos(rows, "EPollSelectorImpl");
    }

    private static void selectors(Rows rows) {
        rows.means("Selectors hold up their whole world.");
        String epoll = CH + "EPollSelectorImpl";
        rows.all(epoll, CH + "EPoll.wait(IJII)I", LAST_ARGUMENT, IO + "select(I" + OBJECT + ")I");
        String ask = "lockAndDoSelect(Ljava/util/function/Consumer;J)I";
        rows.all(CH + "SelectorImpl", ask, PROLOGUE, IO + "selecting(" + OBJECT + ")V");
        rows.all(CH + "SelectorImpl", ask, ANSWER, IO + "selected(I)I");
        String wakeup = "wakeup()Ljava/nio/channels/Selector;";
        rows.all(epoll, wakeup, PROLOGUE, IO + "waking(" + OBJECT + ")V");
        rows.since(24, CH + "Poller", "pollSelector(IJ)V", PROLOGUE, IO + "parkedSelector(IJ)Z");
        monitors(rows, CH + "SelectorImpl");
        monitors(rows, epoll);
        monitors(rows, "java/nio/channels/spi/AbstractSelectableChannel");
        monitors(rows, "java/nio/channels/spi/AbstractInterruptibleChannel");

        rows.means("The order in which a selector shows its keys differs from run to run.");
        rows.all(
                CH + "SelectorImpl",
                "<init>(Ljava/nio/channels/spi/SelectorProvider;)V",
                EPILOGUE,
                IO + "selectorMade(" + OBJECT + ")V");
    }

    private static void operations(Rows rows) {
        rows.means("Connections to the outside don't hold the clock.");
        String server = "bind(Ljava/net/SocketAddress;I)Ljava/nio/channels/ServerSocketChannel;";
        String listen = IO + "listen(" + OBJECT + ")V";
        rows.all(CH + "NioSocketImpl", "listen(I)V", EPILOGUE, listen);
        rows.all(CH + "ServerSocketChannelImpl", server, PROLOGUE, listen);
        String net = CH + "Net";
        String connect = "connect(Ljava/net/ProtocolFamily;" + FD + "Ljava/net/InetAddress;I)I";
        String from = "(" + OBJECT + FD;
        rows.all(net, connect, PROLOGUE, IO + "connect" + from + "Ljava/net/InetAddress;I)V");
        rows.all(net, connect, ANSWER, IO + "connected(I" + OBJECT + FD + ")I");

        String sockets = CH + "SocketDispatcher";
        transfer(rows, sockets, "read", "read");
        transfer(rows, sockets, "write", "written");
        String datagrams = CH + "DatagramDispatcher";
        transfer(rows, datagrams, "read", "read");
        transfer(rows, datagrams, "write", "written");
        String shut = IO + "shut(" + OBJECT + ")V";
        rows.all(CH + "NioSocketImpl", "shutdownOutput()V", EPILOGUE, shut);
        rows.all(
                CH + "SocketChannelImpl",
                "shutdownOutput()Ljava/nio/channels/SocketChannel;",
                EPILOGUE,
                shut);
        String closed = IO + "closed" + from + ")V";
        rows.until(20, sockets, "close(" + FD + ")V", EPILOGUE, closed);
        rows.since(21, CH + "UnixDispatcher", "close(" + FD + ")V", EPILOGUE, closed);
    }

    private static void datagrams(Rows rows) {
        rows.means("Datagrams to the outside don't hold the clock.");
        String send = "send(" + FD + "Ljava/nio/ByteBuffer;Ljava/net/InetSocketAddress;)I";
        rows.all(
                CH + "DatagramChannelImpl",
                send,
                ANSWER,
                IO + "sent(I" + OBJECT + FD + OBJECT + "Ljava/net/InetSocketAddress;)I");
    }

    private static void pipes(Rows rows) {
        rows.means("Threads that read from a pipe hold up their whole world.");
        String reading = IO + "reading(L" + FILE_INPUT + ";)V";
        rows.all(FILE_INPUT, "read()I", PROLOGUE, reading);
        rows.all(FILE_INPUT, "read([B)I", PROLOGUE, reading);
        rows.all(FILE_INPUT, "read([BII)I", PROLOGUE, reading);
    }

    private static void processes(Rows rows) {
        rows.means("Threads that wait for a child process hold up their whole world.");
        String type = "java/lang/ProcessImpl";
        String wait = IO + "waitForProcess(" + OBJECT;
        String unit = "JLjava/util/concurrent/TimeUnit;)";
        rows.since(21, type, "waitFor()I", PROLOGUE, wait + ")V");
        rows.since(21, type, "waitFor(" + unit + "Z", PROLOGUE, wait + unit + "V");
        // Before, they were synchronized: who waits there has the process's monitor.
        String waitFor = "java/lang/Process.waitFor(";
        String process = IO + "waitFor(Ljava/lang/Process;";
        rows.all(APPLICATION, waitFor + ")I", REPLACE_CALL, process + ")I");
        rows.all(APPLICATION, waitFor + unit + "Z", REPLACE_CALL, process + unit + "Z");
        String future = "Ljava/util/concurrent/CompletableFuture;";
        String onExit = IO + "onExit(" + future + ")" + future;
        String handle = "java/lang/ProcessHandleImpl";
        String asks = IO + "asksForExit()V";
        rows.all(handle, "completion(JZ)" + future, PROLOGUE, asks);
        rows.all(handle, "completion(JZ)" + future, ANSWER, onExit.replace("onExit", "exitAsked"));
        rows.all(handle, "onExit()" + future, PROLOGUE, asks);
        rows.all(handle, "onExit()" + future, ANSWER, onExit);
        rows.all(type, "onExit()" + future, PROLOGUE, asks);
        rows.all(type, "onExit()" + future, ANSWER, onExit);
        rows.all(
                type + "$ProcessPipeInputStream",
                "processExited()V",
                PROLOGUE,
                IO + "processExited()Z");
        rows.all(type, "start", PROLOGUE, IO + "startingProcess()V");
    }

    private static void begin(Rows rows, String type, String... methods) {
        for (String method : methods) {
            rows.all(CH + type, method, PROLOGUE, BEGIN);
        }
    }

    private static void nanos(Rows rows, String type) {
        rows.all(CH + type, NANOS, REPLACE_CALL, "nanoTime()J");
    }

    private static void monitors(Rows rows, String type) {
        rows.all(type, "", MONITORS, "enter(" + OBJECT + ")V");
    }

    /** One buffer, and several. */
    private static void transfer(Rows rows, String type, String method, String hook) {
        String arguments = OBJECT + FD + ")";
        rows.all(type, method + "(" + FD + "JI)I", ANSWER, IO + hook + "(I" + arguments + "I");
        rows.all(type, method + "v(" + FD + "JI)J", ANSWER, IO + hook + "(J" + arguments + "J");
    }
}
