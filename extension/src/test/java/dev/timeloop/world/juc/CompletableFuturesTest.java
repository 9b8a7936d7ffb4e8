package dev.timeloop.world.juc;

import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.world.support.InWorld;
import dev.timeloop.world.support.Strands;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class CompletableFuturesTest {
    @Test
    void orTimeoutFailsASlowSupplier() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    CompletableFuture<String> slow =
                                            CompletableFuture.supplyAsync(
                                                            () -> {
                                                                Strands.sleep(60_000);
                                                                log.say("supplied");
                                                                return "x";
                                                            })
                                                    .orTimeout(30, SECONDS);
                                    try {
                                        slow.get();
                                    } catch (ExecutionException e) {
                                        log.say(e.getCause() instanceof TimeoutException);
                                    }
                                    Thread.sleep(40_000);
                                }))
                .containsExactly("+30000 true", "+60000 supplied");
    }

    @Test
    void completeOnTimeoutGivesTheDefault() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    CompletableFuture<String> never = new CompletableFuture<>();
                                    log.say(never.completeOnTimeout("late", 5, SECONDS).join());
                                    CompletableFuture<String> fast =
                                            CompletableFuture.supplyAsync(
                                                            () -> {
                                                                Strands.sleep(1_000);
                                                                return "fast";
                                                            })
                                                    .completeOnTimeout("late", 5, SECONDS);
                                    log.say(fast.join());
                                    Thread.sleep(10_000);
                                    log.say(fast.join());
                                }))
                .containsExactly("+5000 late", "+6000 fast", "+16000 fast");
    }

    @Test
    void delayedExecutorsDelay() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    CompletableFuture<String> late =
                                            CompletableFuture.supplyAsync(
                                                    () -> {
                                                        log.say("in");
                                                        return "late";
                                                    },
                                                    CompletableFuture.delayedExecutor(5, MINUTES));
                                    log.say(late.join());
                                    CompletableFuture<Void> later =
                                            CompletableFuture.runAsync(
                                                    () -> log.say("ran"),
                                                    CompletableFuture.delayedExecutor(
                                                            1, SECONDS, Runnable::run));
                                    later.join();
                                }))
                .containsExactly("+300000 in", "+300000 late", "+301000 ran");
    }

    @Test
    void asyncStagesRunInTheWorld() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    CompletableFuture<Integer> first =
                                            CompletableFuture.supplyAsync(() -> slowly(1, 100));
                                    CompletableFuture<Integer> second =
                                            CompletableFuture.supplyAsync(() -> slowly(2, 200));
                                    CompletableFuture<Integer> sum =
                                            first.thenCombineAsync(
                                                    second, (a, b) -> slowly(a + b, 50));
                                    CompletableFuture.anyOf(first, second).join();
                                    log.say("any");
                                    CompletableFuture.allOf(first, second).join();
                                    log.say("all");
                                    log.say(sum.thenApplyAsync(n -> n * 2).get(1, MINUTES));
                                    CompletableFuture<Integer> failed =
                                            sum.thenApplyAsync(
                                                    n -> {
                                                        throw new IllegalStateException("boom");
                                                    });
                                    try {
                                        failed.join();
                                    } catch (CompletionException e) {
                                        log.say(e.getCause().getMessage());
                                    }
                                }))
                .containsExactly("+100 any", "+200 all", "+250 6", "+250 boom");
    }

    @Test
    void aTimedGetGivesUpAtItsInstant() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    CompletableFuture<String> future = new CompletableFuture<>();
                                    try {
                                        future.get(3, SECONDS);
                                    } catch (TimeoutException e) {
                                        log.say("timeout");
                                    }
                                    Thread completer =
                                            Strands.start(
                                                    "completer",
                                                    () -> {
                                                        SECONDS.sleep(2);
                                                        future.complete("done");
                                                    });
                                    log.say(future.get(3, SECONDS));
                                    completer.join();
                                }))
                .containsExactly("+3000 timeout", "+5000 done");
    }

    @Test
    void manyAsyncTasksShareTheCommonPool() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    CompletableFuture<?>[] all = new CompletableFuture<?>[20];
                                    for (int i = 0; i < all.length; i++) {
                                        int n = i;
                                        all[i] =
                                                CompletableFuture.runAsync(
                                                        () -> {
                                                            Strands.sleep(10);
                                                            log.say(n);
                                                        });
                                    }
                                    CompletableFuture.allOf(all).join();
                                    log.say("all");
                                }))
                .hasSize(21)
                .endsWith("+50 all");
    }

    private static int slowly(int value, long millis) {
        Strands.sleep(millis);
        return value;
    }
}
