package dev.timeloop.internal.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TimerHeapTest {
    private final TimerHeap heap = new TimerHeap();

    @Nested
    class Empty {
        @Test
        void isDueNever() {
            assertThat(heap.nextDue()).isEqualTo(TimerHeap.NEVER);
        }

        @Test
        void givesNothing() {
            assertThat(heap.poll()).isNull();
        }

        @Test
        void hasNoSize() {
            assertThat(heap.size()).isZero();
        }

        @Test
        void cancelsNothing() {
            assertThat(heap.cancel(new Stamp("stranger"))).isFalse();
        }
    }

    @Nested
    class Order {
        @Test
        void isByDueInstant() {
            Stamp late = add("late", 30);
            Stamp early = add("early", 10);
            Stamp middle = add("middle", 20);

            assertThat(drained()).containsExactly(early, middle, late);
        }

        @Test
        void isByRegistrationAtOneInstant() {
            List<TimerEntry> added = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                added.add(add("tie " + i, 7));
            }

            assertThat(drained()).containsExactlyElementsOf(added);
        }

        @Test
        void isByTheLastRegistrationOfAnEntryThatWasRescheduled() {
            Stamp moved = add("moved", 5);
            Stamp other = add("other", 5);
            heap.cancel(moved);
            heap.add(moved, 5);

            assertThat(drained()).containsExactly(other, moved);
        }

        @Test
        void ofTiesSurvivesCompaction() {
            List<TimerEntry> kept = new ArrayList<>();
            List<Stamp> dropped = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                Stamp stamp = add("tie " + i, 7);
                if (i % 10 == 0) {
                    kept.add(stamp);
                } else {
                    dropped.add(stamp);
                }
            }
            dropped.forEach(heap::cancel);

            assertThat(drained()).containsExactlyElementsOf(kept);
        }

        @Test
        void isListedWithoutBeingTouched() {
            Stamp second = add("second", 20);
            Stamp first = add("first", 10);
            Stamp third = add("third", 20);

            assertThat(heap.inOrder()).containsExactly(first, second, third);
            assertThat(drained()).containsExactly(first, second, third);
        }
    }

    @Nested
    class Cancelled {
        @Test
        void entryIsNeitherScheduledNorGiven() {
            Stamp gone = add("gone", 10);
            Stamp left = add("left", 20);

            assertThat(heap.cancel(gone)).isTrue();
            assertThat(gone.isScheduled()).isFalse();
            assertThat(heap.nextDue()).isEqualTo(20);
            assertThat(drained()).containsExactly(left);
        }

        @Test
        void entryIsNotCounted() {
            Stamp gone = add("gone", 10);
            add("left", 20);

            heap.cancel(gone);

            assertThat(heap.size()).isEqualTo(1);
        }

        @Test
        void twiceIsNothingTheSecondTime() {
            Stamp gone = add("gone", 10);

            assertThat(heap.cancel(gone)).isTrue();
            assertThat(heap.cancel(gone)).isFalse();
            assertThat(heap.size()).isZero();
        }

        @Test
        void afterItWasGivenIsNothing() {
            Stamp given = add("given", 10);
            heap.poll();

            assertThat(heap.cancel(given)).isFalse();
        }

        @Test
        void entryMayBeScheduledAgainWhileItsOldSlotIsStillThere() {
            add("top", 1);
            Stamp moved = add("moved", 10);
            heap.cancel(moved);
            heap.add(moved, 30);
            heap.add(new Stamp("between"), 20);

            assertThat(heap.dueOf(moved)).isEqualTo(30);
            assertThat(drained())
                    .extracting(Object::toString)
                    .containsExactly("top", "between", "moved");
        }

        @Test
        void entryMayBeScheduledEarlierWhileItsOldSlotIsStillThere() {
            Stamp moved = add("moved", 30);
            add("between", 20);
            heap.cancel(moved);
            heap.add(moved, 10);

            assertThat(drained()).extracting(Object::toString).containsExactly("moved", "between");
        }

        @Test
        void allLeaveNothing() {
            List<Stamp> stamps = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                stamps.add(add("stamp " + i, i));
            }
            stamps.forEach(heap::cancel);

            assertThat(heap.size()).isZero();
            assertThat(heap.nextDue()).isEqualTo(TimerHeap.NEVER);
            assertThat(heap.inOrder()).isEmpty();
            assertThat(heap.poll()).isNull();
        }
    }

    @Nested
    class Scheduled {
        @Test
        void twiceIsRefused() {
            Stamp twice = add("twice", 10);

            assertThatThrownBy(() -> heap.add(twice, 20))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("already scheduled: twice");
        }

        @Test
        void againAfterItWasGivenIsFine() {
            Stamp periodic = add("periodic", 10);
            heap.poll();
            heap.add(periodic, 20);

            assertThat(heap.nextDue()).isEqualTo(20);
            assertThat(heap.poll()).isSameAs(periodic);
        }

        @Test
        void forNeverIsKeptAndNeverDue() {
            Stamp never = add("never", TimerHeap.NEVER);

            assertThat(heap.nextDue()).isEqualTo(TimerHeap.NEVER);
            assertThat(heap.size()).isEqualTo(1);
            assertThat(heap.inOrder()).containsExactly(never);
        }

        @Test
        void oneNanosecondBeforeNeverIsDueThen() {
            add("never", TimerHeap.NEVER);
            add("last", TimerHeap.NEVER - 1);

            assertThat(heap.nextDue()).isEqualTo(TimerHeap.NEVER - 1);
        }

        @Test
        void entryKnowsItsInstant() {
            Stamp stamp = add("stamp", 42);

            assertThat(heap.dueOf(stamp)).isEqualTo(42);
            heap.poll();
            assertThat(heap.dueOf(stamp)).isEqualTo(TimerHeap.NEVER);
        }
    }

    private Stamp add(String name, long due) {
        Stamp stamp = new Stamp(name);
        heap.add(stamp, due);
        return stamp;
    }

    private List<TimerEntry> drained() {
        List<TimerEntry> drained = new ArrayList<>();
        for (TimerEntry entry; (entry = heap.poll()) != null; ) {
            drained.add(entry);
        }
        return drained;
    }
}
