package org.recupera.examples.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What profiles may say on the pages: the list for who writes one is whole, and nothing is said in vain. */
class PageTextsTest {

    private static final Path VIEWS = Path.of("src/main/resources/org/recupera/examples/portal/vistas/portal");
    private static final Pattern LISTED = Pattern.compile("(?m)^  (page\\.[a-z.-]+) +\\S");
    private static final Pattern SHOWN = Pattern.compile("\\{\\{[#^]?(page\\.[a-z.-]+)}}");

    @Test
    void the_list_names_what_the_views_show_and_nothing_else() throws IOException {
        assertThat(found(LISTED, Files.readString(VIEWS.resolve("marco.html")))).isEqualTo(found(SHOWN, all()));
    }

    @Test
    void the_portals_say_nothing_that_no_view_shows() throws IOException {
        Set<String> shown = found(SHOWN, all());
        Portals.demonstration()
                .bySegment()
                .values()
                .forEach(profile -> assertThat(
                                profile.pageTexts(profile.language()).keySet())
                        .as(profile.name())
                        .isNotEmpty()
                        .allSatisfy(code -> assertThat(shown).contains("page." + code)));
    }

    private static String all() throws IOException {
        StringBuilder views = new StringBuilder();
        try (Stream<Path> files = Files.list(VIEWS)) {
            for (Path view : files.toList()) {
                views.append(Files.readString(view));
            }
        }
        return views.toString();
    }

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> codes = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            codes.add(matcher.group(1));
        }
        return codes;
    }
}
