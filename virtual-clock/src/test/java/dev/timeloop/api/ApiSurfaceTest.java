package dev.timeloop.api;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ApiSurfaceTest {
    @Test
    void isWhatTheDumpShows() {
        ApiSurface.ofThisModule().compareWith(Path.of("api", "timeloop-virtual-clock.api"));
    }
}
