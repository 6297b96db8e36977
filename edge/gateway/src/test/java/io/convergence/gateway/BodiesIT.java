package io.convergence.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.kit.wait.Waiting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of bodies that are chunked, compressed, slow or too long, and of connections that are not HTTP. */
class BodiesIT {
    private static final String HEAD = "POST /ingest/rum HTTP/1.1\r\nHost: gateway\r\n";

    private static StartedGateway gateway;
    private static Ledger ledger;

    @BeforeAll
    static void start() {
        gateway = StartedGateway.ready(
                Broker.shared(),
                "server.header-timeout",
                "500 ms",
                "server.body-timeout",
                "500 ms",
                "server.idle-timeout",
                "1 s",
                "server.max-header-bytes",
                "4096",
                "server.max-line-bytes",
                "1024",
                "server.max-connections",
                "50");
        ledger = Ledger.of(gateway, "rum");
    }

    @AfterAll
    static void stop() {
        ledger.close();
    }

    @Test
    void aChunkedBodyIsAcceptedWithChunksOfAnySize() {
        String body = Sample.beacon();
        for (int size : new int[] {1, 7, body.length()}) {
            try (RawConnection connection = connect()) {
                connection.send(HEAD + "Transfer-Encoding: chunked\r\n\r\n" + chunked(body, size));
                assertThat(connection.readUntil("true}")).startsWith("HTTP/1.1 202 ");
                ledger.accepted("acme", 1);
            }
        }
    }

    @Test
    void aChunkedBodyIsCountedWhileItIsRead() {
        String body = Sample.beacon() + " ".repeat(16_384);
        try (RawConnection connection = connect()) {
            connection.send(HEAD + "Transfer-Encoding: chunked\r\n\r\n" + chunked(body.substring(0, 16_385), 4_096));
            String answer = connection.readToEnd();
            assertThat(answer)
                    .startsWith("HTTP/1.1 413 ")
                    .contains("too_large")
                    .containsIgnoringCase("connection: close");
            ledger.refused("-", "too_large", 413);
        }
    }

    @Test
    void aBodyThatAnnouncesTooMuchIsRefusedBeforeItArrivesAndTheConnectionIsClosed() {
        try (RawConnection connection = connect()) {
            connection.send(HEAD + "Content-Length: 1000000\r\n\r\nx");
            String answer = connection.readToEnd();
            assertThat(answer)
                    .startsWith("HTTP/1.1 413 ")
                    .containsIgnoringCase("access-control-allow-origin: *")
                    .containsIgnoringCase("connection: close");
            ledger.refused("-", "too_large", 413);
        }
    }

    @Test
    void theAnswerReachesASenderWhoIsStillSending() {
        try (RawConnection connection = connect()) {
            connection.send(HEAD + "Transfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < 50; i++) {
                connection.send(chunked("x".repeat(1_000), 1_000).replace("0\r\n\r\n", ""));
            }
            assertThat(connection.readToEnd()).startsWith("HTTP/1.1 413 ");
            ledger.refused("-", "too_large", 413);
        }
    }

