#!/usr/bin/env bash
# Measures how many beacons a second the gateway accepts with the broker's acknowledgement, and the latency of its answers.
# Broker, gateway and wrk are processes of their own on this machine. Takes about a minute and a half.
#   bench/gateway.sh [connections] [seconds]
set -euo pipefail

connections="${1:-256}"
seconds="${2:-20}"
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
port=18090
management=18091

source "$root/bench/processes.sh"

metric() {
  curl -fs "http://127.0.0.1:$management/metrics" | sed -n "s/^convergence_gateway_$1 //p"
}

run() {
  wrk -t1 -c"$1" -d"$2s" --timeout 10s -s "$root/bench/gateway.lua" "http://127.0.0.1:$port" "${@:3}"
}

command -v wrk > /dev/null || fail "wrk is needed (apt-get install wrk)"
cd "$root"
build

cat > "$work/apps.yaml" << 'YAML'
apps:
  - {key: pk_bench, tenant: bench, app: storefront, any-host: true, rate: 0}
YAML

java -Xmx512m -cp "bench/target/classes:bench/target/lib/*" io.convergence.bench.gateway.BrokerForBench \
  > "$work/broker.out" 2>&1 &
processes+=($!)
await "the broker" grep -q '^broker: ' "$work/broker.out"

CONVERGENCE_ID_SECRET=a-secret-of-the-bench-of-32-characters java -Xmx256m \
  -cp "edge/gateway/target/classes:edge/gateway/target/lib/*" \
  io.convergence.gateway.Gateway --server.port $port --management.port $management --registry.file "$work/apps.yaml" \
  --kafka.bootstrap.servers "$(sed -n 's/^broker: //p' "$work/broker.out")" > "$work/gateway.out" 2>&1 &
gateway=$!
processes+=($gateway)
await "the gateway" curl -fs "http://127.0.0.1:$management/ready"

echo "== $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg) =="
echo "== warm-up =="
run "$connections" 20 | grep '^wrk' | head -1

echo "== as fast as it goes: $connections connections, $seconds s =="
before="$(metric 'accepted_total{plane="rum",tenant="bench"}')"
run "$connections" "$seconds" > "$work/full.out" &
load=$!
for _ in $(seq $((seconds / 5))); do
  sleep 5
  echo "gateway: resident $(($(ps -o rss= -p $gateway) / 1024)) MB"
done
wait $load
grep '^wrk' "$work/full.out"
after="$(metric 'accepted_total{plane="rum",tenant="bench"}')"
echo "gateway: $((after - before)) accepted with acknowledgement, $(((after - before) / seconds))/s"

echo "== at half that rate =="
export BENCH_CONNECTIONS=$((2 * connections)) BENCH_RATE=$(((after - before) / seconds / 2))
run "$BENCH_CONNECTIONS" "$seconds" | grep '^wrk'
echo "gateway: resident $(($(ps -o rss= -p $gateway) / 1024)) MB"
