package dev.timeloop.agent.rewrite;

/** One row of the table of hooks. Its parts are taken apart once: they are looked at often. */
final class Row {
    /** The class of the hooks. */
    static final String HOOKS = "dev/timeloop/agent/boot/Hooks";

    private static final String BOOT = "dev/timeloop/agent/boot/";

    /** A descriptor that stands for any: JDKs differ in what only they see. */
    static final String ANY = "*";

    private final String type;
    private final String target;
    private final Action action;
    private final String hook;
    private final String means;
    private final String owner;
    private final String name;
    private final String descriptor;

    /**
     * Creates a row.
     *
     * @param type the internal name of the class that is rewritten, or {@link Rows#APPLICATION}
     * @param target its method; or {@code owner.name} of a method that it calls or a field that it
     *     reads
     * @param action what is done
     * @param hook name and descriptor of the method of Hooks, or of another class named before a
     *     dot
     * @param means what goes wrong without it, for the user
     */
    Row(String type, String target, Action action, String hook, String means) {
        this.type = type;
        this.target = target;
        this.action = action;
        this.hook = hook;
        this.means = means;
        int dot = target.lastIndexOf('.');
        int end = target.indexOf('(');
        owner = dot < 0 ? type : target.substring(0, dot);
        descriptor = end < 0 ? ANY : target.substring(end);
        boolean anyOverload = end < 0 && target.endsWith(ANY);
        name = target.substring(dot + 1, end < 0 ? target.length() - (anyOverload ? 1 : 0) : end);
    }

    /** The class that is rewritten. */
    String type() {
        return type;
    }

    /** As the table has it: owner, name and descriptor. */
    String target() {
        return target;
    }

    /** What is done. */
    Action action() {
        return action;
    }

    /** Whether the hook is called instead, and nothing else is done. */
    boolean replacesCall() {
        return action == Action.REPLACE_CALL || action == Action.REPLACE_CALL_AFTER_INIT;
    }

    /** Whether a method keeps the call, by its name. */
    boolean isKeptBy(String caller) {
        return action == Action.REPLACE_CALL_AFTER_INIT && caller.equals("<clinit>");
    }

    /** The class that is called or read from; ANY if each will do. */
    String owner() {
        return owner;
    }

    /** The name of the method or field. */
    String name() {
        return name;
    }

    /** The descriptor of the method, or ANY. */
    String descriptor() {
        return descriptor;
    }

    /** As the table has it. */
    String hook() {
        return hook;
    }

    /** The internal name of the class of the hook: Hooks, unless the hook names another. */
    String hookOwner() {
        int dot = hook.lastIndexOf('.', hook.indexOf('('));
        return dot < 0 ? HOOKS : BOOT + hook.substring(0, dot);
    }

    String hookName() {
        int end = hook.indexOf('(');
        return hook.substring(hook.lastIndexOf('.', end) + 1, end);
    }

    String hookDescriptor() {
        return hook.substring(hook.indexOf('('));
    }

    /** What goes wrong without it. */
    String means() {
        return means;
    }

    /** Says what is missing, as a user reads it, and where. */
    String missing(String where) {
        String what = action == Action.MONITORS ? "its monitors" : target.replace('/', '.');
        return type.replace('/', '.')
                + ": "
                + what
                + " isn't there to be hooked "
                + where
                + ". "
                + means;
    }
}
