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

package io.cdcpipelines.starrocks.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class SpeedPictureTest {
    private static final Results RESULTS =
            Results.of(
                    List.of(
                            measurement("ten-columns", "connector", 2_000_000, 400),
                            measurement("ten-columns", "incumbent", 500_000, 3_200),
                            measurement("long-text", "connector", 9_000, 50_000),
                            measurement("long-text", "incumbent", 3_000, 100_000),
                            measurement("decimals", "connector", 9_000, 50_000)));

    private static Measurement measurement(
            String scenario, String contender, double speed, double cpu) {
        return Measurement.of(scenario, contender, 1, Map.of("rows/s", speed, "ns CPU/row", cpu));
    }

    private static Document picture() throws Exception {
        String svg = new SpeedPicture(RESULTS).render();
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)));
    }

    private static List<Element> elements(String name) throws Exception {
        NodeList nodes = picture().getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    /** Widths of the bars of a contender, without the one in the legend. */
    private static List<Double> bars(String contender) throws Exception {
        return elements("rect").stream()
                .filter(bar -> bar.getAttribute("class").equals(contender))
                .skip(1)
                .map(bar -> Double.valueOf(bar.getAttribute("width")))
                .toList();
    }

    @Test
    void barsOfAPairAreToScale() throws Exception {
        assertThat(bars("connector")).containsExactly(270.0, 33.8, 270.0, 135.0);
        assertThat(bars("incumbent")).containsExactly(67.5, 270.0, 90.0, 270.0);
    }

    @Test
    void numbersStandBesideTheBars() throws Exception {
        List<String> texts = elements("text").stream().map(Element::getTextContent).toList();
        assertThat(texts)
                .contains("2,000,000", "500,000", "0.4", "3.2", "9,000", "100")
                .contains("10 columns, 320 bytes", "texts of 64 kB")
                .contains("rows/s (longer is better)", "µs CPU per row (shorter is better)");
    }

    @Test
    void shapesWithoutBothContendersAreLeftOut() throws Exception {
        assertThat(elements("text"))
                .noneMatch(text -> text.getTextContent().equals("many DECIMAL"));
    }

    @Test
    void everythingLiesInsideThePicture() throws Exception {
        String[] box = picture().getDocumentElement().getAttribute("viewBox").split(" ");
        assertThat(elements("rect"))
                .allSatisfy(
                        bar -> {
                            assertThat(end(bar, "x", "width"))
                                    .isLessThanOrEqualTo(Double.parseDouble(box[2]));
                            assertThat(end(bar, "y", "height"))
                                    .isLessThanOrEqualTo(Double.parseDouble(box[3]));
                        });
    }

    private static double end(Element bar, String from, String length) {
        String start = bar.getAttribute(from);
        return (start.isEmpty() ? 0 : Double.parseDouble(start))
                + Double.parseDouble(bar.getAttribute(length));
    }
}
