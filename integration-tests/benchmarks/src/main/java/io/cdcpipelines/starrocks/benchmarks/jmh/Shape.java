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

package io.cdcpipelines.starrocks.benchmarks.jmh;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.apache.flink.cdc.common.data.DecimalData;
import org.apache.flink.cdc.common.data.TimestampData;
import org.apache.flink.cdc.common.data.binary.BinaryStringData;
import org.apache.flink.cdc.common.event.DataChangeEvent;
import org.apache.flink.cdc.common.event.TableId;
import org.apache.flink.cdc.common.schema.Schema;
import org.apache.flink.cdc.common.types.DataType;
import org.apache.flink.cdc.common.types.DataTypes;
import org.apache.flink.cdc.runtime.typeutils.BinaryRecordDataGenerator;

/**
 * The tables that are measured, with changes made from a fixed seed: records as the framework makes
 * them, varied so that no branch and no cache learns them by heart.
 */
public enum Shape {
    /** Hardly more than a key: what a row costs before its fields do. */
    THREE_COLUMNS(1024) {
        @Override
        Schema.Builder columns(Schema.Builder table) {
            return table.physicalColumn("quantity", DataTypes.INT())
                    .physicalColumn("state", DataTypes.VARCHAR(20));
        }

        @Override
        Object value(int column, Random random) {
            return column == 1 ? (Object) random.nextInt(1_000) : ascii(random, 4, 12);
        }
    },

    /** An ordinary table: about 320 bytes of JSON. */
    TEN_COLUMNS(1024) {
        @Override
        Schema.Builder columns(Schema.Builder table) {
            return table.physicalColumn("customer_id", DataTypes.INT())
                    .physicalColumn("customer_name", DataTypes.VARCHAR(64))
                    .physicalColumn("street", DataTypes.VARCHAR(128))
                    .physicalColumn("amount", DataTypes.DECIMAL(12, 2))
                    .physicalColumn("created_at", DataTypes.TIMESTAMP(3))
                    .physicalColumn("due_date", DataTypes.DATE())
                    .physicalColumn("weight", DataTypes.DOUBLE())
                    .physicalColumn("is_paid", DataTypes.BOOLEAN())
                    .physicalColumn("comment", DataTypes.VARCHAR(255));
        }

        @Override
        Object value(int column, Random random) {
            switch (column) {
                case 1:
                    return random.nextInt(10_000_000);
                case 2:
                    return ascii(random, 8, 24);
                case 3:
                    return ascii(random, 20, 40);
                case 4:
                    return decimal(random, 100_000_000L, 12, 2);
                case 5:
                    return timestamp(random, 0);
                case 6:
                    return 19_000 + random.nextInt(1_000);
                case 7:
                    return random.nextInt(1_000_000) / 1_000.0;
                case 8:
                    return random.nextBoolean();
                default:
                    return ascii(random, 40, 80);
            }
        }
    },

    /** 300 columns of which one in twenty has a value. */
    MOSTLY_NULL(128) {
        @Override
        Schema.Builder columns(Schema.Builder table) {
            for (int i = 1; i < 300; i++) {
                table.physicalColumn(
                        "attribute_" + i, i % 2 == 0 ? DataTypes.INT() : DataTypes.VARCHAR(40));
            }
            return table;
        }

        @Override
        Object value(int column, Random random) {
            if (random.nextInt(20) > 0) {
                return null;
            }
            return column % 2 == 0 ? (Object) random.nextInt() : ascii(random, 4, 24);
        }
    },

    /** 64 kB of text with a line break every hundred characters. */
    LONG_TEXT(16) {
        @Override
        Schema.Builder columns(Schema.Builder table) {
            return table.physicalColumn("body", DataTypes.STRING());
        }

        @Override
        Object value(int column, Random random) {
            StringBuilder text = new StringBuilder(1 << 16);
            while (text.length() < 1 << 16) {
                text.append(ascii(random, 80, 120)).append('\n');
            }
            return BinaryStringData.fromString(text.toString());
        }
    },

