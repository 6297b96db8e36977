#!/usr/bin/env bash
# Measures the query service over 1,000 hosts with 50 pages each and 30 days of history: latencies of its answers beside the
# limits of the design, and the processor time of 200 mixed requests a second. Postgres, service and client are processes of
# their own on this machine; the service has 256 MB of heap and
# the collector that a JVM chooses in a container of that size. Takes about three minutes. Exit code 1 when a limit is exceeded.
#   bench/query.sh
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
port=18092
management=18093
token=a-token-of-the-bench-of-32-characters

source "$root/bench/processes.sh"

cd "$root"
build

java -Xmx512m -cp "bench/target/classes:bench/target/lib/*" io.convergence.bench.query.DatabaseForBench \
  > "$work/database.out" 2>&1 &
processes+=($!)
await "the database" grep -q '^database: ' "$work/database.out"

cat > "$work/access.yaml" << YAML
tokens:
  - {name: bench, tenants: [bench], role: reader, sha256: $(printf %s "$token" | sha256sum | cut -d' ' -f1)}
YAML
java -Xmx256m -XX:+UseSerialGC -cp "edge/query/target/classes:edge/query/target/lib/*" io.convergence.query.Query \
  --server.port $port --management.port $management --access.file "$work/access.yaml" --query.rate 0 \
  --postgres.url "$(sed -n 's/^database: //p' "$work/database.out")" --postgres.user convergence_query \
  > "$work/query.out" 2>&1 &
service=$!
processes+=($service)
await "the query service" curl -fs "http://127.0.0.1:$port/health"

echo "== $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg) =="
code=0
java -Xmx512m -cp "bench/target/classes:bench/target/lib/*" io.convergence.bench.query.QueryBench \
  "http://127.0.0.1:$port" "$token" $service || code=$?
echo "query service: resident $(($(ps -o rss= -p $service) / 1024)) MB"
exit $code
