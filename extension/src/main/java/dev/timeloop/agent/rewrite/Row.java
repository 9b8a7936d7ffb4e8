package dev.timeloop.agent.rewrite;

/**
 * One row of the table of hooks.
 *
 * @param from the first JDK that has the target
 * @param to the last one
 * @param type the internal name of the class that is rewritten, or {@link Rows#APPLICATION}
 * @param target its method; or {@code owner.name} of a method that it calls or a field that it
 *     reads
 * @param action what is done
 * @param hook name and descriptor of the method of Hooks, or of another class named before a dot
 * @param means what goes wrong without it, for the user
 */
record Row(int from, int to, String type, String target, Action action, String hook, String means) {
    /** The class of the hooks. */
    static final String HOOKS = "dev/timeloop/agent/boot/Hooks";

    private static final String BOOT = "dev/timeloop/agent/boot/";

    /** A descriptor that stands for any: JDKs differ in what only they see. */
    static final String ANY = "*";

    /** The class that is called or read from; ANY if each will do. */
    String owner() {
        int dot = target.lastIndexOf('.');
        return dot < 0 ? type : target.substring(0, dot);
    }

    /** The name of the method or field. */
    String name() {
        int start = target.lastIndexOf('.') + 1;
        int end = target.indexOf('(');
        if (end >= 0) {
            return target.substring(start, end);
        }
        return target.endsWith(ANY)
                ? target.substring(start, target.length() - 1)
                : target.substring(start);
    }

    /** The descriptor of the method, or ANY. */
    String descriptor() {
        int start = target.indexOf('(');
        return start < 0 ? ANY : target.substring(start);
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

    /** Says what is missing, as a user reads it. */
    String missing(String jdk) {
        String what = action == Action.MONITORS ? "its monitors" : target.replace('/', '.');
        return type.replace('/', '.')
                + ": "
                + what
                + " isn't there to be hooked on this JDK ("
                + jdk
                + "). "
                + means;
    }
}
