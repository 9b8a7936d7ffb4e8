package dev.timeloop.tck.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Makes stages of stages, and completes sources and stages, all at random.
 *
 * <p>What a function will do is settled when its stage is made: it may complete another future or
 * make another stage, in the midst of a completion.
 */
final class RandomProgram {
    private final Random random;
    private final List<Way> ways;
    private final int length;
    private final List<Ending> endings;
    private final List<CompletableFuture<Object>> futures = new ArrayList<>();
    private Side side;
    private int made;

    RandomProgram(long seed, int length, List<Way> ways, List<Ending> endings) {
        this.endings = endings;
        this.random = new Random(seed);
        this.length = length;
        this.ways = ways;
    }

    void run(Side on) {
        side = on;
        futures.add(side.future());
        for (int i = 0; i < length; i++) {
            step();
        }
        side.settle();
        for (int i = 0; i < futures.size(); i++) {
            side.journal.look("future " + i, futures.get(i));
        }
    }

    private void step() {
        if (ways.contains(Way.ASYNC)) {
            side.settle();
        }
        int dice = random.nextInt(20);
        if (dice < 2) {
            futures.add(side.future());
        } else if (dice < 10) {
            makeOfOne();
        } else if (dice < 15) {
            makeOfTwo();
        } else if (dice < 19) {
            completeOne();
        } else {
            side.settle();
        }
    }

    private void completeOne() {
        Ending ending = oneOf(endings);
        int which = random.nextInt(futures.size());
        boolean first = ending.give(futures.get(which), "by hand " + which);
        side.journal.note(ending + " to " + which, first);
    }

    private void makeOfOne() {
        UniOp op = oneOf(List.of(UniOp.values()));
        Way way = oneOf(ways);
        CompletableFuture<Object> from = oneOf(futures);
        futures.add(op.make(side, from, way, act()));
    }

    private void makeOfTwo() {
        BiOp op = oneOf(List.of(BiOp.values()));
        Way way = op.isEither() || endings.contains(Ending.FAILURE) ? Way.PLAIN : oneOf(ways);
        CompletableFuture<Object> from = oneOf(futures);
        CompletableFuture<Object> other = oneOf(futures);
        futures.add(op.make(side, from, other, way, act()));
    }

    private Act act() {
        String name = "function " + made++;
        Ending ending = random.nextInt(3) == 0 ? oneOf(endings) : Ending.VALUE;
        CompletionStage<Object> inner = oneOf(futures);
        Runnable effect = effect(name);
        return new Act(side, name, ending, () -> inner, effect);
    }

    private Runnable effect(String name) {
        CompletableFuture<Object> victim = oneOf(futures);
        Ending ending = oneOf(endings);
        Act late = new Act(side, "of " + name, ending);
        return switch (random.nextInt(6)) {
            case 0 -> () -> side.journal.note(name + " is first", ending.give(victim, name));
            case 1 -> () -> UniOp.HANDLE.make(side, victim, Way.PLAIN, late);
            default -> () -> {};
        };
    }

    private <E> E oneOf(List<E> list) {
        return list.get(random.nextInt(list.size()));
    }
}
