package dev.timeloop.world.io;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.agent.io.IoPolicy;
import dev.timeloop.world.support.InWorld;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesTest {
    @Test
    void filesAreNeitherOutsideNorWaitedFor(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("file");
        assertThat(
                        InWorld.once(
                                IoPolicy.FAIL,
                                log -> {
                                    Files.writeString(file, "one\ntwo\n");
                                    log.say(Files.readAllLines(file));
                                    try (FileInputStream in = new FileInputStream(file.toFile())) {
                                        BufferedReader lines =
                                                new BufferedReader(
                                                        new InputStreamReader(
                                                                in, StandardCharsets.UTF_8));
                                        log.say(lines.readLine());
                                        Thread.sleep(5);
                                        log.say(lines.readLine());
                                    }
                                }))
                .containsExactly("+0 [one, two]", "+0 one", "+5 two");
    }
}
