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

package io.cdcpipelines.starrocks.core.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.core.load.TransactionId;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TableTransactionTest {
    private static final TransactionId ID =
            TransactionId.of(TablePath.of("shop", "orders"), "label-1", 7);

    /** A state, and which of the transitions are legal in it. */
    enum Situation {
        NONE(transaction -> {}, "begin"),
        BEGINNING(TableTransaction::begin, "opened"),
        OPEN_AND_EMPTY(BEGINNING.script.andThen(transaction -> transaction.opened(ID)), "load"),
        LOADING(OPEN_AND_EMPTY.script.andThen(TableTransaction::load), "loaded"),
        OPEN_AND_LOADED(LOADING.script.andThen(TableTransaction::loaded), "load commit prepare"),
        COMMITTING(OPEN_AND_LOADED.script.andThen(TableTransaction::commit), "committed"),
        COMMITTED(COMMITTING.script.andThen(TableTransaction::committed), ""),
        PREPARING(OPEN_AND_LOADED.script.andThen(TableTransaction::prepare), "prepared"),
        PREPARED(PREPARING.script.andThen(TableTransaction::prepared), ""),
        ABANDONED(LOADING.script.andThen(TableTransaction::abandon), "");

        final Consumer<TableTransaction> script;
        final String legal;

        Situation(Consumer<TableTransaction> script, String legal) {
            this.script = script;
            this.legal = legal;
        }

        TableTransaction transaction() {
            TableTransaction transaction = new TableTransaction();
            script.accept(transaction);
            return transaction;
        }
    }

    private enum Transition {
        BEGIN("begin", TableTransaction::begin),
        OPENED("opened", transaction -> transaction.opened(ID)),
        LOAD("load", TableTransaction::load),
        LOADED("loaded", TableTransaction::loaded),
        COMMIT("commit", TableTransaction::commit),
        COMMITTED("committed", TableTransaction::committed),
        PREPARE("prepare", TableTransaction::prepare),
        PREPARED("prepared", TableTransaction::prepared);

        final String label;
        final Consumer<TableTransaction> call;

        Transition(String label, Consumer<TableTransaction> call) {
            this.label = label;
            this.call = call;
        }
    }

    @ParameterizedTest
    @EnumSource(Situation.class)
    void allowsTheTransitionsOfItsStateAndNoOther(Situation situation) {
        for (Transition transition : Transition.values()) {
            TableTransaction transaction = situation.transaction();
            boolean isLegal = situation.legal.matches(".*\\b" + transition.label + "\\b.*");
            if (isLegal) {
                transition.call.accept(transaction);
            } else {
                String before = transaction.toString();
                assertThatThrownBy(() -> transition.call.accept(transaction))
                        .as("%s in %s", transition.label, situation)
                        .isInstanceOf(IllegalStateException.class);
                assertThat(transaction).hasToString(before);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Situation.class)
    void isRolledBackExactlyWhenTheServerMayHoldIt(Situation situation) {
        TableTransaction transaction = situation.transaction();
        boolean isHeld =
                situation == Situation.OPEN_AND_EMPTY
                        || situation == Situation.LOADING
                        || situation == Situation.OPEN_AND_LOADED
                        || situation == Situation.COMMITTING
                        || situation == Situation.PREPARING;

        assertThat(transaction.abandon().isPresent()).isEqualTo(isHeld);
        assertThat(transaction.abandon()).as("a second time").isEmpty();
    }

    @Test
    void takesAnyNumberOfLoadsAndNamesTheTransactionForEach() {
        TableTransaction transaction = Situation.OPEN_AND_EMPTY.transaction();
        for (int i = 1; i <= 3; i++) {
            assertThat(transaction.load()).isEqualTo(ID);
            transaction.loaded();
            assertThat(transaction.loads()).isEqualTo(i);
        }
        assertThat(transaction.commit()).isEqualTo(ID);
    }
}
