package dev.timeloop.junit;

import dev.timeloop.LooseEnd;
import dev.timeloop.LooseEndsError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The end of a test, or of a class with a loop: takes the loop over, and takes stock. */
final class Ending {
    private final World world;
    private final List<LooseEnd> found = new ArrayList<>();
    private final List<Throwable> troubles = new ArrayList<>();
    private final List<String> detours = new ArrayList<>();
    private final List<String> held = new ArrayList<>();

    private Ending(World world) {
        this.world = world;
    }

    /**
     * Finishes a loop, and closes it unless it has further tests to serve.
     *
     * @param failure what the test has failed with already
     */
    static Ending of(World world, Observed observed, boolean isLast, @Nullable Throwable failure) {
        boolean unused = Thread.interrupted(); // the test's own must not disturb the check
        Ending ending = new Ending(world);
        if (!world.enter()) {
            ending.troubles.add(StuckBodyError.stillDriving(world.loop));
            ending.found.addAll(observed.end());
            ending.abandon(isLast);
        } else {
            ending.settle();
            ending.found.addAll(observed.end()); // before what is left is cancelled, and fails
            ending.finish(isLast);
        }
        for (Thread straggler : world.invocations.takeStragglers()) {
            ending.troubles.add(StuckBodyError.stillRunning(world.loop, straggler));
        }
        ending.addLateFailure(failure);
        boolean unusedToo = Thread.interrupted();
        return ending;
    }

    private void settle() {
        try {
            world.settle();
        } catch (Throwable hung) {
            return; // and is again, when the loop is finished
        }
    }

    private void finish(boolean isLast) {
        found.addAll(world.takeFound());
        try {
            found.addAll(world.finish(isLast));
        } catch (LooseEndsError left) {
            found.addAll(left.looseEnds());
            Timelines.replaced(world.loop, left);
        } catch (Throwable hung) {
            troubles.add(hung);
        }
        takeNotes();
    }

    private void takeNotes() {
        try {
            detours.addAll(world.takeDetours());
            held.addAll(world.takeHeld());
        } catch (ConcurrentModificationException stillAtIt) {
            return; // a strand that was given up: the failure names it
        }
    }

    /** Its threads are outside ones from now on. */
    private void abandon(boolean isLast) {
        try {
            if (isLast) {
                world.end();
            }
        } catch (RuntimeException hung) {
            troubles.add(hung);
        }
    }

    /** JUnit doesn't see what a body throws that it has given up: there, the loop says why. */
    private void addLateFailure(@Nullable Throwable failure) {
        Throwable late = world.invocations.takeFailureElsewhere();
        if (late != null && failure instanceof TimeoutException && !isWithin(failure, late)) {
            troubles.add(0, late);
        }
    }

    private static boolean isWithin(Throwable failure, Throwable wanted) {
        List<Throwable> left = new ArrayList<>(List.of(failure));
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        while (!left.isEmpty()) {
            Throwable next = left.remove(left.size() - 1);
            if (next == wanted) {
                return true;
            }
            if (seen.add(next)) {
                left.addAll(List.of(next.getSuppressed()));
                if (next.getCause() != null) {
                    left.add(next.getCause());
                }
            }
        }
        return false;
    }

    List<LooseEnd> found() {
        return found;
    }

    List<Throwable> troubles() {
        return troubles;
    }

    /** What went on in no certain order. */
    List<String> detours() {
        return detours;
    }

    /** What outside held the clock. */
    List<String> held() {
        return held;
    }
}
