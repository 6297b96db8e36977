-- Beacons as browsers send them. With BENCH_RATE set, each connection waits between two beacons, so that all connections
-- together send about BENCH_RATE beacons a second.
local rate = tonumber(os.getenv("BENCH_RATE") or "0")
local connections = tonumber(os.getenv("BENCH_CONNECTIONS") or "64")
local count = 0

wrk.method = "POST"
wrk.headers["Content-Type"] = "text/plain"

function request()
  count = count + 1
  local body = '{"v":1,"key":"pk_bench","consent":true,"host":"web' .. (count % 64) .. '.acme.example","page":"/checkout/' ..
    (count % 50) .. '","browser":"chrome","vitals":{"ttfb_ms":120,"fcp_ms":900,"lcp_ms":' .. (1000 + count % 3000) ..
    ',"cls":0.02,"inp_ms":180,"load_ms":2400},"errors":0,"failed_requests":0,"sdk":"0.1.0"}'
  return wrk.format(nil, "/ingest/rum", nil, body)
end

-- Milliseconds to wait before a request: random between 0 and twice the mean, so that connections do not synchronise.
function delay()
  if rate == 0 then
    return 0
  end
  return math.random(0, math.floor(2000 * connections / rate))
end

function done(summary, latency)
  io.write(string.format("wrk: %d answers in %.1f s, %.0f/s; %d not 2xx, %d lost\n", summary.requests,
    summary.duration / 1e6, summary.requests / (summary.duration / 1e6), summary.errors.status,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
  io.write(string.format("wrk: latency p50 %.1f ms, p99 %.1f ms, max %.1f ms\n", latency:percentile(50) / 1e3,
    latency:percentile(99) / 1e3, latency.max / 1e3))
end
