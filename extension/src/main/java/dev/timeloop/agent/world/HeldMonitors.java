package dev.timeloop.agent.world;

import java.util.Arrays;

/** The monitors that one thread has entered and not left, one entry for each time. */
final class HeldMonitors {
    private static final int FIRST_CAPACITY = 4;

    private Object[] entered = new Object[FIRST_CAPACITY];
    private int depth;

    void push(Object monitor) {
        if (depth == entered.length) {
            entered = Arrays.copyOf(entered, 2 * depth);
        }
        entered[depth++] = monitor;
    }

    /** Takes out the last entry of a monitor; false if there is none. */
    boolean pop(Object monitor) {
        int last = depth - 1;
        if (last >= 0 && entered[last] == monitor) { // nearly always, since blocks nest
            entered[last] = this; // anything that the thread keeps anyway
            depth = last;
            return true;
        }
        for (int i = last - 1; i >= 0; i--) {
            if (entered[i] == monitor) {
                depth--;
                System.arraycopy(entered, i + 1, entered, i, depth - i);
                entered[depth] = this;
                return true;
            }
        }
        return false;
    }

    boolean contains(Object monitor) {
        for (int i = depth - 1; i >= 0; i--) {
            if (entered[i] == monitor) {
                return true;
            }
        }
        return false;
    }

    int depth() {
        return depth;
    }

    Object get(int index) {
        return entered[index];
    }
}
