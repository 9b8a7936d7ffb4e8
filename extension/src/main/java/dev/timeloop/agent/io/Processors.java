package dev.timeloop.agent.io;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Whether threads of this machine, of whatever process, wait for a processor. */
final class Processors {
    /** On Linux; its fourth field begins with how many run, or could. */
    private static final String LOAD = "/proc/loadavg";

    private static final int COUNT = Runtime.getRuntime().availableProcessors();

    /** Whether the system has told so far. */
    private static boolean tells = true;

    private Processors() {}

    /** Whether more threads could run just now than there are processors; false if unknown. */
    static boolean areAllBusy() {
        if (!tells) {
            return false;
        }
        try (FileInputStream load =
                new FileInputStream(LOAD)) { // an interrupted thread may read it
            String text = new String(load.readAllBytes(), StandardCharsets.US_ASCII);
            return runnable(text) > COUNT;
        } catch (IOException | RuntimeException unknown) {
            tells = false;
            return false;
        }
    }

    /** Reads how many threads could run, from what the system says of its load. */
    static int runnable(String load) {
        int end = load.indexOf('/');
        return Integer.parseInt(load.substring(load.lastIndexOf(' ', end) + 1, end));
    }
}
