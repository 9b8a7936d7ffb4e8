package dev.timeloop.world.io;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.world.support.InWorld;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs({OS.LINUX, OS.MAC})
class ProcessesTest {
    @Test
    void timeStandsStillWhileAChildRuns() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    ScheduledExecutorService timer =
                                            Executors.newScheduledThreadPool(1);
                                    timer.schedule(() -> log.say("timer"), 1, TimeUnit.SECONDS);
                                    Process child = shell("sleep 0.1; echo hi; exit 3");
                                    log.say(
                                            Bytes.text(child.getInputStream().readAllBytes())
                                                    .trim());
                                    log.say(child.waitFor());
                                    Process other = shell("sleep 0.1");
                                    log.say(other.waitFor(50, TimeUnit.MILLISECONDS));
                                    Thread.sleep(2_000);
                                    timer.shutdown();
                                }))
                .containsExactly("+0 hi", "+0 3", "+0 true", "+1000 timer");
    }

    @Test
    void itsLinesAreReadOneByOne() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Process child =
                                            shell("read x; echo got $x; sleep 0.05; echo 2");
                                    child.getOutputStream().write(Bytes.of("it\n"));
                                    child.getOutputStream().flush();
                                    BufferedReader lines =
                                            new BufferedReader(
                                                    new InputStreamReader(
                                                            child.getInputStream(),
                                                            StandardCharsets.UTF_8));
                                    log.say(lines.readLine());
                                    Thread.sleep(100);
                                    log.say(lines.readLine());
                                    log.say(lines.readLine());
                                    log.say(child.waitFor());
                                }))
                .containsExactly("+0 got it", "+100 2", "+100 null", "+100 0");
    }

    @Test
    void itsEndIsToldInTheWorld() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Process child = shell("sleep 0.1");
                                    log.say(
                                            child.onExit()
                                                    .thenApply(ended -> "exit " + ended.exitValue())
                                                    .orTimeout(5, TimeUnit.SECONDS)
                                                    .get());
                                    child.toHandle().onExit().get();
                                    log.say(child.isAlive());
                                }))
                .containsExactly("+0 exit 0", "+0 false");
    }

    @Test
    void aChildThatIsDestroyedEnds() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Process child = new ProcessBuilder("sleep", "1000").start();
                                    Thread killer = Bytes.start(child::destroy);
                                    log.say(child.waitFor() != 0);
                                    killer.join();
                                }))
                .containsExactly("+0 true");
    }

    private static Process shell(String script) throws Exception {
        return new ProcessBuilder("sh", "-c", script).start();
    }
}
