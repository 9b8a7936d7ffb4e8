package dev.timeloop.internal.timer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A million timers are ordinary: a quadratic step anywhere would run into the time-out. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MillionTimersTest {
    private static final int COUNT = 1_000_000;
    private static final int INSTANTS = COUNT / 4;

    private final TimerHeap heap = new TimerHeap();
    private final Numbered[] entries = new Numbered[COUNT];

    private static final class Numbered extends TimerEntry {
        /** The due instant and the order of registration in one number. */
        final long key;

        Numbered(long due, int order) {
            key = due * COUNT + order;
        }
    }

    @Test
    void comeInOrder() {
        long[] expected = addAll();
        Arrays.sort(expected);

        assertThat(drain(COUNT)).isEqualTo(expected);
    }

    @Test
    void comeInOrderAfterNineOfTenWereCancelled() {
        addAll();
        long[] expected = new long[COUNT / 10];
        for (int i = 0; i < COUNT; i++) {
            if (i % 10 == 3) {
                expected[i / 10] = entries[i].key;
            } else {
                heap.cancel(entries[i]);
            }
        }
        Arrays.sort(expected);

        assertThat(heap.size()).isEqualTo(COUNT / 10);
        assertThat(drain(COUNT / 10)).isEqualTo(expected);
    }

    @Test
    void mayBePutOffAgainAndAgain() {
        Numbered timeout = new Numbered(0, 0);
        for (int i = 0; i < 1_000; i++) {
            heap.add(new Numbered(i, i), i);
        }
        for (int i = 0; i < COUNT; i++) {
            heap.cancel(timeout);
            heap.add(timeout, 1_000 + i);
        }

        assertThat(heap.size()).isEqualTo(1_001);
        assertThat(heap.dueOf(timeout)).isEqualTo(1_000 + COUNT - 1);
    }

    private long[] addAll() {
        Random random = new Random(5);
        long[] keys = new long[COUNT];
        for (int i = 0; i < COUNT; i++) {
            long due = random.nextInt(INSTANTS);
            entries[i] = new Numbered(due, i);
            keys[i] = entries[i].key;
            heap.add(entries[i], due);
        }
        return keys;
    }

    private long[] drain(int count) {
        long[] keys = new long[count];
        for (int i = 0; i < count; i++) {
            long due = heap.nextDue();
            keys[i] = ((Numbered) heap.poll()).key;
            if (keys[i] / COUNT != due) {
                throw new AssertionError("nextDue said " + due + ", and then came " + keys[i]);
            }
        }
        assertThat(heap.poll()).isNull();
        return keys;
    }
}
