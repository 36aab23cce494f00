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

import static io.cdcpipelines.starrocks.endtoend.SchemaChangeCase.change;

import io.cdcpipelines.starrocks.cdc.table.DropTablePolicy;
import io.cdcpipelines.starrocks.emulator.VersionProfile;
import io.cdcpipelines.starrocks.endtoend.LaterEvents.AlterTableCommentEvent;
import io.cdcpipelines.starrocks.endtoend.LaterEvents.CommentedTypes;
import io.cdcpipelines.starrocks.endtoend.LaterEvents.DropTableEvent;
import io.cdcpipelines.starrocks.endtoend.LaterEvents.TruncateTableEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.cdc.common.event.AddColumnEvent;
import org.apache.flink.cdc.common.event.AlterColumnTypeEvent;
import org.apache.flink.cdc.common.event.CreateTableEvent;
import org.apache.flink.cdc.common.event.DropColumnEvent;
import org.apache.flink.cdc.common.event.RenameColumnEvent;
import org.apache.flink.cdc.common.event.TableId;
import org.apache.flink.cdc.common.schema.Column;
import org.apache.flink.cdc.common.schema.Schema;
import org.apache.flink.cdc.common.types.DataType;
import org.apache.flink.cdc.common.types.DataTypes;

/** The schema changes of the matrix, and the table that they start from. */
final class SchemaChangeCases {
    static final List<String> COLUMNS =
            List.of(
                    "id INT",
                    "name VARCHAR(40)",
                    "price INT",
                    "flag BOOLEAN",
                    "day DATE",
                    "at DATETIME",
                    "amount DECIMAL(10, 2)",
                    "ratio DOUBLE",
                    "note VARCHAR(40)");

    static final List<String> COLUMN_NAMES =
            COLUMNS.stream().map(column -> column.split(" ")[0]).toList();

    /** A row with a value in every column, as the connector loads it, and one with none. */
    static final String FULL_ROW =
            "{\"id\":1,\"name\":\"näme\",\"price\":10,\"flag\":1,\"day\":\"2024-02-29\","
                    + "\"at\":\"2024-02-29 12:34:56.700000\",\"amount\":1.25,\"ratio\":0.5,"
                    + "\"note\":\"x\"}";

    static final String EMPTY_ROW = "{\"id\":2}";

    /** The two as they are read. */
    static final List<String> ROWS =
            List.of(
                    "1|näme|10|1|2024-02-29|2024-02-29 12:34:56.700000|1.25|0.5|x",
                    "2|-|-|-|-|-|-|-|-");

    private SchemaChangeCases() {}

    static CreateTableEvent created(TableId id) {
        return new CreateTableEvent(
                id,
                Schema.newBuilder()
                        .physicalColumn("id", DataTypes.INT().notNull())
                        .physicalColumn("name", DataTypes.VARCHAR(10), "its name", "nobody")
                        .physicalColumn("price", DataTypes.INT(), null, "7")
                        .physicalColumn("flag", DataTypes.BOOLEAN())
                        .physicalColumn("day", DataTypes.DATE())
                        .physicalColumn("at", DataTypes.TIMESTAMP(6))
                        .physicalColumn("amount", DataTypes.DECIMAL(10, 2))
                        .physicalColumn("ratio", DataTypes.DOUBLE())
                        .physicalColumn("note", DataTypes.VARCHAR(10))
                        .primaryKey("id")
                        .comment("before")
                        .build());
    }

    static List<SchemaChangeCase> all() {
        return List.of(
                create(),
                add(),
                drop(),
                rename(),
                widen(),
                allowNull(),
                narrow(),
                convert(),
                convertToText(),
                commentColumns(),
                commentTable(),
                truncate(),
                dropTable(),
                renameDroppedTable(),
                keepDroppedTable());
    }

    private static SchemaChangeCase create() {
        return change("create a table", SchemaChangeCases::created)
                .startsWithoutTable()
                .byHand(
                        "CREATE TABLE t (id INT NOT NULL, name VARCHAR(9), price SMALLINT)"
                                + " PRIMARY KEY (id) DISTRIBUTED BY HASH (id) BUCKETS 1"
                                + " PROPERTIES ('replication_num' = '1')")
                .conflict(
                        "CREATE TABLE t (name VARCHAR(9), id INT) PRIMARY KEY (name)"
                                + " DISTRIBUTED BY HASH (name) BUCKETS 1"
                                + " PROPERTIES ('replication_num' = '1')",
                        "its key is [name], and the source needs [id]",
                        "DROP TABLE t")
                .build();
    }

