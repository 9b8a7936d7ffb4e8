package dev.timeloop.junit.timeline;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.timeloop.internal.timeline.Event.Kind;
import dev.timeloop.internal.timeline.Lane;
import dev.timeloop.internal.timeline.Recording;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Recordings to look at, and their pages. */
final class Samples {
    /** What does harm wherever text is taken for markup or script. */
    static final String EVIL =
            "</title></script><script>window.hacked = 1</script>\"'`<img src=x"
                    + " onerror=window.hacked=1>\u2028\\";

    private Samples() {}

    static Path output() {
        return Path.of(System.getProperty("browser.output", "target"));
    }

    static Path page(String name, Recording recording) throws IOException {
        return write(name + ".html", Page.of(recording.test(), RecordingJson.of(recording)));
    }

    static Path json(String name, Recording recording) throws IOException {
        return write(name + ".json", RecordingJson.of(recording));
    }

    static Path write(String name, String text) throws IOException {
        Path folder = output().resolve("pages");
        Files.createDirectories(folder);
        Path file = folder.resolve(name).toAbsolutePath();
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        return file;
    }

    /** Two tasks, each waiting for the lock that the other one holds. */
    static Recording deadlock() {
        Script script = new Script();
        int there = script.task("task \"a to b\"", "com.example.BankTest.moves(BankTest.java:21)");
        int back = script.task("task \"b to a\"", "com.example.BankTest.moves(BankTest.java:22)");
        int audit = script.task("task \"audit\"", "com.example.BankTest.moves(BankTest.java:25)");
        script.waits(Lane.TEST, there, "waiting for task \"a to b\"");
        script.waits(there, Lane.NONE, "sleeping until +1 s");
        script.waits(back, Lane.NONE, "sleeping until +1 s");
        script.waits(audit, Lane.NONE, "sleeping until +2 s");
        script.at(ofSeconds(1));
        script.wakes(there, Lane.NONE);
        script.waits(
                there,
                back,
                "waiting for the monitor of Account[b]",
                "com.example.Bank.move(Bank.java:41)",
                "com.example.BankTest.lambda$moves$0(BankTest.java:21)");
        script.wakes(back, Lane.NONE);
        script.waits(
                back,
                there,
                "waiting for the monitor of Account[a]",
                "com.example.Bank.move(Bank.java:41)");
        script.at(ofSeconds(2));
        script.wakes(audit, Lane.NONE);
        script.ends(audit, "succeeded");
        return script.failed(
                "movesBothWays()",
                "DeadlockException: Deadlock at +2 s: the test body is waiting for task \"a to"
                        + " b\"\n"
                        + "  task \"a to b\" is waiting for the monitor of Account[b]\n"
                        + "  task \"b to a\" is waiting for the monitor of Account[a]");
    }

    /** Two runs of a test that begin alike. */
    static Recording run(boolean passes) {
        Script script = new Script();
        int fast = script.task("task \"fast feed\"", "com.example.Quotes.best(Quotes.java:31)");
        int slow = script.task("task \"slow feed\"", "com.example.Quotes.best(Quotes.java:32)");
        script.waits(Lane.TEST, slow, "waiting for task \"slow feed\"");
        script.waits(fast, Lane.NONE, "sleeping until +1 s");
        script.waits(slow, Lane.NONE, "sleeping until +2.5 s");
        script.at(ofSeconds(1));
        script.wakes(fast, Lane.NONE);
        script.ends(fast, passes ? "succeeded" : "failed with java.io.IOException: boom");
        script.at(ofMillis(2500));
        script.wakes(slow, Lane.NONE);
        script.ends(slow, "succeeded");
        script.wakes(Lane.TEST, slow);
        if (passes) {
            return script.passed("asksTwice()");
        }
        script.happens(Kind.LEAK, fast, Lane.NONE, "failed at +1 s, and nobody looked at it");
        return script.failed("asksTwice()", "LooseEndsError: 1 loose end in QuotesTest.asksTwice");
    }

    /** Everything that a test may name is named badly. */
    static Recording evil() {
        Script script = new Script();
        int task = script.task(EVIL, EVIL);
        script.waits(Lane.TEST, task, EVIL, EVIL);
        script.waits(task, Lane.NONE, EVIL, EVIL);
        script.at(ofSeconds(1));
        script.happens(Kind.LEAK, task, Lane.NONE, EVIL);
        return script.failed(EVIL, EVIL + "\nmessage with \"quotes\" and 'quotes'");
    }

    static Recording busy(int events) {
        Script script = new Script();
        List<Integer> tasks = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            tasks.add(
                    script.task("task \"order " + i + "\"", "com.example.Busy.start(Busy.java:9)"));
        }
        script.waits(Lane.TEST, Lane.NONE, "waiting for all");
        for (int i = 0; script.count() < events - 404; i++) {
            int task = tasks.get(i * 7 % tasks.size());
            script.waits(task, tasks.get(i % tasks.size()), "waiting for the book");
            if (i % 3 == 0) {
                script.at(ofMillis(i));
            }
            script.wakes(task, tasks.get((i + 5) % tasks.size()));
        }
        script.waits(tasks.get(399), Lane.NONE, "waiting for the last order");
        tasks.subList(0, 399).forEach(task -> script.ends(task, "succeeded"));
        while (script.count() < events - 1) {
            script.happens(Kind.RUN, Lane.LOOP, Lane.NONE, "tick");
        }
        return script.failed("tradesAllDay()", "AssertionError: expected 400 orders but was 399");
    }
}
