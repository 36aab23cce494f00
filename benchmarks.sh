#!/usr/bin/env bash
# Builds what the benchmarks need and runs them; see --help.
set -euo pipefail
cd "$(dirname "$0")"

module=integration-tests/benchmarks
log=$(mktemp -t starrocks-benchmarks-build.XXXXXX)
echo "Building (the first time downloads Flink, Flink CDC and MySQL from Maven Central; output in $log)"
if ! mvn -B -ntp -Dmaven.test.skip -Dspotless.check.skip -pl "$module" -am package > "$log" 2>&1; then
    tail -n 40 "$log" >&2
    exit 1
fi
connector=$(ls pipeline-connector-starrocks/flink-cdc-pipeline-connector-starrocks/target/flink-cdc-pipeline-connector-starrocks-*.jar | grep -v -e sources -e javadoc -e original)
exec java -cp "$module/target/classes:$(cat "$module/target/classpath.txt")" \
    io.cdcpipelines.starrocks.benchmarks.Benchmarks \
    --connector "$connector" --incumbent "$(ls "$module"/target/incumbent/*.jar)" \
    --distribution integration-tests/flink-cdc-distribution/target "$@"
