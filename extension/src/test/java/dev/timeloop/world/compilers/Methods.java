package dev.timeloop.world.compilers;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Synchronized methods, and what waits and is notified in them. */
class Methods implements Supplier<Map<String, Shape>> {
    private final Deque<Integer> items = new ArrayDeque<>();

    @Override
    public Map<String, Shape> get() {
        Map<String, Shape> all = new LinkedHashMap<>();
        all.put("method", this::method);
        all.put("static method", Methods::shared);
        all.put("method with a value", (n, say) -> say.accept(n + " " + sum(n, 10L, 0.5, 'x')));
        all.put("method that throws", this::caught);
        all.put("method that loops", this::loop);
        all.put("method of a subclass", new Derived()::method);
        all.put("wait and notify", this::handOver);
        all.put("wait a while", this::waitAWhile);
        return all;
    }

    static void hold() throws InterruptedException {
        Thread.sleep(100);
    }

    synchronized void method(int n, Consumer<String> say) throws InterruptedException {
        hold();
        say.accept(n + " is in");
    }

    private static synchronized void shared(int n, Consumer<String> say)
            throws InterruptedException {
        hold();
        say.accept(n + " is in");
    }

    private synchronized double sum(int n, long wide, double fraction, char last)
            throws InterruptedException {
        hold();
        if (n == 1) {
            return wide;
        }
        long twice = wide * 2;
        hold();
        return n + twice + fraction + (last - 'x');
    }

    private void caught(int n, Consumer<String> say) throws InterruptedException {
        try {
            throwing(n);
            say.accept(n + " is out");
        } catch (IllegalStateException e) {
            say.accept(n + " " + e.getMessage());
        }
    }

    private synchronized void throwing(int n) throws InterruptedException {
        try {
            hold();
            if (n == 1) {
                throw new IllegalStateException("boom");
            }
        } finally {
            hold();
        }
    }

    private synchronized void loop(int n, Consumer<String> say) throws InterruptedException {
        for (int i = 0; i <= n; i++) {
            if (i == 2) {
                return;
            }
            hold();
        }
        say.accept(n + " is in");
    }

    private void handOver(int n, Consumer<String> say) throws InterruptedException {
        if (n == 0) {
            say.accept(n + " took " + (take() + take()));
        } else {
            put(n);
        }
    }

    private synchronized int take() throws InterruptedException {
        while (items.isEmpty()) {
            wait();
        }
        return items.remove();
    }

    private synchronized void put(int item) throws InterruptedException {
        hold();
        items.add(item);
        notifyAll();
    }

    private void waitAWhile(int n, Consumer<String> say) throws InterruptedException {
        synchronized (items) {
            items.wait(100L * (3 - n));
            say.accept(n + " waited");
        }
    }

    private static final class Derived extends Methods {
        @Override
        synchronized void method(int n, Consumer<String> say) throws InterruptedException {
            super.method(n, say);
            hold();
        }
    }
}
