package dev.timeloop.agent.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HookedJdkTest {
    private static Map<String, String> seen;

    @BeforeAll
    static void callAllThatIsHooked() throws Exception {
        seen = Jvm.run(NotesMain.class);
    }

    @Test
    void everyRowOfTheTableFindsItsTarget() {
        assertThat(seen).doesNotContainKey("problem").containsKey("random");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    nanoTime                | 42 []
                    nanoTime in a lambda    | 42 []
                    a supplier of nanoTime  | 42 []
                    currentTimeMillis       | 1000 []
                    Instant.now             | 1970-01-01T00:00:01Z []
                    LocalDateTime.now       | 1970-01-01T00:00:01 []
                    new Date                | 1000 []
                    Calendar                | 1000 []
                    """)
    void clocksAreTheWorlds(String call, String answer) {
        assertThat(seen).containsEntry(call, answer);
    }

    @Test
    void aClassInitialiserReadsTheRealClock() {
        assertThat(seen).containsEntry("nanoTime at birth", "false []");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Thread.sleep            | - [sleep 5000000]
                    TimeUnit.sleep          | - [sleep 1000000000]
                    sleep of a subclass     | - [sleep 11000000]
                    Thread.yield            | - [yield]
                    Thread.onSpinWait       | - [yield]
                    park                    | - [park null -1]
                    park on                 | - [park blocker -1]
                    parkNanos               | - [park null 7]
                    parkNanos on            | - [park blocker 7]
                    parkUntil               | - [parkUntil null 9]
                    parkUntil on            | - [parkUntil blocker 9]
                    unpark                  | - [unpark]
                    interrupt               | - [interrupt]
                    join with a limit       | - [join never 30000000]
                    """)
    void waitingIsTheWorlds(String call, String notes) {
        assertThat(seen).containsEntry(call, notes);
    }

    @Test
    void aThreadIsSeenFromItsStartToItsEnd() {
        assertThat(notesOf("start and join"))
                .containsSubsequence("starting started", "begin", "ended")
                .contains("join started -1");
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void aVirtualThreadIsSeenFromItsStartToItsEnd() {
        assertThat(notesOf("start a virtual thread"))
                .containsSubsequence("starting started", "begin", "ended")
                .contains("join started -1")
                .doesNotContain("made ForkJoinPool");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    block               | - [enter Object, notify Object true, exit Object]
                    method              | - [enter Locked, exit Locked]
                    static method       | - [enter Class, exit Class]
                    wait                | - [enter Object, wait Object -1, exit Object]
                    wait a while        | - [enter Object, wait Object 3000000, exit Object]
                    notify              | - [enter Object, notify Object false, exit Object]
                    notify by reference | - [enter Locked, notify Locked true, exit Locked]
                    """)
    void monitorsAreTheWorlds(String call, String notes) {
        assertThat(seen).containsEntry(call, notes);
    }

    @Test
    void aRewrittenClassCanBeRewrittenAgain() {
        assertThat(notesOf("method, rewritten again"))
                .containsExactly("enter Locked", "exit Locked");
    }

    @Test
    void aThreadClassThatWasLoadedBeforeGetsAGate() {
        assertThat(notesOf("no gate")).containsExactly("starting started", "ended");
        assertThat(notesOf("gate")).containsExactly("starting started", "begin", "ended");
    }

    @Test
    void poolsAreMadeOnceAndStoodInForAtEveryUse() {
        assertThat(notesOf("pool"))
                .containsExactly(
                        "made ThreadPoolExecutor",
                        "standIn ThreadPoolExecutor",
                        "changing ThreadPoolExecutor",
                        "ending ThreadPoolExecutor",
                        "ending ThreadPoolExecutor now");
        assertThat(notesOf("timer")).contains("made Timer", "ending Timer", "enter TaskQueue");
        assertThat(notesOf("common pool")).contains("standIn ForkJoinPool");
        assertThat(notesOf("future")[0]).startsWith("standIn ");
    }

    @Test
    void theSeedOfRandomNumbersIsAnnounced() {
        assertThat(notesOf("random")).containsExactly("seeded");
    }

    private static String[] notesOf(String call) {
        String line = seen.get(call);
        assertThat(line).as(call).startsWith("- [").endsWith("]");
        return line.substring("- [".length(), line.length() - 1).split(", ");
    }
}
