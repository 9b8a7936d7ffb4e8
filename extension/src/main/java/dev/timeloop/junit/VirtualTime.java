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
 * Puts each test into a world of its own, on virtual time, and fails a test that leaves loose ends
 * there.
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
 * <p><b>The world</b> is the test and all that it starts: threads, pools, futures, timers, clock
 * reads and sleeps of unmodified code, on one clock, one thing at a time, always in the same order.
 * A test is in it from its constructor to its last {@code @AfterEach} method, under {@code
 * Lifecycle.PER_CLASS} from its first {@code @BeforeEach} method. {@code @BeforeAll} and
 * {@code @AfterAll} methods, and what other extensions do around the test, are outside, on real
 * time; pools that were made there serve the world all the same. Worlds need a Java agent, which
 * installs itself, or is given to the JVM by {@code -javaagent}; where neither is allowed, the test
 * fails and says so. {@link Scope#LOOP} does without.
 *
 * <p><b>The loop</b> of that world is injected as a parameter of type {@code EventLoop} into
 * constructors, lifecycle methods and test methods of all sorts; within one test they all get the
 * same one. A loop that a {@code @BeforeAll} method asks for, or a constructor under {@code
 * Lifecycle.PER_CLASS}, is the class's, as is its world, in which the methods of the class then
 * are: its tests, and those of its nested classes, share it, its time goes on from one to the next,
 * and they can't run at the same time. Each of them is still checked at its own end, and everything
 * in the loop is cancelled then. The dynamic tests of a {@code @TestFactory} use the loop of the
 * factory, one after the other, and each is blamed for what it left.
 *
 * <p><b>The end.</b> After the {@code @AfterEach} methods, what can run now runs, stock of {@link
 * dev.timeloop.LooseEnd loose ends} is taken, and whatever is left is cancelled. If the test has
 * passed, loose ends fail it; if it failed or was aborted, they are added to its exception as
 * suppressed. {@link LeakCheck} says how grave each kind is.
 *
 * <p><b>Declaring it.</b> The annotation is inherited, also by nested classes, and may be put on
 * annotations of your own. An attribute that is not set comes from the next declaration: method,
 * class, superclasses, enclosing classes, {@link TimeloopExtension} fields, configuration
 * parameters. The scope is always set: that of the nearest annotation holds.
 *
 * <p><b>A whole suite</b> needs no annotation: switch JUnit's extension auto-detection on, and set
 * the configuration parameter {@code timeloop.virtual-time.default} to {@code on}. {@link RealTime}
 * opts tests out of it.
 *
 * <table>
 * <caption>Configuration parameters</caption>
 * <tr><th>parameter</th><th>values, the first unless set</th></tr>
 * <tr><td>{@code junit.jupiter.extensions.autodetection.enabled}</td><td>{@code false}, {@code
 * true}</td></tr>
 * <tr><td>{@code timeloop.virtual-time.default}</td><td>{@code off}, {@code on}</td></tr>
 * <tr><td>{@code timeloop.real-time}</td><td>classes left out of that, as {@code
 * com.example.io.*, *ServerTest}</td></tr>
 * <tr><td>{@code timeloop.scope}</td><td>{@code world}, {@code loop}: for tests without this
 * annotation</td></tr>
 * <tr><td>{@code timeloop.io}</td><td>{@code freeze}: the clock stands still while a world talks to
 * the outside; {@code fail}: the test fails</td></tr>
 * <tr><td>{@code timeloop.leak-check.default}</td><td>{@code fail}, {@code warn}, {@code
 * off}</td></tr>
 * <tr><td>{@code timeloop.timeline}</td><td>{@code on-failure}, {@code always}: for which tests what
 * happened is shown; {@code off}: nothing is recorded</td></tr>
 * <tr><td>{@code timeloop.real-timeout}</td><td>{@code 60 s}</td></tr>
 * </table>
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
     * <p>An annotation without it says {@code WORLD}, whatever declarations further away say.
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
        /** All threads, pools, sleeps and clock reads of the test, by means of a Java agent. */
        WORLD,

        /**
         * Only what goes through the injected loop: its tasks, executors and clock; without an
         * agent.
         */
        LOOP
    }
}
