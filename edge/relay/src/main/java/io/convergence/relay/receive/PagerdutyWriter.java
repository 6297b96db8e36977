package io.convergence.relay.receive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.core.settings.Secret;
import io.convergence.relay.desired.DesiredSignal;
import io.convergence.relay.routes.Receiver;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Requests of PagerDuty's Events API v2 (https://developer.pagerduty.com/docs/send-alert-event). */
final class PagerdutyWriter implements MessageWriter {
    private static final int MAX_SUMMARY = 1_024;

    /** PagerDuty refuses events of more than 512 KB. */
    private static final int MAX_BYTES = 500_000;

    private final URI url;
    private final Secret routingKey;

    PagerdutyWriter(Receiver receiver) {
        this.url = receiver.urls().get(0);
        this.routingKey = receiver.secrets().get(0);
    }

    @Override
    public int batchSize() {
        return 1;
    }

    @Override
    public List<HttpMessage> write(List<Notice> notices, Instant now) {
        Notice notice = notices.get(0);
        ObjectNode event = MessageJson.object()
                .put("routing_key", routingKey.reveal())
                .put("event_action", notice.firing() ? "trigger" : "resolve")
                .put("dedup_key", notice.signal().dedupKey());
        if (notice.firing()) {
            describe(event, notice.signal());
        }
        byte[] body = MessageJson.bytes(event);
        if (body.length > MAX_BYTES && event.get("payload") instanceof ObjectNode payload) {
            payload.remove("custom_details");
            body = MessageJson.bytes(event);
        }
        return List.of(new HttpMessage(url, Map.of(), body));
    }

    private static void describe(ObjectNode event, DesiredSignal signal) {
        ObjectNode payload = event.putObject("payload");
        String host = signal.text("host");
        String message = signal.text("message");
        payload.put("summary", MessageJson.cut(message.isEmpty() ? signal.text("title") : message, MAX_SUMMARY))
                .put("source", host.isEmpty() ? signal.text("slo") : host)
                .put("severity", signal.severity())
                .put("timestamp", MessageJson.timestamp(signal.startsAt()));
        MessageJson.putText(payload, "component", signal.text("service"));
        MessageJson.putText(payload, "group", signal.text("group"));
        MessageJson.putText(payload, "class", signal.kind());
        JsonNode evidence = signal.body().path("evidence");
        ObjectNode details = evidence instanceof ObjectNode object ? object.deepCopy() : MessageJson.object();
        MessageJson.putText(details, "incident", signal.text("incident"));
        payload.set("custom_details", details);
        event.put("client", "Convergence");
        MessageJson.putText(event, "client_url", signal.text("url"));
        String runbook = signal.text("runbook_url");
        if (!runbook.isEmpty()) {
            event.putArray("links").addObject().put("href", runbook).put("text", "Runbook");
        }
    }
}
