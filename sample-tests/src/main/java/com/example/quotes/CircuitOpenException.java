package com.example.quotes;

/** A call was not made because earlier ones failed. */
public final class CircuitOpenException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Makes an exception with a message that says why the circuit is open. */
    public CircuitOpenException(String message) {
        super(message);
    }
}
