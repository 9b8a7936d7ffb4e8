package dev.timeloop.world.pools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.timeloop.world.support.InWorld;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Does the same outside, in one world, in the next, outside again, and in a third world. */
final class Visits {
    /** So long a unit of time is outside. */
    private static final long REAL_UNIT = 20;

    private static final Pattern INSTANT = Pattern.compile("^\\+\\d+ ");
    private static final String[] ORDERS = {"OWWOW", "WWOW", "WOW"};

    private final List<List<String>> inWorlds = new ArrayList<>();
    private final List<List<String>> outside = new ArrayList<>();

    /** What takes down what happened, and when. */
    interface Say {
        void say(Object what);
    }

    /** What is done, with the length of a unit of time in milliseconds. */
    interface Deed {
        void run(long unit, Say log) throws Exception;
    }

    private Visits() {}

    static Visits of(long unit, Deed deed) throws Exception {
        Visits made = new Visits();
        for (String order : ORDERS) {
            for (int i = 0; i < order.length(); i++) {
                char place = order.charAt(i);
                if (place == 'W') {
                    made.inWorlds.add(InWorld.once(log -> deed.run(unit, log::say)));
                } else {
                    made.outside.add(outside(deed));
                }
            }
        }
        return made;
    }

    private static List<String> outside(Deed deed) throws Exception {
        List<String> said = Collections.synchronizedList(new ArrayList<>());
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                deed.run(REAL_UNIT, what -> said.add(String.valueOf(what)));
                                done.complete(null);
                            } catch (Throwable thrown) {
                                done.completeExceptionally(thrown);
                            }
                        },
                        "outside");
        thread.setDaemon(true);
        thread.start();
        assertThatCode(() -> done.get(10, TimeUnit.SECONDS)).doesNotThrowAnyException();
        return List.copyOf(said);
    }

    /** Each world had these lines, and outside they were said too, at instants of its own. */
    void expect(String... lines) {
        expectInWorlds(lines);
        UnaryOperator<String> text = line -> INSTANT.matcher(line).replaceFirst("");
        assertThat(outside).allSatisfy(log -> assertThat(log).isNotEmpty());
        List<String> said = List.of(lines).stream().map(text).toList();
        assertThat(outside).allSatisfy(log -> assertThat(log).containsAll(said));
    }

    /** Sleeps, unless it is time to end. */
    static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void expectInWorlds(String... lines) {
        assertThat(inWorlds).allSatisfy(log -> assertThat(log).containsExactly(lines));
    }
}
