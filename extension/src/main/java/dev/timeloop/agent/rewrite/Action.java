package dev.timeloop.agent.rewrite;

/** What is done to the target of a row in the table of hooks. */
enum Action {
    /**
     * Calls the hook first, with {@code this} and as many arguments as it takes. When the hook
     * answers true, the method returns.
     */
    PROLOGUE,

    /** Calls the hook before each return, with {@code this} if it takes it. */
    EPILOGUE,

    /** Calls the hook before each return of constructors that don't call another of their class. */
    MADE,

    /** Begins the method with {@code this = Hooks.standIn(this)}; first argument, if static. */
    STAND_IN_THIS,

    /** Passes what is read from a static field through the hook; not in class initialisers. */
    STAND_IN_STATIC,

    /** Calls the hook instead; also where the method is referred to by a method handle. */
    REPLACE_CALL,

    /** As {@link #REPLACE_CALL}, but class initialisers keep the call. */
    REPLACE_CALL_AFTER_INIT,

    /**
     * Keeps the call, then calls the hook: with the call's argument and answer, if it takes any.
     */
    AFTER_CALL,

    /**
     * Passes what the method returns through the hook, with {@code this} and as many arguments as
     * it takes.
     */
    ANSWER,

    /** Passes the last argument of a call through the hook, with the caller's {@code this}. */
    LAST_ARGUMENT,

    /** Calls the hooks at each {@code monitorenter} and {@code monitorexit} of the class. */
    MONITORS
}
