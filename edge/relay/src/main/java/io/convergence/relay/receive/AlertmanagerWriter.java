package io.convergence.relay.receive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.relay.desired.DesiredSignal;
import io.convergence.relay.routes.Receiver;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Requests of the Alertmanager API v2, {@code POST /api/v2/alerts} to every URL
 * (https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml).
 */
final class AlertmanagerWriter implements MessageWriter {
    private static final int BATCH = 64;

    private final List<URI> urls;
    private final Duration expires;

    /**
     * Creates the writer.
     *
     * @param expires time from a request to the end of an alert that fires
     */
    AlertmanagerWriter(Receiver receiver, Duration expires) {
        this.urls = receiver.urls().stream().map(AlertmanagerWriter::alerts).toList();
        this.expires = expires;
    }

    @Override
    public int batchSize() {
        return BATCH;
    }

    @Override
    public List<HttpMessage> write(List<Notice> notices, Instant now) {
        ArrayNode alerts = MessageJson.array();
        notices.forEach(notice -> alerts.add(alert(notice, now)));
        byte[] body = MessageJson.bytes(alerts);
        return urls.stream().map(url -> new HttpMessage(url, Map.of(), body)).toList();
    }

    private ObjectNode alert(Notice notice, Instant now) {
        DesiredSignal signal = notice.signal();
        ObjectNode alert = MessageJson.object();
        ObjectNode labels = alert.putObject("labels");
        notice.labels().forEach(labels::put);
        ObjectNode annotations = alert.putObject("annotations");
        MessageJson.putText(annotations, "summary", signal.text("title"));
        MessageJson.putText(annotations, "description", signal.text("message"));
        MessageJson.putText(annotations, "groups", groups(signal.body().at("/evidence/groups")));
        MessageJson.putText(annotations, "runbook_url", signal.text("runbook_url"));
        alert.put("startsAt", MessageJson.timestamp(signal.startsAt()))
                .put("endsAt", MessageJson.timestamp(endsAt(notice, now)));
        MessageJson.putText(alert, "generatorURL", signal.text("url"));
        return alert;
    }

    /** The worst groups of an alert about all groups of an objective, the worst first, and how many others fire. */
    private static String groups(JsonNode groups) {
        StringJoiner names = new StringJoiner(", ");
        groups.path("worst").forEach(group -> names.add(group.path("group").asText()));
        long others = groups.path("others").asLong();
        return others == 0 ? names.toString() : names + " and " + others + " more";
    }

    private Instant endsAt(Notice notice, Instant now) {
        if (notice.firing()) {
            return now.plus(expires);
        }
        Instant ended = notice.signal().endsAt();
        return ended == null || ended.isAfter(now) ? now : ended;
    }

    private static URI alerts(URI base) {
        String text = base.toString();
        return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + "/api/v2/alerts");
    }
}
