package io.convergence.gateway.route;

import io.convergence.core.codec.SyntheticResultEncoder;
import io.convergence.core.ingest.Decoded;
import io.convergence.core.ingest.RejectReason;
import io.convergence.core.synthetic.SyntheticResult;
import io.convergence.core.window.HostKey;
import io.convergence.gateway.ingest.Refusal;
import io.convergence.gateway.ingest.SyntheticRules;
import io.convergence.gateway.metrics.Plane;
import io.convergence.gateway.synthetic.AcceptedReport;
import io.convergence.gateway.synthetic.ReportRequest;
import io.convergence.gateway.synthetic.Reports;
import io.convergence.http.BodyReader;
import io.convergence.http.ContentEncoding;
import io.convergence.http.ContentEncoding.UndecodableException;
import io.convergence.http.Cors;
import io.convergence.http.Exchange;
import io.convergence.http.RandomIds;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /ingest/synthetic}: receives the report of a tool and publishes its results. Bodies are large and rare,
 * so worker threads parse them; everything else is confined to the event loop.
 */
final class SyntheticRoute {
    static final String PATH = "/ingest/synthetic";

    /** Parameters of a query that cannot be decoded: they name a format that does not exist. */
    private static final Map<String, String> UNKNOWN_FORMAT = Map.of("format", "-");

    private final GatewayContext gateway;
    private final SyntheticRules rules;
    private final Reports reports;
    private final SyntheticResultEncoder encoder = new SyntheticResultEncoder();
    private final RandomIds ids = new RandomIds();
    private final Vertx vertx;
    private final Context eventLoop;

    SyntheticRoute(GatewayContext gateway, Vertx vertx, Context eventLoop) {
        this.gateway = gateway;
        this.rules = new SyntheticRules(
                gateway.registry()::current, gateway.settings().synthetic().enabled());
        this.reports = new Reports(gateway.settings().synthetic().maxAge().toMillis());
        this.vertx = vertx;
        this.eventLoop = eventLoop;
    }

    /** Serves a request whose headers have arrived. */
    void handle(Exchange exchange) {
        HttpServerRequest request = exchange.request();
        Refusal refusal = rules.checkBeforeToken(request.method().name());
        if (refusal != null) {
            refuse(exchange, refusal);
            return;
        }
        String tenant = rules.tenant(request.getHeader("Authorization"));
        if (tenant == null) {
            refuse(exchange, SyntheticRules.unauthorised());
            return;
        }
        if (!BodyBuffer.reserve(
                exchange,
                gateway.bufferedBytes(),
                SyntheticRules.MAX_BYTES,
                gateway.settings().synthetic().bufferBytes())) {
            refuse(exchange, Refusal.unavailable(Cors.ANY));
            return;
        }
        exchange.awaitBody(() -> refuse(exchange, Refusal.BODY_TIMEOUT));
        BodyReader.read(
                exchange,
                SyntheticRules.MAX_BYTES,
                body -> parse(exchange, tenant, body),
                () -> refuse(exchange, SyntheticRules.refusal(SyntheticRules.tooLarge(tenant), tenant)));
    }

    private void parse(Exchange exchange, String tenant, byte[] body) {
        HttpServerRequest http = exchange.request();
        String encoding = http.getHeader("Content-Encoding");
        ReportRequest request = new ReportRequest(
                QueryParameters.of(http, UNKNOWN_FORMAT), tenant, System.currentTimeMillis(), ids.next());
        vertx.executeBlocking(() -> read(body, encoding, request), false).onComplete(read -> {
            if (read.failed()) {
                exchange.fault(read.cause());
            } else if (read.result() instanceof Decoded.Rejected<AcceptedReport> rejected) {
                refuse(exchange, SyntheticRules.refusal(rejected.rejection(), tenant));
            } else if (read.result() instanceof Decoded.Accepted<AcceptedReport> accepted) {
                publish(exchange, tenant, accepted.value());
            }
        });
    }

    /** The results in a body. Called by worker threads. */
    private Decoded<AcceptedReport> read(byte[] body, @Nullable String encoding, ReportRequest request) {
        try {
            byte[] report = ContentEncoding.decode(body, encoding, SyntheticRules.MAX_BYTES);
            return report == null
                    ? new Decoded.Rejected<>(SyntheticRules.tooLarge(request.tenant()))
                    : reports.read(report, request);
        } catch (UndecodableException e) {
            return new Decoded.Rejected<>(Refusal.undecodable(request.tenant()));
        }
    }

    /** Publishes all results and answers when the last one is acknowledged or has failed. */
    private void publish(Exchange exchange, String tenant, AcceptedReport report) {
        if (!gateway.publisher().isReady()) {
            refuse(exchange, Refusal.unavailable(Cors.ANY));
            return;
        }
        AtomicInteger open = new AtomicInteger(report.results().size());
        AtomicBoolean allWritten = new AtomicBoolean(true);
        String topic = gateway.settings().publish().results();
        for (SyntheticResult result : report.results()) {
            byte[] key = HostKey.of(result).recordKey().getBytes(StandardCharsets.UTF_8);
            gateway.publisher().send(topic, key, encoder.encode(result), result.receivedAt(), written -> {
                if (!written) {
                    allWritten.set(false);
                }
                if (open.decrementAndGet() == 0) {
                    eventLoop.runOnContext(now -> answer(exchange, tenant, report, allWritten.get()));
                }
            });
        }
    }

    private void answer(Exchange exchange, String tenant, AcceptedReport report, boolean written) {
        if (!written) {
            refuse(exchange, Refusal.unavailable(Cors.ANY));
            return;
        }
        int count = report.results().size();
        gateway.metrics().countAccepted(tenant, Plane.SYNTHETIC, count);
        if (report.stale() > 0) {
            gateway.metrics().countRejected(tenant, Plane.SYNTHETIC, RejectReason.STALE, report.stale());
        }
        String stale = report.stale() > 0 ? ",\"stale\":" + report.stale() : "";
        exchange.answer(202, Buffer.buffer("{\"accepted\":true,\"results\":" + count + stale + "}"), Cors.ANY);
    }

    private void refuse(Exchange exchange, Refusal refusal) {
        gateway.refuse(exchange, Plane.SYNTHETIC, refusal);
    }
}
