package dev.timeloop.agent.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** How a machine is seen to have too much to do. */
class ProcessorsTest {
    private static final int MOST_LOOKS = 100_000;

    @Test
    void readsHowManyCouldRun() {
        assertThat(Processors.runnable("10.24 11.42 11.39 12/283 1371")).isEqualTo(12);
    }

    @Test
    void areBusyWhenMoreWantToRun() throws Exception {
        assumeThat(Files.isReadable(Path.of("/proc/loadavg"))).isTrue();
        AtomicBoolean goOn = new AtomicBoolean(true);
        List<Thread> busy = new ArrayList<>();
        for (int i = 0; i <= Runtime.getRuntime().availableProcessors() + 1; i++) {
            Thread thread = new Thread(() -> spin(goOn));
            thread.setDaemon(true);
            thread.start();
            busy.add(thread);
        }
        try {
            int looks = 0;
            while (!Processors.areAllBusy()) {
                assertThat(++looks).isLessThan(MOST_LOOKS);
            }
        } finally {
            goOn.set(false);
            for (Thread each : busy) {
                each.join();
            }
        }
    }

    private static void spin(AtomicBoolean goOn) {
        while (goOn.get()) {
            Thread.onSpinWait();
        }
    }
}
