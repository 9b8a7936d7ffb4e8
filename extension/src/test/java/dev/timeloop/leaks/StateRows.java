package dev.timeloop.leaks;

import static dev.timeloop.leaks.Row.Verdict.FOUND;
import static dev.timeloop.leaks.Row.Verdict.LOOKED_AT;
import static dev.timeloop.leaks.Row.attempt;

import dev.timeloop.leaks.Row.Verdict;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;

/** What futures can be asked without waiting, from JDK 19 on. */
final class StateRows {
    private static final int SINCE = 19;
    private static final Callable<String> THROWING = Row::boom;

    private final List<Row> rows = new ArrayList<>();

    private StateRows() {}

    static List<Row> all() {
        StateRows made = new StateRows();
        made.futures();
        made.tasks();
        made.forkJoinTasks();
        return made.rows;
    }

    private void row(String code, Verdict verdict, Observed.Deed deed) {
        rows.add(new Row("JDK " + SINCE + ": " + code, verdict, deed, false, SINCE));
    }

    /** Calls a method that JDK 17 doesn't have. */
    private static Object ask(Future<?> future, String method) throws Exception {
        try {
            return Future.class.getMethod(method).invoke(future);
        } catch (InvocationTargetException e) {
            throw (Exception) e.getCause();
        }
    }

    private void futures() {
        row("f.state()", FOUND, () -> ask(Row.failed(), "state"));
        row("f.exceptionNow()", LOOKED_AT, () -> ask(Row.failed(), "exceptionNow"));
        row("f.resultNow()", LOOKED_AT, () -> attempt(() -> ask(Row.failed(), "resultNow")));
    }

    private static Future<String> task() throws InterruptedException {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            Future<String> task = pool.submit(THROWING);
            Row.await(task);
            return task;
        } finally {
            pool.shutdown();
        }
    }

    private void tasks() {
        row("pool.submit(throwing).state()", FOUND, () -> ask(task(), "state"));
        row("pool.submit(throwing).exceptionNow()", LOOKED_AT, () -> ask(task(), "exceptionNow"));
        row(
                "pool.submit(throwing).resultNow()",
                LOOKED_AT,
                () -> attempt(() -> ask(task(), "resultNow")));
    }

    private static Future<String> forkJoinTask() throws InterruptedException {
        Future<String> task = ForkJoinPool.commonPool().submit(THROWING);
        Row.await(task);
        return task;
    }

    private void forkJoinTasks() {
        row("forkJoinPool.submit(throwing).state()", FOUND, () -> ask(forkJoinTask(), "state"));
        row(
                "forkJoinPool.submit(throwing).exceptionNow()",
                LOOKED_AT,
                () -> ask(forkJoinTask(), "exceptionNow"));
        row(
                "forkJoinPool.submit(throwing).resultNow()",
                LOOKED_AT,
                () -> attempt(() -> ask(forkJoinTask(), "resultNow")));
    }
}
