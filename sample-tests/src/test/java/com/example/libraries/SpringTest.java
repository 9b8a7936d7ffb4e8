package com.example.libraries;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.junit.VirtualTime;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** A whole application context in one world. */
@VirtualTime(startAt = "2026-03-01T12:00:30Z")
class SpringTest {
    private final Stopwatch watch = new Stopwatch();

    /** Turns on what the jobs need. */
    @EnableScheduling
    @EnableAsync
    static class Settings {}

    /** Runs each ten seconds, and each full minute. */
    static class Jobs {
        private final Stopwatch polls = new Stopwatch();
        private final Stopwatch reports = new Stopwatch();

        @Scheduled(fixedRate = 10_000)
        void poll() {
            polls.lap();
        }

        @Scheduled(cron = "0 * * * * *")
        void report() {
            reports.lap();
        }
    }

    /** Answers slowly, on another thread. */
    static class Service {
        @Async
        CompletableFuture<String> greet() throws InterruptedException {
            Thread.sleep(300);
            return CompletableFuture.completedFuture("hello");
        }
    }

    @Test
    void scheduledMethodsRunOnTime() throws Exception {
        try (var context = new AnnotationConfigApplicationContext(Settings.class, Jobs.class)) {
            Thread.sleep(95_000);
            Jobs jobs = context.getBean(Jobs.class);

            assertThat(jobs.polls.laps()).hasSize(10).startsWith(ZERO, ofSeconds(10));
            assertThat(jobs.reports.laps()).containsExactly(ofSeconds(30), ofSeconds(90));
        }
    }

    @Test
    void asyncMethodsRunBesides() throws Exception {
        try (var context = new AnnotationConfigApplicationContext(Settings.class, Service.class)) {
            CompletableFuture<String> first = context.getBean(Service.class).greet();
            CompletableFuture<String> second = context.getBean(Service.class).greet();

            assertThat(first.get() + second.get()).isEqualTo("hellohello");
            assertThat(watch.elapsed()).isEqualTo(ofMillis(300));
        }
    }
}
