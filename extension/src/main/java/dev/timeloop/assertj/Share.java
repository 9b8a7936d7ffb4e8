package dev.timeloop.assertj;

import dev.timeloop.Partition;
import dev.timeloop.Task;
import java.util.List;

/** The parts of a partition on which assertions are made. */
enum Share {
    DONE("done", "to be done", "order of completion"),
    PENDING("pending", "to be pending", "the order given"),
    SUCCEEDED("succeeded", "to have succeeded", "order of completion"),
    FAILED("failed", "to have failed", "order of completion"),
    CANCELLED("cancelled", "to be cancelled", "order of completion");

    /** For example {@code done}. */
    final String adjective;

    /** For example {@code to be done}. */
    final String claim;

    /** For example {@code order of completion}. */
    final String order;

    Share(String adjective, String claim, String order) {
        this.adjective = adjective;
        this.claim = claim;
        this.order = order;
    }

    /** Its tasks, in its order; retrieves nothing. */
    List<? extends Task<?>> of(Partition<?> partition) {
        return switch (this) {
            case DONE -> partition.done();
            case PENDING -> partition.pending();
            case SUCCEEDED -> partition.succeeded();
            case FAILED -> partition.failed();
            case CANCELLED -> partition.cancelled();
        };
    }
}
