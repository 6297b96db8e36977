-- Beacons as browsers send them, a page and an id of its own each.
wrk.method = "POST"
wrk.headers["Content-Type"] = "text/plain"
local thread = 0
function setup(t) t:set("seed", thread); thread = thread + 1 end
local count = 0
function request()
  count = count + 1
  local body = '{"v":1,"key":"pk_bench","consent":true,"host":"web.acme.example","page":"/checkout/' .. (count % 50) ..
    '","browser":"chrome","vitals":{"ttfb_ms":120,"fcp_ms":900,"lcp_ms":' .. (1000 + count % 3000) ..
    ',"cls":0.02,"inp_ms":180,"load_ms":2400},"errors":0,"failed_requests":0,"sdk":"0.1.0"}'
  return wrk.format(nil, "/ingest/rum", nil, body)
end
function done(summary, latency)
  io.write(string.format("wrk: %d requests in %.1f s, %.0f/s, errors: %d not 2xx, %d connect, %d read, %d write, %d timeout\n",
    summary.requests, summary.duration / 1e6, summary.requests / (summary.duration / 1e6),
    summary.errors.status, summary.errors.connect, summary.errors.read, summary.errors.write, summary.errors.timeout))
  io.write(string.format("wrk: latency p50 %.1f ms, p99 %.1f ms, max %.1f ms\n",
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, latency.max / 1e3))
end
