package io.convergence.core.rum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.convergence.core.ingest.Decoded;
import io.convergence.core.ingest.Json;
import io.convergence.core.ingest.RejectReason;
import io.convergence.core.ingest.Rejection;
import io.convergence.core.vitals.Vitals;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BeaconDecoderTest {
    static final Json FULL = Json.of("""
            v: 1
            id: "b-1_X"
            tenant: "acme"
            app: "storefront"
            host: "web.acme.example"
            page: "/checkout/:id"
            browser: "chrome"
            received_at: 1700000000000
            lcp_ms: 1800
            fcp_ms: 900.5
            ttfb_ms: 120
            inp_ms: 180
            load_ms: 2400
            cls: 0.02
            errors: 1
            failed_requests: 2
            sdk: "0.1.0"
            """);

    private static final String MARKER = "XYZZYmarker";

    private final BeaconDecoder decoder = new BeaconDecoder();

    @Test
    void aFullRecordIsABeacon() {
        assertThat(accepted(FULL))
                .isEqualTo(new Beacon(
                        "b-1_X",
                        "acme",
                        "storefront",
                        "web.acme.example",
                        "/checkout/:id",
                        "chrome",
                        1_700_000_000_000L,
                        new Vitals(1800.0, 900.5, 120.0, 180.0, 2400.0, 0.02),
                        1,
                        2,
                        "0.1.0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lcp_ms", "fcp_ms", "ttfb_ms", "inp_ms", "load_ms", "cls", "sdk"})
    void optionalFieldsMayBeAbsent(String name) {
        assertThat(decoder.decode(FULL.without(name).bytes())).isInstanceOf(Decoded.Accepted.class);
    }

    @Test
    void anAbsentVitalIsNotZero() {
        assertThat(accepted(FULL.without("lcp_ms")).vitals().lcpMillis()).isNull();
        assertThat(accepted(FULL.with("lcp_ms", "0")).vitals().lcpMillis()).isEqualTo(0.0);
        assertThat(accepted(FULL.with("lcp_ms", "-0.0")).vitals().lcpMillis()).isEqualTo(0.0);
    }

    @Test
    void fieldsAreReadInAnyOrder() {
        List<Map.Entry<String, String>> fields = new ArrayList<>(FULL.fields().entrySet());
        Collections.reverse(fields);
        Map<String, String> reversed = new LinkedHashMap<>();
        fields.forEach(field -> reversed.put(field.getKey(), field.getValue()));
        assertThat(accepted(new Json(reversed))).isEqualTo(accepted(FULL));
    }

    @ParameterizedTest
    @ValueSource(strings = {" %s", "%s ", "\n\t\r %s\n\t\r "})
    void whitespaceAroundTheObjectIsAccepted(String frame) {
        byte[] bytes = String.format(frame, FULL.text()).getBytes(StandardCharsets.UTF_8);
        assertThat(decoder.decode(bytes)).isInstanceOf(Decoded.Accepted.class);
    }

    @Test
    void namesAndTextsMayBeEscaped() {
        assertThat(accepted(FULL.with("tenant", "\"\\u0061cme\"")).tenant()).isEqualTo("acme");
        byte[] escapedName =
                FULL.text().replace("\"tenant\"", "\"\\u0074enant\"").getBytes(StandardCharsets.UTF_8);
        assertThat(decoder.decode(escapedName)).isInstanceOf(Decoded.Accepted.class);
    }

    @ParameterizedTest
    @CsvSource({"/reset/geheim, /reset/:id", "checkout, /checkout", "https://u:p@evil.example/p/1?q=1, /p/:id", "'', /"
    })
    void thePageIsRedactedAgain(String page, String redacted) {
        assertThat(accepted(FULL.with("page", '"' + page + '"')).page()).isEqualTo(redacted);
    }

    @Test
    void aPageWithLoneSurrogatesIsRedacted() {
        assertThat(accepted(FULL.with("page", "\"/a/\\ud800\"")).page()).isEqualTo("/a/:id");
        assertThat(accepted(FULL.with("page", "\"/a/\\ud83d\\ude00\"")).page()).isEqualTo("/a/\ud83d\ude00");
    }

    @ParameterizedTest
    @CsvSource({
        "Web.Acme.Example., web.acme.example",
        "bücher.example, xn--bcher-kva.example",
        "192.0.2.7, 192.0.2.7",
        "[2001:DB8::1], 2001:db8::1"
    })
    void theHostIsNormalisedAgain(String host, String normal) {
        assertThat(accepted(FULL.with("host", '"' + host + '"')).host()).isEqualTo(normal);
    }

    @ParameterizedTest
    @CsvSource({
        "chrome, chrome",
        "chromium, chrome",
        "firefox, firefox",
        "safari, safari",
        "edge, edge",
        "'', unknown",
        "unknown, unknown",
        "other, other",
        "Chrome, other",
        "Mozilla/5.0 (X11), other"
    })
    void theBrowserIsOneOfAClosedSet(String sent, String kept) {
        assertThat(accepted(FULL.with("browser", '"' + sent + '"')).browser()).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1.2", "1.2.3", "1.2.3.4", "0.1.0-beta", "12-a", "10.20.30.40-abcdefgh"})
    void aVersionOfAnSdkIsAccepted(String sdk) {
        assertThat(accepted(FULL.with("sdk", '"' + sdk + '"')).sdk()).isEqualTo(SdkVersion.kept(sdk));
    }

    @Test
    void equalTextsOfDifferentRecordsAreOneInstance() {
        Beacon first = accepted(FULL);
        Beacon second = accepted(FULL.with("id", "\"other\""));
        assertThat(second.tenant()).isSameAs(first.tenant());
        assertThat(second.app()).isSameAs(first.app());
        assertThat(second.host()).isSameAs(first.host());
        assertThat(second.page()).isSameAs(first.page());
    }

    static Stream<Arguments> edges() {
        return Stream.of(
                arguments("id", "\"" + "a".repeat(64) + "\""),
                arguments("tenant", "\"a\""),
                arguments("tenant", "\"A.z_0-9\""),
                arguments("app", "\"" + "Z".repeat(64) + "\""),
                arguments("received_at", "1"),
                arguments("received_at", "253402300799999"),
                arguments("lcp_ms", "600000"),
                arguments("lcp_ms", "6e5"),
                arguments("lcp_ms", "0.0001"),
                arguments("lcp_ms", "1e-400"),
                arguments("cls", "100"),
                arguments("cls", "100.0"),
                arguments("errors", "0"),
                arguments("errors", "10000"),
                arguments("failed_requests", "10000"));
    }

    @ParameterizedTest
    @MethodSource("edges")
    void theEdgesOfARangeAreAccepted(String name, String value) {
        assertThat(decoder.decode(FULL.with(name, value).bytes())).isInstanceOf(Decoded.Accepted.class);
    }

    static Stream<Arguments> invalidFields() {
        return Stream.of(
                        fields("v", "0", "2", "-1", "99999999999999999999", "-99999999999999999999"),
                        fields(
                                "id",
                                "\"\"",
                                "\"a.b\"",
                                "\"a b\"",
                                "\"ä\"",
                                "\"" + "a".repeat(65) + "\"",
                                "\"\\u0000\""),
                        fields("tenant", "\"\"", "\"a b\"", "\"a|b\"", "\"ä\"", "\"" + "a".repeat(65) + "\""),
                        fields("app", "\"\"", "\"a/b\"", "\"a|b\"", "\"\\ud800\"", "\"" + "a".repeat(65) + "\""),
                        fields("host", "\"\"", "\" \"", "\"a b\"", "\"a:80\"", "\"a/b\"", "\"a..b\""),
                        fields("host", "\"https://a\"", "\"\\u0000\"", "\"a\\u0001b\"", "\"127.1\"", "\"*.a.example\""),
                        fields("received_at", "0", "-1", "253402300800000", "99999999999999999999"),
                        fields("lcp_ms", "-1", "-0.001", "600000.001", "600001", "1e300", "99999999999999999999"),
                        fields("fcp_ms", "-1", "600001"),
                        fields("ttfb_ms", "-1", "600001"),
                        fields("inp_ms", "-1", "600001"),
                        fields("load_ms", "-1", "600001"),
                        fields("cls", "-0.1", "100.1", "-99999999999999999999"),
                        fields("errors", "-1", "10001", "2147483648", "4294967296", "9223372036854775808"),
                        fields("failed_requests", "-1", "10001", "99999999999999999999"),
                        fields("sdk", "\"v1\"", "\"1.\"", "\".1\"", "\"1..2\"", "\"1.2.3.4.5\"", "\"1-\"", "\"1-A\""),
                        fields(
                                "sdk",
                                "\"1-abcdefghi\"",
                                "\"1-a-b\"",
                                "\"free text\"",
                                "\"1.2.3-be1\"",
                                "\"-a\"",
                                "\"١\""),
                        fields("sdk", "\"" + "1".repeat(33) + "\""))
                .flatMap(arguments -> arguments);
    }

    @ParameterizedTest
    @MethodSource("invalidFields")
    void aValueOutOfRangeIsAnInvalidField(String name, String value) {
        Rejection rejection = rejected(FULL.with(name, value).bytes());
        assertThat(rejection.reason()).isEqualTo(RejectReason.INVALID_FIELD);
        assertThat(rejection.message()).startsWith(name + " must be ");
        assertThat(rejection.tenant()).isEqualTo(name.equals("tenant") ? null : "acme");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"v", "id", "tenant", "app", "host", "page", "browser", "received_at", "errors", "failed_requests"
            })
    void aMissingFieldIsAnInvalidField(String name) {
        Rejection rejection = rejected(FULL.without(name).bytes());
        assertThat(rejection.reason()).isEqualTo(RejectReason.INVALID_FIELD);
        assertThat(rejection.message()).startsWith(name + " must be ");
        assertThat(rejection.tenant()).isEqualTo(name.equals("tenant") ? null : "acme");
    }

    static Stream<Arguments> wrongTypes() {
        List<String> texts = List.of("id", "tenant", "app", "host", "page", "browser", "sdk");
        List<String> numbers = List.of("lcp_ms", "fcp_ms", "ttfb_ms", "inp_ms", "load_ms", "cls");
        List<String> integers = List.of("v", "received_at", "errors", "failed_requests", "heartbeat");
        return Stream.of(
                        texts.stream().flatMap(name -> fields(name, "1", "null", "true", "[]", "{}", "[\"a\"]")),
                        numbers.stream().flatMap(name -> fields(name, "\"1\"", "null", "false", "[]", "{}", "[1]")),
                        numbers.stream().flatMap(name -> fields(name, "1e999", "-1e999", "NaN", "Infinity", "+1")),
                        numbers.stream().flatMap(name -> fields(name, "01", "1.", ".5", "0x1", "1" + "0".repeat(400))),
                        integers.stream().flatMap(name -> fields(name, "\"1\"", "null", "true", "[]", "{}")),
                        integers.stream()
                                .flatMap(name -> fields(name, "1.0", "1e0", "1e2", "1E999", "1.5", "01", "+1")),
                        integers.stream().flatMap(name -> fields(name, "1" + "0".repeat(2000))))
                .flatMap(arguments -> arguments);
    }

    @ParameterizedTest
    @MethodSource("wrongTypes")
    void aValueOfAWrongTypeIsMalformed(String name, String value) {
        Rejection rejection = rejected(FULL.with(name, value).bytes());
        assertThat(rejection.reason()).isEqualTo(RejectReason.MALFORMED);
    }

    static Stream<Arguments> malformed() {
        String full = FULL.text();
        String open = full.substring(0, full.length() - 1);
        return Stream.of(
                arguments("nothing", ""),
                arguments("whitespace", " \n"),
                arguments("null", "null"),
                arguments("a number", "1"),
                arguments("a string", "\"a\""),
                arguments("an array", "[" + full + "]"),
                arguments("an unknown field", open + ",\"extra\":1}"),
                arguments("an unknown object", open + ",\"vitals\":{}}"),
                arguments("an empty name", open + ",\"\":1}"),
                arguments("a name in another case", full.replace("\"app\"", "\"App\"")),
                arguments("a name with a space", full.replace("\"app\"", "\"app \"")),
                arguments("a browser's field", open + ",\"consent\":true}"),
                arguments("a duplicate", open + ",\"app\":\"storefront\"}"),
                arguments("an escaped duplicate", open + ",\"\\u0061pp\":\"storefront\"}"),
                arguments("a duplicate of a vital", open + ",\"lcp_ms\":1}"),
                arguments("a trailing comma", open + ",}"),
                arguments("a second object", full + full),
                arguments("a second object on a line", full + "\n" + full),
                arguments("a trailing bracket", full + "}"),
                arguments("a trailing word", full + " x"),
                arguments("a trailing zero byte", full + "\u0000"),
                arguments("a comment", full.replace("{\"v\"", "{/**/\"v\"")),
                arguments("single quotes", full.replace('"', '\'')),
                arguments("a bare name", full.replace("\"app\":", "app:")),
                arguments("a control character in a text", full.replace("acme\"", "ac\nme\"")),
                arguments("an unknown escape", full.replace("acme\"", "ac\\xme\"")),
                arguments("a cut escape", full.replace("acme\"", "ac\\u00\"")),
                arguments("a byte order mark", "\ufeff" + full),
                arguments("a value that is missing", full.replace("\"acme\"", "")),
                arguments("deep arrays", "[".repeat(10_000)),
                arguments("deep arrays in a field", "{\"v\":" + "[".repeat(10_000)),
                arguments("deep objects", "{\"v\":".repeat(2_500)),
                arguments("an unclosed text", "{\"page\":\"" + "a".repeat(10_000)));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void bytesThatAreNotOneStrictObjectAreMalformed(String what, String text) {
        assertThat(rejected(text.getBytes(StandardCharsets.UTF_8)).reason())
                .as(what)
                .isEqualTo(RejectReason.MALFORMED);
    }

    @Test
    void otherEncodingsAreMalformed() {
        Stream.of(
                        StandardCharsets.UTF_16,
                        StandardCharsets.UTF_16BE,
                        StandardCharsets.UTF_16LE,
                        java.nio.charset.Charset.forName("UTF-32BE"),
                        java.nio.charset.Charset.forName("UTF-32LE"))
                .forEach(charset -> Stream.of(FULL.text(), " " + FULL.text())
                        .forEach(text -> assertThat(
                                        rejected(text.getBytes(charset)).reason())
                                .as(charset.name())
                                .isEqualTo(RejectReason.MALFORMED)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"c0af", "c3", "eda080", "f4908080", "ff", "e282", "80"})
    void invalidUtf8IsMalformedEvenInAPage(String hex) {
        byte[] bytes = FULL.with("page", "\"/@@@@\"").bytes();
        String text = new String(bytes, StandardCharsets.ISO_8859_1)
                .replace("@@@@", new String(java.util.HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1));
        assertThat(rejected(text.getBytes(StandardCharsets.ISO_8859_1)).reason())
                .isEqualTo(RejectReason.MALFORMED);
    }

    @Test
    void malformedTakesPrecedenceOverAnInvalidFieldBeforeIt() {
        assertThat(rejected(FULL.with("errors", "-1").with("extra", "1").bytes())
                        .reason())
                .isEqualTo(RejectReason.MALFORMED);
        assertThat(rejected((FULL.with("v", "2").text() + "x").getBytes(StandardCharsets.UTF_8))
                        .reason())
                .isEqualTo(RejectReason.MALFORMED);
    }

    @Test
    void theFirstInvalidFieldIsNamed() {
        assertThat(rejected(FULL.with("app", "\"\"").with("errors", "-1").bytes())
                        .message())
                .isEqualTo("app must be 1 to 64 characters of A-Z a-z 0-9 . _ -");
        assertThat(rejected(FULL.with("errors", "-1").bytes()).message())
                .isEqualTo("errors must be an integer from 0 to 10000");
        assertThat(rejected(FULL.with("v", "2").bytes()).message()).isEqualTo("v must be the integer 1");
    }

    @Test
    void aRejectionHasTheTenantThatWasReadBeforeTheError() {
        assertThat(rejected(FULL.with("id", "\"\"").bytes()).tenant()).isEqualTo("acme");
        assertThat(rejected(FULL.with("extra", "1").bytes()).tenant()).isEqualTo("acme");
        assertThat(rejected("{\"extra\":1,\"tenant\":\"acme\"}".getBytes(StandardCharsets.UTF_8))
                        .tenant())
                .isNull();
        assertThat(rejected(FULL.with("tenant", "\"a b\"").with("extra", "1").bytes())
                        .tenant())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1_700_000_000_000L, 253_402_300_799_999L})
    void aHeartbeatIsDecoded(long at) {
        assertThat(decoder.decode(heartbeat(String.valueOf(at)))).isEqualTo(new Decoded.Heartbeat<Beacon>(at));
    }

    @ParameterizedTest
    @CsvSource({
        "-1, INVALID_FIELD",
        "253402300800000, INVALID_FIELD",
        "99999999999999999999, INVALID_FIELD",
        "1.0, MALFORMED",
        "1e3, MALFORMED",
        "true, MALFORMED",
        "null, MALFORMED",
    })
    void aHeartbeatOutOfRangeIsRejected(String at, RejectReason reason) {
        assertThat(rejected(heartbeat(at)).reason()).isEqualTo(reason);
    }

    @Test
    void aHeartbeatAmongOtherFieldsIsMalformed() {
        assertThat(rejected(FULL.with("heartbeat", "1").bytes()).reason()).isEqualTo(RejectReason.MALFORMED);
        assertThat(rejected("{\"heartbeat\":1,\"v\":1}".getBytes(StandardCharsets.UTF_8))
                        .reason())
                .isEqualTo(RejectReason.MALFORMED);
        assertThat(rejected("{\"heartbeat\":1,\"heartbeat\":1}".getBytes(StandardCharsets.UTF_8))
                        .reason())
                .isEqualTo(RejectReason.MALFORMED);
    }

    @Test
    void theSizeLimitIsInclusive() {
        String full = FULL.text();
        assertThat(decoder.decode((full + " ".repeat(16_384 - full.length())).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Decoded.Accepted.class);
        assertThat(rejected((full + " ".repeat(16_385 - full.length())).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Rejection(RejectReason.TOO_LARGE, null, "the record must be at most 16384 bytes"));
        assertThat(rejected(new byte[1 << 20]).reason()).isEqualTo(RejectReason.TOO_LARGE);
        assertThat(rejected(new byte[16_384]).reason()).isEqualTo(RejectReason.MALFORMED);
    }

    @Test
    void everyTruncationIsMalformed() {
        byte[] bytes = FULL.with("page", "\"/über/\ud83d\ude00\"").bytes();
        for (int length = 0; length < bytes.length; length++) {
            assertThat(rejected(java.util.Arrays.copyOf(bytes, length)).reason())
                    .isEqualTo(RejectReason.MALFORMED);
        }
    }

    @Test
    void unknownFieldNamesDoNotAffectLaterRecords() {
        for (int i = 0; i < 20_000; i++) {
            byte[] invented = ("{\"invented" + i + "\":1}").getBytes(StandardCharsets.UTF_8);
            assertThat(rejected(invented).reason()).isEqualTo(RejectReason.MALFORMED);
        }
        assertThat(accepted(FULL).id()).isEqualTo("b-1_X");
    }

    @Test
    void onlyTheCharactersOfTheAlphabetAreAcceptedInNames() {
        for (char c = ' '; c < 256; c++) {
            boolean alphanumeric = c < 128 && Character.isLetterOrDigit(c);
            String name = c == '"' || c == '\\' ? "\"a\\" + c + '"' : "\"a" + c + '"';
            assertThat(decoder.decode(FULL.with("id", name).bytes()) instanceof Decoded.Accepted)
                    .as("id with U+%04X", (int) c)
                    .isEqualTo(alphanumeric || c == '_' || c == '-');
            assertThat(decoder.decode(FULL.with("app", name).bytes()) instanceof Decoded.Accepted)
                    .as("app with U+%04X", (int) c)
                    .isEqualTo(alphanumeric || c == '_' || c == '-' || c == '.');
        }
    }

    static Stream<String> hostile() {
        String marked = '"' + MARKER + " !\"";
        return Stream.concat(
                FULL.fields().keySet().stream()
                        .flatMap(name -> Stream.of(marked, MARKER, "{" + marked + ":1}", "[" + marked + "]")
                                .map(value -> FULL.with(name, value).text())),
                Stream.of(
                        FULL.with(MARKER, "1").text(),
                        FULL.text() + MARKER,
                        MARKER + FULL.text(),
                        MARKER,
                        '"' + MARKER,
                        FULL.text().replace("\"v\"", MARKER),
                        FULL.with("heartbeat", marked).text()));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void noMessageContainsAnyOfTheInput(String text) {
        Decoded<Beacon> decoded = decoder.decode(text.getBytes(StandardCharsets.UTF_8));
        if (decoded instanceof Decoded.Rejected<Beacon> refused) {
            assertThat(refused.rejection().toString()).doesNotContainIgnoringCase(MARKER);
        } else {
            assertThat(text).containsAnyOf("\"page\":\"" + MARKER, "\"browser\":\"" + MARKER);
        }
    }

    private Beacon accepted(Json json) {
        Decoded<Beacon> decoded = decoder.decode(json.bytes());
        assertThat(decoded).isInstanceOf(Decoded.Accepted.class);
        return ((Decoded.Accepted<Beacon>) decoded).value();
    }

    private Rejection rejected(byte[] bytes) {
        Decoded<Beacon> decoded = decoder.decode(bytes);
        assertThat(decoded).isInstanceOf(Decoded.Rejected.class);
        return ((Decoded.Rejected<Beacon>) decoded).rejection();
    }

    private static byte[] heartbeat(String at) {
        return ("{\"heartbeat\": " + at + "}").getBytes(StandardCharsets.UTF_8);
    }

    private static Stream<Arguments> fields(String name, String... values) {
        return Stream.of(values).map(value -> arguments(name, value));
    }
}
