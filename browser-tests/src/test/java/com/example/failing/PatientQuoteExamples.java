package com.example.failing;

import java.time.Duration;

/** The same tests, one of which passes: it waits long enough. */
class PatientQuoteExamples extends QuoteExamples {
    @Override
    Duration patience() {
        return Duration.ofSeconds(3);
    }
}
