package dev.timeloop.junit.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.OutputDirectoryCreator;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.testkit.engine.EngineTestKit;

class TimelinePagesTest {
    @TempDir Path root;

    private static final ThreadLocal<List<String>> PUBLISHED =
            ThreadLocal.withInitial(ArrayList::new);

    static class Publisher implements AfterEachCallback {
        @Override
        public void afterEach(ExtensionContext context) throws Exception {
            Path page =
                    new TimelinePages()
                            .publish(Recordings.passed(context.getDisplayName()), context);
            PUBLISHED.get().add(String.valueOf(page));
        }
    }

    @ExtendWith(Publisher.class)
    static class PublishingTestCase {
        @Test
        void asks() {}
    }

    private record Folder(Path root) implements OutputDirectoryCreator {
        @Override
        public Path getRootDirectory() {
            return root;
        }

        @Override
        public Path createOutputDirectory(TestDescriptor test) {
            return root;
        }
    }

    @Test
    void arePublishedWithTheirRecordings() {
        PUBLISHED.remove();

        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(PublishingTestCase.class))
                .outputDirectoryCreator(new Folder(root))
                .execute()
                .allEvents()
                .assertStatistics(all -> all.succeeded(3).fileEntryPublished(2));

        assertThat(PUBLISHED.get())
                .containsExactly(root.resolve("timeline.html").toAbsolutePath().toString());
        assertThat(root.resolve("timeline.html")).content().contains("<title>asks()</title>");
        assertThat(root.resolve("timeline.json")).content().startsWith("{\"format\":1");
    }

    @Test
    void areLeftOutWhereNothingIsKept() {
        PUBLISHED.remove();

        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(PublishingTestCase.class))
                .execute()
                .allEvents()
                .assertStatistics(all -> all.succeeded(3).fileEntryPublished(0));

        assertThat(PUBLISHED.get()).containsExactly("null");
    }

    @Test
    void haveAnIndexThatOtherJvmsAddTo() throws Exception {
        Path first =
                Files.createFile(Files.createDirectories(root.resolve("a [1]")).resolve("t.html"));
        Path second = Files.createFile(root.resolve("b.html"));
        IndexEntry failed =
                IndexEntry.of(Recordings.failed("asks(<b>)", "Error: \"boom\"\nat"), first);
        IndexEntry passed = IndexEntry.of(Recordings.passed("answers()"), second);

        new IndexFile(root).write(List.of(failed));
        Path index = new IndexFile(root).write(List.of(passed));

        assertThat(index)
                .isEqualTo(root.toAbsolutePath().normalize().resolve("timelines.html"))
                .content()
                .contains(
                        "1 test, 0 failed. 1 more (pale)",
                        "<a href=\"./b.html\">answers()</a>",
                        "<tr class=\"earlier\">",
                        "<a href=\"./a%20%5B1%5D/t.html\">asks(&lt;b&gt;)</a>",
                        "Error: &quot;boom&quot;</td>");
    }

    @Test
    void leaveTheIndexWhenTheyAreGone() throws Exception {
        Path first = Files.createFile(root.resolve("a.html"));
        Path second = Files.createFile(root.resolve("b.html"));
        new IndexFile(root).write(List.of(IndexEntry.of(Recordings.passed("asks()"), first)));
        Files.delete(first);

        Path index =
                new IndexFile(root)
                        .write(List.of(IndexEntry.of(Recordings.passed("answers()"), second)));

        assertThat(index).content().contains("answers()").doesNotContain("asks()");
    }

    @Test
    void haveNoIndexWhenThereAreNone() throws Exception {
        assertThat(new TimelinePages().writeIndex(root)).isNull();
        assertThat(root).isEmptyDirectory();
    }
}
