package io.convergence.relay.receive;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.relay.routes.Receiver;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Messages of Slack's incoming webhooks, one block a line (https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks). */
final class SlackWriter implements MessageWriter {
    private final URI url;

    SlackWriter(Receiver receiver) {
        this.url = receiver.urls().get(0);
    }

    @Override
    public int batchSize() {
        return ChatLines.BATCH;
    }

    @Override
    public List<HttpMessage> write(List<Notice> notices, Instant now) {
        List<String> lines = ChatLines.of(notices, SlackWriter::escape, "<%2$s|%1$s>");
        ObjectNode message = MessageJson.object().put("text", lines.get(0));
        ArrayNode blocks = message.putArray("blocks");
        for (String line : lines) {
            blocks.addObject()
                    .put("type", "section")
                    .putObject("text")
                    .put("type", "mrkdwn")
                    .put("text", line);
        }
        return List.of(new HttpMessage(url, Map.of(), MessageJson.bytes(message)));
    }

    /** The three characters that Slack's markup asks to escape; without them no user and no channel can be mentioned. */
    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
