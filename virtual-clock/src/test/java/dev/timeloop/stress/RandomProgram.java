package dev.timeloop.stress;

import dev.timeloop.EventLoop;
import dev.timeloop.LooseEnd;
import dev.timeloop.ReturnWhen;
import dev.timeloop.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A program that does whatever a seed says, and takes down all that it sees.
 *
 * <p>All strands draw from one source of chance, so that two runs that differ anywhere in their
 * order soon differ everywhere.
 */
final class RandomProgram {
    private static final int MOST_TASKS = 150;
    private static final int DEEPEST = 6;

    private final EventLoop loop;
    private final Random random;
    private final ScheduledExecutorService pool;
    private final ScheduledExecutorService narrow;
    private final List<String> log = new ArrayList<>();
    private final List<Task<String>> tasks = new ArrayList<>();
    private final List<Future<?>> jobs = new ArrayList<>();
    private int count;

    private RandomProgram(long seed, EventLoop loop) {
        this.loop = loop;
        random = new Random(seed);
        pool = loop.executor();
        narrow = loop.executor("narrow", 2);
    }

    /** Runs the program of a seed on a new loop. */
    static List<String> run(long seed, ThreadKind kind) {
        EventLoop loop = kind.loop();
        RandomProgram program = new RandomProgram(seed, loop);
        try {
            program.drive();
            for (LooseEnd end : loop.finish()) {
                program.note("loose end: " + end.kind() + " " + end.name() + " " + end.state());
            }
        } finally {
            loop.close();
        }
        return program.log;
    }

    private void drive() {
        for (int i = 0; i < 10; i++) {
            spawn(0);
        }
        for (int i = 0; i < 40; i++) {
            switch (random.nextInt(4)) {
                case 0 -> loop.settle();
                case 1 -> note("step " + loop.step());
                case 2 -> loop.advance(millis(50));
                default -> loop.sleep(millis(20));
            }
            note("body, next " + loop.nextDue());
        }
        loop.advance(Duration.ofSeconds(2));
        for (Task<String> task : tasks) {
            note(task.name() + " " + task.outcome());
        }
    }

    private Task<String> spawn(int depth) {
        String name = "task " + ++count;
        Task<String> task = loop.start(name, () -> body(name, depth));
        tasks.add(task);
        return task;
    }

    private String body(String name, int depth) throws Exception {
        note(name + " begins");
        try {
            int steps = 1 + random.nextInt(6);
            for (int i = 0; i < steps; i++) {
                act(name, depth);
            }
            return name + " is through";
        } catch (Throwable thrown) {
            note(name + " sees " + thrown.getClass().getSimpleName());
            if (random.nextBoolean()) {
                loop.sleep(millis(5));
            }
            if (random.nextInt(4) == 0) {
                return name + " recovered";
            }
            throw thrown;
        } finally {
            note(name + " ends");
        }
    }

    private void act(String name, int depth) throws Exception {
        int choice = random.nextInt(14);
        note(name + " does " + choice);
        switch (choice) {
            case 0, 1, 2 -> loop.sleep(millis(30));
            case 3 -> maySpawn(depth);
            case 4 -> awaitChild(name, depth);
            case 5 -> any().cancel("by " + name);
            case 6 -> submit(name, random.nextBoolean() ? pool : narrow);
            case 7 -> schedule(name);
            case 8 -> group(name, depth);
            case 9 -> waitForSome(name);
            case 10 -> stage(name);
            case 11 -> loop.callLater(millis(20), () -> note("callback of " + name));
            case 12 -> cancelAJob();
            default -> {
                if (random.nextInt(3) == 0) {
                    throw new IllegalStateException("boom in " + name);
                }
            }
        }
    }

    private void maySpawn(int depth) {
        if (depth < DEEPEST && count < MOST_TASKS) {
            spawn(depth + 1);
        }
    }

    private void awaitChild(String name, int depth) {
        if (depth < DEEPEST && count < MOST_TASKS) {
            note(name + " got " + loop.await(spawn(depth + 1)));
        }
    }

    private Task<String> any() {
        return tasks.get(random.nextInt(tasks.size()));
    }

    private void submit(String name, ScheduledExecutorService executor) {
        String job = "job " + ++count + " of " + name;
        jobs.add(
                executor.submit(
                        () -> {
                            note(job + " begins");
                            try {
                                loop.sleep(millis(40));
                                note(job + " slept");
                            } catch (Exception e) {
                                note(job + " sees " + e.getClass().getSimpleName());
                            }
                        }));
    }

    private void schedule(String name) {
        String job = "timer " + ++count + " of " + name;
        long delay = random.nextInt(30);
        if (random.nextBoolean()) {
            jobs.add(pool.schedule(() -> note(job), delay, TimeUnit.MILLISECONDS));
        } else {
            long period = 10L + random.nextInt(200);
            jobs.add(
                    pool.scheduleAtFixedRate(
                            () -> {
                                note(job);
                                if (random.nextInt(5) == 0) {
                                    throw new IllegalStateException("boom in " + job);
                                }
                            },
                            delay,
                            period,
                            TimeUnit.MILLISECONDS));
        }
    }

    private void group(String name, int depth) {
        if (depth >= DEEPEST || count >= MOST_TASKS) {
            return;
        }
        loop.taskGroup(
                "group of " + name,
                group -> {
                    for (int i = 0; i < 2; i++) {
                        String member = "member " + ++count + " of " + name;
                        tasks.add(group.start(member, () -> body(member, DEEPEST)));
                    }
                    loop.sleep(millis(10));
                });
    }

    private void waitForSome(String name) {
        List<Task<String>> some = List.of(any(), any(), any());
        ReturnWhen[] ways = ReturnWhen.values();
        ReturnWhen way = ways[random.nextInt(ways.length)];
        note(name + " has " + loop.waitUntil(way, some, millis(25)).done().size() + " of " + way);
    }

    private void stage(String name) {
        String stage = "stage " + ++count + " of " + name;
        any().handle(
                        (value, thrown) -> {
                            note(
                                    stage
                                            + " given "
                                            + (thrown == null ? value : thrown.getMessage()));
                            return value;
                        })
                .thenAcceptAsync(value -> note(stage + " goes on"));
    }

    private void cancelAJob() {
        if (!jobs.isEmpty()) {
            jobs.get(random.nextInt(jobs.size())).cancel(random.nextBoolean());
        }
    }

    private Duration millis(int bound) {
        return Duration.ofMillis(random.nextInt(bound));
    }

    private void note(String event) {
        log.add(loop.elapsed().toNanos() + " " + event);
    }
}
