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

package io.cdcpipelines.starrocks.benchmarks.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.cdc.common.schema.Column;
import org.apache.flink.cdc.common.types.DataType;
import org.apache.flink.cdc.common.types.DataTypes;

/** The shapes of tables that sinks are measured with. Stateless. */
public final class Shapes {
    private static final int WIDE_COLUMNS = 300;
    private static final int LONG_TEXT = 64 << 10;

    private static final List<Column> ORDER =
            List.of(
                    column("customer_id", DataTypes.INT()),
                    column("order_number", DataTypes.VARCHAR(32)),
                    column("status", DataTypes.VARCHAR(16)),
                    column("total", DataTypes.DECIMAL(12, 2)),
                    column("created_at", DataTypes.TIMESTAMP(0)),
                    column("ship_date", DataTypes.DATE()),
                    column("weight", DataTypes.DOUBLE()),
                    column("is_gift", DataTypes.BOOLEAN()),
                    column("note", DataTypes.VARCHAR(200)));

    private Shapes() {}

    public static List<Shape> all() {
        return List.of(
                tenColumns(),
                threeColumns(),
                threeHundredColumns(),
                longText(),
                deletes(),
                emojiAndEscapes(),
                dateTimes(),
                decimals());
    }

    /**
     * @param name as in {@link Shape#name()}
     */
    public static Shape named(String name) {
        return all().stream()
                .filter(shape -> shape.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No shape " + name));
    }

    /** An order, about 320 bytes as JSON. */
    public static Shape tenColumns() {
        return new Shape("ten-columns", ORDER, Shapes::order, Shape.Changes.INSERTS, 12_000);
    }

    static Shape threeColumns() {
        return new Shape(
                "three-columns",
                List.of(
                        column("customer_id", DataTypes.INT()),
                        column("status", DataTypes.VARCHAR(16))),
                (id, random) ->
                        new Object[] {id, random.nextInt(1_000_000), Values.text(random, 4, 12)},
                Shape.Changes.INSERTS,
                40_000);
    }

    /** One column in twenty has a value. */
    static Shape threeHundredColumns() {
        DataType[] types = {
            DataTypes.INT(),
            DataTypes.VARCHAR(40),
            DataTypes.DECIMAL(12, 2),
            DataTypes.TIMESTAMP(0),
            DataTypes.DOUBLE()
        };
        List<Column> columns = new ArrayList<>();
        for (int i = 1; i < WIDE_COLUMNS; i++) {
            columns.add(column("attribute_" + i, types[i % types.length]));
        }
        return new Shape("300-columns", columns, Shapes::wideRow, Shape.Changes.INSERTS, 1_500);
    }

    private static Object[] wideRow(long id, Random random) {
        Object[] row = new Object[WIDE_COLUMNS];
        row[0] = id;
        for (int i = 1; i < WIDE_COLUMNS; i++) {
            row[i] = random.nextInt(20) == 0 ? wideValue(i, random) : null;
        }
        return row;
    }

    private static Object wideValue(int column, Random random) {
        switch (column % 5) {
            case 0:
                return random.nextInt();
            case 1:
                return Values.text(random, 5, 30);
            case 2:
                return Values.decimal(random, 12, 2);
            case 3:
                return Values.dateTime(random);
            default:
                return Values.quantity(random);
        }
    }

    static Shape longText() {
        return new Shape(
                "long-text",
                List.of(column("article", DataTypes.STRING())),
                (id, random) -> new Object[] {id, Values.article(random, LONG_TEXT)},
                Shape.Changes.INSERTS,
                64);
    }

    /** Orders, half of which are deleted. */
    static Shape deletes() {
        return new Shape("deletes", ORDER, Shapes::order, Shape.Changes.MANY_DELETES, 12_000);
    }

    static Shape emojiAndEscapes() {
        return new Shape(
                "emoji-and-escapes",
                List.of(
                        column("title", DataTypes.VARCHAR(400)),
                        column("body", DataTypes.STRING()),
                        column("tags", DataTypes.STRING())),
                (id, random) ->
                        new Object[] {
                            id,
                            Values.emojiAndEscapes(random),
                            Values.emojiAndEscapes(random),
                            Values.emojiAndEscapes(random)
                        },
                Shape.Changes.INSERTS,
                12_000);
    }

    static Shape dateTimes() {
        return new Shape(
                "datetime6",
                List.of(
                        column("created_at", DataTypes.TIMESTAMP(6)),
                        column("paid_at", DataTypes.TIMESTAMP(6)),
                        column("sent_at", DataTypes.TIMESTAMP(6)),
                        column("seen_at", DataTypes.TIMESTAMP_LTZ(6)),
                        column("changed_at", DataTypes.TIMESTAMP_LTZ(6))),
                (id, random) ->
                        new Object[] {
                            id,
                            Values.dateTimeWithMicros(random),
                            Values.dateTimeWithMicros(random),
                            Values.dateTimeWithMicros(random),
                            Values.timestampWithMicros(random),
                            Values.timestampWithMicros(random)
                        },
                Shape.Changes.INSERTS,
                16_000);
    }

    static Shape decimals() {
        return new Shape(
                "decimals",
                List.of(
                        column("price", DataTypes.DECIMAL(10, 2)),
                        column("rate", DataTypes.DECIMAL(18, 6)),
                        column("big_count", DataTypes.DECIMAL(20, 0)),
                        column("balance", DataTypes.DECIMAL(27, 9)),
                        column("exact", DataTypes.DECIMAL(38, 12))),
                (id, random) ->
                        new Object[] {
                            id,
                            Values.decimal(random, 10, 2),
                            Values.decimal(random, 18, 6),
                            Values.decimal(random, 20, 0),
                            Values.decimal(random, 27, 9),
                            Values.decimal(random, 38, 12)
                        },
                Shape.Changes.INSERTS,
                16_000);
    }

    private static Object[] order(long id, Random random) {
        return new Object[] {
            id,
            random.nextInt(1_000_000),
            Values.text(random, 12, 24),
            Values.text(random, 4, 12),
            Values.decimal(random, 12, 2),
            Values.dateTime(random),
            Values.date(random),
            Values.quantity(random),
            random.nextBoolean(),
            Values.text(random, 40, 160)
        };
    }

    private static Column column(String name, DataType type) {
        return Column.physicalColumn(name, type);
    }
}