    private static SchemaChangeCase add() {
        return change("add columns", SchemaChangeCases::addTwo)
                .columnBehind("price INT", "n INT")
                .columnBehind("note VARCHAR(40)", "m VARCHAR(20)")
                .rows(
                        "1|näme|10|5|1|2024-02-29|2024-02-29 12:34:56.700000|1.25|0.5|x|-",
                        "2|-|-|5|-|-|-|-|-|-|-")
                .newRow("{\"id\":3,\"n\":6,\"m\":\"日\"}", "3|-|-|6|-|-|-|-|-|-|日")
                .byHand("ALTER TABLE t ADD COLUMN n INT DEFAULT '5' AFTER price")
                .conflict(
                        "ALTER TABLE t ADD COLUMN n VARBINARY",
                        "column n is VARBINARY and StarRocks cannot change it to INT",
                        "ALTER TABLE t DROP COLUMN n")
                .build();
    }

    private static AddColumnEvent addTwo(TableId id) {
        return new AddColumnEvent(
                id,
                List.of(
                        AddColumnEvent.after(
                                Column.physicalColumn("n", DataTypes.INT(), null, "5"), "price"),
                        AddColumnEvent.last(Column.physicalColumn("m", DataTypes.VARCHAR(5)))));
    }

    private static SchemaChangeCase drop() {
        return change("drop columns", id -> new DropColumnEvent(id, List.of("day", "note")))
                .without("day DATE", "note VARCHAR(40)")
                .rows("1|näme|10|1|2024-02-29 12:34:56.700000|1.25|0.5", "2|-|-|-|-|-|-")
                .newRow("{\"id\":3,\"price\":4}", "3|-|4|-|-|-|-")
                .byHand("ALTER TABLE t DROP COLUMN day")
                .build();
    }

