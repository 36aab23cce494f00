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

package io.cdcpipelines.starrocks.cdc.schema;

import org.apache.flink.cdc.common.event.TableId;

/** Stands for the event of the same name, which Flink CDC has from 3.6 on. */
public final class AlterTableCommentEvent extends TestingNewerEvent {
    private static final long serialVersionUID = 1L;

    private final String comment;

    AlterTableCommentEvent(TableId id, String comment) {
        super(id);
        this.comment = comment;
    }

    public String getComment() {
        return comment;
    }
}
