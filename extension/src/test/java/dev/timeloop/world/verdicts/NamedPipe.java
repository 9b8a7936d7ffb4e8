package dev.timeloop.world.verdicts;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A pipe with a name: to open it is a native wait that Timeloop doesn't know of. */
final class NamedPipe implements AutoCloseable {
    private final Path path;

    private NamedPipe(Path path) {
        this.path = path;
    }

    /** Makes one, on systems that have them. */
    static NamedPipe make(Path directory) throws IOException, InterruptedException {
        Path path = directory.resolve("pipe");
        int exit = new ProcessBuilder("mkfifo", path.toString()).start().waitFor();
        if (exit != 0) {
            throw new IOException("mkfifo ended with " + exit);
        }
        return new NamedPipe(path);
    }

    /** Waits, natively, until somebody opens the other end. */
    void open() {
        try (FileInputStream in = new FileInputStream(path.toFile())) {
            int unused = in.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens the other end when a thread has waited for that for so long, in real time. */
    Thread openOtherEndAfter(long millis) {
        Thread opener =
                new Thread(
                        () -> {
                            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
                            while (!isBeingOpened() && System.nanoTime() - deadline < 0) {
                                Thread.onSpinWait();
                            }
                            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
                            while (System.nanoTime() - end < 0) {
                                Thread.onSpinWait();
                            }
                            try (FileOutputStream out = new FileOutputStream(path.toFile())) {
                                out.write(1);
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        },
                        "opener");
        opener.start();
        return opener;
    }

    private static boolean isBeingOpened() {
        for (StackTraceElement[] stack : Thread.getAllStackTraces().values()) {
            boolean isOpening = stack.length > 0 && stack[0].getMethodName().equals("open0");
            for (StackTraceElement frame : stack) {
                if (isOpening && frame.getClassName().equals(NamedPipe.class.getName())) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
    }
}
