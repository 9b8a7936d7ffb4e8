package dev.timeloop.world.beside;

/** An application's class, which more than one agent wants to see. */
class Till {
    private final Object lock = new Object();
    private int sold;

    int sell(int pieces) throws InterruptedException {
        synchronized (lock) {
            Thread.sleep(100);
            for (int i = 0; i < pieces; i++) {
                sold++;
            }
            if (pieces > 2) {
                return -sold;
            }
            Thread.sleep(100);
        }
        return sold;
    }

    synchronized int count(int most) throws InterruptedException {
        Thread.sleep(1_000);
        if (sold > most) {
            throw new IllegalArgumentException("more than " + most);
        }
        return sold;
    }

    int neverCalled() {
        synchronized (lock) {
            return sold;
        }
    }
}
