package com.example.legacy;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Asks for rates, and asks again when that fails. */
public final class ExchangeRates {
    // tag::ugly[]
    private static final ScheduledExecutorService POOL = Executors.newScheduledThreadPool(1);

    public static <T> T fetch(Callable<T> source) throws Exception {
        for (int attempt = 1; ; attempt++) {
            try {
                return source.call();
            } catch (IOException e) {
                if (attempt == 5) {
                    throw e;
                }
                Thread.sleep(1_000L << attempt);
            }
        }
    }

    public static ScheduledFuture<?> refreshEachMinute(Runnable refresh) {
        return POOL.scheduleAtFixedRate(refresh, 0, 1, TimeUnit.MINUTES);
    }

    // end::ugly[]

    private ExchangeRates() {}
}
