#!/usr/bin/env bash
# Builds what the quickstart needs and runs it; see --help.
set -euo pipefail
cd "$(dirname "$0")"

module=integration-tests/quickstart
log=$(mktemp -t starrocks-quickstart-build.XXXXXX)
echo "Building (the first time downloads MySQL, Flink and Flink CDC from Maven Central; output in $log)"
if ! mvn -B -ntp -Dmaven.test.skip -Dspotless.check.skip -pl "$module" -am package > "$log" 2>&1; then
    tail -n 40 "$log" >&2
    exit 1
fi
connector=$(ls pipeline-connector-starrocks/flink-cdc-pipeline-connector-starrocks/target/flink-cdc-pipeline-connector-starrocks-*.jar | grep -v -e sources -e javadoc -e original)
exec java -Dflink-cdc.distribution=integration-tests/flink-cdc-distribution/target \
    -cp "$module/target/classes:$(cat "$module/target/classpath.txt")" \
    io.cdcpipelines.starrocks.quickstart.Quickstart \
    --pipeline yaml-examples/sharded-merge.yaml --connector "$connector" "$@"
