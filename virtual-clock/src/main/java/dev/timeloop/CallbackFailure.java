package dev.timeloop;

/** Stands in the books for a callback that threw: nobody has a task for it. */
final class CallbackFailure extends Task<Void> {
    CallbackFailure(Callback callback, Runnable action) {
        super(
                callback.loop,
                "callback " + Callback.name(action),
                callback.origin(),
                callback.madeAt());
    }
}
