/**
 * Everything a pipeline needs around it, as real processes: a MySQL server, a Flink cluster with
 * the Flink CDC command line, StarRocks or its emulator, and a comparison of what stands at both
 * ends.
 */
package io.cdcpipelines.starrocks.environment;
