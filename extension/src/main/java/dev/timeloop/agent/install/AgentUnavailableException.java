package dev.timeloop.agent.install;

import org.jspecify.annotations.Nullable;

/** Thrown when tests can't have worlds of their own in this JVM; says what to add to the build. */
public final class AgentUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final String HELP =
            """
            -> Start the tests' JVM with the agent. Maven, in pom.xml:

               <properties>
                 <argLine/>
               </properties>
               ...
               <plugin>
                 <artifactId>maven-dependency-plugin</artifactId>
                 <executions>
                   <execution>
                     <goals><goal>properties</goal></goals>
                   </execution>
                 </executions>
               </plugin>
               <plugin>
                 <artifactId>maven-surefire-plugin</artifactId>
                 <configuration>
                   <argLine>@{argLine} -javaagent:${dev.timeloop:timeloop-extension:jar}</argLine>
                 </configuration>
               </plugin>

               Gradle, in build.gradle:

               configurations { timeloopAgent { transitive = false } }
               dependencies { timeloopAgent 'dev.timeloop:timeloop-extension:VERSION' }
               tasks.withType(Test).configureEach {
                 jvmArgumentProviders.add({
                   ["-javaagent:${configurations.timeloopAgent.singleFile}".toString()]
                 } as CommandLineArgumentProvider)
               }

            -> Or use @VirtualTime(scope = VirtualTime.Scope.LOOP), which needs no agent: it covers
               what goes through the injected EventLoop.""";

    private final String why;

    AgentUnavailableException(String why, @Nullable Throwable cause) {
        super(message(why, cause), cause);
        this.why = why;
    }

    String why() {
        return why;
    }

    private static String message(String why, @Nullable Throwable cause) {
        StringBuilder text =
                new StringBuilder("Timeloop can't give a test its own world in this JVM: ")
                        .append(why)
                        .append('.');
        for (Throwable each = cause; each != null; each = each.getCause()) {
            text.append("\n   ").append(each);
        }
        return text.append('\n').append(HELP).toString();
    }
}
