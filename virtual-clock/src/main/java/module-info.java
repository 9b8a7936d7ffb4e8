import org.jspecify.annotations.NullMarked;

/**
 * The event loop, its tasks and its clock: virtual time for any test, with or without a framework.
 */
@NullMarked
module dev.timeloop {
    requires static org.jspecify;

    exports dev.timeloop;
}
