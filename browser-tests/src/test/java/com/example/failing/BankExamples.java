package com.example.failing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.junit.VirtualTime;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Tests that must fail; the browser tests run them and look at their pages. */
@VirtualTime
class BankExamples {
    private static final class Account {
        private final String name;
        private int balance = 100;

        private Account(String name) {
            this.name = name;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static void move(Account from, Account to, int amount) {
        synchronized (from) {
            check(from);
            synchronized (to) {
                from.balance -= amount;
                to.balance += amount;
            }
        }
    }

    /** Asks somebody else, which takes its time. */
    private static void check(Account account) {
        try {
            Thread.sleep(account.name.equals("checking") ? 1_000 : 1_500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void transfersInBothDirections() throws Exception {
        Account checking = new Account("checking");
        Account savings = new Account("savings");
        ExecutorService pool = Executors.newFixedThreadPool(2);
        Future<?> save = pool.submit(() -> move(checking, savings, 30));
        Future<?> spend = pool.submit(() -> move(savings, checking, 20));

        save.get();
        spend.get();

        assertThat(checking.balance).isEqualTo(90);
        pool.shutdown();
    }
}
