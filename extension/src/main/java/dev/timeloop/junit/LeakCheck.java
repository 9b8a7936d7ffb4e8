package dev.timeloop.junit;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Says how grave it is when a test leaves loose ends, kind by kind.
 *
 * <p>{@link VirtualTime} implies the check. This annotation alone leaves a test on real time, and
 * checks what it makes of the JDK's futures, tasks, timers, threads and pools, and its {@link
 * dev.timeloop.EventLoop} if it takes one as a parameter. For that, the agent observes them, and
 * changes nothing; a JVM that refuses it makes the test fail with what to add to the build. With
 * {@code scope = LOOP}, only the loop is checked.
 *
 * <p>A kind that is not set is inherited: from the class of the method, its superclasses, its
 * enclosing classes, {@link TimeloopExtension} fields, then the configuration parameter of the kind
 * ({@code timeloop.leak-check.failures}, {@code .tasks}, {@code .timers}, {@code .threads} or
 * {@code .pools}, which are {@code fail}, {@code warn} or {@code ignore}), and then {@code
 * timeloop.leak-check.default}:
 *
 * <table>
 * <caption>Levels of the kinds that nobody has set</caption>
 * <tr><th>parameter</th><th>failures, tasks, timers, threads</th><th>pools</th></tr>
 * <tr><td>{@code fail}, or none</td><td>FAIL</td><td>WARN</td></tr>
 * <tr><td>{@code warn}</td><td>WARN</td><td>WARN</td></tr>
 * <tr><td>{@code off}</td><td colspan="2">IGNORE; as {@code fail} for tests with this
 * annotation</td></tr>
 * </table>
 *
 * <p>When {@code timeloop.leak-check.default} says {@code fail} or {@code warn}, and JUnit detects
 * the extension by itself, all tests of the suite are checked, without this annotation.
 *
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(TimeloopExtension.class)
public @interface LeakCheck {

    /**
     * Sets the level of failures that nobody has looked at.
     *
     * @return its level
     */
    Level failures() default Level.INHERIT;

    /**
     * Sets the level of tasks that are neither done nor cancelled.
     *
     * @return its level
     */
    Level tasks() default Level.INHERIT;

    /**
     * Sets the level of timers and periodic tasks that are still to fire.
     *
     * @return its level
     */
    Level timers() default Level.INHERIT;

    /**
     * Sets the level of threads that are busy or blocked although their task is done.
     *
     * @return its level
     */
    Level threads() default Level.INHERIT;

    /**
     * Sets the level of pools that nobody has shut down.
     *
     * @return its level
     */
    Level pools() default Level.INHERIT;

    /**
     * Asks that a failure be looked at on each branch of stages that it goes down, instead of on
     * one.
     *
     * @return true to ask for it; what a class has asked for, its methods can't take back
     */
    boolean everyBranch() default false;

    /**
     * Exempts some loose ends, whatever the level of their kind, beside those that the class of a
     * method, its superclasses and its enclosing classes exempt.
     *
     * @return what is exempt, and why
     */
    Leak[] ignore() default {};

    /**
     * How grave a kind of loose end is.
     *
     * @since 0.1
     */
    @API(status = EXPERIMENTAL, since = "0.1")
    enum Level {
        /** As the next declaration says. */
        INHERIT,
        /** The test fails. */
        FAIL,
        /** A report entry, and one line on standard error. */
        WARN,
        /** Nothing. */
        IGNORE
    }
}
