package dev.timeloop.agent.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UntouchedTest {
    private static final ClassLoader OURS = UntouchedTest.class.getClassLoader();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com/example/Service",
                "dev/timeloop/samples/QuoteTest",
                "dev/timeloop/world/juc/LocksTest",
                "dev/timeloops/Other",
                "reactor/core/scheduler/Schedulers",
                "org/junitpioneer/Thing",
                "org/mockito/internal/util/Timer",
                "org/mockito/internal/verification/VerificationOverTimeImpl"
            })
    void applicationsAndLibrariesAreRewritten(String name) {
        assertThat(Untouched.isApplication(OURS, name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev/timeloop/EventLoop",
                "dev/timeloop/internal/engine/Engine",
                "dev/timeloop/junit/TimeloopExtension",
                "dev/timeloop/assertj/TaskAssert",
                "dev/timeloop/agent/world/VirtualWorld",
                "org/junit/jupiter/engine/Engine",
                "org/opentest4j/AssertionFailedError",
                "org/apache/maven/surefire/Booter",
                "org/gradle/api/Thing",
                "worker/org/gradle/process/Thing",
                "com/intellij/rt/Thing",
                "org/eclipse/jdt/internal/junit5/Runner",
                "net/bytebuddy/ByteBuddy",
                "org/mockito/internal/Thing",
                "org/jacoco/agent/rt/Offline",
                "org/assertj/core/api/Assertions",
                "org/hamcrest/Matcher"
            })
    void toolsAndTimeloopStayAsTheyAre(String name) {
        assertThat(Untouched.isApplication(OURS, name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java/net/http/HttpClient",
                "jdk/internal/net/http/HttpClientImpl",
                "com/sun/net/httpserver/HttpServer",
                "sun/net/httpserver/ServerImpl"
            })
    void theHttpClientAndServerOfTheJdkAreLikeApplications(String name) {
        assertThat(Untouched.isApplication(null, name)).isTrue();
        assertThat(Untouched.isApplication(ClassLoader.getPlatformClassLoader(), name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"java/sql/Driver", "java/util/HashMap", "sun/security/ssl/Thing"})
    void theRestOfTheJdkStaysAsItIs(String name) {
        assertThat(Untouched.isApplication(null, name)).isFalse();
        assertThat(Untouched.isApplication(ClassLoader.getPlatformClassLoader(), name)).isFalse();
    }
}
