package io.convergence.core.rum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.convergence.core.ingest.Decoded;
import io.convergence.core.ingest.Json;
import io.convergence.core.ingest.RejectReason;
import io.convergence.core.ingest.Rejection;
import io.convergence.core.vitals.Vitals;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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

class BrowserPayloadDecoderTest {
    private static final Json VITALS = Json.of("""
            ttfb_ms: 120
            fcp_ms: 900
            lcp_ms: 1800
            cls: 0.02
            inp_ms: 180
            load_ms: 2400
            """);

    private static final Json FULL = Json.of("""
            v: 1
            key: "pk_storefront"
            id: "view-1"
            consent: true
            app: "storefront"
            host: "Web.Acme.Example."
            page: "/checkout/12345"
            browser: "chromium"
            vitals: {}
            errors: 1
            failed_requests: 2
            sdk: "0.1.0"
            """).with("vitals", VITALS.text());

    private static final String MARKER = "XYZZYmarker";

    private final BrowserPayloadDecoder decoder =
            new BrowserPayloadDecoder(key -> key.equals("pk_storefront") ? "acme" : null);

    @Test
    void aFullPayloadIsNormalisedAndRedacted() {
        BrowserPayload payload = valid(FULL);
        assertThat(payload)
                .isEqualTo(new BrowserPayload(
                        1,
                        "pk_storefront",
                        "view-1",
                        true,
                        "storefront",
                        "web.acme.example",
                        "/checkout/:id",
                        "chrome",
                        new Vitals(1800.0, 900.0, 120.0, 180.0, 2400.0, 0.02),
                        1,
                        2,
                        "0.1.0"));
    }

    @Test
    void aValidPayloadBecomesABeacon() {
        assertThat(valid(FULL).toBeacon("hash", "acme", "storefront", 5))
                .isEqualTo(new Beacon(
                        "hash",
                        "acme",
                        "storefront",
                        "web.acme.example",
                        "/checkout/:id",
                        "chrome",
                        5,
                        new Vitals(1800.0, 900.0, 120.0, 180.0, 2400.0, 0.02),
                        1,
                        2,
                        "0.1.0"));
    }

