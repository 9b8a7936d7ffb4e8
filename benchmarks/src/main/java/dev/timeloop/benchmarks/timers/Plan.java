package dev.timeloop.benchmarks.timers;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Who does how much of what: not everybody can do all in a time that is worth waiting for. Those
 * who are left out need a time that grows with the square of what they have to do.
 */
record Plan(Work work, int n, Set<Contender> contenders) {
    private static final int THOUSAND = 1_000;
    private static final int MANY = 100_000;
    private static final int MILLION = 1_000_000;

    /** Bodies have virtual threads from here on. */
    private static final int FIRST_WITHOUT_PINNING = 24;

    static List<Plan> all() {
        boolean hasCheapThreads = Runtime.version().feature() >= FIRST_WITHOUT_PINNING;
        List<Plan> plans = new ArrayList<>();
        for (int n : new int[] {THOUSAND, MANY, MILLION}) {
            plans.add(new Plan(Work.RANDOM, n, fast(n)));
            plans.add(new Plan(Work.RANDOM_IN_ONE_TEST, n, fast(n)));
            Set<Contender> cancelling = fast(n);
            if (n > THOUSAND) {
                cancelling.removeAll(Set.of(Contender.REACTOR, Contender.RXJAVA));
            }
            plans.add(new Plan(Work.CANCELLED, n, cancelling));
        }
        plans.add(new Plan(Work.PERIODIC_IN_STEPS, MANY, everybody()));
        plans.add(new Plan(Work.PERIODIC, MANY, everybody()));
        plans.add(new Plan(Work.ONE_INSTANT, THOUSAND, everybody()));
        plans.add(new Plan(Work.ONE_INSTANT, MILLION, fast(MILLION)));
        plans.add(new Plan(Work.CHAIN, MILLION, everybody()));
        plans.add(new Plan(Work.JOIN, THOUSAND, everybody()));
        plans.add(new Plan(Work.JOIN, MANY, fast(MANY)));
        plans.add(new Plan(Work.SLEEPS, MILLION, fast(MANY)));
        plans.add(
                new Plan(
                        Work.BODIES,
                        hasCheapThreads ? MILLION : MANY,
                        EnumSet.of(Contender.HEAP, Contender.LOOP)));
        plans.sort((one, other) -> one.work.compareTo(other.work)); // stable
        return plans;
    }

    private static Set<Contender> everybody() {
        return EnumSet.allOf(Contender.class);
    }

    private static Set<Contender> fast(int n) {
        Set<Contender> fast = everybody();
        if (n > THOUSAND) {
            fast.remove(Contender.JMOCK);
        }
        if (n > MANY) {
            fast.remove(Contender.KOTLINX);
        }
        return fast;
    }

    String[] names() {
        return contenders.stream().map(Enum::name).toArray(String[]::new);
    }
}
