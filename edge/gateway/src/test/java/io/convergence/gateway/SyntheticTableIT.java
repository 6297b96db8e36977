package io.convergence.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.kit.wait.Waiting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of every answer of {@code /ingest/synthetic}, over HTTP with a real broker. */
class SyntheticTableIT {
    private static StartedGateway gateway;
    private static Ledger ledger;

    @BeforeAll
    static void start() {
        gateway = StartedGateway.ready(Broker.shared());
        ledger = Ledger.of(gateway, "synthetic");
    }

    @AfterAll
    static void stop() {
        ledger.close();
    }

    @Test
    void aResultIsOnKafkaOnceItIsAnswered() {
        var before = Broker.shared().ends("synthetic.results");
        long now = System.currentTimeMillis();
        HttpResponse<String> answer = ledger.accepted(
                "acme",
                gateway.postResults(
                        "", Sample.result(now, "type", "\"HTTPS\"", "location", "\"eu-1\"", "status_code", "200")));
        assertThat(answer.body()).isEqualTo("{\"accepted\":true,\"results\":1}");
        assertThat(results(before)).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo("acme|web.acme.example");
            assertThat(record.value())
                    .isEqualTo("{\"v\":1,\"id\":\"result-1\",\"tenant\":\"acme\",\"host\":\"web.acme.example\","
                            + "\"check\":\"home\",\"type\":\"https\",\"success\":true,\"started_at\":" + now
                            + ",\"received_at\":" + record.timestamp()
                            + ",\"duration_ms\":120.5,\"status_code\":200,\"location\":\"eu-1\"}");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "OPTIONS", "DELETE"})
    void anotherMethodIsNotAllowed(String method) {
        HttpResponse<String> answer = ledger.uncounted(405, gateway.send(method, "/ingest/synthetic", new byte[0]));
        assertThat(answer.headers().firstValue("Allow")).contains("POST");
    }

    @Test
    void aRequestWithoutATokenIsRefusedUnread() {
        byte[] body = Sample.result(System.currentTimeMillis()).getBytes(StandardCharsets.UTF_8);
        for (String value : List.of(
                "", "Bearer", "Bearer ", "Bearer wrong", "Basic " + StartedGateway.TOKEN, StartedGateway.TOKEN)) {
            HttpResponse<String> answer = gateway.send("POST", "/ingest/synthetic", body, "Authorization", value);
            ledger.refused("-", "unknown_key", 401, answer);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
            assertThat(answer.body()).contains("\"code\":\"unknown_key\"");
        }
        ledger.refused("-", "unknown_key", 401, gateway.send("POST", "/ingest/synthetic", new byte[2 << 20]));
    }

    @Test
    void aGatewayWithoutResultsRefusesThem() {
        StartedGateway off = StartedGateway.ready(
                Broker.shared(), "synthetic.enabled", "false", "topics.rejects", Broker.OTHER_REJECTS);
        try (Ledger none = Ledger.ofOther(off, "synthetic")) {
            none.uncounted(503, off.postResults("", "{}"));
            none.uncounted(405, off.send("GET", "/ingest/synthetic", new byte[0]));
        }
    }

    @Test
    void aBodyOfMoreThanOneMebibyteIsTooLarge() {
        String result = Sample.result(System.currentTimeMillis());
        String array = "[" + result + " ".repeat((1 << 20) - result.length() - 2) + "]";
        ledger.accepted("acme", gateway.postResults("", array));
        HttpResponse<String> answer = ledger.refused("acme", "too_large", 413, gateway.postResults("", array + " "));
        assertThat(answer.body()).contains("1048576 bytes");
    }

    @Test
    void anArrayIsAcceptedAsAWholeOrNotAtAll() {
        var before = Broker.shared().ends("synthetic.results");
        long now = System.currentTimeMillis();
        String good = IntStream.range(0, 2000)
                .mapToObj(i -> Sample.result(now, "id", "\"r" + i + "\"", "host", "\"h" + i + ".example\""))
                .collect(Collectors.joining(","));
        HttpResponse<String> refused =
                gateway.postResults("", "[" + good + "," + Sample.result(now, "check", "\"a b\"") + "]");
        ledger.refused("acme", "invalid_field", 400, refused);
        assertThat(refused.body())
                .contains("\"code\":\"invalid_field\"")
                .contains("\"message\":\"[2000]: check must be ");
        assertThat(results(before)).isEmpty();
        HttpResponse<String> taken = ledger.accepted("acme", 2000, gateway.postResults("", "[" + good + "]"));
        assertThat(taken.body()).isEqualTo("{\"accepted\":true,\"results\":2000}");
        assertThat(results(before)).hasSize(2000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "v           | 2            | invalid_field",
                "v           | \"1\"        | malformed",
                "id          | \"a b\"      | invalid_field",
                "host        | \"\"         | invalid_field",
                "type        | \"a/b\"      | invalid_field",
                "success     | \"true\"     | malformed",
                "started_at  | 1            | stale",
                "started_at  | 253402300799 | stale",
                "started_at  | 253402300799999 | future",
                "duration_ms | -1           | invalid_field",
                "status_code | 99           | invalid_field",
                "error       | \"free text\" | invalid_field",
                "location    | \"a b\"      | invalid_field",
                "tenant      | \"acme\"     | malformed",
                "received_at | 1            | malformed",
                "heartbeat   | 1            | malformed",
                "extra       | 1            | malformed",
            })
    void aResultThatBreaksARuleIsRefusedWithItsReason(String field, String json, String reason) {
        HttpResponse<String> answer = gateway.postResults("", Sample.result(System.currentTimeMillis(), field, json));
        ledger.refused("acme", reason, 400, answer);
        assertThat(answer.body()).contains("\"code\":\"" + reason + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "[",
                "[{}",
                "[{},]",
                "{}{}",
                "[1]",
                "null",
                "{\"heartbeat\":1}",
                "[{}]x",
                "[{\"v\":1}}]"
            })
    void aBodyThatIsNoResultIsMalformed(String body) {
        HttpResponse<String> answer = ledger.refused("acme", "malformed", 400, gateway.postResults("", body));
        assertThat(answer.body()).contains("\"code\":\"malformed\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[{}]"})
    void aResultWithoutWhatItNeedsIsInvalid(String body) {
        HttpResponse<String> answer = ledger.refused("acme", "invalid_field", 400, gateway.postResults("", body));
        assertThat(answer.body()).contains("\"code\":\"invalid_field\"");
    }

    @Test
    void aBrokenEncodingIsMalformedAndABodyThatIsLongAfterDecompressionIsTooLarge() throws IOException {
        ledger.refused("acme", "too_large", 413, postEncoded("gzip", gzip(" ".repeat((1 << 20) + 1))));
        byte[] whole = gzip(Sample.result(System.currentTimeMillis()));
        ledger.accepted("acme", postEncoded("gzip", whole));
        byte[] cut = Arrays.copyOf(whole, whole.length - 1);
        ledger.refused("acme", "malformed", 400, postEncoded("gzip", cut));
        ledger.refused("acme", "malformed", 400, postEncoded("br", whole));
    }

    @Test
    void aChunkedBodyIsCountedWhileItIsReadAndASlowOneIsRefused() {
        String head = "POST /ingest/synthetic HTTP/1.1\r\nHost: gateway\r\nAuthorization: Bearer "
                + StartedGateway.TOKEN + "\r\nTransfer-Encoding: chunked\r\n\r\n";
        try (RawConnection connection = RawConnection.to(gateway.gateway().port())) {
            connection.send(head + "100001\r\n" + " ".repeat(0x100001) + "\r\n0\r\n\r\n");
            assertThat(connection.readToEnd()).startsWith("HTTP/1.1 413 ");
            ledger.refused("acme", "too_large", 413);
        }
        StartedGateway hasty = StartedGateway.ready(
                Broker.shared(), "server.body-timeout", "200 ms", "topics.rejects", Broker.OTHER_REJECTS);
        try (Ledger none = Ledger.ofOther(hasty, "synthetic");
                RawConnection connection = RawConnection.to(hasty.gateway().port())) {
            assertThat(connection.send(head + "1\r\n[\r\n").readToEnd()).startsWith("HTTP/1.1 408 ");
            none.uncounted(408);
        }
    }

    @Test
    void anUnknownFormatIsInvalid() {
        assertThat(ledger.refused("acme", "invalid_field", 400, gateway.postResults("?format=nagios", "{}"))
                        .body())
                .contains("format must be one of native, blackbox, k6, checkly, playwright");
        try (RawConnection connection = RawConnection.to(gateway.gateway().port())) {
            connection.send("POST /ingest/synthetic?format=%zz HTTP/1.1\r\nAuthorization: Bearer "
                    + StartedGateway.TOKEN + "\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");
            assertThat(connection.readToEnd()).startsWith("HTTP/1.1 400 ");
            ledger.refused("acme", "invalid_field", 400);
        }
    }

    @Test
    void tokensOfTheRegistryAreKnownByTheirHash() throws IOException {
        byte[] body = Sample.result(System.currentTimeMillis()).getBytes(StandardCharsets.UTF_8);
        Files.writeString(
                gateway.registry(),
                StartedGateway.APPS
                        + "tokens:\n  - tenant: hashed\n    sha256: 5a4fefc10ad19618c9c1755026cff0315ab75e4b37d6e95a504f516c1294e85b\n");
        Waiting.until(
                "the registry is read again",
                () -> gateway.metric("convergence_gateway_registry_reloads_total{taken=\"true\"}") == 1);
        ledger.accepted(
                "hashed",
                gateway.send("POST", "/ingest/synthetic", body, "Authorization", "Bearer token-of-the-registry"));
    }

    @Test
    void aProbeOfTheBlackboxExporterIsAResult() {
        var before = Broker.shared().ends("synthetic.results");
        HttpResponse<String> answer = gateway.postResults(
                "?format=blackbox&target=https://web.acme.example/login&module=http_2xx&location=eu-west-1", """
                # HELP probe_success Displays whether or not the probe was a success
                # TYPE probe_success gauge
                probe_success 0
                probe_duration_seconds 0.25
                probe_http_duration_seconds{phase="connect"} 0.01
                probe_http_ssl 1
                probe_http_status_code 503
                """);
        ledger.accepted("acme", answer);
        assertThat(results(before))
                .singleElement()
                .satisfies(
                        record -> assertThat(record.value())
                                .contains(
                                        "\"host\":\"web.acme.example\",\"check\":\"http_2xx\",\"type\":\"https\",\"success\":false")
                                .contains(
                                        "\"duration_ms\":250,\"status_code\":503,\"location\":\"eu-west-1\",\"error\":\"status\""));
    }

    @Test
    void aResultOfARunThatIsTooOldIsCountedAndTheOthersArePublished() {
        var before = Broker.shared().ends("synthetic.results");
        String attempt = "{\"status\":\"passed\",\"duration\":10,\"startTime\":\"%s\"}";
        String test = "{\"title\":\"%s\",\"tests\":[{\"status\":\"expected\",\"results\":[" + attempt + "]}]}";
        Instant now = Instant.now();
        HttpResponse<String> answer = gateway.postResults(
                "?format=playwright&host=web.acme.example",
                "{\"suites\":[{\"specs\":[" + test.formatted("old", now.minusSeconds(3600)) + ","
                        + test.formatted("new", now.minusSeconds(5)) + "]}]}");
        ledger.add("rejected plane=\"synthetic\",reason=\"stale\",tenant=\"acme\"", 1);
        ledger.accepted("acme", answer);
        assertThat(answer.body()).isEqualTo("{\"accepted\":true,\"results\":1,\"stale\":1}");
        assertThat(results(before))
                .singleElement()
                .satisfies(record -> assertThat(record.value()).contains("\"check\":\"new\""));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static HttpResponse<String> postEncoded(String encoding, byte[] body) {
        return gateway.send(
                "POST",
                "/ingest/synthetic",
                body,
                "Authorization",
                "Bearer " + StartedGateway.TOKEN,
                "Content-Encoding",
                encoding);
    }

    private static List<ConsumerRecord<String, String>> results(Map<TopicPartition, Long> before) {
        return Broker.shared().since(before, "synthetic.results").stream()
                .filter(record -> record.key() != null)
                .toList();
    }
}
