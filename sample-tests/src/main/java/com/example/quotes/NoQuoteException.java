package com.example.quotes;

import java.util.Collection;

/** Nobody had a quote for a symbol; what went wrong with each feed is suppressed. */
public final class NoQuoteException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String symbol;

    /** Makes an exception that suppresses {@code failures}, in their order. */
    public NoQuoteException(String symbol, Collection<? extends Throwable> failures) {
        super("no quote for " + symbol);
        this.symbol = symbol;
        failures.forEach(this::addSuppressed);
    }

    /** Returns the symbol that was asked for. */
    public String symbol() {
        return symbol;
    }
}
