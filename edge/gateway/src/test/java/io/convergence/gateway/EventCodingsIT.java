package io.convergence.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.luben.zstd.Zstd;
import io.convergence.kit.wait.Waiting;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that requests about events have the same answers in every content coding, with a length and in chunks. */
class EventCodingsIT {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Path VECTORS = Path.of("src/test/resources/vectors/events");
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static StartedGateway gateway;

    @BeforeAll
    static void start() {
        gateway = StartedGateway.ready(
                Broker.shared(),
                "events.enabled",
                "true",
                "events.client-rate",
                "0",
                "events.formats",
                "native,nself,datakit,ptrum,datadog,faro");
        Waiting.until(
                "events are accepted",
                () -> gateway.send("POST", "/v1/write/rum", "view,app_id=appid_x a=1".getBytes(StandardCharsets.UTF_8))
                                .statusCode()
                        == 200);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource({"accepted, 200", "refused, 400", "too_large, 413"})
    void codingsAreTakenOrRefused(String set, int status) throws Exception {
        JsonNode cases = MAPPER.readTree(Files.readAllBytes(VECTORS.resolve("codings.json")))
                .get(set);
        assertThat(cases).isNotEmpty();
        for (JsonNode one : cases) {
            byte[] body = Base64.getDecoder().decode(one.get("base64").asText());
            for (boolean chunked : new boolean[] {false, true}) {
                HttpRequest.Builder request = request("/v1/write/rum", "POST", body, chunked)
                        .header("Content-Encoding", one.get("coding").asText());
                assertThat(send(request).statusCode())
                        .as("%s, in chunks: %s", one, chunked)
                        .isEqualTo(status);
            }
        }
    }

    @Test
    void requestsHaveTheSameAnswersInEveryCoding() throws Exception {
        SoftAssertions all = new SoftAssertions();
        int cases = 0;
        for (JsonNode one : MAPPER.readTree(Files.readAllBytes(VECTORS.resolve("http.json")))
                .get("cases")) {
            byte[] body = one.path("body").asText().getBytes(StandardCharsets.UTF_8);
            if (body.length == 0 || one.get("headers").has("Content-Encoding")) {
                continue;
            }
            cases++;
            for (String coding : new String[] {"identity", "gzip", "deflate", "zstd"}) {
                for (boolean chunked : new boolean[] {false, true}) {
                    check(one, coding, encoded(body, coding), chunked, all);
                }
            }
        }
        all.assertAll();
        assertThat(cases).isGreaterThan(40);
    }

    private static void check(JsonNode one, String coding, byte[] body, boolean chunked, SoftAssertions all)
            throws Exception {
        HttpRequest.Builder request =
                request(one.get("path").asText(), one.get("method").asText(), body, chunked);
        one.get("headers")
                .fieldNames()
                .forEachRemaining(header ->
                        request.header(header, one.get("headers").get(header).asText()));
        HttpResponse<String> answer = send(request.header("Content-Encoding", coding));
        String what = one.get("name").asText() + " as " + coding + ", in chunks: " + chunked;
        all.assertThat(answer.statusCode())
                .as("%s: %s", what, answer.body())
                .isEqualTo(one.get("status").asInt());
        if (one.hasNonNull("answer")) {
            all.assertThat(MAPPER.readTree(answer.body()))
                    .as(what)
                    .isEqualTo(MAPPER.readTree(one.get("answer").toString()));
        }
    }

    private static HttpRequest.Builder request(String path, String method, byte[] body, boolean chunked) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + gateway.gateway().port() + path))
                .method(
                        method,
                        chunked
                                ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))
                                : BodyPublishers.ofByteArray(body));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static byte[] encoded(byte[] body, String coding) throws IOException {
        if (coding.equals("identity")) {
            return body;
        }
        if (coding.equals("zstd")) {
            return Zstd.compress(body);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = coding.equals("gzip") ? new GZIPOutputStream(bytes) : new DeflaterOutputStream(bytes)) {
            out.write(body);
        }
        return bytes.toByteArray();
    }
}
