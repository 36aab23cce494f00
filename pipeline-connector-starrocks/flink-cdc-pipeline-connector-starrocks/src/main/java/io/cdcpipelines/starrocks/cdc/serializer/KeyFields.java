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

package io.cdcpipelines.starrocks.cdc.serializer;

import io.cdcpipelines.starrocks.cdc.type.InPlace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.flink.cdc.common.data.RecordData;
import org.apache.flink.cdc.common.data.binary.BinaryRecordData;
import org.apache.flink.cdc.common.schema.Column;
import org.apache.flink.cdc.common.schema.Schema;
import org.apache.flink.cdc.common.types.DataType;
import org.apache.flink.cdc.common.types.DataTypeChecks;

/** Tells whether two records of one schema are the same row of its table. Immutable. */
final class KeyFields {

    /** Compares one field, present in both records, without knowing what it means. */
    private interface FieldEquality {
        boolean test(RecordData one, RecordData other, int position);
    }

    /** The same where the records can be read in place. */
    private interface InPlaceEquality {
        boolean test(BinaryRecordData one, BinaryRecordData other, int position);
    }

    private static final int DECIMAL_DIGITS_OF_A_LONG = 18;

    private final int[] positions;
    private final FieldEquality[] equalities;
    private final boolean isComplete;

    private KeyFields(int[] positions, FieldEquality[] equalities, boolean isComplete) {
        this.positions = positions;
        this.equalities = equalities;
        this.isComplete = isComplete;
    }

    static KeyFields of(Schema schema) {
        List<String> keys = schema.primaryKeys();
        List<Integer> positions = new ArrayList<>();
        List<FieldEquality> equalities = new ArrayList<>();
        List<Column> columns = schema.getColumns();
        for (int i = 0; i < columns.size(); i++) {
            if (keys.contains(columns.get(i).getName())) {
                positions.add(i);
                equalities.add(equalityOf(columns.get(i).getType()));
            }
        }
        return new KeyFields(
                positions.stream().mapToInt(Integer::intValue).toArray(),
                equalities.toArray(new FieldEquality[0]),
                !keys.isEmpty() && positions.size() == keys.size());
    }

    boolean contains(int position) {
        return Arrays.binarySearch(positions, position) >= 0;
    }

    /** The position of the first key field without a value, or -1 if all have one. */
    int firstNull(RecordData row) {
        for (int position : positions) {
            if (row.isNullAt(position)) {
                return position;
            }
        }
        return -1;
    }

    /** False also if that cannot be told, because a part of the key is not among the columns. */
    boolean areEqual(RecordData one, RecordData other) {
        if (!isComplete) {
            return false;
        }
        for (int i = 0; i < positions.length; i++) {
            if (!areEqual(one, other, positions[i], equalities[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean areEqual(
            RecordData one, RecordData other, int position, FieldEquality equality) {
        boolean isNull = one.isNullAt(position);
        return isNull == other.isNullAt(position)
                && (isNull || equality.test(one, other, position));
    }

    private static FieldEquality equalityOf(DataType type) {
        switch (type.getTypeRoot()) {
            case BOOLEAN:
                return (one, other, i) -> one.getBoolean(i) == other.getBoolean(i);
            case TINYINT:
                return (one, other, i) -> one.getByte(i) == other.getByte(i);
            case SMALLINT:
                return (one, other, i) -> one.getShort(i) == other.getShort(i);
            case INTEGER:
            case DATE:
            case TIME_WITHOUT_TIME_ZONE:
                return (one, other, i) -> one.getInt(i) == other.getInt(i);
            case BIGINT:
                return (one, other, i) -> one.getLong(i) == other.getLong(i);
            case FLOAT:
                return (one, other, i) -> Float.compare(one.getFloat(i), other.getFloat(i)) == 0;
            case DOUBLE:
                return (one, other, i) -> Double.compare(one.getDouble(i), other.getDouble(i)) == 0;
            case DECIMAL:
                return decimalEquality(
                        DataTypeChecks.getPrecision(type), DataTypeChecks.getScale(type));
            case TIMESTAMP_WITHOUT_TIME_ZONE:
                return timestampEquality(DataTypeChecks.getPrecision(type));
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
                return localZonedTimestampEquality(DataTypeChecks.getPrecision(type));
            case BINARY:
            case VARBINARY:
                return inPlace(
                        InPlace::areBytesEqual,
                        (one, other, i) -> Arrays.equals(one.getBinary(i), other.getBinary(i)));
            case CHAR:
            case VARCHAR:
                return inPlace(
                        InPlace::areBytesEqual,
                        (one, other, i) -> one.getString(i).equals(other.getString(i)));
            default:
                // Not comparable, so taken for changed: a delete before the upsert does no harm.
                return (one, other, i) -> false;
        }
    }

    private static FieldEquality decimalEquality(int precision, int scale) {
        return inPlace(
                precision <= DECIMAL_DIGITS_OF_A_LONG
                        ? (one, other, i) -> one.getLong(i) == other.getLong(i)
                        : InPlace::areBytesEqual,
                (one, other, i) ->
                        Objects.equals(
                                one.getDecimal(i, precision, scale),
                                other.getDecimal(i, precision, scale)));
    }

    private static FieldEquality timestampEquality(int precision) {
        return inPlace(
                InPlace::areTimesEqual,
                (one, other, i) ->
                        Objects.equals(
                                one.getTimestamp(i, precision), other.getTimestamp(i, precision)));
    }

    private static FieldEquality localZonedTimestampEquality(int precision) {
        return inPlace(
                InPlace::areTimesEqual,
                (one, other, i) ->
                        Objects.equals(
                                one.getLocalZonedTimestampData(i, precision),
                                other.getLocalZonedTimestampData(i, precision)));
    }

    /** An update compares its key once per row: that should not cost objects. */
    private static FieldEquality inPlace(InPlaceEquality quick, FieldEquality general) {
        return (one, other, i) ->
                InPlace.canRead(one) && InPlace.canRead(other)
                        ? quick.test((BinaryRecordData) one, (BinaryRecordData) other, i)
                        : general.test(one, other, i);
    }
}