    /** Emoji, accents and Chinese between characters that JSON has to escape. */
    EMOJI_AND_ESCAPES(1024) {
        @Override
        Schema.Builder columns(Schema.Builder table) {
            return table.physicalColumn("name", DataTypes.VARCHAR(100))
                    .physicalColumn("message", DataTypes.VARCHAR(1_000));
        }

        @Override
        Object value(int column, Random random) {
            StringBuilder text = new StringBuilder();
            for (int i = column == 1 ? 5 : 40; i > 0; i--) {
                text.append(ascii(random, 0, 6));
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            return BinaryStringData.fromString(text.toString());
        }
    },

    /** Eight DATETIME(6). */
    DATETIME6(1024) {
        @Override
        Schema.Builder columns(Schema.Builder table) {
            for (int i = 1; i <= 8; i++) {
                table.physicalColumn("at_" + i, DataTypes.TIMESTAMP(6));
            }
            return table;
        }

        @Override
        Object value(int column, Random random) {
            return timestamp(random, 1_000 * random.nextInt(1_000));
        }
    },

    /** Six DECIMAL(18, 4) and two DECIMAL(38, 10). */
    DECIMALS(1024) {
        @Override
        Schema.Builder columns(Schema.Builder table) {
            for (int i = 1; i <= 6; i++) {
                table.physicalColumn("amount_" + i, DataTypes.DECIMAL(18, 4));
            }
            return table.physicalColumn("total", DataTypes.DECIMAL(38, 10))
                    .physicalColumn("rate", DataTypes.DECIMAL(38, 10));
        }

        @Override
        Object value(int column, Random random) {
            return column <= 6
                    ? decimal(random, 100_000_000_000L, 18, 4)
                    : DecimalData.fromBigDecimal(BigDecimal.valueOf(random.nextLong(), 10), 38, 10);
        }
    },

    /** Updates that keep a key of text, time and number, which has to be compared. */
    UPDATES(1024) {
        @Override
        Schema.Builder columns(Schema.Builder table) {
            return table.physicalColumn("code", DataTypes.VARCHAR(20).notNull())
                    .physicalColumn("at", DataTypes.TIMESTAMP(3).notNull())
                    .physicalColumn("price", DataTypes.DECIMAL(12, 2).notNull())
                    .physicalColumn("state", DataTypes.VARCHAR(20));
        }

        @Override
        Object value(int column, Random random) {
            switch (column) {
                case 1:
                    return ascii(random, 8, 16);
                case 2:
                    return timestamp(random, 0);
                case 3:
                    return decimal(random, 1_000_000L, 12, 2);
                default:
                    return ascii(random, 4, 12);
            }
        }

        @Override
        String[] key() {
            return new String[] {"id", "code", "at", "price"};
        }

        @Override
        DataChangeEvent event(BinaryRecordDataGenerator records, Object[] row, Random random) {
            Object[] before = row.clone();
            before[4] = value(4, random);
            return DataChangeEvent.updateEvent(
                    TABLE, records.generate(before), records.generate(row));
        }
    };

    private static final TableId TABLE = TableId.tableId("shop", "rows");
    private static final String[] PIECES = {
        "\uD83D\uDE00", "\uD83D\uDE80\uD83C\uDF0D", "\u5217\u8868", "\u00e9", "\"", "\\", "\n", "\t"
    };

    private final int rows;

    Shape(int rows) {
        this.rows = rows;
    }

    abstract Schema.Builder columns(Schema.Builder table);

    /** A value of a column; that of column 0 is a number that counts the rows. */
    abstract Object value(int column, Random random);

    String[] key() {
        return new String[] {"id"};
    }

    DataChangeEvent event(BinaryRecordDataGenerator records, Object[] row, Random random) {
        return DataChangeEvent.insertEvent(TABLE, records.generate(row));
    }

    Schema schema() {
        Schema.Builder table = Schema.newBuilder();
        table.physicalColumn("id", DataTypes.BIGINT().notNull());
        return columns(table).primaryKey(key()).build();
    }

    DataChangeEvent[] events() {
        Random random = new Random(ordinal());
        DataType[] types = schema().getColumnDataTypes().toArray(new DataType[0]);
        BinaryRecordDataGenerator records = new BinaryRecordDataGenerator(types);
        DataChangeEvent[] events = new DataChangeEvent[rows];
        for (int i = 0; i < rows; i++) {
            Object[] row = new Object[types.length];
            row[0] = 5_000_000_000L + i;
            for (int column = 1; column < row.length; column++) {
                row[column] = value(column, random);
            }
            events[i] = event(records, row, random);
        }
        return events;
    }

    private static BinaryStringData ascii(Random random, int shortest, int longest) {
        byte[] text = new byte[shortest + random.nextInt(longest - shortest + 1)];
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) (random.nextInt(6) == 0 ? ' ' : 'a' + random.nextInt(26));
        }
        return BinaryStringData.fromString(new String(text, StandardCharsets.US_ASCII));
    }

    private static DecimalData decimal(Random random, long bound, int precision, int scale) {
        long unscaled = random.nextLong() % bound;
        return DecimalData.fromUnscaledLong(unscaled, precision, scale);
    }

    private static TimestampData timestamp(Random random, int nanosOfMilli) {
        return TimestampData.fromMillis(
                1_700_000_000_000L + random.nextInt(Integer.MAX_VALUE), nanosOfMilli);
    }
}
