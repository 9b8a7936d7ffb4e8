package dev.timeloop.internal.timeline;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a lane stands that isn't over when a recording ends.
 *
 * @param lane its id
 * @param name in the user's words
 * @param kind what it is
 * @param isBegun whether it has done anything yet
 * @param waitsFor in words; null when it runs
 * @param waitsOn the lane that must do something before, or {@link Lane#NONE}
 * @param frames where it stands: the user's, innermost first; may be empty
 */
public record Alive(
        int lane,
        String name,
        Lane.Kind kind,
        boolean isBegun,
        @Nullable String waitsFor,
        int waitsOn,
        List<StackTraceElement> frames) {}
