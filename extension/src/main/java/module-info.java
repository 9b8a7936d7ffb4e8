import org.jspecify.annotations.NullMarked;

/** Virtual time and leak checks for JUnit tests, with assertions for AssertJ. */
@NullMarked
module dev.timeloop.extension {
    requires transitive dev.timeloop;
    requires java.instrument;
    requires java.management;
    requires net.bytebuddy;
    requires net.bytebuddy.agent;
    requires transitive org.junit.jupiter.api;
    requires static org.junit.platform.launcher;
    requires static org.assertj.core;
    requires static org.jspecify;

    exports dev.timeloop.assertj;
    exports dev.timeloop.junit;

    opens dev.timeloop.junit to
            org.junit.platform.commons;

    provides org.junit.jupiter.api.extension.Extension with
            dev.timeloop.junit.TimeloopExtension;
}
