package io.convergence.core.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.convergence.core.ingest.Decoded;
import io.convergence.core.ingest.Json;
import io.convergence.core.ingest.RejectReason;
import io.convergence.core.ingest.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyntheticResultDecoderTest {
    static final long RECEIVED_AT = 1_700_000_000_000L;
    static final long MAX_AGE = 900_000;

    static final Json FULL = Json.of("""
            v: 1
            id: "r-1_X"
            tenant: "acme"
            app: "storefront"
            host: "web.acme.example"
            check: "home.page"
            type: "https"
            success: false
            started_at: 1699999999000
            received_at: 1700000000000
            duration_ms: 812.5
            status_code: 503
            location: "eu-west-1"
            error: "status"
            """);

    private static final String MARKER = "XYZZYmarker";

    private final SyntheticResultDecoder decoder = new SyntheticResultDecoder(MAX_AGE);

    @Test
    void aFullRecordIsAResult() {
        assertThat(accepted(FULL))
                .isEqualTo(new SyntheticResult(
                        "r-1_X",
                        "acme",
                        "storefront",
                        "web.acme.example",
                        "home.page",
                        "https",
                        false,
                        RECEIVED_AT - 1000,
                        RECEIVED_AT,
                        812.5,
                        503,
                        "eu-west-1",
                        "status"));
    }

    @Test
    void optionalFieldsAreNullWhenAbsent() {
        SyntheticResult result = accepted(
                FULL.without("app").without("status_code").without("location").without("error"));
        assertThat(result.app()).isNull();
        assertThat(result.statusCode()).isNull();
        assertThat(result.location()).isNull();
        assertThat(result.error()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "Web.acme.example:8443, web.acme.example",
        "[2001:DB8::1]:443, 2001:db8::1",
        "https://u:p@Web.acme.example:8443/health?t=1, web.acme.example",
    })
    void theHostIsTakenFromAnAddress(String address, String host) {
        assertThat(accepted(FULL.with("host", '"' + address + '"')).host()).isEqualTo(host);
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP, http, true",
        "Https, https, true",
        "BROWSER, browser, true",
        "Tcp, tcp, false",
        "icmp, icmp, false"
    })
    void theTypeIsCaseInsensitive(String sent, String type, boolean webFacing) {
        SyntheticResult result = accepted(FULL.with("type", '"' + sent + '"'));
        assertThat(result.type()).isEqualTo(type);
        assertThat(result.isWebFacing()).isEqualTo(webFacing);
    }

    @ParameterizedTest
    @ValueSource(strings = {"timeout", "dns", "connect", "tls", "status", "assertion", "other"})
    void everyKindOfErrorIsAccepted(String error) {
        assertThat(accepted(FULL.with("error", '"' + error + '"')).error()).isEqualTo(error);
    }

    @ParameterizedTest
    @CsvSource({"duration_ms, 0", "duration_ms, 86400000", "duration_ms, 0.5", "status_code, 100", "status_code, 599"})
    void theEdgesOfARangeAreAccepted(String name, String value) {
        assertThat(decoder.decode(FULL.with(name, value).bytes())).isInstanceOf(Decoded.Accepted.class);
    }

    static Stream<Arguments> invalidFields() {
        String long65 = "\"" + "a".repeat(65) + "\"";
        return Stream.of(
                        fields("v", "0", "2", "99999999999999999999"),
                        fields("id", "\"\"", "\"a.b\"", long65),
                        fields("tenant", "\"\"", "\"a|b\"", long65),
                        fields("app", "\"\"", "\"a b\"", long65),
                        fields("host", "\"\"", "\"a b\"", "\"https://\"", "\"a:x\"", "\"a:65536\"", "\"127.1\""),
                        fields("check", "\"\"", "\"a b\"", long65),
                        fields("type", "\"\"", "\"a b\"", "\"ä\"", "\"\\u212a\"", long65),
                        fields("started_at", "0", "-1", "253402300800000", "99999999999999999999"),
                        fields("received_at", "0", "-1", "253402300800000", "-99999999999999999999"),
                        fields("duration_ms", "-1", "86400000.5", "99999999999999999999"),
                        fields("status_code", "99", "600", "0", "-1", "99999999999999999999"),
                        fields("location", "\"\"", "\"a b\"", long65),
                        fields("error", "\"\"", "\"Timeout\"", "\"free text\""))
                .flatMap(arguments -> arguments);
    }

    @ParameterizedTest
    @MethodSource("invalidFields")
    void aValueOutOfRangeIsAnInvalidField(String name, String value) {
        Rejection rejection = rejected(FULL.with(name, value));
        assertThat(rejection.reason()).isEqualTo(RejectReason.INVALID_FIELD);
        assertThat(rejection.message()).startsWith(name + " must be ");
        assertThat(rejection.tenant()).isEqualTo(name.equals("tenant") ? null : "acme");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v",
                "id",
                "tenant",
                "host",
                "check",
                "type",
                "success",
                "started_at",
                "received_at",
                "duration_ms"
            })
    void aMissingFieldIsAnInvalidField(String name) {
        Rejection rejection = rejected(FULL.without(name));
        assertThat(rejection.reason()).isEqualTo(RejectReason.INVALID_FIELD);
        assertThat(rejection.message()).startsWith(name + " must be ");
    }

    static Stream<Arguments> wrongTypes() {
        List<String> texts = List.of("id", "tenant", "app", "host", "check", "type", "location", "error");
        List<String> integers = List.of("v", "started_at", "received_at", "status_code", "heartbeat");
        return Stream.of(
                        texts.stream().flatMap(name -> fields(name, "1", "null", "true", "[]", "{}")),
                        integers.stream().flatMap(name -> fields(name, "\"1\"", "null", "1.0", "1e2", "[]", "{}")),
                        fields("success", "\"true\"", "1", "null", "[]", "{}"),
                        fields("duration_ms", "\"1\"", "null", "true", "1e999", "NaN", "[1]"),
                        fields("extra", "1"),
                        fields("Type", "\"http\""),
                        fields("heartbeat", "1"),
                        fields("lcp_ms", "1"))
                .flatMap(arguments -> arguments);
    }

    @ParameterizedTest
    @MethodSource("wrongTypes")
    void aValueOutsideTheSchemaIsMalformed(String name, String value) {
        Rejection rejection = rejected(FULL.with(name, value));
        assertThat(rejection.reason()).isEqualTo(RejectReason.MALFORMED);
    }

    @Test
    void aCheckMayStartUpToAMinuteAfterItsReceiveTime() {
        assertThat(decoder.decode(startedAt(RECEIVED_AT + 60_000).bytes())).isInstanceOf(Decoded.Accepted.class);
        assertThat(rejected(startedAt(RECEIVED_AT + 60_001)))
                .isEqualTo(new Rejection(
                        RejectReason.FUTURE, "acme", "started_at must be at most 60000 ms after received_at"));
    }

    @Test
    void aCheckMayStartUpToTheLargestAgeBeforeItsReceiveTime() {
        assertThat(decoder.decode(startedAt(RECEIVED_AT - MAX_AGE).bytes())).isInstanceOf(Decoded.Accepted.class);
        assertThat(rejected(startedAt(RECEIVED_AT - MAX_AGE - 1)))
                .isEqualTo(new Rejection(
                        RejectReason.STALE, "acme", "started_at must be at most 900000 ms before received_at"));
    }

    @Test
    void anInvalidFieldTakesPrecedenceOverATimeAndMalformedOverBoth() {
        Json stale = startedAt(1);
        assertThat(rejected(stale.with("error", "\"x\"")).reason()).isEqualTo(RejectReason.INVALID_FIELD);
        assertThat(rejected(stale.with("error", "\"x\"").with("extra", "1")).reason())
                .isEqualTo(RejectReason.MALFORMED);
    }

    @Test
    void theLargestAgeMustNotBeNegative() {
        assertThatThrownBy(() -> new SyntheticResultDecoder(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aHeartbeatIsDecoded() {
        assertThat(decoder.decode("{\"heartbeat\": 1700000000000}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Decoded.Heartbeat<SyntheticResult>(RECEIVED_AT));
    }

    @Test
    void theSizeLimitIsInclusive() {
        String text = FULL.text();
        assertThat(decoder.decode((text + " ".repeat(16_384 - text.length())).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Decoded.Accepted.class);
        assertThat(decoder.decode(new byte[16_385]))
                .isEqualTo(new Decoded.Rejected<SyntheticResult>(
                        new Rejection(RejectReason.TOO_LARGE, null, "the record must be at most 16384 bytes")));
    }

    @Test
    void everyTruncationIsMalformed() {
        byte[] bytes = FULL.bytes();
        for (int length = 0; length < bytes.length; length++) {
            Decoded<SyntheticResult> decoded = decoder.decode(Arrays.copyOf(bytes, length));
            assertThat(((Decoded.Rejected<SyntheticResult>) decoded).rejection().reason())
                    .isEqualTo(RejectReason.MALFORMED);
        }
    }

    @Test
    void noMessageContainsAnyOfTheInput() {
        for (String name : FULL.fields().keySet()) {
            for (String value : List.of("\"" + MARKER + " !\"", MARKER, "{\"" + MARKER + "\":1}", "\"" + MARKER)) {
                assertThat(rejected(FULL.with(name, value)).toString()).doesNotContainIgnoringCase(MARKER);
            }
        }
    }

    private SyntheticResult accepted(Json json) {
        Decoded<SyntheticResult> decoded = decoder.decode(json.bytes());
        assertThat(decoded).isInstanceOf(Decoded.Accepted.class);
        return ((Decoded.Accepted<SyntheticResult>) decoded).value();
    }

    private Rejection rejected(Json json) {
        Decoded<SyntheticResult> decoded = decoder.decode(json.bytes());
        assertThat(decoded).isInstanceOf(Decoded.Rejected.class);
        return ((Decoded.Rejected<SyntheticResult>) decoded).rejection();
    }

    private static Json startedAt(long time) {
        return FULL.with("started_at", String.valueOf(time));
    }

    private static Stream<Arguments> fields(String name, String... values) {
        return Stream.of(values).map(value -> arguments(name, value));
    }
}
