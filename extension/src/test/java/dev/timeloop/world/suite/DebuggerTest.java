package dev.timeloop.world.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.ListeningConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import dev.timeloop.junit.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a breakpoint does to a world, with a real debugger on a JVM of its own. */
class DebuggerTest {
    /** Longer than the tests in there may take. */
    private static final long AT_BREAKPOINT_MILLIS = 1_200;

    private static final long PATIENCE_MILLIS = 60_000;

    static class DebuggedTestCase {
        private final List<String> log = new ArrayList<>();
        private Instant start = Instant.EPOCH;

        private void stopHere() {
            say("stopped");
        }

        private void say(String what) {
            log.add("+" + Duration.between(start, Instant.now()).toMillis() + " " + what);
        }

        @Test
        @VirtualTime(realTimeout = "400 ms")
        void keepsItsInstants() throws InterruptedException {
            start = Instant.now();
            Thread strand =
                    new Thread(
                            () -> {
                                pause(100);
                                stopHere();
                                pause(100);
                                say("strand");
                            });
            strand.start();
            Thread.sleep(150);
            say("body");
            strand.join();
            say("joined");

            assertThat(log)
                    .containsExactly("+100 stopped", "+150 body", "+200 strand", "+200 joined");
        }

        private static void pause(long millis) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {EventRequest.SUSPEND_ALL, EventRequest.SUSPEND_EVENT_THREAD})
    void aStrandThatStandsAtABreakpointKeepsTimeFromMoving(int suspended) throws Exception {
        ListeningConnector connector = connector();
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        arguments.get("localAddress").setValue("127.0.0.1");
        arguments.get("timeout").setValue(Long.toString(PATIENCE_MILLIS));
        String address = connector.startListening(arguments);
        ExecutorService starter = Executors.newSingleThreadExecutor();
        try {
            Future<String> output = starter.submit(() -> debugged(address));
            VirtualMachine jvm = connector.accept(arguments);

            assertThat(stops(jvm, suspended)).isEqualTo(1);
            assertThat(output.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS))
                    .contains("keepsItsInstants() SUCCESSFUL\n");
        } finally {
            starter.shutdownNow();
            connector.stopListening(arguments);
        }
    }

    private static ListeningConnector connector() {
        return Bootstrap.virtualMachineManager().listeningConnectors().stream()
                .filter(each -> each.name().equals("com.sun.jdi.SocketListen"))
                .findFirst()
                .orElseThrow();
    }

    private static String debugged(String address) throws Exception {
        return new ForkedJvm()
                .with(
                        "-XX:+EnableDynamicAgentLoading",
                        "-agentlib:jdwp=transport=dt_socket,server=n,suspend=y,address=" + address)
                .run(DebuggedTestCase.class);
    }

    /** Follows the JVM to its end, and stands at each breakpoint for a while. */
    private static int stops(VirtualMachine jvm, int suspended) throws InterruptedException {
        ClassPrepareRequest loaded = jvm.eventRequestManager().createClassPrepareRequest();
        loaded.addClassFilter(DebuggedTestCase.class.getName());
        loaded.enable();
        jvm.resume();
        int stops = 0;
        for (; ; ) {
            EventSet events = jvm.eventQueue().remove(PATIENCE_MILLIS);
            if (events == null) {
                throw new AssertionError("nothing happens there, after stops: " + stops);
            }
            for (Event event : events) {
                if (event instanceof ClassPrepareEvent prepared) {
                    breakIn(prepared.referenceType(), suspended);
                } else if (event instanceof BreakpointEvent) {
                    stops++;
                    boolean unused =
                            new CountDownLatch(1)
                                    .await(AT_BREAKPOINT_MILLIS, TimeUnit.MILLISECONDS);
                } else if (event instanceof VMDisconnectEvent) {
                    return stops;
                }
            }
            events.resume();
        }
    }

    private static void breakIn(ReferenceType type, int suspended) {
        BreakpointRequest stop =
                type.virtualMachine()
                        .eventRequestManager()
                        .createBreakpointRequest(type.methodsByName("stopHere").get(0).location());
        stop.setSuspendPolicy(suspended);
        stop.enable();
    }
}
