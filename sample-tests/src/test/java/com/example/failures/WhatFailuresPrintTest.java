package com.example.failures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import com.example.readme.Readme;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs tests that must fail, prints what they say, and compares it with what the README shows. */
class WhatFailuresPrintTest {
    private static String failureOf(String test) {
        Throwable failure =
                EngineTestKit.engine("junit-jupiter")
                        .selectors(
                                selectMethod(LeakyExamples.class, test, "dev.timeloop.EventLoop"))
                        .execute()
                        .testEvents()
                        .failed()
                        .stream()
                        .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                        .flatMap(result -> result.getThrowable().stream())
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(test + " did not fail"));
        String text = failure.getClass().getSimpleName() + ": " + failure.getMessage();
        if (Boolean.getBoolean("samples.story")) {
            System.out.println("\n" + test + " fails with\n" + text.indent(2));
        }
        return text;
    }

    private static void assertThatReadmeShowsFailureOf(String test) {
        String text = failureOf(test) + "\n";
        assertThat(Readme.block("printed", test, text)).isEqualTo(text);
    }

    @Test
    void looseEndsAreListedWithTheirPlaces() {
        assertThatReadmeShowsFailureOf("warmsTheCache");
    }

    @Test
    void aDeadlockNamesWhoWaitsForWhat() {
        assertThatReadmeShowsFailureOf("twoTasksWaitForEachOther");
    }

    @Test
    void aRunawayNamesWhatKeepsGoing() {
        assertThatReadmeShowsFailureOf("aTaskKeepsStartingItself");
    }
}
