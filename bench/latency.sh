#!/usr/bin/env bash
# Measures the time from the beacon that changes a verdict to the signal at a read_committed consumer. Broker, cluster and
# senders share a process; Postgres has its own. The job has its options as shipped, and there are a few hundred views a
# second beside the incidents. Takes about three minutes for each delivery guarantee.
#   bench/latency.sh [--guarantee both|exactly-once|at-least-once] [--incidents 101] [--rate 300] [--interval 11] [--seconds 110]
#   bench/latency.sh --frozen     freezes the database from the middle of the incidents on, and compares both halves
#   bench/latency.sh --outage     the time from the last view of hosts whose views all stop; about twelve minutes
# Slide and checkpoint interval are both 10 s as shipped, so their phases would be fixed to each other and a run would
# measure one phase only. The run therefore takes a checkpoint every 11 s, which is slower and passes through every phase
# within 110 s. Incidents are spread evenly over that time; their number is prime, so that no two have the same phase of the
# slide. The result is compared with the bound that is promised for the shipped interval.
# Exit code 1 when p99 exceeds the bound, or an incident has not exactly one signal, at the first boundary after its beacon.
# BENCH_LIMIT is the time limit in seconds (1800); BENCH_JAVA holds further options of the JVM.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
cd "$root"

fail() {
  echo "bench: $1" >&2
  exit 1
}

mvn -B -o -q -ntp -Dfast -DskipTests -pl bench -am package > /dev/null ||
  mvn -B -q -ntp -Dfast -DskipTests -pl bench -am package || fail "the build failed"

arguments=()
for argument in "$@"; do
  [[ $argument == --outage || $argument == --frozen ]] && argument+==true
  arguments+=("$argument")
done

echo "== latency: $(nproc) cores, load $(cut -d' ' -f1-3 /proc/loadavg) =="
# shellcheck disable=SC2086 # options of the process, separated by spaces
timeout --foreground "${BENCH_LIMIT:-1800}" java -Xmx2g ${BENCH_JAVA:-} \
  --add-opens java.base/java.lang=ALL-UNNAMED --add-opens java.base/java.util=ALL-UNNAMED \
  --add-opens java.base/java.time=ALL-UNNAMED -cp "bench/target/classes:bench/target/lib/*" \
  io.convergence.bench.latency.LatencyBench --conf conf "${arguments[@]}" || fail "the bound does not hold, or it could not be measured"
echo "== load $(cut -d' ' -f1-3 /proc/loadavg) =="
