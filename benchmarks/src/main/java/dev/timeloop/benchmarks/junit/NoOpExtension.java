package dev.timeloop.benchmarks.junit;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What every extension costs. */
public class NoOpExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    /** Creates the extension; JUnit does this. */
    public NoOpExtension() {}

    @Override
    public void beforeAll(ExtensionContext context) {}

    @Override
    public void beforeEach(ExtensionContext context) {}

    @Override
    public void afterEach(ExtensionContext context) {}

    @Override
    public void afterAll(ExtensionContext context) {}
}
