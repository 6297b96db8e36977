#!/usr/bin/env bash
# How long it takes from the beacon that tips a verdict to the signal read by a read_committed consumer. Broker, cluster
# and senders share a process; Postgres has its own. The job and its options are those that are delivered, with a few
# hundred views a second beside the incidents. Takes about three minutes for each guarantee.
#   bench/latency.sh [--guarantee both|exactly-once|at-least-once] [--incidents 101] [--rate 300] [--interval 11] [--seconds 110]
# Slide and checkpoint interval are both 10 s as delivered: their phases would stand still against each other, and a run
# would tell of one phase alone. So checkpoints are taken each 11 s, which is slower and meets every phase within 110 s;
# incidents are spread evenly over that time, a prime number of them so that no two are in the same phase of the slide.
# The result is held to what is promised for the interval that is delivered.
# Exit code 1 when p99 is above it or an incident has not exactly one signal, at the first boundary after its beacon.
# BENCH_LIMIT bounds the whole in seconds (1800); BENCH_JAVA is given to the process.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
cd "$root"

fail() {
  echo "bench: $1" >&2
  exit 1
}

mvn -B -o -q -ntp -Dfast -DskipTests -pl bench -am package > /dev/null ||
  mvn -B -q -ntp -Dfast -DskipTests -pl bench -am package || fail "the build failed"

echo "== latency: $(nproc) cores, load $(cut -d' ' -f1-3 /proc/loadavg) =="
# shellcheck disable=SC2086 # options of the process, separated by spaces
timeout --foreground "${BENCH_LIMIT:-1800}" java -Xmx2g ${BENCH_JAVA:-} \
  --add-opens java.base/java.lang=ALL-UNNAMED --add-opens java.base/java.util=ALL-UNNAMED \
  --add-opens java.base/java.time=ALL-UNNAMED -cp "bench/target/classes:bench/target/lib/*" \
  io.convergence.bench.latency.LatencyBench --conf conf "$@" || fail "the promise does not hold, or it could not be measured"
echo "== load $(cut -d' ' -f1-3 /proc/loadavg) =="
