#!/usr/bin/env bash
# Measures how many views a second the SLO branch accepts with 100,000 budgets on RocksDB, and whether an event costs more
# when the period is longer. Builds, then measures in a JVM of 4 GiB of heap beside RocksDB's memory.
#   bench/slo.sh scale  [--groups 100000] [--rate 20000] [--seconds 90] [--quiet 12] [--period 30] [--postgres true]
#   bench/slo.sh period [--groups 60] [--days 95] [--short 1] [--long 90] [--pairs 2]
#   bench/slo.sh lag    [--groups 100000] [--rate 5000] [--minutes 4] [--warm-up 1]   how long after a boundary its last row leaves,
#                       with views at the speed of event time; exit code 1 when that is 10 s or more
#   bench/slo.sh skew   the cost of a wrong clock, see bench/skew.sh
#   bench/slo.sh        scale and period, and scale with the rows written to a database
# BENCH_LIMIT is the time limit of each measurement in seconds (1800); BENCH_JAVA holds further options of the JVM.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
cd "$root"

fail() {
  echo "bench: $1" >&2
  exit 1
}

measure() {
  echo "== $1: $(nproc) cores, load $(cut -d' ' -f1-3 /proc/loadavg) =="
  # shellcheck disable=SC2086 # options of the process, separated by spaces
  timeout --foreground "${BENCH_LIMIT:-1800}" java -Xmx4g ${BENCH_JAVA:-} \
    --add-opens java.base/java.lang=ALL-UNNAMED --add-opens java.base/java.util=ALL-UNNAMED \
    --add-opens java.base/java.time=ALL-UNNAMED -cp "bench/target/classes:bench/target/lib/*" \
    io.convergence.bench.slo.SloBench "$@" --conf conf || fail "$1 failed or took too long"
  echo "== load $(cut -d' ' -f1-3 /proc/loadavg) =="
}

mvn -B -o -q -ntp -Dfast -DskipTests -pl bench -am package > /dev/null ||
  mvn -B -q -ntp -Dfast -DskipTests -pl bench -am package || fail "the build failed"

if [ $# -gt 0 ]; then
  measure "$@"
else
  measure scale
  measure scale --postgres true
  measure period
fi
