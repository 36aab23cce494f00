/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software distributed under the License
 * is distributed on an "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express
 * or implied. See the License for the specific language governing permissions and limitations under
 * the License.
 */

package io.cdcpipelines.starrocks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Links between the pages of this repository lead somewhere, and each page is found from the
 * README.
 */
class PageLinksTest {
    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *$");
    private static final Pattern CODE = Pattern.compile("(?ms)^ *```.*?^ *```");

    @Test
    void everyLinkLeadsToAFileAndToAHeadingInIt() throws IOException {
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (Path page : pages()) {
            for (String link : links(page)) {
                links++;
                if (!leadsSomewhere(page, link)) {
                    broken.add(ROOT.relativize(page) + " -> " + link);
                }
            }
        }
        assertThat(broken).isEmpty();
        assertThat(links).as("links between pages").isGreaterThan(50);
    }

    @Test
    void everyPageIsReachedFromTheReadme() throws IOException {
        Set<Path> reached = new LinkedHashSet<>();
        visit(ROOT.resolve("README.md"), reached);

        assertThat(new TreeSet<>(reached)).containsAll(pages());
    }

    private static void visit(Path page, Set<Path> reached) throws IOException {
        if (!page.toString().endsWith(".md") || !Files.exists(page) || !reached.add(page)) {
            return;
        }
        for (String link : links(page)) {
            visit(target(page, link), reached);
        }
    }

    private static boolean leadsSomewhere(Path page, String link) throws IOException {
        Path target = target(page, link);
        if (!Files.exists(target)) {
            return false;
        }
        int anchor = link.indexOf('#');
        return anchor < 0 || anchors(target).contains(link.substring(anchor + 1));
    }

    private static Path target(Path page, String link) {
        int anchor = link.indexOf('#');
        String file = anchor < 0 ? link : link.substring(0, anchor);
        return file.isEmpty() ? page : page.resolveSibling(file).normalize();
    }

    /** Links out of the repository are left out: a test has no network to look them up. */
    private static List<String> links(Path page) throws IOException {
        List<String> links = new ArrayList<>();
        Matcher matcher = LINK.matcher(prose(page));
        while (matcher.find()) {
            if (!matcher.group(1).matches("[a-z]+:.*")) {
                links.add(matcher.group(1));
            }
        }
        return links;
    }

    /** The names that GitHub gives to headings: lower case, blanks as dashes, other signs gone. */
    private static Set<String> anchors(Path page) throws IOException {
        Map<String, Integer> seen = new LinkedHashMap<>();
        Set<String> anchors = new LinkedHashSet<>();
        Matcher matcher = HEADING.matcher(prose(page));
        while (matcher.find()) {
            String name =
                    matcher.group(1)
                            .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
                            .toLowerCase(Locale.ROOT)
                            .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                            .replace(' ', '-');
            int before = seen.merge(name, 1, Integer::sum) - 1;
            anchors.add(before == 0 ? name : name + "-" + before);
        }
        return anchors;
    }

    private static String prose(Path page) throws IOException {
        return CODE.matcher(Files.readString(page)).replaceAll("");
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (Path folder : List.of(ROOT.resolve("docs"), ROOT.resolve("yaml-examples"))) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
            }
        }
        pages.add(ROOT.resolve("README.md"));
        pages.add(ROOT.resolve("CONTRIBUTING.md"));
        return pages;
    }
}
