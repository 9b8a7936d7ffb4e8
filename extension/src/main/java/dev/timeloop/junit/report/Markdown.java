package dev.timeloop.junit.report;

import dev.timeloop.LooseEnd.Kind;
import java.util.List;

/** The report as GitHub's Markdown. */
final class Markdown {
    private static final int MOST = 50;

    private Markdown() {}

    static String of(Report report) {
        StringBuilder text = new StringBuilder("### Timeloop ").append(report.headline());
        text.append("\n\n");
        if (!report.findings().isEmpty()) {
            addCounts(text, report);
        }
        addFindings(text, report);
        addStale(text, "No longer left, though the baseline has them", report.staleEntries());
        addStale(text, "Exemptions that covered nothing", report.staleExemptions());
        return text.toString();
    }

    private static void addCounts(StringBuilder text, Report report) {
        text.append('|');
        for (Verdict verdict : Verdict.values()) {
            text.append(" | ").append(verdict.words());
        }
        text.append(" |\n| ---").append(" | ---:".repeat(Verdict.values().length)).append(" |\n");
        for (Kind kind : Kind.values()) {
            if (!report.verdicts(kind).isEmpty()) {
                text.append("| ").append(Kinds.word(kind));
                for (Verdict verdict : Verdict.values()) {
                    text.append(" | ").append(report.counts().of(verdict, kind));
                }
                text.append(" |\n");
            }
        }
        text.append('\n');
    }

    private static void addFindings(StringBuilder text, Report report) {
        List<Finding> told =
                report.findings().stream()
                        .filter(
                                finding ->
                                        finding.verdict() == Verdict.FAILED
                                                || finding.verdict() == Verdict.WARNED)
                        .toList();
        if (told.isEmpty()) {
            return;
        }
        text.append("| test | loose end | made at | |\n| --- | --- | --- | --- |\n");
        for (Finding finding : told.subList(0, Math.min(told.size(), MOST))) {
            text.append("| ").append(cell(finding.test()));
            text.append(" | ").append(cell(finding.text()));
            text.append(" | ").append(cell(finding.place()));
            text.append(" | ").append(finding.verdict().words()).append(" |\n");
        }
        if (told.size() > MOST) {
            text.append("\n... and ").append(told.size() - MOST).append(" more\n");
        }
        text.append('\n');
    }

    private static void addStale(StringBuilder text, String title, List<String> stale) {
        if (stale.isEmpty()) {
            return;
        }
        text.append(title).append(":\n\n");
        stale.stream()
                .limit(MOST)
                .forEach(each -> text.append("- ").append(cell(each)).append('\n'));
        if (stale.size() > MOST) {
            text.append("- ... and ").append(stale.size() - MOST).append(" more\n");
        }
        text.append('\n');
    }

    /** Nothing that a test is named or throws may be taken for Markdown, or HTML. */
    static String cell(String text) {
        StringBuilder cell = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            switch (letter) {
                case '&' -> cell.append("&amp;");
                case '<' -> cell.append("&lt;");
                case '>' -> cell.append("&gt;");
                case '\r', '\n' -> cell.append(' ');
                case '\\', '|', '`', '*', '_', '[', ']', '~', '@', '#' ->
                        cell.append("&#").append((int) letter).append(';');
                default -> cell.append(letter);
            }
        }
        return cell.toString();
    }
}
