package io.convergence.relay.receive;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.relay.routes.Receiver;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Messages of a Teams workflow: an adaptive card, one text block a line (https://adaptivecards.io/explorer/TextBlock.html). */
final class TeamsWriter implements MessageWriter {
    private final URI url;

    TeamsWriter(Receiver receiver) {
        this.url = receiver.urls().get(0);
    }

    @Override
    public int batchSize() {
        return ChatLines.BATCH;
    }

    @Override
    public List<HttpMessage> write(List<Notice> notices, Instant now) {
        ObjectNode message = MessageJson.object().put("type", "message");
        ObjectNode attachment = message.putArray("attachments").addObject();
        attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
        ObjectNode card = attachment.putObject("content");
        card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
                .put("type", "AdaptiveCard")
                .put("version", "1.4");
        ArrayNode body = card.putArray("body");
        for (String line : ChatLines.of(notices, TeamsWriter::escape, "[%1$s](%2$s)")) {
            body.addObject().put("type", "TextBlock").put("wrap", true).put("text", line);
        }
        return List.of(new HttpMessage(url, Map.of(), MessageJson.bytes(message)));
    }

    /** Escapes the characters that Markdown in a text block gives a meaning. */
    private static String escape(String text) {
        return text.replaceAll("([\\\\\\[\\]()*_#`])", "\\\\$1");
    }
}
