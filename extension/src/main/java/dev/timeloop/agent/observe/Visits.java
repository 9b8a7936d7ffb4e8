package dev.timeloop.agent.observe;

import java.util.Arrays;

/**
 * How often a test has been at each of its places, up to a few.
 *
 * <p>Not guarded: when threads count at the same time, some visits are lost, which does no harm.
 */
final class Visits {
    private static final int CHUNK = 64;

    private volatile byte[][] counts = {};

    /** Whether a place was seen less often than that. */
    boolean isBelow(int most, int place) {
        byte[][] all = counts;
        int chunk = place / CHUNK;
        return chunk >= all.length || all[chunk].length == 0 || all[chunk][place % CHUNK] < most;
    }

    void count(int place) {
        int chunk = place / CHUNK;
        byte[][] all = counts;
        if (chunk >= all.length || all[chunk].length == 0) {
            all = grown(chunk);
        }
        all[chunk][place % CHUNK]++;
    }

    private synchronized byte[][] grown(int chunk) {
        byte[][] all = counts;
        if (chunk >= all.length) {
            int known = all.length;
            all = Arrays.copyOf(all, chunk + 1);
            Arrays.fill(all, known, all.length, new byte[0]);
        }
        if (all[chunk].length == 0) {
            all[chunk] = new byte[CHUNK];
        }
        counts = all;
        return all;
    }
}
