#!/usr/bin/env bash
# Watches the console during the demonstration, in one Chromium for each tenant: how long after the boundary of a verdict the
# host stands in the group of that verdict, and whether the title follows. Takes 35 minutes, or the minutes that the argument
# says. Exit code 1 when a change is shown later than after 12 s, or a title is wrong.
#   bench/incidents.sh [MINUTES]
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
minutes="${1:-35}"

source "$root/bench/processes.sh"

cd "$root"
build

local/bin/convergence demo --minutes $((minutes + 10)) > "$work/demo.out" 2>&1 &
processes+=($!)
await "the demonstration" grep -q 'Ctrl-C stops everything' "$work/demo.out"
link="$(sed -n 's/^ *Console *\([^ ]*\) .*/\1/p' "$work/demo.out" | head -1)"
database="$(sed -n 's/^ *Postgres *postgresql:\/\/\([^ ]*\).*/\1/p' "$work/demo.out" | head -1)"
login="${database%%@*}"

echo "== $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg) =="
java -Xmx512m -cp "bench/target/classes:bench/target/lib/*" io.convergence.bench.console.IncidentBench \
  "$link" "jdbc:postgresql://${database#*@}" "${login%%:*}" "${login#*:}" "$minutes"
