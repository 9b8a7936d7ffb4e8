package dev.timeloop.junit.timeline;

import static dev.timeloop.junit.timeline.Template.escaped;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The page with links to the pages of tests. */
final class IndexPage {
    private IndexPage() {}

    /**
     * Writes the page.
     *
     * @param mine of this run
     * @param earlier of other JVMs of the same run, or of runs before
     */
    static String of(Path root, List<IndexEntry> mine, List<IndexEntry> earlier) {
        String style = Template.resource("base.css") + Template.resource("index.css");
        StringBuilder rows = new StringBuilder();
        mine.stream().filter(IndexEntry::isFailed).forEach(entry -> row(rows, root, entry, ""));
        mine.stream().filter(each -> !each.isFailed()).forEach(each -> row(rows, root, each, ""));
        earlier.forEach(entry -> row(rows, root, entry, " class=\"earlier\""));
        long failed = mine.stream().filter(IndexEntry::isFailed).count();
        return Template.read("index.html")
                .filled(
                        Map.of(
                                "TITLE",
                                failed + " failed – Timelines",
                                "STYLE",
                                style,
                                "STYLE_HASH",
                                Template.hash(style),
                                "SUMMARY",
                                summary(mine.size(), failed, earlier.size()),
                                "ROWS",
                                rows.toString()));
    }

    private static String summary(int mine, long failed, int earlier) {
        return mine
                + (mine == 1 ? " test, " : " tests, ")
                + failed
                + " failed."
                + (earlier == 0
                        ? ""
                        : " " + earlier + " more (pale) by other JVMs, or earlier runs.");
    }

    private static void row(StringBuilder html, Path root, IndexEntry entry, String style) {
        String verdict = entry.isFailed() ? "failed" : "ok";
        html.append("<tr").append(style).append("><td><span class=\"verdict ").append(verdict);
        html.append("\">&nbsp;").append(escaped(entry.outcome())).append("</span></td>");
        html.append("<td><a href=\"").append(escaped(link(entry.link(root)))).append("\">");
        html.append(escaped(entry.test())).append("</a><span class=\"code\">");
        html.append(escaped(entry.className())).append("</span></td>");
        html.append("<td class=\"failure\">").append(escaped(entry.failure())).append("</td>");
        html.append("<td class=\"number\">").append(escaped(entry.span())).append("</td>");
        html.append("<td class=\"number\">").append(escaped(entry.events())).append("</td>");
        html.append("<td class=\"when\">").append(escaped(when(entry))).append("</td></tr>\n");
    }

    private static String when(IndexEntry entry) {
        return entry.written().replace('T', ' ').replace("Z", "");
    }

    /** Folders are named after tests: with blanks, brackets and the like. */
    private static String link(String path) {
        try {
            // the dot keeps a colon in the first name from being taken for a scheme
            return new URI(null, null, "./" + path, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(path, e);
        }
    }
}
