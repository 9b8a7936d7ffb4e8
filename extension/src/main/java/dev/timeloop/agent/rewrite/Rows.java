package dev.timeloop.agent.rewrite;

import java.util.ArrayList;
import java.util.List;

/** Collects the rows that apply to one JDK; each theme adds its own. */
final class Rows {
    /** In place of a class: all that aren't the JDK's, and those of it that are treated alike. */
    static final String APPLICATION = "*";

    private static final int NEWEST = Integer.MAX_VALUE;

    private final int feature;
    private final List<Row> rows = new ArrayList<>();
    private String means = "";

    Rows(int feature) {
        this.feature = feature;
    }

    /** Says what goes wrong when one of the rows that follow finds no target. */
    void means(String consequence) {
        means = consequence;
    }

    /** Adds a row for every JDK. */
    void all(String type, String target, Action action, String hook) {
        range(0, NEWEST, type, target, action, hook);
    }

    /** Adds a row for a JDK and those after it. */
    void since(int from, String type, String target, Action action, String hook) {
        range(from, NEWEST, type, target, action, hook);
    }

    /** Adds a row for all JDKs up to one. */
    void until(int to, String type, String target, Action action, String hook) {
        range(0, to, type, target, action, hook);
    }

    /** Adds a row for some JDKs. */
    void range(int from, int to, String type, String target, Action action, String hook) {
        if (feature >= from && feature <= to) {
            rows.add(new Row(type, target, action, hook, means));
        }
    }

    List<Row> list() {
        return rows;
    }
}
