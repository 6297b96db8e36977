#!/usr/bin/env bash
# Measures the job as shipped (RocksDB, a checkpoint every ten seconds) while it reads live traffic at a steady rate: broker
# with producer, database and job are processes of their own. The traffic begins in the past (history), is read as fast as
# possible up to now, so that windows are full, and goes on at the rate. Then are measured, for a span of time:
# - the lag of evaluations behind their boundaries: the bounded disorder of 5 s, the interval of watermarks and the stagger of
#   0.5 s are in it, so that what exceeds 5.7 s was held up;
# - checkpoints: duration, bytes uploaded, full size; then a savepoint: bytes a key of each task's state;
# - pauses of the collector, and the heap after collections: after each pause, or after explicit ones at an interval (collect),
#   which hold up the job, so that lags are measured without them;
# - processor time, records and bytes of each task, and rows of each table.
#   bench/steady.sh [--keys 100000] [--rate 2000] [--pages 10] [--checked 1600] [--history 30min] [--settle 45s] [--span 2min]
#                   [--collect 0s] [--branches convergence,slo] [--rum-minutes page|host|none] [--minutes true] [--cache 64]
#                   [--heap 1200m] [--collector G1|Parallel|Serial] [--limit 10min]
#   bench/steady.sh --span 10min --collect 1min     whether the heap stays flat
# Exit code 2 when an option is invalid.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
source "$root/bench/processes.sh"
cd "$root"
build
echo "== steady $*: $(nproc) cores, load $(cut -d' ' -f1-3 /proc/loadavg) =="
java -Xmx256m -cp "bench/target/classes:bench/target/lib/*" io.convergence.bench.steady.SteadyBench "$@" --conf conf
echo "== load $(cut -d' ' -f1-3 /proc/loadavg) =="
