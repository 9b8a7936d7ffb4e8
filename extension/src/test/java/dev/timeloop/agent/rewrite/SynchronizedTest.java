package dev.timeloop.agent.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Modifier;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SynchronizedTest {
    private final Methods methods = new Methods();

    @SuppressWarnings("unchecked")
    private final IntFunction<Object> rewritten =
            (IntFunction<Object>) Rewritten.make(Methods.class, IntFunction.class);

    @Test
    void noMethodIsSynchronizedAnyLonger() {
        assertThat(rewritten.getClass().getDeclaredMethods())
                .noneMatch(method -> Modifier.isSynchronized(method.getModifiers()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
    void behavesAsBefore(int which) {
        assertThat(rewritten.apply(which)).isEqualTo(methods.apply(which)).isNotNull();
    }

    @Test
    void anExceptionLeavesTheMethodWithTheMonitorFreed() {
        assertThatThrownBy(() -> rewritten.apply(20)).isInstanceOf(ArithmeticException.class);

        assertThat(Thread.holdsLock(rewritten)).isFalse();
    }

    @Test
    void theMonitorIsHeldInside() {
        assertThat(rewritten.apply(21)).isEqualTo(true);
        assertThat(rewritten.apply(22)).isEqualTo(true);
        assertThat(rewritten.apply(23)).isEqualTo(true);
    }

    @Test
    void nothingStaysLocked() {
        for (int which = 0; which < 9; which++) {
            assertThat(rewritten.apply(which)).isNotNull();
        }

        assertThat(Thread.holdsLock(rewritten)).isFalse();
        assertThat(Thread.holdsLock(rewritten.getClass())).isFalse();
    }

    @Test
    void everyEnterHasItsExit() {
        assertThat(Rewritten.calls(Rewritten.bytes(Methods.class)))
                .containsSubsequence(
                        "nested: Hooks.enter",
                        "nested: Hooks.enter",
                        "nested: Hooks.exit",
                        "nested: Hooks.exit");
    }

    /** Synchronized methods of all shapes. */
    static final class Methods implements IntFunction<Object> {
        @Override
        public Object apply(int which) {
            return switch (which) {
                case 0 -> wide(1L, 2.5, 3);
                case 1 -> staticWide(1L, 2.5, "x");
                case 2 -> loops(10);
                case 3 -> manyReturns(1);
                case 4 -> manyReturns(5);
                case 5 -> caught("no number");
                case 6 -> nested();
                case 7 -> locals(3);
                case 8 -> floats(1.5f);
                case 20 -> fails(0);
                case 21 -> holds();
                case 22 -> staticHolds();
                case 23 -> holdsInHandler();
                default -> throw new IllegalArgumentException();
            };
        }

        private synchronized double wide(long a, double b, int c) {
            return a + b + c;
        }

        private static synchronized String staticWide(long a, double b, String c) {
            return a + c + b;
        }

        private synchronized int loops(int n) {
            int sum = 0;
            for (int i = 0; i < n; i++) {
                long square = (long) i * i;
                if (square % 2 == 0) {
                    sum += (int) square;
                }
            }
            return sum;
        }

        private synchronized String manyReturns(int n) {
            if (n == 1) {
                return "one";
            }
            try {
                if (n == 2) {
                    return "two";
                }
                if (n == 5) {
                    throw new IllegalStateException("five");
                }
            } catch (IllegalStateException e) {
                return e.getMessage();
            } finally {
                loops(n);
            }
            return "many";
        }

        private static synchronized int caught(String text) {
            int answer;
            try {
                answer = Integer.parseInt(text);
            } catch (NumberFormatException e) {
                answer = -1;
            }
            return answer;
        }

        private synchronized String nested() {
            StringBuilder text = new StringBuilder();
            synchronized (text) {
                text.append(Thread.holdsLock(text));
            }
            return text.append(Thread.holdsLock(this)).toString();
        }

        private synchronized long locals(int n) {
            long a = n;
            double b = a;
            {
                String text = "a" + b;
                a += text.length();
            }
            {
                long other = a * 2;
                a += other;
            }
            return a;
        }

        private synchronized float floats(float f) {
            return f > 1 ? f * 2 : f;
        }

        private synchronized int fails(int zero) {
            return 1 / zero;
        }

        private synchronized boolean holds() {
            return Thread.holdsLock(this);
        }

        private static synchronized boolean staticHolds() {
            return Thread.holdsLock(Methods.class);
        }

        private synchronized boolean holdsInHandler() {
            try {
                fails(0);
                return false;
            } catch (ArithmeticException e) {
                return Thread.holdsLock(this);
            }
        }
    }
}
