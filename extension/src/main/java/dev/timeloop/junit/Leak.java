package dev.timeloop.junit;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import dev.timeloop.LooseEnd;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Names loose ends that a test may leave, and says why; for {@link LeakCheck#ignore}.
 *
 * <pre>{@code
 * @LeakCheck(ignore = @Leak(
 *         kind = LooseEnd.Kind.PENDING_TASK,
 *         madeIn = "com.acme.legacy.*",
 *         because = "the poller has no way to be stopped, see ACME-42"))
 * }</pre>
 *
 * <p>A loose end is exempt when it meets all that is set; at least one of {@link #kind}, {@link
 * #madeIn}, {@link #named} and {@link #failure} has to be. Whoever wants no findings of a kind at
 * all sets the level of that kind. Exempt loose ends are counted in the summary at the end of the
 * run, which also names exemptions that nothing has met.
 *
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
@Target({})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Leak {

    /**
     * Sets the kinds that are exempt.
     *
     * @return one or more; none for every kind
     */
    LooseEnd.Kind[] kind() default {};

    /**
     * Sets where it was made: the name of a class in the stack, of which the innermost frames of
     * the user's are recorded.
     *
     * @return patterns of class names, separated by commas, in which an asterisk stands for one or
     *     more characters, and a dot also for the dollar sign of a nested class; a pattern that
     *     names a class covers its nested classes; empty for any place
     */
    String madeIn() default "";

    /**
     * Sets the name of the task, timer, thread or pool, as the report has it, with or without what
     * stands before the quotes.
     *
     * @return a name, in which an asterisk stands for one or more characters; empty for any name
     */
    String named() default "";

    /**
     * Sets what has failed: the class of the failure, or of one of its causes, or a superclass.
     *
     * @return the class; {@link Throwable} also exempts what has not failed
     */
    Class<? extends Throwable> failure() default Throwable.class;

    /**
     * Says why that is all right, to whoever reads the test or the report.
     *
     * @return a reason, not blank
     */
    String because();
}
