#!/usr/bin/env bash
# Builds the StarRocks emulator and starts it on its own; see --help.
set -euo pipefail
cd "$(dirname "$0")"

module=integration-tests/starrocks-emulator
log=$(mktemp -t starrocks-emulator-build.XXXXXX)
echo "Building (output in $log)" >&2
if ! mvn -B -ntp -Dmaven.test.skip -Dspotless.check.skip -pl "$module" -am package > "$log" 2>&1; then
    tail -n 40 "$log" >&2
    exit 1
fi
exec java -cp "$module/target/classes:$(cat "$module/target/classpath.txt")" \
    io.cdcpipelines.starrocks.emulator.EmulatorMain "$@"
