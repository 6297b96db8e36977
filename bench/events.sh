#!/usr/bin/env bash
# Measures the second plane by ratios in one run:
# - the processor time of an event of DataKit's line protocol in the gateway to that of a beacon (limit 4);
# - the sessions job to its source and decoder alone (at least 0.3), and the state of a session of a hundred events (3 kB);
# - with the part rows, which is not run by default: the processor time of a million new rows by COPY and by upserts;
# - the time of answers to beacons while 5,000 events a second flood the gateway, to that without them, in turns (limit 1.5).
#   bench/events.sh [--parts points,rows,sessions,flood] [rounds of the flood] [seconds of each]
set -euo pipefail

parts="points,sessions,flood"
if [ "${1:-}" = "--parts" ]; then
  parts="$2"
  shift 2
fi
rounds="${1:-5}"
seconds="${2:-15}"
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
port=18090
management=18091

source "$root/bench/processes.sh"

has() {
  [[ ",$parts," == *",$1,"* ]]
}

for part in ${parts//,/ }; do
  [[ "$part" =~ ^(points|rows|sessions|flood)$ ]] || fail "a part is points, rows, sessions or flood, not $part"
done
! has flood || command -v wrk > /dev/null || fail "wrk is needed (apt-get install wrk)"
cd "$root"
build
classpath="bench/target/classes:bench/target/lib/*"

echo "== $(nproc) cores, load $(cut -d' ' -f1-3 /proc/loadavg) =="
if has points; then
  echo "== an event of the line protocol and a beacon =="
  java -Xmx512m -cp "$classpath" io.convergence.bench.gateway.PointBench
fi
if has rows; then
  echo "== new rows by COPY and by upserts =="
  java -Xmx2g --add-opens java.base/java.lang=ALL-UNNAMED --add-opens java.base/java.util=ALL-UNNAMED \
    --add-opens java.base/java.time=ALL-UNNAMED -cp "$classpath" io.convergence.bench.pipeline.WriteBench
fi
if has sessions; then
  echo "== the sessions job: a million events of 10,000 sessions =="
  java -Xmx256m -cp "$classpath" io.convergence.bench.pipeline.PipelineBench --conf conf --variants events,sessions \
    --beacons 1000000 --keys 10000 --minutes 10 --rounds 3
fi
has flood || exit 0

echo "== beacons beside a flood of events =="
cat > "$work/apps.yaml" << 'YAML'
apps:
  - {key: pk_bench, tenant: bench, app: storefront, any-host: true, rate: 0}
dsns:
  - {token: rk_bench, tenant: bench, app: storefront, any-host: true, rate: 0}
YAML
java -Xmx1g -cp "$classpath" io.convergence.bench.gateway.BrokerForBench events > "$work/broker.out" 2>&1 &
processes+=($!)
await "the broker" grep -q '^broker: ' "$work/broker.out"
CONVERGENCE_ID_SECRET=a-secret-of-the-bench-of-32-characters java -Xmx512m \
  -cp "edge/gateway/target/classes:edge/gateway/target/lib/*" \
  io.convergence.gateway.Gateway --server.port $port --management.port $management --registry.file "$work/apps.yaml" \
  --events.enabled true --events.client-rate 100000 --events.client-burst 100000 \
  --kafka.bootstrap.servers "$(sed -n 's/^broker: //p' "$work/broker.out")" > "$work/gateway.out" 2>&1 &
processes+=($!)
await "the gateway" curl -fs "http://127.0.0.1:$management/ready"

beacons() {
  BENCH_RATE=500 BENCH_CONNECTIONS=64 wrk -t1 -c64 -d"$1s" --timeout 10s -s bench/gateway.lua "http://127.0.0.1:$port" |
    grep '^wrk'
}
flood() {
  BENCH_RATE=100 BENCH_CONNECTIONS=64 wrk -t1 -c64 -d"$1s" --timeout 10s -s bench/events.lua "http://127.0.0.1:$port" |
    grep '^events'
}

flood 20 &
beacons 20 > /dev/null
wait $!
for round in $(seq "$rounds"); do
  echo "-- $round, without events"
  beacons "$seconds" | tee "$work/alone.$round"
  echo "-- $round, with events"
  flood $((seconds + 2)) &
  flooding=$!
  beacons "$seconds" | tee "$work/flooded.$round"
  wait $flooding
done
p99() {
  sed -n 's/.*p99 \([0-9.]*\) ms.*/\1/p' "$1"
}
for round in $(seq "$rounds"); do
  echo "$(p99 "$work/flooded.$round") $(p99 "$work/alone.$round")"
done | awk '{print $1 / $2}' | sort -n | awk '{value[NR] = $1} END {
  printf "p99 of beacons with events to that without: min %.2f, median %.2f, max %.2f\n", value[1],
    (value[int((NR + 1) / 2)] + value[int(NR / 2) + 1]) / 2, value[NR]}'
