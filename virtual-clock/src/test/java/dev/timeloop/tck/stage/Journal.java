package dev.timeloop.tck.stage;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a program of stages noted down.
 *
 * <p>Exceptions are shown with all they hold, and numbered when first seen: two journals are equal
 * only if the same object was seen in the same places.
 */
final class Journal {
    /** What JDK 19 added, and so can't be called by name. */
    private static final List<Method> SINCE_19 =
            Stream.of(CompletableFuture.class.getMethods())
                    .filter(m -> Set.of("resultNow", "exceptionNow", "state").contains(m.getName()))
                    .sorted(Comparator.comparing(Method::getName))
                    .toList();

    private final StringBuilder text = new StringBuilder();
    private final IdentityHashMap<Throwable, Integer> numbers = new IdentityHashMap<>();

    void note(String line) {
        text.append(line).append('\n');
    }

    void note(String what, Object given) {
        note(what + " " + show(given));
    }

    /** Asks a future everything that it can be asked without waiting. */
    void look(String name, CompletableFuture<?> future) {
        note(
                name
                        + (future.isDone() ? " done" : " pending")
                        + (future.isCancelled() ? " cancelled" : "")
                        + (future.isCompletedExceptionally() ? " exceptionally" : ""));
        ask("  getNow", () -> future.getNow(null));
        for (Method question : SINCE_19) {
            ask("  " + question.getName(), () -> invoke(question, future));
        }
        if (!future.isDone()) {
            return;
        }
        ask("  get", future::get);
        ask("  get in time", () -> future.get(1, TimeUnit.SECONDS));
        ask("  join", future::join);
        future.handle(
                (value, failure) -> {
                    note("  handle", value);
                    note("  handle", failure);
                    return null;
                });
        future.whenComplete(
                (value, failure) -> {
                    note("  whenComplete", value);
                    note("  whenComplete", failure);
                });
        future.exceptionally(
                failure -> {
                    note("  exceptionally", failure);
                    return null;
                });
        note("  dependents " + future.getNumberOfDependents());
    }

    void ask(String what, Callable<?> question) {
        try {
            note(what, question.call());
        } catch (CancellationException thrown) {
            note(what + " throws", thrown);
        } catch (IllegalStateException refused) { // without a text by the JDK, with one by us
            note(what + " refused");
        } catch (Throwable thrown) {
            note(what + " throws", thrown);
        }
    }

    private static Object invoke(Method method, Object target) throws Exception {
        try {
            return method.invoke(target);
        } catch (InvocationTargetException thrown) {
            throw (Exception) thrown.getCause();
        }
    }

    private String show(Object given) {
        if (!(given instanceof Throwable thrown)) {
            return String.valueOf(given);
        }
        Integer known = numbers.putIfAbsent(thrown, numbers.size());
        if (known != null) {
            return "#" + known;
        }
        StringBuilder shown = new StringBuilder("#" + numbers.get(thrown) + " ");
        shown.append(thrown.getClass().getSimpleName()).append('(').append(thrown.getMessage());
        if (thrown.getCause() != null) {
            shown.append(", by ").append(show(thrown.getCause()));
        }
        for (Throwable suppressed : thrown.getSuppressed()) {
            shown.append(", suppressing ").append(show(suppressed));
        }
        return shown.append(')').toString();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
