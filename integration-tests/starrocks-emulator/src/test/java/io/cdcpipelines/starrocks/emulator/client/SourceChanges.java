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

package io.cdcpipelines.starrocks.emulator.client;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.cdc.common.data.binary.BinaryRecordData;
import org.apache.flink.cdc.common.data.binary.BinaryStringData;
import org.apache.flink.cdc.common.event.CreateTableEvent;
import org.apache.flink.cdc.common.event.DataChangeEvent;
import org.apache.flink.cdc.common.event.TableId;
import org.apache.flink.cdc.common.schema.Schema;
import org.apache.flink.cdc.common.types.DataType;
import org.apache.flink.cdc.common.types.DataTypes;
import org.apache.flink.cdc.runtime.typeutils.BinaryRecordDataGenerator;

/**
 * The changes of a source in their order, and what its tables hold after each: inserts, updates and
 * deletes of a few keys in one table, inserts only in another, which has no key. Immutable.
 */
final class SourceChanges {
    private static final int KEYS = 6;
    private static final DataType[] COLUMNS = {DataTypes.INT().notNull(), DataTypes.STRING()};

    /** The tables of a source. */
    enum Table {
        KEYED,
        GROWN;

        TableId id(String database) {
            return TableId.tableId(database, name().toLowerCase(Locale.ROOT));
        }

        CreateTableEvent announcement(String database) {
            Schema.Builder schema =
                    Schema.newBuilder()
                            .physicalColumn("id", COLUMNS[0])
                            .physicalColumn("note", COLUMNS[1]);
            return new CreateTableEvent(
                    id(database), (this == KEYED ? schema.primaryKey("id") : schema).build());
        }
    }

    /** A change; before or after is absent, as null, of an insert or a delete. */
    record Change(Table table, int id, String before, String after) {

        DataChangeEvent event(String database) {
            if (before == null) {
                return DataChangeEvent.insertEvent(table.id(database), row(id, after));
            }
            return after == null
                    ? DataChangeEvent.deleteEvent(table.id(database), row(id, before))
                    : DataChangeEvent.updateEvent(
                            table.id(database), row(id, before), row(id, after));
        }
    }

    private final List<Change> changes = new ArrayList<>();

    SourceChanges(long seed, int count) {
        Random random = new Random(seed);
        Map<Integer, String> keyed = new HashMap<>();
        for (int number = 1; number <= count; number++) {
            String note = "note " + number + (random.nextInt(12) == 0 ? "+".repeat(6_000) : "");
            if (random.nextBoolean()) {
                changes.add(new Change(Table.GROWN, number, null, note));
            } else {
                int key = random.nextInt(KEYS);
                String before = keyed.get(key);
                String after = before != null && random.nextInt(3) == 0 ? null : note;
                changes.add(new Change(Table.KEYED, key, before, after));
                keyed.put(key, after);
            }
        }
    }

    private static BinaryRecordData row(int id, String note) {
        return new BinaryRecordDataGenerator(COLUMNS)
                .generate(new Object[] {id, BinaryStringData.fromString(note)});
    }

    /** Counted from 1. */
    Change change(int number) {
        return changes.get(number - 1);
    }

    int count() {
        return changes.size();
    }

    /** The rows of the table with a key after so many changes, sorted by key. */
    List<String> keyedRows(int position) {
        Map<Integer, String> rows = new TreeMap<>();
        for (Change change : changes.subList(0, position)) {
            if (change.table() == Table.KEYED) {
                if (change.after() == null) {
                    rows.remove(change.id());
                } else {
                    rows.put(change.id(), change.after());
                }
            }
        }
        List<String> texts = new ArrayList<>();
        rows.forEach((id, note) -> texts.add(text(id, note)));
        return texts;
    }

    /** The numbers of the changes up to a position that add a row to the table without a key. */
    List<Integer> grownRows(int position) {
        return changes.subList(0, position).stream()
                .filter(change -> change.table() == Table.GROWN)
                .map(Change::id)
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    /** A row as text, cut to what tells it from others. */
    static String text(int id, String note) {
        return id + " " + note.substring(0, Math.min(note.length(), 12)) + " " + note.length();
    }
}
