package dev.timeloop.internal.timeline;

import java.util.Locale;
import java.util.function.UnaryOperator;

/** The characters that lanes are drawn with. */
enum Glyphs {
    BOX('─', '┄', '├', '┤', '╳', '┼', '┌', '└', '│', '>'),
    ASCII('-', '.', '|', '|', 'X', '+', '+', '+', '|', '>');

    final char running;
    final char waiting;
    final char made;
    final char done;
    final char failed;
    final char callback;
    final char corner;
    final char lowerCorner;
    final char upright;
    final char arrow;

    Glyphs(
            char running,
            char waiting,
            char made,
            char done,
            char failed,
            char callback,
            char corner,
            char lowerCorner,
            char upright,
            char arrow) {
        this.running = running;
        this.waiting = waiting;
        this.made = made;
        this.done = done;
        this.failed = failed;
        this.callback = callback;
        this.corner = corner;
        this.lowerCorner = lowerCorner;
        this.upright = upright;
        this.arrow = arrow;
    }

    /** Those that the console shows; box characters if it is a Unicode one. */
    static Glyphs ofConsole() {
        return of(System::getProperty);
    }

    /**
     * Those that a console shows.
     *
     * @param properties of the system
     */
    @SuppressWarnings("NullAway") // a property that isn't set
    static Glyphs of(UnaryOperator<String> properties) {
        for (String key : new String[] {"stdout.encoding", "native.encoding", "file.encoding"}) {
            String encoding = properties.apply(key);
            if (encoding != null && !encoding.isEmpty()) {
                return encoding.toUpperCase(Locale.ROOT).startsWith("UTF") ? BOX : ASCII;
            }
        }
        return ASCII;
    }
}
