#!/usr/bin/env bash
# Measures the relay with 5,000 alerts that fire: the time from a committed signal to its receiver, and the share of a core
# that sending each alert again every minute costs, in a process with 128 MB of heap. Kafka and the receiver run in the
# process of the measurement. Takes about six minutes. Exit code 1 when a limit is exceeded.
#   bench/relay.sh
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"

source "$root/bench/processes.sh"

cd "$root"
build

echo "== $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg) =="
java -Xmx512m -cp "bench/target/classes:bench/target/lib/*" io.convergence.bench.relay.RelayBench \
  "edge/relay/target/classes:edge/relay/target/lib/*" "$work"
