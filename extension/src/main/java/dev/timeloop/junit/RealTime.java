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
 * Leaves a test on real time, outside every world.
 *
 * <pre>{@code
 * @VirtualTime
 * class QuoteServiceTest {
 *     @Test
 *     @RealTime
 *     void asksTheRealServer() {
 *         assertThat(service.quote("ACME")).isNotNull();
 *     }
 * }
 * }</pre>
 *
 * <p>The nearest declaration wins: a method's over its class's, that over its superclasses', that
 * over those of the enclosing classes; and each over the suite's switch {@code
 * timeloop.virtual-time.default}. So a method with {@link VirtualTime} is on virtual time in a
 * class with this annotation. One place can't have both.
 *
 * <p>A suite whose sources are not at hand opts classes out in its configuration: {@code
 * timeloop.real-time} takes patterns of class names, separated by commas, in which an asterisk
 * stands for one or more characters, and a dot also for the dollar sign of a nested class. A
 * pattern that names a class covers its nested classes. Annotations go before patterns.
 *
 * <p>It is checked for what it leaves, on real time, if it or its class has {@link LeakCheck}, or
 * the suite sets {@code timeloop.leak-check.default}.
 *
 * <p>Such a test has no {@link dev.timeloop.EventLoop}: a parameter of that type is an error.
 *
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(TimeloopExtension.class)
public @interface RealTime {}