    @Test
    void anExpectedContinueIsSentOnlyWhenTheBodyIsToBeRead() {
        String body = Sample.beacon();
        try (RawConnection connection = connect()) {
            connection.send(HEAD + "Expect: 100-continue\r\nContent-Length: " + body.length() + "\r\n\r\n");
            assertThat(connection.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 100 ");
            connection.send(body);
            assertThat(connection.readUntil("true}")).startsWith("HTTP/1.1 202 ");
            ledger.accepted("acme", 1);
        }
        try (RawConnection connection = connect()) {
            connection.send(HEAD + "Expect: 100-continue\r\nContent-Length: 99999\r\n\r\n");
            assertThat(connection.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 413 ");
            ledger.refused("-", "too_large", 413);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-gzip", "GZIP", "deflate", "identity"})
    void aCompressedBodyIsInflated(String encoding) throws IOException {
        byte[] body = compressed(Sample.beacon(), encoding);
        ledger.accepted("acme", gateway.post(body, "Content-Encoding", encoding));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate"})
    void aCompressedBodyIsCountedAsInflated(String encoding) throws IOException {
        String body = Sample.beacon();
        String full = body + " ".repeat(16_384 - body.length());
        ledger.accepted("acme", gateway.post(compressed(full, encoding), "Content-Encoding", encoding));
        ledger.refused(
                "-", "too_large", 413, gateway.post(compressed(full + " ", encoding), "Content-Encoding", encoding));
        ledger.refused(
                "-",
                "too_large",
                413,
                gateway.post(compressed(" ".repeat(10_000_000), encoding), "Content-Encoding", encoding));
    }

    @Test
    void aBrokenOrUnknownEncodingIsMalformed() throws IOException {
        byte[] gzip = compressed(Sample.beacon(), "gzip");
        byte[] flipped = gzip.clone();
        flipped[gzip.length - 6] ^= 1;
        byte[] trailing = Arrays.copyOf(gzip, gzip.length + 1);
        for (byte[] body : List.of(
                new byte[0], Arrays.copyOf(gzip, gzip.length - 1), Arrays.copyOf(gzip, 20), flipped, trailing)) {
            assertMalformed(gateway.post(body, "Content-Encoding", "gzip"));
        }
        assertMalformed(gateway.post(Sample.beacon(), "Content-Encoding", "gzip"));
        assertMalformed(gateway.post(Sample.beacon(), "Content-Encoding", "deflate"));
        assertMalformed(gateway.post(Sample.beacon(), "Content-Encoding", "br"));
        assertMalformed(gateway.post(gzip, "Content-Encoding", "gzip, gzip"));
    }

    @Test
    void aSlowBodyIsAnsweredInTimeAndTheConnectionEnds() {
        try (RawConnection connection = connect()) {
            connection.send(HEAD + "Content-Length: 100\r\n\r\n{");
            assertThat(connection.readToEnd())
                    .startsWith("HTTP/1.1 408 ")
                    .contains("timeout")
                    .containsIgnoringCase("access-control-allow-origin: *");
            ledger.uncounted(408);
        }
    }

    @Test
    void aConnectionThatSendsAByteNowAndThenIsClosed() {
        try (RawConnection headers = connect();
                RawConnection body = connect()) {
            body.send(HEAD + "Content-Length: 10000\r\n\r\n");
            long deadline = System.nanoTime() + Duration.ofSeconds(1).toNanos();
            headers.send("POST /ingest/rum HTTP/1.1\r\nX: ");
            while (System.nanoTime() < deadline) {
                headers.send("a");
                body.send("a");
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
            assertThat(headers.readToEnd()).isEmpty();
            assertThat(body.readToEnd()).startsWith("HTTP/1.1 408 ");
            ledger.uncounted(408);
        }
    }

    @Test
    void anIdleConnectionIsClosed() {
        try (RawConnection silent = connect()) {
            assertThat(silent.readToEnd()).isEmpty();
        }
        try (RawConnection idle = connect()) {
            idle.send("OPTIONS /ingest/rum HTTP/1.1\r\nHost: gateway\r\n\r\n");
            assertThat(idle.readToEnd()).startsWith("HTTP/1.1 204 ");
            ledger.uncounted(204);
        }
    }

    @Test
    void headersAndRequestLineAreBounded() {
        try (RawConnection connection = connect()) {
            connection.send(HEAD + "X: " + "x".repeat(5_000) + "\r\n\r\n");
            assertThat(connection.readToEnd()).contains(" 431 ").containsIgnoringCase("access-control-allow-origin");
            ledger.uncounted(431);
        }
        try (RawConnection connection = connect()) {
            connection.send("POST /ingest/rum?" + "x".repeat(2_000) + " HTTP/1.1\r\n\r\n");
            assertThat(connection.readToEnd()).contains(" 414 ");
            ledger.uncounted(414);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "POST /ingest/rum HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
                "POST /ingest/rum HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
                "POST /ingest/rum HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "POST /ingest/rum HTTP/1.1\r\nBad Header\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001"
            })
    void aConnectionThatIsNotHttpIsRefusedOrClosed(String bytes) {
        try (RawConnection connection = connect()) {
            String answer = connection.send(bytes).readToEnd();
            assertThat(answer.isEmpty() || answer.matches("(?s)HTTP/1\\.[01] 4\\d\\d .*"))
                    .as(answer)
                    .isTrue();
            if (answer.isEmpty()) {
                ledger.assertExact();
            } else {
                ledger.uncounted(Integer.parseInt(answer.substring(9, 12)));
            }
        }
        ledger.accepted("acme", gateway.post(Sample.beacon()));
    }

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrder() {
        String body = Sample.beacon();
        try (RawConnection connection = connect()) {
            connection.send((HEAD + "Content-Length: " + body.length() + "\r\n\r\n" + body).repeat(3) + HEAD
                    + "Content-Length: 1\r\nConnection: close\r\n\r\n{");
            String answers = connection.readToEnd();
            assertThat(answers.split("HTTP/1.1 202 ", -1)).hasSize(4);
            assertThat(answers.substring(answers.lastIndexOf("HTTP/1.1"))).startsWith("HTTP/1.1 400 ");
            ledger.expectAccepted("acme", 3);
            ledger.refused("-", "malformed", 400);
        }
    }

    @Test
    void connectionsAreBounded() {
        List<RawConnection> connections = new ArrayList<>();
        try {
            for (int i = 0; i < 80; i++) {
                connections.add(connect());
            }
            Waiting.until(
                    "connections beyond the bound are closed",
                    () -> gateway.metric("convergence_gateway_connections_closed_total{cause=\"limit\"}") > 0);
        } finally {
            connections.forEach(RawConnection::close);
        }
        Waiting.until("others can come again", () -> gateway.metric("convergence_gateway_connections") < 40);
        ledger.accepted("acme", gateway.post(Sample.beacon()));
    }

    private static RawConnection connect() {
        return RawConnection.to(gateway.gateway().port());
    }

    private static void assertMalformed(HttpResponse<String> answer) {
        assertThat(ledger.refused("-", "malformed", 400, answer).body()).contains("\"code\":\"malformed\"");
    }

    private static String chunked(String body, int size) {
        StringBuilder chunks = new StringBuilder();
        for (int at = 0; at < body.length(); at += size) {
            String chunk = body.substring(at, Math.min(body.length(), at + size));
            chunks.append(Integer.toHexString(chunk.length()))
                    .append("\r\n")
                    .append(chunk)
                    .append("\r\n");
        }
        return chunks.append("0\r\n\r\n").toString();
    }

    private static byte[] compressed(String text, String encoding) throws IOException {
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (encoding.equals("identity")) {
            return plain;
        }
        try (var out = encoding.equals("deflate") ? new DeflaterOutputStream(bytes) : new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }
}
