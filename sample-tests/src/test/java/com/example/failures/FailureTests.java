package com.example.failures;

/** Names the tests of this package to those that read the README. */
public final class FailureTests {
    private FailureTests() {}

    /** The test whose output the README shows. */
    public static Class<?> printed() {
        return WhatFailuresPrintTest.class;
    }
}
