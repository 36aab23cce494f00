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

import static io.cdcpipelines.starrocks.benchmarks.report.Contenders.CONNECTOR;
import static io.cdcpipelines.starrocks.benchmarks.report.Contenders.INCUMBENT;

import java.util.List;
import java.util.Locale;

/**
 * Draws rows/s and CPU per row of both sinks as bars, one pair per shape. Shapes differ by a factor
 * of thousands, so each pair has a scale of its own and its numbers beside it. Immutable.
 */
final class SpeedPicture {
    private static final int WIDTH = 960;
    private static final int LABELS = 200;
    private static final int PANEL = 380;
    private static final int BAR_SPACE = 270;
    private static final int TOP = 84;
    private static final int PAIR = 44;
    private static final int BAR = 15;

    private static final String STYLE =
            """
              <style>
                text { font: 13px sans-serif; fill: #1f2328; }
                .title { font-weight: bold; }
                .ground { fill: #ffffff; }
                .connector { fill: #2f6fb3; }
                .incumbent { fill: #b5651d; }
                @media (prefers-color-scheme: dark) {
                  text { fill: #e6edf3; }
                  .ground { fill: #0d1117; }
                  .connector { fill: #6cb0f5; }
                  .incumbent { fill: #e0a060; }
                }
              </style>
            """;

    private final Results results;
    private final List<Shape> shapes;

    SpeedPicture(Results results) {
        this.results = results;
        this.shapes =
                Shape.ALL.stream()
                        .filter(shape -> isMeasured(results, shape, CONNECTOR))
                        .filter(shape -> isMeasured(results, shape, INCUMBENT))
                        .toList();
    }

    private static boolean isMeasured(Results results, Shape shape, String contender) {
        return results.runs(shape.scenario(), contender, "rows/s") > 0
                && results.runs(shape.scenario(), contender, "ns CPU/row") > 0;
    }

    /** An SVG document. */
    String render() {
        int height = TOP + shapes.size() * PAIR + 8;
        StringBuilder svg = new StringBuilder();
        svg.append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">\n"
                        .formatted(WIDTH, height, WIDTH, height));
        svg.append("  <title>Rows per second and CPU time per row of both sinks</title>\n");
        svg.append(STYLE);
        svg.append(
                "  <rect class=\"ground\" width=\"%d\" height=\"%d\"/>\n".formatted(WIDTH, height));
        legend(svg);
        text(svg, LABELS, 66, "title", "rows/s (longer is better)");
        text(svg, LABELS + PANEL, 66, "title", "µs CPU per row (shorter is better)");
        for (int i = 0; i < shapes.size(); i++) {
            pair(svg, shapes.get(i), TOP + i * PAIR);
        }
        return svg.append("</svg>\n").toString();
    }

    private static void legend(StringBuilder svg) {
        rectangle(svg, CONNECTOR, 16, 16, 14);
        text(svg, 36, 28, "", "this connector");
        rectangle(svg, INCUMBENT, 150, 16, 14);
        text(svg, 170, 28, "", "incumbent");
        text(svg, 270, 28, "", "Medians. Each pair of bars has a scale of its own.");
    }

    private void pair(StringBuilder svg, Shape shape, int y) {
        text(svg, 16, y + BAR + 5, "", shape.title());
        bars(svg, shape, "rows/s", 1, LABELS, y);
        bars(svg, shape, "ns CPU/row", 1000, LABELS + PANEL, y);
    }

    private void bars(StringBuilder svg, Shape shape, String figure, double unit, int x, int y) {
        double connector = results.median(shape.scenario(), CONNECTOR, figure) / unit;
        double incumbent = results.median(shape.scenario(), INCUMBENT, figure) / unit;
        double scale = BAR_SPACE / Math.max(connector, incumbent);
        bar(svg, CONNECTOR, connector, scale, x, y);
        bar(svg, INCUMBENT, incumbent, scale, x, y + BAR + 2);
    }

    private static void bar(
            StringBuilder svg, String contender, double value, double scale, int x, int y) {
        double length = Math.max(1, value * scale);
        rectangle(svg, contender, x, y, length);
        text(svg, x + length + 6, y + 12, "", Numbers.of(value));
    }

    private static void rectangle(
            StringBuilder svg, String style, double x, double y, double width) {
        svg.append(
                String.format(
                        Locale.ROOT,
                        "  <rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%d\"/>%n",
                        style,
                        x,
                        y,
                        width,
                        BAR));
    }

    private static void text(StringBuilder svg, double x, double y, String style, String text) {
        String attribute = style.isEmpty() ? "" : " class=\"" + style + "\"";
        svg.append(
                String.format(
                        Locale.ROOT,
                        "  <text x=\"%.1f\" y=\"%.1f\"%s>%s</text>%n",
                        x,
                        y,
                        attribute,
                        text));
    }
}
