#!/usr/bin/env bash
# Measures the whole pipeline over one topic of generated traffic: the job beside the cost of reading the topic alone (limit)
# and beside what users would otherwise write (stock windows, Flink SQL, a polled database). Each measurement is a process of
# its own, one after another; broker and database run beside it. Prints rates and ratios, counted to the last record.
# --keys, --hot, --pages and --slide take several values, separated by commas: the first ones make the load that variants are
# compared in, and each further value a load that differs in it alone, whose ratios to the first load are printed too.
#   bench/pipeline.sh --keys 2000,100000 --hot 0,30 --pages 1,8,64 --slide 60s,5s --variants convergence
#   bench/pipeline.sh [--beacons 3000000] [--keys 2000] [--hot 0] [--pages 8] [--minutes 30] [--checked 1600]
#                     [--variants limit,convergence,slo,stock,sql,poll] [--backends rocksdb,hashmap] [--rounds 3]
#                     [--slide 10s] [--limit 2min] [--heap 3g]
#                     [--settings store.minutes=false,store.rum-minutes=none]
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
cd "$root"
mvn -B -o -q -ntp -Dfast -Dmaven.test.skip=true -pl bench -am package > /dev/null ||
  mvn -B -q -ntp -Dfast -Dmaven.test.skip=true -pl bench -am package || { echo "bench: the build failed" >&2; exit 1; }
echo "== $(nproc) cores, load $(cut -d' ' -f1-3 /proc/loadavg) =="
java -Xmx256m -cp "bench/target/classes:bench/target/lib/*" io.convergence.bench.pipeline.PipelineBench "$@" --conf conf
echo "== load $(cut -d' ' -f1-3 /proc/loadavg) =="
