#!/usr/bin/env bash
# Measures symbol files in one thread: a source map of 50 MB beside the library closure-compiler, a mapping of R8 of 100 MB,
# a library of one unit of 10 MB and one of 500 MB,
# stacks of 50 frames, stacks of 256 KiB that no program printed, and the heap of the job's resolver over 1,000 archives of a
# Postgres server of its own. The map is read in a process with 160 MB of heap. Takes about four minutes. Exit code 1 when a limit is exceeded.
#   bench/symbols.sh
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"

source "$root/bench/processes.sh"

cd "$root"
build

echo "== $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg) =="
code=0
measure() {
  java -Xmx"$1" -XX:+UseSerialGC -cp "bench/target/classes:bench/target/lib/*" io.convergence.bench.symbols.SymbolsBench "$2" "$work" || code=1
}
measure 2g prepare
measure 160m map
measure 1g closure
measure 768m mapping
measure 256m dwarf
measure 160m hostile
measure 512m archives
exit "$code"
