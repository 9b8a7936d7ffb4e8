package com.example.libraries;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.timeloop.junit.VirtualTime;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A cache without a fake ticker. */
@VirtualTime
class CaffeineTest {
    private final Stopwatch watch = new Stopwatch();
    private final AtomicInteger loads = new AtomicInteger();
    private final LoadingCache<String, Integer> cache =
            Caffeine.newBuilder().expireAfterWrite(ofMinutes(10)).build(key -> load());

    private int load() throws InterruptedException {
        Thread.sleep(50);
        return loads.incrementAndGet();
    }

    @Test
    void anEntryExpiresAfterTenMinutes() throws Exception {
        assertThat(cache.get("ACME")).isEqualTo(1);

        TimeUnit.MINUTES.sleep(9);
        assertThat(cache.get("ACME")).isEqualTo(1);

        TimeUnit.MINUTES.sleep(1);
        assertThat(cache.get("ACME")).isEqualTo(2);
    }

    @Test
    void fourThatAskAtOnceLoadOnce() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        List<Future<Integer>> answers =
                IntStream.range(0, 4).mapToObj(i -> pool.submit(() -> cache.get("ACME"))).toList();

        for (Future<Integer> answer : answers) {
            assertThat(answer.get()).isEqualTo(1);
        }
        assertThat(watch.elapsed()).isEqualTo(ofMillis(50));
        pool.shutdown();
    }
}
