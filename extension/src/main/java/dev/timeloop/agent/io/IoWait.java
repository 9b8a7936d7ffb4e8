package dev.timeloop.agent.io;

import dev.timeloop.internal.engine.Strand;
import dev.timeloop.internal.engine.Wait;
import java.io.FileDescriptor;
import org.jspecify.annotations.Nullable;

/** A thread waits for bytes, for room for bytes, or for something that only the outside does. */
final class IoWait implements Wait {
    final Strand strand;

    /** What is looked at; null when a thread outside says that it is there. */
    final @Nullable FileDescriptor file;

    final int ops;

    /** Whose clock stands still meanwhile; null: nobody's, or the connection says it. */
    final @Nullable String holds;

    private final String what;
    private final boolean interruptible;
    boolean done;

    IoWait(
            Strand strand,
            @Nullable FileDescriptor file,
            int ops,
            String what,
            boolean interruptible,
            @Nullable String holds) {
        this.strand = strand;
        this.file = file;
        this.ops = ops;
        this.what = what;
        this.interruptible = interruptible;
        this.holds = holds;
    }

    /** The same, but that an interrupt doesn't end it. */
    IoWait uninterruptible() {
        return new IoWait(strand, file, ops, what, false, holds);
    }

    @Override
    public boolean isInterruptible() {
        return interruptible;
    }

    @Override
    public String describe() {
        return "waiting for " + what;
    }
}