    @Test
    void aPayloadWithoutAHostBecomesNoBeacon() {
        assertThatThrownBy(() -> parsed(FULL.without("host")).toBeacon("hash", "acme", "storefront", 5))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theFewestFieldsAreVersionKeyConsentAndHost() {
        Json fewest = Json.of("v: 1\nkey: \"pk\"\nconsent: true\nhost: \"web.acme.example\"");
        assertThat(valid(fewest))
                .isEqualTo(new BrowserPayload(
                        1, "pk", null, true, null, "web.acme.example", "/", "unknown", Vitals.NONE, 0, 0, ""));
    }

    @Test
    void vitalsMayBeEmptyAndOnlySome() {
        assertThat(valid(FULL.with("vitals", "{}")).vitals()).isEqualTo(Vitals.NONE);
        assertThat(valid(FULL.with("vitals", "{\"lcp_ms\":0}")).vitals())
                .isEqualTo(new Vitals(0.0, null, null, null, null, null));
    }

    @Test
    void theTextOfAPayloadShowsNothingOfIt() {
        assertThat(parsed(FULL).toString()).isEqualTo("BrowserPayload");
    }

    @ParameterizedTest
    @CsvSource({
        "pk_a, pk_a",
        "'  pk_a  ', pk_a",
        "\\u0000pk\\u0007_a\\u007f\\u0085, pk_a",
        "\\t pk_a\\n, pk_a",
    })
    void aKeyIsTrimmedAndLosesControlCharacters(String sent, String key) {
        assertThat(parsed(FULL.with("key", '"' + sent + '"')).key()).isEqualTo(key);
    }

    @Test
    void aKeyThatCanNameNoAppIsNone() {
        assertThat(parsed(FULL.without("key")).key()).isNull();
        assertThat(parsed(FULL.with("key", "\" \\u0000\"")).key()).isNull();
        assertThat(parsed(FULL.with("key", '"' + "k".repeat(128) + '"')).key()).hasSize(128);
        assertThat(parsed(FULL.with("key", '"' + "k".repeat(129) + '"')).key()).isNull();
        assertThat(parsed(FULL.with("key", '"' + "é".repeat(65) + '"')).key()).isNull();
    }

    static Stream<Arguments> malformed() {
        List<String> texts = List.of("key", "id", "app", "host", "page", "browser", "sdk");
        List<String> integers = List.of("v", "errors", "failed_requests");
        Stream<Json> types = Stream.of(
                        texts.stream().flatMap(name -> changed(FULL, name, "1", "null", "true", "[]", "{}")),
                        integers.stream().flatMap(name -> changed(FULL, name, "\"1\"", "null", "1.0", "1e0", "[1]")),
                        changed(FULL, "consent", "\"true\"", "1", "null", "0", "[]", "\"\""),
                        changed(FULL, "vitals", "null", "[]", "1", "\"\"", "{\"lcp_ms\":{}}", "{\"lcp_ms\":[1]}"),
                        VITALS.fields().keySet().stream()
                                .flatMap(name -> changed(VITALS, name, "\"1\"", "null", "true", "1e999", "NaN"))
                                .map(vitals -> FULL.with("vitals", vitals.text())),
                        VITALS.fields().keySet().stream().map(name -> FULL.with(name, "1")),
                        changed(VITALS, "extra", "1", "{}").map(vitals -> FULL.with("vitals", vitals.text())),
                        changed(VITALS, "LCP_ms", "1").map(vitals -> FULL.with("vitals", vitals.text())),
                        changed(FULL, "tenant", "\"acme\""),
                        changed(FULL, "received_at", "1"),
                        changed(FULL, "heartbeat", "1"),
                        changed(FULL, "Consent", "true"),
                        changed(FULL, "extra", "1"))
                .flatMap(json -> json);
        String text = FULL.text();
        return Stream.concat(
                types.map(json -> arguments(json.text())),
                Stream.of(
                        arguments("{\"heartbeat\": 1}"),
                        arguments("[" + text + "]"),
                        arguments(text + text),
                        arguments("\ufeff" + text),
                        arguments(text.replace("\"cls\"", "\"lcp_ms\"")),
                        arguments(text.replace("\"app\"", "\"key\"")),
                        arguments(text.replace("\"errors\":1", "\"vitals\":{}"))));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void whatIsNotOfTheSchemaIsMalformedAtOnce(String text) {
        assertThat(refused(decoder.parse(text.getBytes(StandardCharsets.UTF_8))).reason())
                .isEqualTo(RejectReason.MALFORMED);
    }

    @Test
    void aMalformedPayloadCountsForTheTenantOfTheKeyThatWasReadBeforeTheFault() {
        assertThat(refused(decoder.parse(FULL.with("extra", "1").bytes())).tenant())
                .isEqualTo("acme");
        assertThat(refused(decoder.parse(FULL.with("key", "\"pk_other\"")
                                .with("extra", "1")
                                .bytes()))
                        .tenant())
                .isNull();
        assertThat(refused(decoder.parse("{\"extra\":1,\"key\":\"pk_storefront\"}".getBytes(StandardCharsets.UTF_8)))
                        .tenant())
                .isNull();
    }

    static Stream<Arguments> invalidFields() {
        return Stream.of(
                        fields("v", "0", "2", "-1", "99999999999999999999"),
                        fields("id", "\"\"", "\"a.b\"", "\"a b\"", "\"" + "a".repeat(65) + "\""),
                        fields("app", "\"\"", "\"a b\"", "\"ä\"", "\"" + "a".repeat(65) + "\""),
                        fields(
                                "host",
                                "\"\"",
                                "\"a:80\"",
                                "\"a/b\"",
                                "\"a b\"",
                                "\"a\\u0000\"",
                                "\"https://a\"",
                                "\"-a\""),
                        fields("errors", "-1", "10001", "99999999999999999999"),
                        fields("failed_requests", "-1", "10001", "99999999999999999999"),
                        fields("sdk", "\"free text\"", "\"1.2.3.4.5\"", "\"v1\""))
                .flatMap(arguments -> arguments);
    }

    @ParameterizedTest
    @MethodSource("invalidFields")
    void aValueOutOfRangeIsAnInvalidFieldOnceValidated(String name, String value) {
        Rejection rejection = refused(decoder.validate(parsed(FULL.with(name, value))));
        assertThat(rejection.reason()).isEqualTo(RejectReason.INVALID_FIELD);
        assertThat(rejection.tenant()).isEqualTo("acme");
        assertThat(rejection.message()).startsWith(name + " must be ");
    }

    @ParameterizedTest
    @CsvSource({
        "ttfb_ms, -1",
        "ttfb_ms, 600000.5",
        "fcp_ms, 600001",
        "lcp_ms, -0.5",
        "inp_ms, 1e6",
        "load_ms, 600001",
        "cls, 100.5",
        "cls, -1",
        "lcp_ms, 99999999999999999999"
    })
    void aVitalOutOfRangeIsAnInvalidFieldOnceValidated(String name, String value) {
        Rejection rejection = refused(decoder.validate(
                parsed(FULL.with("vitals", VITALS.with(name, value).text()))));
        assertThat(rejection.reason()).isEqualTo(RejectReason.INVALID_FIELD);
        assertThat(rejection.message()).startsWith(name + " must be a number from 0 to ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v", "host"})
    void whatOnlyValidationRequiresIsAnInvalidField(String name) {
        Rejection rejection = refused(decoder.validate(parsed(FULL.without(name))));
        assertThat(rejection.reason()).isEqualTo(RejectReason.INVALID_FIELD);
        assertThat(rejection.message()).startsWith(name + " must be ");
    }

    @Test
    void noConsentIsRefused() {
        Stream.of(FULL.without("consent"), FULL.with("consent", "false"))
                .forEach(json -> assertThat(refused(decoder.validate(parsed(json))))
                        .isEqualTo(new Rejection(RejectReason.NO_CONSENT, "acme", "consent must be true")));
    }

    @Test
    void rulesAreCheckedInTheOrderOfTheContract() {
        Map<String, Json> repairs = new LinkedHashMap<>();
        Json broken = FULL.with("consent", "false")
                .with("v", "2")
                .with("id", "\"\"")
                .with("app", "\"\"")
                .with("host", "\"\"")
                .with("vitals", VITALS.with("lcp_ms", "-1").text())
                .with("errors", "-1")
                .with("failed_requests", "-1")
                .with("sdk", "\"x\"");
        for (String name : List.of("consent", "v", "id", "app", "host", "vitals", "errors", "failed_requests", "sdk")) {
            repairs.put(name, broken);
            broken = broken.with(name, String.valueOf(FULL.fields().get(name)));
        }
        repairs.forEach((name, json) -> assertThat(
                        refused(decoder.validate(parsed(json))).message())
                .startsWith((name.equals("vitals") ? "lcp_ms" : name) + " must be "));
        assertThat(decoder.validate(parsed(broken))).isInstanceOf(Decoded.Accepted.class);
    }

    @Test
    void validatingTwiceChangesNothing() {
        BrowserPayload once = valid(FULL);
        assertThat(decoder.validate(once)).isEqualTo(new Decoded.Accepted<>(once));
    }

    @Test
    void theSizeIsBoundedInclusively() {
        String text = FULL.text();
        assertThat(decoder.parse((text + " ".repeat(16_384 - text.length())).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Decoded.Accepted.class);
        assertThat(refused(decoder.parse((text + " ".repeat(16_385 - text.length())).getBytes(StandardCharsets.UTF_8)))
                        .reason())
                .isEqualTo(RejectReason.TOO_LARGE);
    }

    @Test
    void everyTruncationIsMalformed() {
        byte[] bytes = FULL.bytes();
        for (int length = 0; length < bytes.length; length++) {
            assertThat(refused(decoder.parse(Arrays.copyOf(bytes, length))).reason())
                    .isEqualTo(RejectReason.MALFORMED);
        }
    }

    @Test
    void noMessageHoldsAnythingOfTheInput() {
        for (String name : FULL.fields().keySet()) {
            for (String value : List.of("\"" + MARKER + " !\"", MARKER, "{\"" + MARKER + "\":1}", "\"" + MARKER)) {
                String text = FULL.with(name, value).with(MARKER + name, "1").text();
                assertThat(refused(decoder.parse(text.getBytes(StandardCharsets.UTF_8)))
                                .toString())
                        .doesNotContain(MARKER);
            }
            Decoded<BrowserPayload> parsed =
                    decoder.parse(FULL.with(name, "\"" + MARKER + " !\"").bytes());
            if (parsed instanceof Decoded.Accepted<BrowserPayload> accepted) {
                assertThat(decoder.validate(accepted.value()).toString()).doesNotContain(MARKER);
            } else {
                assertThat(parsed.toString()).doesNotContain(MARKER);
            }
        }
    }

    private BrowserPayload parsed(Json json) {
        Decoded<BrowserPayload> parsed = decoder.parse(json.bytes());
        assertThat(parsed).isInstanceOf(Decoded.Accepted.class);
        return ((Decoded.Accepted<BrowserPayload>) parsed).value();
    }

    private BrowserPayload valid(Json json) {
        Decoded<BrowserPayload> validated = decoder.validate(parsed(json));
        assertThat(validated).isInstanceOf(Decoded.Accepted.class);
        return ((Decoded.Accepted<BrowserPayload>) validated).value();
    }

    private static Rejection refused(Decoded<BrowserPayload> decoded) {
        assertThat(decoded).isInstanceOf(Decoded.Rejected.class);
        return ((Decoded.Rejected<BrowserPayload>) decoded).rejection();
    }

    private static Stream<Json> changed(Json json, String name, String... values) {
        return Stream.of(values).map(value -> json.with(name, value));
    }

    private static Stream<Arguments> fields(String name, String... values) {
        return Stream.of(values).map(value -> arguments(name, value));
    }
}
