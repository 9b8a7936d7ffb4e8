package com.example.failing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.junit.VirtualTime;
import org.junit.jupiter.api.Test;

/** Tests that must fail; the browser tests run them and look at their pages. */
@VirtualTime
class BankExamples {
    private static class Account {
        private final long checkMillis;
        private int balance = 100;

        private Account(long checkMillis) {
            this.checkMillis = checkMillis;
        }
    }

    private static final class Checking extends Account {
        private Checking() {
            super(1_000);
        }
    }

    private static final class Savings extends Account {
        private Savings() {
            super(1_500);
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
            Thread.sleep(account.checkMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void transfersInBothDirections() throws Exception {
        Account checking = new Checking();
        Account savings = new Savings();
        Thread save = new Thread(() -> move(checking, savings, 30), "save");
        Thread spend = new Thread(() -> move(savings, checking, 20), "spend");
        save.start();
        spend.start();

        save.join();
        spend.join();

        assertThat(checking.balance).isEqualTo(90);
    }
}
