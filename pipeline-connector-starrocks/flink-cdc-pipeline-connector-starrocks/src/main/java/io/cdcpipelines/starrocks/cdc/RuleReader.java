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

package io.cdcpipelines.starrocks.cdc;

import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.RULE_PROPERTIES_PREFIX;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.RULE_TABLES;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.RULE_UNIQUE_KEY;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.TABLE_ADDED_COLUMNS_FILL_EXISTING_ROWS;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.TABLE_CREATE_DISTRIBUTED_BY;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.TABLE_CREATE_NUM_BUCKETS;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.TABLE_CREATE_ORDER_BY;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.TABLE_CREATE_PARTITION_BY;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.TABLE_CREATE_PROPERTIES_PREFIX;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.TABLE_DUPLICATE_KEY_ON_DELETE;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.TABLE_ON_DRIFT;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.TABLE_ON_DROP_TABLE;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.TABLE_ON_MISSING_TYPE;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.TABLE_ON_TYPE_CONFLICT;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.TABLE_RULES_PREFIX;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.TABLE_WITHOUT_PRIMARY_KEY;

import io.cdcpipelines.starrocks.cdc.table.ChosenColumns;
import io.cdcpipelines.starrocks.cdc.table.ChosenPartitions;
import io.cdcpipelines.starrocks.cdc.table.DriftPolicy;
import io.cdcpipelines.starrocks.cdc.table.DropTablePolicy;
import io.cdcpipelines.starrocks.cdc.table.MissingTypePolicy;
import io.cdcpipelines.starrocks.cdc.table.TableRule;
import io.cdcpipelines.starrocks.cdc.table.TableRules;
import io.cdcpipelines.starrocks.cdc.table.TableSettings;
import io.cdcpipelines.starrocks.cdc.table.TypeConflictPolicy;
import io.cdcpipelines.starrocks.cdc.table.UnappliedDeletes;
import io.cdcpipelines.starrocks.cdc.table.WithoutPrimaryKey;
import io.cdcpipelines.starrocks.core.config.ConfigProblems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.flink.cdc.common.configuration.ConfigOption;

/**
 * Reads what the user wants of all tables, {@code table.create.order-by}, and of some, {@code
 * table.rules.<name>.order-by}: the same settings under other keys. Stateless.
 */
final class RuleReader {
    private static final Pattern RULE_KEY =
            Pattern.compile(Pattern.quote(TABLE_RULES_PREFIX) + "([\\w-]+)\\.(.+)");
    private static final String COLUMNS =
            "names of columns, separated by ',', each of them once; names with a ',' in backticks";

    private RuleReader() {}

    /** Notes what is wrong in {@code problems}. */
    static TableRules read(
            OptionReader options, Map<String, String> values, ConfigProblems problems) {
        TableSettings allTables = settings(options, TABLE_CREATE_PROPERTIES_PREFIX).build();
        List<TableRule> rules = new ArrayList<>();
        settingsByRule(values, problems)
                .forEach((name, given) -> rule(name, given, problems).ifPresent(rules::add));
        return TableRules.of(rules, allTables);
    }

    /** The settings of each rule, by the keys of the options for all tables; rules by name. */
    private static Map<String, Map<String, String>> settingsByRule(
            Map<String, String> values, ConfigProblems problems) {
        Map<String, Map<String, String>> rules = new TreeMap<>();
        new TreeMap<>(values)
                .forEach(
                        (key, value) -> {
                            if (key.startsWith(TABLE_RULES_PREFIX)) {
                                note(key, value, rules, problems);
                            }
                        });
        return rules;
    }

    private static void note(
            String key,
            String value,
            Map<String, Map<String, String>> rules,
            ConfigProblems problems) {
        Matcher parts = RULE_KEY.matcher(key);
        if (!parts.matches()) {
            problems.add(
                    key,
                    "is no setting of a rule; give table.rules.<name>.<setting>, with a name of"
                            + " letters, digits, '-' and '_'");
            return;
        }
        Map<String, String> rule = rules.computeIfAbsent(parts.group(1), name -> new HashMap<>());
        String setting = parts.group(2);
        Map<String, ConfigOption<?>> known = StarRocksDataSinkOptions.ruleSettings();
        if (known.containsKey(setting)) {
            rule.put(known.get(setting).key(), value);
        } else if (setting.startsWith(RULE_PROPERTIES_PREFIX)
                && setting.length() > RULE_PROPERTIES_PREFIX.length()) {
            rule.put(setting, value);
        } else {
            problems.add(
                    key,
                    "is no setting of a rule; the nearest one is '"
                            + UnknownKeys.nearest(setting, known.keySet())
                            + "'");
        }
    }

