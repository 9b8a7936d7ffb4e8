package dev.timeloop.internal.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.internal.origin.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecorderTest {
    private static final long NEVER = Long.MAX_VALUE;

    private final Recorder recorder = new Recorder();

    private int task(String name) {
        return recorder.made(0, Lane.TEST, name, Lane.Kind.TASK, Origin.UNKNOWN);
    }

    private Recording read(long end, Alive... alive) {
        return Playback.of(recorder, Instant.EPOCH, end, List.of(alive));
    }

    private List<String> events() {
        return read(0).events().stream()
                .map(
                        event ->
                                event.nanos()
                                        + " "
                                        + event.kind()
                                        + " "
                                        + event.lane()
                                        + " "
                                        + event.other()
                                        + " "
                                        + event.text())
                .map(String::strip)
                .toList();
    }

    @Test
    void eventsComeBackAsTheyWereWritten() {
        int task = task("feed");
        recorder.blocks(0, task, Lane.TEST, "waiting for an answer", NEVER);
        recorder.wakes(0, task, Lane.TEST);
        recorder.runs(0, RecorderTest.class);
        recorder.cancels(0, task, Lane.TEST, "no need");
        recorder.holds(0, "a socket");
        recorder.releases(0);
        recorder.ended(0, task, Lane.NONE, "succeeded");
        recorder.leaks(0, task, "still pending");
        recorder.fails(0, "deadlock");

        assertThat(events())
                .containsExactly(
                        "0 START 2 0",
                        "0 BLOCK 2 0 waiting for an answer",
                        "0 WAKE 2 0",
                        "0 RUN 1 -1 callback RecorderTest",
                        "0 CANCEL 2 0 no need",
                        "0 IO_HOLD 1 -1 a socket",
                        "0 IO_RELEASE 1 -1",
                        "0 END 2 -1 succeeded",
                        "0 LEAK 2 -1 still pending",
                        "0 FAIL 0 -1 deadlock");
    }

    /** A strand that was given up may go on and drive the loop while its failure is told. */
    @Test
    void readingEndsThoughMoreIsRecordedMeanwhile() {
        int task = task("feed");
        Object label =
                new Object() {
                    @Override
                    public String toString() {
                        for (int i = 0; i < 1_000; i++) {
                            recorder.blocks(7, task, Lane.NONE, this, NEVER);
                        }
                        return "waiting";
                    }
                };
        for (int i = 0; i < 100; i++) {
            recorder.blocks(0, task, Lane.NONE, label, NEVER);
        }

        assertThat(read(0).events()).hasSize(101).extracting(Event::nanos).containsOnly(0L);
    }

    @Test
    void thatTimeMovedIsToldWithWhoWasNext() {
        int task = task("feed");
        recorder.blocks(0, task, Lane.NONE, "sleeping", 5_000_000);
        recorder.wakes(5_000_000, task, Lane.NONE);
        recorder.runs(7_000_000, RecorderTest.class);
        recorder.moves(9_000_000, Lane.TEST);

        assertThat(events())
                .containsExactly(
                        "0 START 2 0",
                        "0 BLOCK 2 -1 sleeping until +5 ms",
                        "5000000 TIME 1 2 from +0 s: task \"feed\" was next",
                        "5000000 WAKE 2 -1",
                        "7000000 TIME 1 1 from +5 ms: callback RecorderTest was next",
                        "7000000 RUN 1 -1 callback RecorderTest",
                        "9000000 TIME 1 0 from +7 ms: told to");
    }

    @Test
    void onlyTheLastEventsAreKeptAndTheOthersCounted() {
        int task = task("feed");
        for (int i = 0; i < Recorder.MOST + 10; i++) {
            recorder.wakes(i, task, Lane.TEST);
        }

        Recording recording = read(0);

        assertThat(recording.lost()).isEqualTo(11);
        List<Event> woken =
                recording.events().stream().filter(e -> e.kind() == Event.Kind.WAKE).toList();
        assertThat(woken).hasSize(Recorder.MOST);
        assertThat(woken.get(0).nanos()).isEqualTo(10);
        assertThat(woken.get(Recorder.MOST - 1).nanos()).isEqualTo(Recorder.MOST + 9);
        assertThat(recording.events().get(0).kind()).isEqualTo(Event.Kind.WAKE);
    }

    /** Random instants, many of them at equal distances, and now and then something else. */
    @Test
    void callbacksAtEqualDistancesAreRecordedOneByOne() {
        int task = task("feed");
        List<String> expected = new ArrayList<>(List.of("0 START"));
        Random random = new Random(42);
        Class<?>[] types = {RecorderTest.class, Recorder.class};
        long now = 0;
        for (int i = 0; i < 2_000; i++) {
            if (random.nextInt(8) == 0) {
                recorder.wakes(now, task, Lane.NONE);
                expected.add(now + " WAKE");
            }
            Class<?> type = types[random.nextInt(16) == 0 ? 1 : 0];
            now += random.nextInt(3) == 0 ? random.nextInt(3) : 1;
            recorder.runs(now, type);
            expected.add(now + " RUN callback " + type.getSimpleName());
        }

        assertThat(
                        read(now).events().stream()
                                .filter(event -> event.kind() != Event.Kind.TIME)
                                .map(each -> each.nanos() + " " + each.kind() + " " + each.text())
                                .map(String::strip))
                .containsExactlyElementsOf(expected);
    }

    /** What is read in the middle of a series is all of it until then, each time. */
    @Test
    void aSeriesIsKnownWhileItGoesOn() {
        for (int i = 0; i < 100; i++) {
            recorder.runs(5L * i, RecorderTest.class);

            List<Event> events = read(0).events();

            assertThat(events.stream().filter(e -> e.kind() == Event.Kind.RUN))
                    .hasSize(i + 1)
                    .last()
                    .extracting(Event::nanos)
                    .isEqualTo(5L * i);
        }
    }

    @Test
    void ofALongSeriesOfCallbacksTheLastAreKept() {
        int all = 3 * Recorder.MOST;
        for (int i = 0; i < all; i++) {
            recorder.runs(5L * i, RecorderTest.class);
        }

        Recording recording = read(0);

        assertThat(recording.lost()).isEqualTo(all - Recorder.MOST);
        List<Event> runs =
                recording.events().stream().filter(e -> e.kind() == Event.Kind.RUN).toList();
        assertThat(runs).hasSize(Recorder.MOST);
        assertThat(runs.get(0).nanos()).isEqualTo(5L * (all - Recorder.MOST));
        assertThat(runs.get(Recorder.MOST - 1).nanos()).isEqualTo(5L * (all - 1));
    }

    /** The ring has come round, and the next event takes the place of the first of a series. */
    @Test
    void aSeriesWhoseFirstIsLostIsLost() {
        for (int i = 0; i < 10; i++) {
            recorder.runs(i, RecorderTest.class);
        }
        int task = task("feed");
        for (int i = 0; i < Recorder.MOST - 2; i++) {
            recorder.wakes(100 + i, task, Lane.NONE);
        }

        Recording recording = read(0);

        assertThat(recording.lost()).isEqualTo(10);
        assertThat(recording.events().get(0).kind()).isEqualTo(Event.Kind.START);
    }

    /** More than it can name: a JVM that makes classes all the time. */
    @Test
    void oneOfTooManyClassesIsNotTakenForTheOneBefore() {
        recorder.runs(0, RecorderTest.class);
        for (int i = 0; i < 5_000; i++) {
            recorder.runs(0, new Object());
        }
        recorder.runs(0, RecorderTest.class);
        recorder.runs(0, new Object());
        recorder.runs(0, RecorderTest.class);

        List<String> events = events();
        assertThat(events.subList(events.size() - 3, events.size()))
                .containsExactly(
                        "0 RUN 1 -1 callback RecorderTest",
                        "0 RUN 1 -1 a callback",
                        "0 RUN 1 -1 callback RecorderTest");
    }

    @Test
    void aSeriesDoesNotGoOnInTheNextTest() {
        recorder.runs(1, RecorderTest.class);
        recorder.runs(2, RecorderTest.class);
        recorder.clear();
        recorder.holds(3, "a socket");
        recorder.releases(3); // as many events as there were
        recorder.runs(3, RecorderTest.class);

        assertThat(events())
                .containsExactly(
                        "3 TIME 1 1 from +0 s: loop was next",
                        "3 IO_HOLD 1 -1 a socket",
                        "3 IO_RELEASE 1 -1",
                        "3 RUN 1 -1 callback RecorderTest");
    }

    @Test
    void ofAMillionLanesThoseOfTheLastEventsAreKnown() {
        int last = 0;
        for (int i = 0; i < 1_000_000; i++) {
            last = task("t" + i);
        }

        Recording recording = read(0);

        assertThat(recording.lanes()).hasSize(Recorder.MOST + 2);
        assertThat(recording.lane(last)).isNotNull();
        assertThat(recording.lane(last).name()).isEqualTo("task \"t999999\"");
        assertThat(recording.lane(2)).isNull();
    }

    @Test
    void aLaneThatLivesIsKnownHoweverOldItIs() {
        int old = task("old");
        for (int i = 0; i < 2 * Recorder.MOST; i++) {
            task("t" + i);
        }

        Recording recording =
                read(
                        0,
                        new Alive(
                                old, "old", Lane.Kind.TASK, true, "waiting", Lane.NONE, List.of()));

        assertThat(recording.lane(old))
                .extracting(Lane::name, Lane::state, Lane::waitsFor)
                .containsExactly("task \"old\"", "waiting", "waiting");
    }

    @Test
    void aFailureIsToldWithWhereItWasThrown() {
        int task = task("feed");
        Throwable failure = new IllegalStateException("no\nanswer");
        failure.setStackTrace(
                new StackTraceElement[] {
                    new StackTraceElement("java.net.Socket", "read", "Socket.java", 7),
                    new StackTraceElement("com.example.Feed", "ask", "Feed.java", 31)
                });
        recorder.ended(0, task, Lane.NONE, failure);

        Recording recording = read(0);

        assertThat(recording.lane(task).outcome())
                .isEqualTo("failed with java.lang.IllegalStateException: no answer");
        assertThat(recording.stacks().get(recording.events().get(1).stack()))
                .containsExactly("Feed.ask(Feed.java:31)");
    }

    @Test
    void ofManyFailuresTheOldOnesKeepOnlyTheirClass() {
        int first = task("first");
        recorder.ended(0, first, Lane.NONE, new IllegalStateException("secret"));
        for (int i = 0; i < 2_000; i++) {
            recorder.ended(0, task("t" + i), Lane.NONE, new IllegalStateException("boom"));
        }

        Recording recording = read(0);

        assertThat(recording.lane(first).outcome())
                .isEqualTo("failed with java.lang.IllegalStateException");
        assertThat(recording.lane(first + 2_000).outcome()).endsWith(": boom");
    }

    @Test
    void aFailureWhoseTextThrowsIsToldByItsClass() {
        int task = task("feed");
        recorder.ended(
                0,
                task,
                Lane.NONE,
                new RuntimeException() {
                    @Override
                    public String getMessage() {
                        throw new UnsupportedOperationException();
                    }
                });

        assertThat(read(0).lane(task).outcome()).startsWith("failed with " + getClass().getName());
    }

    @Test
    void whatWasClearedIsForgottenButForNames() {
        int task = task("feed");
        recorder.clear();
        recorder.wakes(3, task, Lane.TEST);

        Recording recording = read(3);

        assertThat(recording.lost()).isZero();
        assertThat(recording.events()).hasSize(2);
        assertThat(recording.lane(task).name()).isEqualTo("task \"feed\"");
    }
}
