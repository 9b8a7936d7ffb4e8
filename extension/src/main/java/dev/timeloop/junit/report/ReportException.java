package dev.timeloop.junit.report;

/** The configuration of the reports can't be followed; the message says what to do. */
final class ReportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReportException(String message) {
        super(message);
    }

    ReportException(String message, Throwable cause) {
        super(message, cause);
    }
}
