package dev.timeloop.leaks;

import static java.util.concurrent.CompletableFuture.supplyAsync;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** One line of the table of docs/retrieval.md. */
record Row(String code, Verdict verdict, Observed.Deed deed, boolean isStrict, int since) {
    Row(String code, Verdict verdict, Observed.Deed deed) {
        this(code, verdict, deed, false);
    }

    Row(String code, Verdict verdict, Observed.Deed deed, boolean isStrict) {
        this(code, verdict, deed, isStrict, 0);
    }

    /** Whether this JDK has what it calls. */
    boolean isForThisJdk() {
        return Runtime.version().feature() >= since;
    }

    enum Verdict {
        LOOKED_AT("looked at"),
        FOUND("found"),
        FOUND_TWICE("found, twice"),
        PENDING("pending task"),
        TIMER("live timer"),
        THREAD("busy thread"),
        POOL("pool never shut down"),
        NOTHING("nothing");

        final String text;

        Verdict(String text) {
            this.text = text;
        }
    }

    /** As it stands in the document. */
    String line() {
        return "| `" + code + "` | " + verdict.text + " |";
    }

    @Override
    public String toString() {
        return code + ": " + verdict.text;
    }

    // --- what rows are made of ---

    static final class Boom extends RuntimeException {
        private static final long serialVersionUID = 1;

        Boom() {
            super("boom");
        }
    }

    @SuppressWarnings({"DoNotCallSuggester", "TypeParameterUnusedInFormals"}) // fits every function
    static <T> T boom() {
        throw new Boom();
    }

    /** A future that has failed by itself. */
    static CompletableFuture<String> failed() {
        CompletableFuture<String> future = new CompletableFuture<>();
        future.completeExceptionally(new Boom());
        return future;
    }

    /** One that fails soon, on another thread. */
    static CompletableFuture<String> failing() {
        return supplyAsync(Row::boom);
    }

    /** Waits until it is done, and doesn't look. */
    static void await(Future<?> future) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!future.isDone()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("it isn't done after 30 s");
            }
            Thread.sleep(1);
        }
    }

    interface Attempt {
        void run() throws Exception;
    }

    /** Does it, whatever comes of that. */
    static void attempt(Attempt attempt) {
        try {
            attempt.run();
        } catch (Exception expected) {
            return;
        }
    }
}
