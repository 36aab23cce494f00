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

package io.cdcpipelines.starrocks.emulator.session;

import java.util.Map;
import java.util.TreeMap;

/**
 * The variables by which a session tunes how the backends execute queries: clients set them, and
 * they change nothing here. Stateless.
 */
final class ExecutionVariables {
    private static final String TURNED_ON =
            """
            enable_pipeline_query_statistic enable_local_shuffle_agg
            enable_deliver_batch_fragments enable_resource_group
            enable_tablet_internal_parallel use_page_cache
            cbo_enable_dp_join_reorder cbo_enable_greedy_join_reorder
            cbo_enable_replicated_join cbo_use_correlated_join_estimate
            cbo_enable_low_cardinality_optimize cbo_cte_reuse
            enable_filter_unused_columns_in_scan_stage
            enable_global_runtime_filter enable_column_expr_predicate
            enable_exchange_pass_through enable_hive_column_stats
            enable_adaptive_sink_dop interpolate_passthrough
            enable_scan_block_cache enable_populate_block_cache
            enable_connector_adaptive_io_tasks enable_materialized_view_rewrite
            enable_materialized_view_union_rewrite
            enable_rule_based_materialized_view_rewrite
            enable_materialized_view_view_delta_rewrite
            enable_materialized_view_plan_cache enable_big_query_log
            enable_outer_join_reorder enable_rewrite_sum_by_associative_rule
            enable_prune_complex_types enable_simplify_case_when
            enable_collect_table_level_scan_stats enable_expr_prune_partition
            innodb_read_only
            """;

    private static final String TURNED_OFF =
            """
            disable_colocate_join disable_bucket_join disable_join_reorder
            disable_streaming_preaggregations enable_runtime_adaptive_dop
            enable_mv_planner enable_incremental_mv enable_shared_scan
            enable_predicate_reorder hash_join_push_down_right_table
            force_schedule_local enable_query_dump enable_groupby_use_output_alias
            enable_rewrite_groupingsets_to_union_all enable_sql_digest
            enable_exchange_perf single_node_exec_plan allow_default_partition
            enable_optimizer_trace_log enable_mv_optimizer_trace_log
            enable_show_all_variables enable_query_debug_trace
            enable_sort_aggregate enable_query_cache query_cache_force_populate
            hudi_mor_force_jni_reader enable_rewrite_simple_agg_to_meta_scan
            enable_distinct_column_bucketization full_sort_late_materialization
            hdfs_backend_selector_scan_range_shuffle enable_query_tablet_affinity
            prefer_compute_node profiling forward_to_leader
            runtime_filter_on_exchange_node
            enable_multicolumn_global_runtime_filter cbo_use_lock_db
            enable_group_execution
            """;

    /** Pairs of a name and a number. */
    private static final String NUMBERS =
            """
            query_delivery_timeout=300 max_execution_time=3000000 codegen_level=0
            max_parallel_scan_instance_num=-1 parallel_exchange_instance_num=-1
            max_scan_key_num=-1 max_pushdown_conditions_per_column=-1
            max_pipeline_dop=64 profile_timeout=2 pipeline_profile_level=1
            new_planner_agg_stage=0 broadcast_row_limit=15000000
            new_planner_optimize_timeout=3000
            cbo_max_reorder_node_use_exhaustive=4 cbo_max_reorder_node_use_dp=10
            cbo_max_reorder_node=50 cbo_use_nth_exec_plan=0 cbo_cte_max_limit=10
            cbo_push_down_aggregate_mode=-1
            runtime_join_filter_push_down_limit=1024000
            global_runtime_filter_build_max_size=67108864
            global_runtime_filter_probe_min_size=102400
            runtime_filter_scan_wait_time=20 hive_partition_stats_sample_size=3000
            pipeline_sink_dop=0 statistic_collect_parallel=1
            parse_tokens_limit=3500000 io_tasks_per_scan_operator=4
            connector_io_tasks_per_scan_operator=16
            query_cache_entry_max_bytes=4194304 query_cache_entry_max_rows=409600
            query_cache_agg_cardinality_limit=5000000
            query_cache_hot_partition_num=3 transmission_encode_level=7
            rpc_http_min_size=2147482624 nested_mv_rewrite_max_level=3
            big_query_log_cpu_second_threshold=480
            big_query_log_scan_bytes_threshold=10737418240
            big_query_log_scan_rows_threshold=1500000000 group_concat_max_len=1024
            spill_mem_table_size=104857600 spill_mem_table_num=2
            spill_operator_min_bytes=52428800 spill_operator_max_bytes=1048576000
            spill_encode_level=7 full_sort_max_buffered_rows=1024000
            full_sort_max_buffered_bytes=16777216
            count_distinct_column_buckets=1024 scan_or_to_union_limit=4
            scan_or_to_union_threshold=50000000 consistent_hash_virtual_number=256
            cbo_push_down_topn_limit=1000 use_compute_nodes=-1
            query_queue_pending_timeout_second=300 spillable_operator_mask=-1
            query_queue_concurrency_limit=0 query_queue_max_queued_queries=1024
            """;

    /** Pairs of a name and a text. */
    private static final String TEXTS =
            """
            streaming_preaggregation_mode=auto spill_mode=auto event_scheduler=OFF
            storage_engine=olap transmission_compression_type=AUTO
            join_implementation_mode=auto window_partition_mode=1
            large_decimal_underlying_type=panic
            materialized_view_rewrite_mode=default query_excluding_mv_names=
            query_including_mv_names= sql_dialect=StarRocks
            hdfs_backend_selector_hash_algorithm=consistent analyze_mv=sample
            connector_sink_compression_codec=uncompressed
            computation_fragment_scheduling_policy=compute_nodes_only
            global_runtime_filter_probe_min_selectivity=0.5
            runtime_filter_early_return_selectivity=0.05
            scan_use_query_mem_ratio=0.3 connector_scan_use_query_mem_ratio=0.3
            spill_mem_limit_threshold=0.8 cbo_prune_shuffle_column_rate=0.1
            broadcast_right_table_scale_factor=10.0 select_ratio_threshold=0.15
            insert_max_filter_ratio=0.0 cbo_push_down_aggregate=global
            """;

    private ExecutionVariables() {}

    static Map<String, Boolean> flags() {
        Map<String, Boolean> flags = new TreeMap<>();
        for (String name : TURNED_ON.strip().split("\\s+")) {
            flags.put(name, true);
        }
        for (String name : TURNED_OFF.strip().split("\\s+")) {
            flags.put(name, false);
        }
        return flags;
    }

    static Map<String, Long> numbers() {
        Map<String, Long> numbers = new TreeMap<>();
        pairs(NUMBERS).forEach((name, value) -> numbers.put(name, Long.valueOf(value)));
        return numbers;
    }

    static Map<String, String> texts() {
        return pairs(TEXTS);
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new TreeMap<>();
        for (String pair : text.strip().split("\\s+")) {
            int end = pair.indexOf('=');
            pairs.put(pair.substring(0, end), pair.substring(end + 1));
        }
        return pairs;
    }
}
