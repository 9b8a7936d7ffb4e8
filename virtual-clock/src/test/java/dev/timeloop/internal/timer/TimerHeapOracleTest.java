package dev.timeloop.internal.timer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the heap with a tree map, step by step, over random histories. */
class TimerHeapOracleTest {
    private static final int SEEDS = 60;

    private record Key(long due, long order) {}

    /** The heap and the oracle, always given the same. */
    private static final class Pair {
        final TimerHeap heap = new TimerHeap();
        final TreeMap<Key, Stamp> oracle =
                new TreeMap<>(Comparator.comparingLong(Key::due).thenComparingLong(Key::order));
        final List<Stamp> free = new ArrayList<>();
        final Map<Stamp, Key> keys = new HashMap<>();
        private final List<Stamp> scheduled = new ArrayList<>();
        private long order;

        void add(Stamp stamp, long due) {
            heap.add(stamp, due);
            Key key = new Key(due, ++order);
            oracle.put(key, stamp);
            keys.put(stamp, key);
            scheduled.add(stamp);
        }

        void cancelAnyOf(Random random) {
            if (scheduled.isEmpty()) {
                return;
            }
            int at = random.nextInt(scheduled.size());
            Stamp stamp = scheduled.set(at, scheduled.get(scheduled.size() - 1));
            scheduled.remove(scheduled.size() - 1);
            oracle.remove(keys.remove(stamp));
            assertThat(heap.cancel(stamp)).isTrue();
            free.add(stamp);
        }

        void poll() {
            Map.Entry<Key, Stamp> first = oracle.pollFirstEntry();
            TimerEntry polled = heap.poll();
            assertThat(polled).isSameAs(first == null ? null : first.getValue());
            if (first != null) {
                keys.remove(first.getValue());
                scheduled.remove(first.getValue());
                free.add(first.getValue());
            }
        }

        void compare() {
            assertThat(heap.size()).isEqualTo(oracle.size());
            assertThat(heap.nextDue())
                    .isEqualTo(oracle.isEmpty() ? TimerHeap.NEVER : oracle.firstKey().due());
        }
    }

    /** Shares of additions, cancellations and polls, in percent; what is left are comparisons. */
    private enum Mix {
        GROWING(50, 15, 25),
        CANCELLING(45, 45, 5),
        CHURNING(35, 30, 35),
        DRAINING(30, 20, 50);

        final int add;
        final int cancel;
        final int poll;

        Mix(int add, int cancel, int poll) {
            this.add = add;
            this.cancel = cancel;
            this.poll = poll;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1_000, Integer.MAX_VALUE})
    void givesWhatATreeMapGives(int differentInstants) {
        for (Mix mix : Mix.values()) {
            for (int seed = 0; seed < SEEDS; seed++) {
                run(new Random(31L * seed + mix.name().hashCode()), mix, differentInstants);
            }
        }
    }

    private static void run(Random random, Mix mix, int differentInstants) {
        Pair pair = new Pair();
        for (int step = 0; step < 1_500; step++) {
            int choice = random.nextInt(100);
            if (choice < mix.add) {
                pair.add(fresh(pair, random), due(random, differentInstants));
            } else if (choice < mix.add + mix.cancel) {
                pair.cancelAnyOf(random);
            } else if (choice < mix.add + mix.cancel + mix.poll) {
                pair.poll();
            }
            pair.compare();
        }
        assertThat(pair.heap.inOrder()).containsExactlyElementsOf(pair.oracle.values());
        while (!pair.oracle.isEmpty()) {
            pair.poll();
        }
        assertThat(pair.heap.poll()).isNull();
    }

    /** Mostly an entry that was scheduled before: its old slot may still be there. */
    private static Stamp fresh(Pair pair, Random random) {
        if (pair.free.isEmpty() || random.nextInt(4) == 0) {
            return new Stamp("new");
        }
        return pair.free.remove(random.nextInt(pair.free.size()));
    }

    private static long due(Random random, int different) {
        return random.nextInt(200) == 0 ? TimerHeap.NEVER : random.nextInt(different);
    }
}
