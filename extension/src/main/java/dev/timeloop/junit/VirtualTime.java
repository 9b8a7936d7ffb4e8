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
 * Gives each test an {@link dev.timeloop.EventLoop} of its own, and fails a test that leaves loose
 * ends in it.
 *
 * <pre>{@code
 * @VirtualTime
 * class QuoteServiceTest {
 *     @Test
 *     void fallsBackAfterASecond(EventLoop loop) {
 *         Task<Quote> quote = loop.start("quote", () -> service.quote("ACME"));
 *         loop.advance(Duration.ofSeconds(1));
 *         assertThat(quote).isSucceededWith(CACHED);
 *     }
 * }
 * }</pre>
 *
 * <p><b>The loop</b> is injected as a parameter of type {@code EventLoop} into constructors,
 * lifecycle methods and test methods of all sorts; within one test they all get the same one. A
 * loop that a {@code @BeforeAll} method asks for, or a constructor under {@code
 * Lifecycle.PER_CLASS}, is the class's: its tests, and those of its nested classes, share it, its
 * time goes on from one to the next, and they can't run at the same time. Each of them is still
 * checked at its own end, and everything in the loop is cancelled then. The dynamic tests of a
 * {@code @TestFactory} use the loop of the factory, one after the other, and each is blamed for
 * what it left.
 *
 * <p><b>The end.</b> After the {@code @AfterEach} methods, what can run now runs, stock of {@link
 * dev.timeloop.LooseEnd loose ends} is taken, and whatever is left is cancelled. If the test has
 * passed, loose ends fail it; if it failed or was aborted, they are added to its exception as
 * suppressed. {@link LeakCheck} says how grave each kind is.
 *
 * <p><b>Declaring it.</b> The annotation is inherited, also by nested classes, and may be put on
 * annotations of your own. An attribute that is not set comes from the next declaration: method,
 * class, superclasses, enclosing classes, {@link TimeloopExtension} fields, configuration
 * parameters. To declare it for a whole suite, switch JUnit's extension auto-detection on, and set
 * the configuration parameter {@code timeloop.virtual-time.default} to {@code on}.
 *
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(TimeloopExtension.class)
public @interface VirtualTime {

    /**
     * Sets the instant at which the loop's time starts.
     *
     * @return an instant with its offset, as {@code 2026-03-29T00:59:59Z} or {@code
     *     2026-03-29T01:59:59+01:00}; 2000-01-01T00:00:00Z unless set
     */
    String startAt() default "";

    /**
     * Sets the zone of the loop's clock.
     *
     * @return a zone, as {@code Europe/Berlin} or {@code +01:00}; UTC unless set
     */
    String zone() default "";

    /**
     * Sets what is on virtual time.
     *
     * <p>In this version, both scopes mean the same: what goes through the injected loop.
     *
     * @return the border of the test's world
     */
    Scope scope() default Scope.WORLD;

    /**
     * Sets how long one call may block in real time, until the test is stopped and says what is
     * stuck.
     *
     * <p>It bounds every call that drives the loop, and a test body that is blocked where the loop
     * can't see it.
     *
     * @return a duration, as {@code 42 s}, {@code 500 ms}, {@code 2 min} or {@code PT1M}; unless
     *     set, that of the configuration parameter {@code timeloop.real-timeout}, or else 60 s
     */
    String realTimeout() default "";

    /**
     * The border of a test's world.
     *
     * @since 0.1
     */
    @API(status = EXPERIMENTAL, since = "0.1")
    enum Scope {
        /**
         * All threads, pools and clock reads of the test.
         *
         * <p>Not in this version: it means the same as {@link #LOOP}.
         */
        WORLD,

        /** Only what goes through the injected loop: its tasks, executors and clock. */
        LOOP
    }
}
