package com.example.asyncio;

import static dev.timeloop.assertj.TimeloopAssertions.assertThat;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.EventLoop;
import dev.timeloop.Task;
import dev.timeloop.TaskGroup;
import dev.timeloop.junit.VirtualTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code asyncio.TaskGroup}: no task outlives its group. */
@VirtualTime
class TaskGroupTest {
    @Test
    void closingWaitsForAllTasks(EventLoop loop) {
        Task<String> a;
        try (TaskGroup group = loop.taskGroup("group")) {
            a =
                    group.start(
                            "a",
                            () -> {
                                loop.sleep(ofSeconds(2));
                                return "a";
                            });
            group.run("b", () -> loop.sleep(ofSeconds(1)));
        }
        assertThat(a).isSucceededWith("a");
        assertThat(loop).hasElapsed(ofSeconds(2));
    }

    @Test
    void aFailureCancelsTheOthersAndIsThrown(EventLoop loop) {
        List<Task<?>> tasks = new ArrayList<>();

        assertThatThrownBy(
                        () ->
                                loop.taskGroup(
                                        "group",
                                        group -> {
                                            tasks.add(
                                                    group.run(
                                                            "sleeps",
                                                            () -> loop.sleep(ofSeconds(60))));
                                            group.run(
                                                    "fails",
                                                    () -> {
                                                        loop.sleep(ofSeconds(1));
                                                        throw new IOException("boom");
                                                    });
                                        }))
                .isInstanceOf(IOException.class)
                .hasMessage("boom");

        assertThat(tasks.get(0)).isCancelled();
        assertThat(loop).hasElapsed(ofSeconds(1));
    }

    @Test
    void aFailureOfTheBodyCancelsTheTasks(EventLoop loop) {
        List<Task<?>> tasks = new ArrayList<>();

        assertThatThrownBy(
                        () ->
                                loop.taskGroup(
                                        "group",
                                        group -> {
                                            tasks.add(
                                                    group.run(
                                                            "sleeps",
                                                            () -> loop.sleep(ofSeconds(60))));
                                            loop.sleep(ofSeconds(1));
                                            throw new IOException("body");
                                        }))
                .hasMessage("body");

        assertThat(tasks.get(0)).isCancelled();
    }
}
