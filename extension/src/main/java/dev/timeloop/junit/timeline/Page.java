package dev.timeloop.junit.timeline;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The page of a test: one file, which loads nothing. */
final class Page {
    /** In the order in which they build on each other. */
    private static final List<String> SCRIPTS =
            List.of(
                    "format",
                    "model",
                    "story",
                    "dom",
                    "axis",
                    "canvas",
                    "paint",
                    "marks",
                    "run",
                    "overview",
                    "moves",
                    "why",
                    "details",
                    "find",
                    "compare",
                    "paper",
                    "keys",
                    "page");

    private Page() {}

    /**
     * Writes the page.
     *
     * @param title of the window
     * @param json the recording
     */
    static String of(String title, String json) {
        String script =
                SCRIPTS.stream()
                        .map(name -> Template.resource(name + ".js"))
                        .collect(Collectors.joining("\n", "'use strict';\n(() => {\n", "})();\n"));
        String style = Template.resource("base.css") + Template.resource("timeline.css");
        return Template.read("timeline.html")
                .filled(
                        Map.of(
                                "TITLE", Template.escaped(title),
                                "STYLE", style,
                                "STYLE_HASH", Template.hash(style),
                                "SCRIPT", script,
                                "SCRIPT_HASH", Template.hash(script),
                                "RECORDING", embedded(json)));
    }

    /** JSON that can't end the element that it is in, nor a line of a script. */
    private static String embedded(String json) {
        return json.replace("<", "\\u003c")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }
}
