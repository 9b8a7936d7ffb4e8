package dev.timeloop.world.suite;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What a build tool runs in the tests' JVM: prints how each test and class ended. */
final class ForkedMain {
    private ForkedMain() {}

    /** The name of a class, then configuration parameters as {@code key=value}. */
    public static void main(String[] arguments) throws ClassNotFoundException {
        if (Boolean.getBoolean("forked.load")) {
            Class.forName(arguments[0], false, ForkedMain.class.getClassLoader());
        }
        LauncherDiscoveryRequestBuilder request =
                LauncherDiscoveryRequestBuilder.request().selectors(selectClass(arguments[0]));
        for (int i = 1; i < arguments.length; i++) {
            String[] parameter = arguments[i].split("=", 2);
            request.configurationParameters(Map.of(parameter[0], parameter[1]));
        }
        StringBuilder ends = new StringBuilder();
        try (LauncherSession session = LauncherFactory.openSession()) {
            session.getLauncher()
                    .execute(
                            request.build(),
                            new TestExecutionListener() {
                                @Override
                                public void executionFinished(
                                        TestIdentifier test, TestExecutionResult end) {
                                    String message =
                                            end.getThrowable()
                                                    .map(thrown -> ": " + thrown)
                                                    .orElse("");
                                    ends.append(test.getDisplayName())
                                            .append(' ')
                                            .append(end.getStatus())
                                            .append(message)
                                            .append('\n');
                                }
                            });
        }
        System.out.print(ends);
        System.exit(0); // whatever threads there are
    }
}
