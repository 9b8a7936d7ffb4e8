import org.jspecify.annotations.NullMarked;

/**
 * The event loop, its tasks and its clock: virtual time for any test, with or without a framework.
 */
@NullMarked
@SuppressWarnings("module") // the extension is compiled after us, and isn't on our module path
module dev.timeloop {
    requires static java.management;
    requires static org.jspecify;

    exports dev.timeloop;
    exports dev.timeloop.internal.engine to
            dev.timeloop.extension;
    exports dev.timeloop.internal.timer to
            dev.timeloop.extension;
    exports dev.timeloop.internal.origin to
            dev.timeloop.extension;
    exports dev.timeloop.internal.text to
            dev.timeloop.extension;
    exports dev.timeloop.internal.timeline to
            dev.timeloop.extension;
}
