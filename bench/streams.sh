#!/usr/bin/env bash
# Measures the event streams of the query service: processor time and live heap with 1,000 streams over 1,000 hosts that all
# change every ten seconds, what a connection holds that never reads, and whether the times of refused tokens tell how much of
# a token is right. Takes about three minutes. Exit code 1 when a limit of the design is exceeded.
#   bench/streams.sh
#   BENCH_UNREAD_SECONDS=600 bench/streams.sh    the span without reading, 60 s by default
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
port=18092
management=18093

source "$root/bench/processes.sh"

cd "$root"
build
bench=(java -Xmx512m -cp "bench/target/classes:bench/target/lib/*")

"${bench[@]}" io.convergence.bench.query.DatabaseForBench moving > "$work/database.out" 2>&1 &
processes+=($!)
await "the database" grep -q '^database: ' "$work/database.out"

echo "tokens:" > "$work/access.yaml"
"${bench[@]}" io.convergence.bench.query.StreamBench tokens | while read -r token; do
  echo "  - {name: ${token: -4}-bench, tenants: [bench], role: reader, sha256: $(printf %s "$token" | sha256sum | cut -d' ' -f1)}"
done >> "$work/access.yaml"
java -Xmx512m -cp "edge/query/target/classes:edge/query/target/lib/*" io.convergence.query.Query \
  --server.port $port --management.port $management --access.file "$work/access.yaml" --query.rate 0 \
  --events.streams-per-tenant 2000 \
  --postgres.url "$(sed -n 's/^database: //p' "$work/database.out")" --postgres.user convergence_query \
  > "$work/query.out" 2>&1 &
service=$!
processes+=($service)
await "the query service" curl -fs "http://127.0.0.1:$port/health"

echo "== $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg) =="
"${bench[@]}" io.convergence.bench.query.StreamBench "http://127.0.0.1:$port" $service 30 "${BENCH_UNREAD_SECONDS:-60}"
