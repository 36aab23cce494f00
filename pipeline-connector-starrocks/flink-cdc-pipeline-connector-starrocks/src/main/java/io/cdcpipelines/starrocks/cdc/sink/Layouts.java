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

package io.cdcpipelines.starrocks.cdc.sink;

import io.cdcpipelines.starrocks.cdc.serializer.RowSerializer;
import io.cdcpipelines.starrocks.cdc.type.TypeMappings;
import io.cdcpipelines.starrocks.core.buffer.RowBuffer;
import io.cdcpipelines.starrocks.core.format.FormatChoice;
import io.cdcpipelines.starrocks.core.format.LoadFormat;
import io.cdcpipelines.starrocks.core.format.NotRepresentableException;
import io.cdcpipelines.starrocks.core.table.TablePath;
import org.apache.flink.cdc.common.schema.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides how the tables of one writer are written: in the wanted format as long as that is exact,
 * else as JSON. Immutable.
 */
final class Layouts {
    private static final Logger LOG = LoggerFactory.getLogger(Layouts.class);

    private final TypeMappings mappings;
    private final FormatChoice wanted;

    Layouts(TypeMappings mappings, FormatChoice wanted) {
        this.mappings = mappings;
        this.wanted = wanted;
    }

    /** The layout of a table from its first record under a schema on. */
    Layout first(TablePath table, Schema schema, Placement placement, RowBuffer buffer) {
        RowSerializer serializer = new RowSerializer(table, schema, mappings, placement::place);
        return new Layout(schema, serializer, formatOf(table, serializer), buffer);
    }

    private LoadFormat formatOf(TablePath table, RowSerializer serializer) {
        LoadFormat json = serializer.format();
        try {
            LoadFormat format = wanted.formatOf(json.columns());
            return serializer.isAppendOnly() ? format.appending() : format;
        } catch (NotRepresentableException e) {
            report(table, e);
            return json;
        }
    }

    /** The layout to go on with after a row that the present one cannot carry. */
    Layout next(TablePath table, Layout present, NotRepresentableException e, RowBuffer buffer) {
        report(table, e);
        return present.asJson(buffer);
    }

    private static void report(TablePath table, NotRepresentableException e) {
        LOG.info(
                "Table {} is loaded as JSON until its schema changes or the job restarts, because"
                        + " CSV cannot carry it: {}",
                table,
                e.getMessage());
    }
}
