package dev.timeloop.world.compilers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Synchronized blocks as they are left in each way that the language has. */
final class Blocks implements Supplier<Map<String, Shape>> {
    private final Object lock = new Object();
    private final Object other = new Object();
    private int left = 3;

    @Override
    public Map<String, Shape> get() {
        Map<String, Shape> all = new LinkedHashMap<>();
        all.put("return", this::returning);
        all.put("return of a value", (n, say) -> say.accept(n + " gave " + value(n)));
        all.put("throw", this::throwing);
        all.put("break and continue", this::looping);
        all.put("break out of two", this::breaking);
        all.put("nested", this::nested);
        all.put("in a finally", this::inFinally);
        all.put("around a switch", this::switching);
        all.put("in a lambda", this::lambda);
        all.put("as its lock changes", this::changing);
        all.put("for ever", this::forEver);
        return all;
    }

    private static void hold() throws InterruptedException {
        Thread.sleep(100);
    }

    private void returning(int n, Consumer<String> say) throws InterruptedException {
        synchronized (lock) {
            hold();
            if (n == 1) {
                say.accept(n + " returns");
                return;
            }
            hold();
        }
        say.accept(n + " is through");
    }

    private double value(int n) throws InterruptedException {
        long factor = 2L;
        synchronized (lock) {
            hold();
            double value = n * factor;
            if (n == 1) {
                return value;
            }
            hold();
            return -value;
        }
    }

    private void throwing(int n, Consumer<String> say) throws InterruptedException {
        try {
            synchronized (lock) {
                hold();
                if (n == 1) {
                    throw new IllegalStateException("boom");
                }
            }
        } catch (IllegalStateException e) {
            say.accept(n + " " + e.getMessage());
        } finally {
            say.accept(n + " is out");
        }
    }

    private void looping(int n, Consumer<String> say) throws InterruptedException {
        for (int i = 0; i < 2; i++) {
            synchronized (lock) {
                hold();
                if (i == 0) {
                    continue;
                }
                if (n == 1) {
                    say.accept(n + " breaks");
                    break;
                }
            }
            say.accept(n + " at " + i);
        }
    }

    private void breaking(int n, Consumer<String> say) throws InterruptedException {
        outer:
        while (true) {
            synchronized (lock) {
                synchronized (other) {
                    hold();
                    if (n < 2) {
                        break outer;
                    }
                }
                hold();
                break;
            }
        }
        say.accept(n + " is out");
    }

    private void nested(int n, Consumer<String> say) throws InterruptedException {
        synchronized (lock) {
            synchronized (other) {
                synchronized (lock) {
                    hold();
                }
            }
            say.accept(n + " is in one");
            hold();
        }
    }

    private void inFinally(int n, Consumer<String> say) throws InterruptedException {
        try {
            if (n == 1) {
                return;
            }
            synchronized (lock) {
                hold();
            }
        } finally {
            synchronized (lock) {
                hold();
                say.accept(n + " cleans up");
            }
        }
    }

    private void switching(int n, Consumer<String> say) throws InterruptedException {
        String text;
        synchronized (lock) {
            text =
                    switch (n) {
                        case 0 -> {
                            hold();
                            yield "none";
                        }
                        case 1 -> "one";
                        default -> {
                            try {
                                hold();
                            } finally {
                                hold();
                            }
                            yield "many";
                        }
                    };
        }
        say.accept(text);
    }

    private void lambda(int n, Consumer<String> say) throws Exception {
        Shape inner =
                (m, tell) -> {
                    synchronized (lock) {
                        hold();
                        tell.accept(m + " is in");
                    }
                };
        inner.run(n, say);
    }

    /** The one that was locked is unlocked, whatever its name means by then. */
    private void changing(int n, Consumer<String> say) throws InterruptedException {
        Object mine = lock;
        synchronized (mine) {
            mine = other;
            hold();
        }
        synchronized (mine) {
            mine = null;
        }
        say.accept(n + " is out");
    }

    private void forEver(int n, Consumer<String> say) throws InterruptedException {
        while (true) {
            synchronized (lock) {
                hold();
                if (--left < 0) {
                    say.accept(n + " saw the end");
                    return;
                }
            }
        }
    }
}