    private static SchemaChangeCase rename() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("price", "cost");
        names.put("note", "NOTE");
        names.put("id", "key");
        return change("rename columns", id -> new RenameColumnEvent(id, names))
                .column("price INT", "cost INT")
                .column("note VARCHAR(40)", "NOTE VARCHAR(40)")
                .column("id INT", "key INT")
                .newRow("{\"key\":3,\"cost\":4}", "3|-|4|-|-|-|-|-|-")
                .byHand("ALTER TABLE t RENAME COLUMN price TO cost")
                .conflict(
                        "ALTER TABLE t ADD COLUMN cost DATE",
                        "column price cannot be renamed to cost",
                        "ALTER TABLE t DROP COLUMN cost")
                .losesOldRowsThatComeAgain()
                .build();
    }

    private static SchemaChangeCase widen() {
        Map<String, DataType> types = new LinkedHashMap<>();
        types.put("name", DataTypes.VARCHAR(30));
        types.put("price", DataTypes.BIGINT());
        types.put("amount", DataTypes.DECIMAL(12, 4));
        return change("widen types", id -> new AlterColumnTypeEvent(id, types))
                .column("name VARCHAR(40)", "name VARCHAR(120)")
                .column("price INT", "price BIGINT")
                .column("amount DECIMAL(10, 2)", "amount DECIMAL(12, 4)")
                .rows(ROWS.get(0).replace("1.25", "1.2500"), ROWS.get(1))
                .newRow(
                        "{\"id\":3,\"price\":5000000000,\"amount\":0.1234}",
                        "3|-|5000000000|-|-|-|0.1234|-|-")
                .byHand("ALTER TABLE t MODIFY COLUMN price BIGINT NULL DEFAULT '7'")
                .build();
    }

    private static SchemaChangeCase allowNull() {
        return change(
                        "allow null",
                        id -> new AlterColumnTypeEvent(id, Map.of("price", DataTypes.INT())))
                .preparedBy(
                        "ALTER TABLE t DROP COLUMN price",
                        "ALTER TABLE t ADD COLUMN price INT NOT NULL DEFAULT '10' AFTER name")
                .rows(ROWS.get(0), "2|-|10|-|-|-|-|-|-")
                .newRow("{\"id\":3,\"price\":null}", "3|-|-|-|-|-|-|-|-")
                .build();
    }

    private static SchemaChangeCase narrow() {
        Map<String, DataType> types = new LinkedHashMap<>();
        types.put("name", DataTypes.VARCHAR(2));
        types.put("price", DataTypes.SMALLINT());
        return change("narrow types", id -> new AlterColumnTypeEvent(id, types)).build();
    }

    private static SchemaChangeCase convert() {
        Map<String, DataType> types = new LinkedHashMap<>();
        types.put("price", DataTypes.DECIMAL(10, 2));
        types.put("flag", DataTypes.INT());
        types.put("day", DataTypes.VARCHAR(20));
        types.put("at", DataTypes.VARCHAR(30));
        return change("convert types", id -> new AlterColumnTypeEvent(id, types))
                .column("price INT", "price DECIMAL(12, 2)")
                .column("flag BOOLEAN", "flag INT")
                .column("day DATE", "day VARCHAR(80)")
                .column("at DATETIME", "at VARCHAR(120)")
                .rows(
                        "1|näme|10.00|1|2024-02-29|2024-02-29 12:34:56.700000|1.25|0.5|x",
                        ROWS.get(1))
                .newRow(
                        "{\"id\":3,\"price\":4.75,\"flag\":77,\"day\":\"some day\",\"at\":\"noon\"}",
                        "3|-|4.75|77|some day|noon|-|-|-")
                .byHand("ALTER TABLE t ADD COLUMN price__converting_20260101000000000 DATE")
                .build();
    }

    private static SchemaChangeCase convertToText() {
        Map<String, DataType> types = new LinkedHashMap<>();
        types.put("ratio", DataTypes.DECIMAL(20, 2));
        types.put("flag", DataTypes.VARCHAR(3));
        return change("convert to text", id -> new AlterColumnTypeEvent(id, types))
                .column("ratio DOUBLE", "ratio VARCHAR(64)")
                .column("flag BOOLEAN", "flag VARCHAR(12)")
                .newRow(
                        "{\"id\":3,\"ratio\":123456789012345678.25,\"flag\":\"abc\"}",
                        "3|-|-|abc|-|-|-|123456789012345678.25|-")
                .build();
    }

    private static SchemaChangeCase commentColumns() {
        Map<String, DataType> types = new LinkedHashMap<>();
        types.put("id", DataTypes.INT().notNull());
        types.put("price", DataTypes.INT());
        return change(
                        "comment columns",
                        id ->
                                new CommentedTypes(
                                        id,
                                        types,
                                        Map.of("id", "the id", "price", "its \"price\"")))
                .check(
                        "SELECT COUNT(*) FROM information_schema.columns WHERE table_schema ="
                                + " DATABASE() AND column_comment IN ('the id', 'its \"price\"')",
                        profile -> profile == VersionProfile.V3_3 ? "0" : "2")
                .byHand("ALTER TABLE t MODIFY COLUMN price INT DEFAULT '7' COMMENT 'by hand'")
                .build();
    }

    private static SchemaChangeCase commentTable() {
        return change(
                        "comment the table",
                        id -> new AlterTableCommentEvent(id, "it's \"after\" \\"))
                .check(
                        "SELECT table_comment FROM information_schema.tables WHERE table_schema ="
                                + " DATABASE()",
                        profile -> "it's \"after\" \\")
                .byHand("ALTER TABLE t COMMENT = 'by hand'")
                .build();
    }

    private static SchemaChangeCase truncate() {
        return change("truncate the table", TruncateTableEvent::new)
                .rows()
                .byHand("TRUNCATE TABLE t")
                .build();
    }

    private static SchemaChangeCase dropTable() {
        return change("drop the table", DropTableEvent::new)
                .onDropTable(DropTablePolicy.DROP)
                .withoutTable()
                .check("SHOW TABLES", profile -> "")
                .byHand("DROP TABLE t")
                .build();
    }

    private static SchemaChangeCase renameDroppedTable() {
        return change("rename a dropped table", DropTableEvent::new)
                .withoutTable()
                .check(
                        "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema ="
                                + " DATABASE() AND table_name LIKE 't\\_\\_dropped\\_2%'",
                        profile -> "1")
                .build();
    }

    private static SchemaChangeCase keepDroppedTable() {
        return change("keep a dropped table", DropTableEvent::new)
                .onDropTable(DropTablePolicy.IGNORE)
                .build();
    }
}
