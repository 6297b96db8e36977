package io.convergence.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.codec.EventEncoder;
import io.convergence.core.ingest.Decoded;
import io.convergence.core.ingest.RejectReason;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventDecoderTest {
    private static final String EVENT =
            "{\"v\":1,\"id\":\"e-1\",\"tenant\":\"acme\",\"app\":\"shop\",\"type\":\"resource\","
                    + "\"received_at\":1700000000200,\"at\":1700000000110,\"session\":\"s-1\",\"view\":\"v-1\","
                    + "\"host\":\"web.acme.example\",\"page\":\"/products/:id\",\"name\":\"js\",\"value\":132.2,"
                    + "\"measures\":{\"bytes\":1200,\"status\":200},\"labels\":{\"browser\":\"chrome\",\"url_path\":\"/js/app.js\"},"
                    + "\"tags\":{\"plan\":\"free\"}}";
    private final EventDecoder decoder = new EventDecoder();

    @Test
    void anEncodedEventIsDecodedAndEncodedTheSame() {
        RumEvent event = ((Decoded.Accepted<RumEvent>) decode(EVENT)).value();
        assertThat(new String(new EventEncoder().encode(event), StandardCharsets.UTF_8))
                .isEqualTo(EVENT);
        assertThat(event.recordKey()).isEqualTo("acme|s-1");
    }

    @Test
    void aHeartbeatIsDecoded() {
        assertThat(decode("{\"heartbeat\":5}")).isEqualTo(new Decoded.Heartbeat<RumEvent>(5));
    }

    @Test
    void whatIsNotRedactedIsRedacted() {
        String sent = EVENT.replace("/products/:id", "/products/4711?mail=jo@acme.example")
                .replace("\"free\"", "\"jo@acme.example\"");
        RumEvent event = ((Decoded.Accepted<RumEvent>) decode(sent)).value();
        assertThat(event.page()).isEqualTo("/products/:id");
        assertThat(event.tags()).containsEntry("plan", ":id");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"v\":1,          | \"v\":2,                    | invalid_field",
                "\"id\":\"e-1\",   |                             | invalid_field",
                "\"resource\"      | \"nothing\"                 | invalid_field",
                "1200              | -1                          | invalid_field",
                "1200              | \"1\"                       | malformed",
                "\"bytes\"         | \"status\"                  | malformed",
                "\"bytes\"         | \"mail\"                    | malformed",
                "\"browser\"       | \"user_email\"              | malformed",
                "\"chrome\"        | \"Mozilla/5.0\"             | invalid_field",
                "\"host\"          | \"ip\"                      | malformed",
                "web.acme.example  | WEB.acme.example            | invalid_field",
                "\"s-1\"           | \"jo doe\"                  | invalid_field",
                "132.2             | 1e12                        | invalid_field",
                "\"name\":\"js\"   | \"name\":\"js\",\"name\":\"\" | malformed",
            })
    void whatBreaksARuleIsRejected(String part, String other, String reason) {
        Decoded<RumEvent> decoded = decode(EVENT.replace(part, other == null ? "" : other));
        assertThat(((Decoded.Rejected<RumEvent>) decoded).rejection().reason())
                .isEqualTo(RejectReason.valueOf(reason.toUpperCase(Locale.ROOT)));
    }

    @Test
    void aLongRecordIsNotParsed() {
        Decoded<RumEvent> decoded = decoder.decode(new byte[RumEvent.MAX_BYTES + 1]);
        assertThat(((Decoded.Rejected<RumEvent>) decoded).rejection().reason()).isEqualTo(RejectReason.TOO_LARGE);
    }

    private Decoded<RumEvent> decode(String record) {
        return decoder.decode(record.getBytes(StandardCharsets.UTF_8));
    }
}
