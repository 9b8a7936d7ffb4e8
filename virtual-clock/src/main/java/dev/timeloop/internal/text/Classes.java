package dev.timeloop.internal.text;

/** Names of classes for readers. */
public final class Classes {
    private Classes() {}

    /**
     * The name of a function's class; lambdas have none of their own, so the class they stand in
     * says where to look.
     *
     * @param function the class of a Runnable or the like
     * @return its simple name, for a lambda after "in"
     */
    public static String ofFunction(Class<?> function) {
        String type = function.getName();
        int lambda = type.indexOf("$$Lambda");
        String shown = lambda < 0 ? type : type.substring(0, lambda);
        String simple = shown.substring(shown.lastIndexOf('.') + 1).replace('$', '.');
        return (lambda < 0 ? "" : "in ") + simple;
    }
}
