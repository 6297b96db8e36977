package io.convergence.gateway;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** Property tests that no request makes the gateway fault, whether it is almost a beacon or not even HTTP. */
class FuzzIT {
    private static final Set<Integer> ADMITTED = Set.of(202, 400, 401, 403, 413, 429);

    private static @Nullable StartedGateway started;

    @BeforeContainer
    static void start() {
        started = StartedGateway.ready(
                Broker.shared(), "server.header-timeout", "300 ms", "server.body-timeout", "300 ms");
    }

    @AfterContainer
    static void stop() {
        assertThat(gateway().metric("convergence_gateway_faults_total")).isZero();
        assertThat(gateway().post(Sample.beacon()).statusCode()).isEqualTo(202);
        gateway().close();
    }

    @Property(tries = 600)
    void noBodyMakesItFault(@ForAll("bodies") byte[] body, @ForAll("encodings") String encoding) {
        int status = encoding.isEmpty()
                ? gateway().post(body).statusCode()
                : gateway().post(body, "Content-Encoding", encoding).statusCode();
        assertThat(status).isIn(ADMITTED);
    }

    @Property(tries = 300)
    void noReportMakesItFault(@ForAll("bodies") byte[] body, @ForAll("queries") String query) {
        assertThat(gateway()
                        .postResults(query, new String(body, StandardCharsets.ISO_8859_1))
                        .statusCode())
                .isIn(202, 400, 413);
    }

    @Property(tries = 200)
    void noHeadersMakeItFault(@ForAll("lines") List<String> lines) {
        String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n" + Sample.beacon();
        try (RawConnection connection = RawConnection.to(gateway().gateway().port())) {
            String answer = connection
                    .send(request.getBytes(StandardCharsets.ISO_8859_1))
                    .readToEnd();
            assertThat(answer).doesNotContain(" 500 ");
        }
    }

    @Provide
    Arbitrary<byte[]> bodies() {
        Arbitrary<byte[]> rubbish = Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
        Arbitrary<String> values = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(30).map(FuzzIT::quoted),
                Arbitraries.doubles().map(String::valueOf),
                Arbitraries.longs().map(String::valueOf),
                Arbitraries.of(
                        "null", "true", "[]", "{}", "{\"lcp_ms\":1e308}", "{\"cls\":-0.0}", "1E400", "\"\\ud800\""));
        Arbitrary<String> fields = Arbitraries.of(
                "v",
                "key",
                "id",
                "consent",
                "app",
                "host",
                "page",
                "browser",
                "vitals",
                "errors",
                "failed_requests",
                "sdk",
                "x");
        Arbitrary<byte[]> nearly = Combinators.combine(fields, values, fields, values)
                .as((a, x, b, y) -> Sample.beacon(a, x, b, y).getBytes(StandardCharsets.UTF_8));
        Arbitrary<byte[]> broken = Combinators.combine(
                        nearly,
                        Arbitraries.integers().between(0, 5000),
                        Arbitraries.bytes(),
                        Arbitraries.of(true, false))
                .as(FuzzIT::broken);
        return Arbitraries.oneOf(rubbish, nearly, broken);
    }

    @Provide
    Arbitrary<String> encodings() {
        return Arbitraries.of("", "", "", "gzip", "deflate", "identity", "br");
    }

    @Provide
    Arbitrary<String> queries() {
        return Arbitraries.of(
                "",
                "?format=native",
                "?format=blackbox&target=h",
                "?format=k6&host=h",
                "?format=checkly&host=h",
                "?format=playwright&host=h");
    }

    @Provide
    Arbitrary<List<String>> lines() {
        Arbitrary<String> line = Arbitraries.oneOf(
                Arbitraries.of(
                        "POST /ingest/rum HTTP/1.1",
                        "POST /ingest/synthetic?format=%ff&=&&a HTTP/1.1",
                        "CONNECT host:1 HTTP/1.1",
                        "OPTIONS * HTTP/1.1",
                        "GET http://[::1/ingest/rum HTTP/1.1",
                        "POST //ingest/rum HTTP/1.0",
                        "PRI * HTTP/2.0",
                        "Host: a",
                        "Content-Length: 5",
                        "Content-Length: 99999999999999999999",
                        "Transfer-Encoding: chunked",
                        "Transfer-Encoding: gzip, chunked",
                        "Expect: 100-continue",
                        "Upgrade: websocket",
                        "Upgrade: h2c",
                        "Authorization: Bearer " + StartedGateway.TOKEN,
                        "Content-Encoding: gzip",
                        "Origin: \u00ff"),
                Arbitraries.strings().withCharRange((char) 1, (char) 255).ofMaxLength(60));
        return line.list().ofMinSize(1).ofMaxSize(8);
    }

    private static StartedGateway gateway() {
        return requireNonNull(started);
    }

    private static byte[] broken(byte[] body, int at, byte changed, boolean cut) {
        byte[] copy = body.clone();
        copy[at % copy.length] = changed;
        return cut ? Arrays.copyOf(copy, at % copy.length) : copy;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