    private static Optional<TableRule> rule(
            String name, Map<String, String> given, ConfigProblems problems) {
        OptionReader options = new OptionReader(given, keysOf(name), problems);
        String accepted =
                "a regular expression for the whole of database.table in StarRocks, such as"
                        + " shop\\.orders_.*";
        TableSettings settings = settings(options, RULE_PROPERTIES_PREFIX).build();
        options.required(RULE_TABLES, accepted);
        return options.parsed(RULE_TABLES, RuleReader::pattern, accepted)
                .map(tables -> TableRule.of(tables, settings));
    }

    /** The key of an option where a rule sets it. */
    private static UnaryOperator<String> keysOf(String rule) {
        Map<String, String> names = new HashMap<>();
        StarRocksDataSinkOptions.ruleSettings()
                .forEach((setting, option) -> names.put(option.key(), setting));
        return key -> TABLE_RULES_PREFIX + rule + "." + names.getOrDefault(key, key);
    }

    private static Optional<Pattern> pattern(String text) {
        try {
            return Optional.of(Pattern.compile(text));
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    private static TableSettings.Builder settings(OptionReader options, String propertiesPrefix) {
        TableSettings.Builder settings =
                TableSettings.builder().properties(options.startingWith(propertiesPrefix));
        options.optionalInteger(TABLE_CREATE_NUM_BUCKETS, 1, Integer.MAX_VALUE)
                .ifPresent(settings::buckets);
        columns(options, TABLE_CREATE_DISTRIBUTED_BY).ifPresent(settings::distribution);
        columns(options, TABLE_CREATE_ORDER_BY).ifPresent(settings::order);
        columns(options, RULE_UNIQUE_KEY).ifPresent(settings::uniqueKey);
        options.parsed(
                        TABLE_CREATE_PARTITION_BY,
                        text ->
                                ChosenPartitions.parse(
                                        options.shownKey(TABLE_CREATE_PARTITION_BY), text),
                        "columns, separated by ',', or an expression such as date_trunc('day',"
                                + " created_at), with every bracket and quote closed")
                .ifPresent(settings::partitions);
        options.optionalChoice(
                        TABLE_WITHOUT_PRIMARY_KEY, WithoutPrimaryKey.class, "fail or duplicate-key")
                .ifPresent(settings::withoutPrimaryKey);
        options.optionalChoice(
                        TABLE_DUPLICATE_KEY_ON_DELETE, UnappliedDeletes.class, "fail or ignore")
                .ifPresent(settings::unappliedDeletes);
        options.optionalChoice(
                        TABLE_ON_TYPE_CONFLICT, TypeConflictPolicy.class, "fail or new-column")
                .ifPresent(settings::onTypeConflict);
        options.optionalChoice(TABLE_ON_DROP_TABLE, DropTablePolicy.class, "drop, ignore or rename")
                .ifPresent(settings::onDropTable);
        options.optionalChoice(TABLE_ON_DRIFT, DriftPolicy.class, "adapt, accept or fail")
                .ifPresent(settings::onDrift);
        options.optionalChoice(TABLE_ON_MISSING_TYPE, MissingTypePolicy.class, "string or fail")
                .ifPresent(settings::onMissingType);
        options.optionalFlag(TABLE_ADDED_COLUMNS_FILL_EXISTING_ROWS)
                .ifPresent(settings::fillsAddedColumns);
        return settings;
    }

    private static Optional<ChosenColumns> columns(
            OptionReader options, ConfigOption<String> option) {
        return options.parsed(
                option, text -> ChosenColumns.parse(options.shownKey(option), text), COLUMNS);
    }
}
