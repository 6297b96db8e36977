package io.convergence.launcher.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.convergence.core.host.HostName;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Scanner for event time, tenant, host and session of a canonical record, without binding the record. It does not validate: members
 * that cannot be read are left out, and the job decides on the record. A line that is not one JSON object has neither time
 * nor key.
 */
final class RecordScanner {
    private final JsonFactory json = new JsonFactory();

    /** The head of the record on a line. */
    RecordHead scan(byte[] line) {
        try (JsonParser parser = json.createParser(line)) {
            return parser.nextToken() == JsonToken.START_OBJECT ? members(parser) : RecordHead.UNREADABLE;
        } catch (IOException e) {
            return RecordHead.UNREADABLE;
        }
    }

    private static RecordHead members(JsonParser parser) throws IOException {
        long eventTime = RecordHead.NO_TIME;
        String tenant = null;
        String host = null;
        String session = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.VALUE_NUMBER_INT && name.equals("received_at")) {
                eventTime = Math.max(RecordHead.NO_TIME, parser.getLongValue());
            } else if (value == JsonToken.VALUE_STRING && name.equals("tenant")) {
                tenant = parser.getText();
            } else if (value == JsonToken.VALUE_STRING && name.equals("host")) {
                host = normalised(parser.getText());
            } else if (value == JsonToken.VALUE_STRING && name.equals("session")) {
                session = parser.getText();
            } else {
                parser.skipChildren();
            }
        }
        return parser.nextToken() == null
                ? new RecordHead(eventTime, key(tenant, session == null ? host : session))
                : RecordHead.UNREADABLE;
    }

    private static @Nullable String key(@Nullable String tenant, @Nullable String identity) {
        return tenant == null || identity == null ? null : tenant + '|' + identity;
    }

    /**
     * The host as the job normalises it, or unchanged when it is not a host. The key only chooses the partition; the job
     * rejects the record.
     */
    static String normalised(String host) {
        String known = HostName.fromAddress(host);
        return known == null ? host : known;
    }
}
