package io.convergence.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.kit.wait.Waiting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests that nothing personal is published or stored: known ways around redaction, and a search of all records and
 * files.
 */
class PrivacyIT {
    private static final String ADDRESS = "127.77.66.55";
    private static final String AGENT = "AgentXYZZY/7.7";
    private static final String PAYLOAD = "PayloadXYZZY";

    private static StartedGateway gateway;

    @BeforeAll
    static void start() {
        gateway = StartedGateway.ready(Broker.shared());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/reset/AbCdEfGhIjKlMnOp | /reset/:id",
                "/user@example.com | /:id",
                "/user%40example.com | /:id",
                "/+491701234567 | /:id",
                "/a;jsessionid=ABCDEF0123456789 | /a",
                "/p%3Ftoken=abc | /p",
                "/deadbeefdeadbee | /:id",
                "/\u0661\u0662\u0663\u0664 | /:id",
                "/dGhpc2lzYXRva2Vu01 | /:id",
                "/dGhpc2lzYXRva2VuZm9yYWxvbmd0aW1l | /:id",
                "https://evil.example/p/1 | /p/:id",
                "/a#frag | /a",
                "/a?q=1 | /a",
                "/192.0.2.1/x | /:id/x",
                "/checkout/shipping | /checkout/shipping",
                "/v1.2.3/cafe/two-word-slug | /v1.2.3/cafe/two-word-slug",
            })
    void aPageIsPublishedRedacted(String page, String published) {
        assertThat(publishedValue(Sample.beacon("page", "\"" + page + "\"")))
                .contains("\"page\":\"" + published + "\"");
    }

    @Test
    void aLongPageIsCutBetweenCharacters() {
        String value = publishedValue(Sample.beacon("page", "\"/" + "\u00e9\u6f22".repeat(200) + "\""));
        String page = value.replaceAll(".*\"page\":\"([^\"]*)\".*", "$1");
        assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(256);
        assertThat(page).startsWith("/\u00e9\u6f22").doesNotContain("\ufffd");
    }

    @Test
    void noFieldHoldsFreeTextOrAnAddress() {
        assertThat(gateway.post(Sample.beacon("app", "\"some one's name\"")).statusCode())
                .isEqualTo(400);
        assertThat(gateway.post(Sample.beacon("sdk", "\"some one's name\"")).statusCode())
                .isEqualTo(400);
        assertThat(publishedValue(Sample.beacon("sdk", "\"10.20.30.40\""))).contains("\"sdk\":\"10.20.30\"");
        assertThat(publishedValue(Sample.beacon("browser", "\"" + AGENT + "\"")))
                .contains("\"browser\":\"other\"");
    }

    @Test
    void nothingKeepsAddressAgentOrWhatWasRefused() throws IOException {
        String headers =
                "Host: gateway\r\nUser-Agent: " + AGENT + "\r\nX-Forwarded-For: " + ADDRESS + "\r\nForwarded: for="
                        + ADDRESS + "\r\nReferer: https://" + PAYLOAD + ".example/\r\nCookie: " + PAYLOAD + "\r\n";
        StringBuilder answers = new StringBuilder();
        for (String body : List.of(
                Sample.beacon("id", "\"" + PAYLOAD + "\""),
                Sample.beacon("page", "\"/" + PAYLOAD.toLowerCase(Locale.ROOT) + "1\"", "v", "2"),
                Sample.beacon("host", "\"" + PAYLOAD + ".example\""),
                Sample.beacon("app", "\"" + PAYLOAD + " !\""),
                Sample.beacon("key", "\"" + PAYLOAD + "\""),
                Sample.beacon("consent", "false", "browser", "\"" + PAYLOAD + "\""),
                Sample.beacon(PAYLOAD, "1"),
                "{\"" + PAYLOAD,
                PAYLOAD.repeat(2_000))) {
            for (String path : List.of("/ingest/rum", "/ingest/synthetic?" + PAYLOAD + "=%zz", "/" + PAYLOAD)) {
                answers.append(send("POST " + path + " HTTP/1.1\r\n" + headers + "Connection: close\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body));
            }
        }
        answers.append(send("GARBAGE " + PAYLOAD + "\r\n" + headers + "\r\n"));
        answers.append(send("POST /ingest/rum HTTP/1.1\r\n" + headers + "Content-Length: " + PAYLOAD + "\r\n\r\n"));
        answers.append(send("POST /ingest/rum HTTP/1.1\r\n" + headers + PAYLOAD + ": " + "x".repeat(20_000)));
        answers.append(gateway.postResults("", "[" + PAYLOAD + "]").body());
        answers.append(gateway.postResults("?format=" + PAYLOAD, "{}").body());
        answers.append(gateway.postResults("?format=blackbox&target=" + PAYLOAD + "%20x", "probe_success 1\n" + PAYLOAD)
                .body());
        RawConnection.from(ADDRESS, gateway.gateway().port())
                .send("POST /ingest/rum HTTP/1.1\r\n" + headers + "Content-Length: 500\r\n\r\n" + PAYLOAD)
                .close();
        Waiting.until(
                "refusals are reported",
                () -> Broker.shared().all("ingest.rejects").stream()
                        .anyMatch(record -> record.value().contains("malformed")));

        assertNothingIn("answers", answers.toString());
        assertNothingIn("metrics", gateway.manage("/metrics").body());
        for (String topic : Broker.TOPICS.keySet()) {
            assertNothingIn(
                    topic,
                    Broker.shared().all(topic).stream()
                            .map(ConsumerRecord::toString)
                            .collect(Collectors.joining("\n")));
        }
        assertNothingIn("log", Files.readString(Path.of("target", "test.log"), StandardCharsets.UTF_8));
    }

    private static void assertNothingIn(String where, String text) {
        assertThat(text).as(where).isNotNull();
        assertThat(text.contains(ADDRESS)).as("address in " + where).isFalse();
        assertThat(text.contains(AGENT)).as("user agent in " + where).isFalse();
        assertThat(text.contains(PAYLOAD)).as("payload in " + where).isFalse();
    }

    private static String send(String request) {
        try (RawConnection connection =
                RawConnection.from(ADDRESS, gateway.gateway().port())) {
            return connection.send(request).readToEnd();
        }
    }

    private static String publishedValue(String body) {
        var before = Broker.shared().ends("rum.beacons");
        assertThat(gateway.post(body).statusCode()).isEqualTo(202);
        return Broker.shared().since(before, "rum.beacons").stream()
                .filter(record -> record.key() != null)
                .map(ConsumerRecord::value)
                .collect(Collectors.joining());
    }
}
