package dev.timeloop.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.EventLoop;
import dev.timeloop.Task;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks that wait for each other in a circle can still be cancelled. */
@Bounded
class AwaitCycleTest {
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10})
    void cancellingOneUnwindsTheCircle(int length) {
        try (EventLoop loop = EventLoop.create()) {
            List<Task<Object>> circle = circle(loop, length);
            circle.get(0).cancel("enough");
            loop.settle();

            assertThat(circle).allMatch(Task::isCancelled);
        }
    }

    @Test
    void theEndOfTheTestUnwindsIt() {
        EventLoop loop = EventLoop.create();
        List<Task<Object>> circle = circle(loop, 3);

        assertThat(loop.finish()).hasSize(3);
        assertThat(circle).allMatch(Task::isCancelled);
        loop.close();
    }

    private static List<Task<Object>> circle(EventLoop loop, int length) {
        List<Task<Object>> circle = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            int next = (i + 1) % length;
            circle.add(loop.start("task " + i, () -> loop.await(circle.get(next))));
        }
        loop.settle();
        return circle;
    }
}
