-- Batches of events as the rich client sends them. BENCH_RATE is the number of batches a second over all connections.
local rate = tonumber(os.getenv("BENCH_RATE") or "100")
local connections = tonumber(os.getenv("BENCH_CONNECTIONS") or "64")
local events = tonumber(os.getenv("BENCH_EVENTS") or "50")
local count = 0

wrk.method = "POST"
wrk.headers["Content-Type"] = "text/plain"

function request()
  count = count + 1
  local list = {}
  for i = 1, events do
    list[i] = '{"type":"resource","view":"v-' .. count .. '","host":"web' .. (count % 64) .. '.acme.example","page":"/checkout/' ..
      (i % 50) .. '","name":"js","value":' .. (100 + i) .. ',"measures":{"bytes":1200,"status":200},"labels":{"url_host":' ..
      '"cdn.acme.example","url_path":"/js/app' .. i .. '.js"}}'
  end
  local body = '{"v":1,"consent":true,"session":"s-' .. count .. '","context":{"browser":"chrome","device":"desktop"},"events":[' ..
    table.concat(list, ",") .. ']}'
  return wrk.format(nil, "/ingest/events?token=rk_bench", nil, body)
end

-- Milliseconds to wait before a request: random between 0 and twice the mean, so that connections do not synchronise.
function delay()
  return math.random(0, math.floor(2000 * connections / rate))
end

function done(summary, latency)
  io.write(string.format("events: %d batches of %d in %.1f s, %.0f events/s; %d not 2xx, %d lost\n", summary.requests, events,
    summary.duration / 1e6, summary.requests * events / (summary.duration / 1e6), summary.errors.status,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
