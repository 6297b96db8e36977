#!/usr/bin/env bash
# Measures how much longer both branches of the job take for a stream with one producer of sixteen whose clock is 30 s ahead,
# which makes the views of all others late, than for the same stream without it; the first run warms up. Then measures the lag
# of event time with and without the producer at a fixed rate, which must be one that the job can take. Takes about six
# minutes. Exit code 1 when the ratio exceeds 1.5 or the lag grows.
#   bench/skew.sh [--hosts 1000] [--rate 2000] [--minutes 6] [--pairs 2] [--lead 30] [--pace 6000]
# BENCH_LIMIT is the time limit in seconds (1800); BENCH_JAVA holds further options of the JVM.
set -euo pipefail

exec "$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)/slo.sh" skew "$@"
