package io.convergence.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of every row of the contract's tables for {@code /ingest/rum}, over HTTP with a real broker. */
class BeaconTableIT {
    private static final String MARKER = "XYZZYmarker";

    private static StartedGateway gateway;
    private static Ledger ledger;

    @BeforeAll
    static void start() {
        gateway = StartedGateway.ready(Broker.shared());
        ledger = Ledger.of(gateway, "rum");
    }

    @AfterAll
    static void stop() {
        ledger.close();
    }

    @Test
    void anAcceptedBeaconIsOnKafkaOnceItIsAnswered() {
        var before = Broker.shared().ends("rum.beacons");
        long from = System.currentTimeMillis();
        HttpResponse<String> answer = ledger.accepted(
                "acme", gateway.post(Sample.beacon("page", "\"/orders/123?q=1\"", "id", "\"" + MARKER + "\"")));
        assertThat(answer.body()).isEqualTo("{\"accepted\":true}");
        assertCors(answer, "*");
        List<ConsumerRecord<String, String>> records = beacons(before);
        assertThat(records).hasSize(1);
        ConsumerRecord<String, String> record = records.get(0);
        assertThat(record.key()).isEqualTo("acme|web.acme.example");
        assertThat(record.timestamp()).isBetween(from, System.currentTimeMillis());
        assertThat(record.headers()).isEmpty();
        assertThat(record.value())
                .matches("\\{\"v\":1,\"id\":\"[A-Za-z0-9_-]{22}\",\"tenant\":\"acme\",\"app\":\"storefront\","
                        + "\"host\":\"web.acme.example\",\"page\":\"/orders/:id\",\"browser\":\"chrome\","
                        + "\"received_at\":" + record.timestamp() + ",\"lcp_ms\":1800,\"fcp_ms\":900,\"ttfb_ms\":120,"
                        + "\"inp_ms\":180,\"load_ms\":2400,\"cls\":0.02,\"errors\":0,\"failed_requests\":0,"
                        + "\"sdk\":\"0.1.0\"}");
        assertThat(record.value()).doesNotContain(MARKER).doesNotContain("pk_open");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "HEAD", "TRACE", "QUERY"})
    void anotherMethodIsNotAllowed(String method) {
        HttpResponse<String> answer = ledger.uncounted(405, gateway.send(method, "/ingest/rum", new byte[0]));
        assertThat(answer.headers().firstValue("Allow")).contains("POST, OPTIONS");
        assertCors(answer, "*");
        if (!method.equals("HEAD")) {
            assertError(answer, "method_not_allowed");
        }
    }

    @Test
    void aPreflightIsAnsweredWithoutABody() {
        HttpResponse<String> answer = ledger.uncounted(
                204,
                gateway.send(
                        "OPTIONS",
                        "/ingest/rum",
                        new byte[0],
                        "Origin",
                        "https://anywhere.example",
                        "Access-Control-Request-Method",
                        "POST"));
        assertThat(answer.body()).isEmpty();
        assertCors(answer, "*");
    }

    @Test
    void aGatewayWithoutBeaconsRefusesThemBeforeItReadsThem() {
        StartedGateway off =
                StartedGateway.ready(Broker.shared(), "rum.enabled", "false", "topics.rejects", Broker.OTHER_REJECTS);
        try (Ledger none = Ledger.ofOther(off, "rum")) {
            HttpResponse<String> answer = none.uncounted(503, off.post(new byte[20_000]));
            assertError(answer, "not_enabled");
            assertCors(answer, "*");
            none.uncounted(405, off.send("GET", "/ingest/rum", new byte[0]));
            none.uncounted(204, off.send("OPTIONS", "/ingest/rum", new byte[0]));
        }
    }

    @Test
    void aBodyOfTheLimitIsReadAndOneByteMoreIsTooLarge() {
        String body = Sample.beacon();
        String padded = body + " ".repeat(16_384 - body.length());
        ledger.accepted("acme", gateway.post(padded));
        assertRejected(gateway.post(padded + " "), 413, "too_large", "-", "too_large");
        assertRejected(gateway.post("x".repeat(16_385)), 413, "too_large", "-", "too_large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"text\"",
                "{",
                "{}}",
                "{\"v\":1,}",
                "{'v':1}",
                "{\"v\":1}{\"v\":1}",
                "{\"v\":NaN}",
                "{\"v\":01}",
                "{\"v\":1,\"v\":1}",
                "{\"V\":1}",
                "{\"a\":{\"b\":{\"c\":1}}}",
                "{\"v\":1} trailing",
                "\u0000{}",
            })
    void aBodyThatIsNotOneStrictObjectIsMalformed(String body) {
        assertRejected(gateway.post(body), 400, "malformed", "-", "malformed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v          | \"1\"",
                "v          | 1.0",
                "v          | true",
                "key        | 7",
                "id         | 7",
                "consent    | \"true\"",
                "consent    | 1",
                "consent    | null",
                "app        | []",
                "host       | {}",
                "page       | 1",
                "browser    | false",
                "vitals     | []",
                "vitals     | {\"lcp_ms\":\"1800\"}",
                "vitals     | {\"lcp_ms\":null}",
                "vitals     | {\"LCP_ms\":1}",
                "vitals     | {\"lcp_ms\":1e999}",
                "vitals     | {\"lcp_ms\":1,\"lcp_ms\":1}",
                "vitals     | {\"deep\":{\"er\":1}}",
                "errors     | 1.5",
                "errors     | \"0\"",
                "failed_requests | 1e2",
                "sdk        | 1",
                "user_id    | 1",
                "Consent    | true",
                "heartbeat  | 1",
                "received_at | 1",
                "tenant     | \"acme\"",
            })
    void aFieldOfTheWrongTypeOrOutsideTheSchemaIsMalformedForTheTenantOfItsKey(String field, String json) {
        String tenant = field.equals("key") ? "-" : "acme";
        assertRejected(gateway.post(Sample.beacon(field, json)), 400, "malformed", tenant, "malformed");
    }

    @Test
    void invalidUtf8IsMalformedForTheTenantOfItsKey() {
        assertRejected(gateway.post(notUtf8(Sample.beacon("page", "\"/?\""))), 400, "malformed", "acme", "malformed");
        String keyLast = "{\"page\":\"/?\",\"key\":\"pk_open\"}";
        assertRejected(gateway.post(notUtf8(keyLast)), 400, "malformed", "acme", "malformed");
        assertRejected(gateway.post(notUtf8(Sample.beacon("key", "\"pk_?open\""))), 400, "malformed", "-", "malformed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"key\":\"pk_open\",\"v\":1,\"v\":1}          | acme",
                "{\"key\":\"pk_open\",\"v\":1} trailing        | acme",
                "{\"key\":\"pk_open\",\"v\":1                  | acme",
                "{\"key\":\"pk_open\",\"v\":}                  | acme",
                "{\"key\":\"pk_open\",\"page\":{\"a\":{\"b\":{}}}} | acme",
                "{\"extra\":{\"key\":\"pk_open\"}}              | -",
                "{\"v\":,\"key\":\"pk_open\"}                  | -",
                "[{\"key\":\"pk_open\"}]                       | -",
                "{\"Key\":\"pk_open\"}                         | -",
                "{\"key\":\"nobody\",\"v\":1,\"v\":1}           | -",
                "{\"key\":\"pk_op                             | -",
            })
    void aMalformedBodyIsCountedForTheTenantOfAKeyThatCanBeReadAndIsKnown(String body, String tenant) {
        assertRejected(gateway.post(body), 400, "malformed", tenant, "malformed");
    }

    @Test
    void anotherEncodingOrAByteOrderMarkIsMalformedForTheTenantOfAKeyThatCanStillBeRead() {
        byte[] marked = ("\uFEFF" + Sample.beacon()).getBytes(StandardCharsets.UTF_8);
        assertRejected(gateway.post(marked), 400, "malformed", "acme", "malformed");
        assertRejected(
                gateway.post(Sample.beacon().getBytes(StandardCharsets.UTF_16)), 400, "malformed", "acme", "malformed");
    }

    @Test
    void theContentTypeDoesNotMatter() {
        for (String type : List.of("text/plain", "application/json", "application/x-www-form-urlencoded", "nonsense")) {
            ledger.accepted("acme", gateway.post(Sample.beacon(), "Content-Type", type));
        }
    }

    @Test
    void anUnknownOrMissingKeyIsUnauthorised() {
        for (String key : new @Nullable String[] {
            null, "\"\"", "\"  \"", "\"PK_OPEN\"", "\"nobody\"", "\"" + "k".repeat(129) + "\""
        }) {
            assertRejected(gateway.post(Sample.beacon("key", key)), 401, "unknown_key", "-", "unknown_key");
        }
        ledger.accepted("acme", gateway.post(Sample.beacon("key", "\" \\u0000pk_open\\n \"")));
    }

    @Test
    void anUnknownKeyComesBeforeConsentAndFields() {
        String body = Sample.beacon("key", "\"nobody\"", "consent", "false", "v", "2");
        assertRejected(gateway.post(body, "DNT", "1"), 401, "unknown_key", "-", "unknown_key");
    }

    @Test
    void anOriginOffTheListIsForbiddenAndOneOnItIsEchoed() {
        String body = Sample.beacon("key", "\"pk_origins\"", "app", "\"front\"");
        HttpResponse<String> listed =
                ledger.accepted("origins", gateway.post(body, "Origin", "https://web.acme.example"));
        assertCors(listed, "https://web.acme.example");
        assertThat(listed.headers().firstValue("Vary")).contains("Origin");
        ledger.accepted("origins", gateway.post(body, "Origin", "http://localhost:3000"));
        for (String origin : List.of(
                "https://evil.example", "null", "http://web.acme.example", "https://web.acme.example:444", "x y")) {
            HttpResponse<String> answer = gateway.post(body, "Origin", origin);
            assertRejected(answer, 403, "origin", "origins", "origin");
            assertThat(answer.headers().firstValue("Vary")).contains("Origin");
        }
        assertRejected(gateway.post(body), 403, "origin", "origins", "origin");
        assertRejected(
                gateway.post(
                        Sample.beacon("key", "\"pk_origins\"", "consent", "false"), "Origin", "https://evil.example"),
                403,
                "origin",
                "origins",
                "origin");
    }

    @ParameterizedTest
    @CsvSource({"DNT, 1", "dnt, 1", "Sec-GPC, 1", "sec-gpc, 1"})
    void aRequestThatAsksForPrivacyIsRefused(String header, String value) {
        HttpResponse<String> answer = gateway.post(Sample.beacon("v", "2"), header, value);
        assertRejected(answer, 400, "no_consent", "acme", "no_consent");
    }

    @Test
    void aRequestThatDoesNotAskForPrivacyIsAccepted() {
        ledger.accepted("acme", gateway.post(Sample.beacon(), "DNT", "0", "Sec-GPC", "0"));
    }

    @Test
    void consentIsCheckedBeforeAnyOtherField() {
        assertRejected(gateway.post(Sample.beacon("consent", null)), 400, "no_consent", "acme", "no_consent");
        assertRejected(
                gateway.post(Sample.beacon("consent", "false", "v", "9", "host", "\"!\"")),
                400,
                "no_consent",
                "acme",
                "no_consent");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "v       | 2",
                "v       | 0",
                "v       | 99999999999999999999",
                "id      | \"\"",
                "id      | \"a b\"",
                "app     | \"a/b\"",
                "app     | \"\"",
                "host    | \"\"",
                "host    | \"a..b\"",
                "host    | \"web.acme.example:443\"",
                "host    | \"web.acme.example/x\"",
                "host    | \"web acme.example\"",
                "host    | \"-a.example\"",
                "vitals  | {\"ttfb_ms\":-1}",
                "vitals  | {\"fcp_ms\":600000.1}",
                "vitals  | {\"lcp_ms\":600001}",
                "vitals  | {\"cls\":100.1}",
                "vitals  | {\"cls\":-0.1}",
                "vitals  | {\"inp_ms\":1e9}",
                "vitals  | {\"load_ms\":-1e-9}",
                "errors  | -1",
                "errors  | 10001",
                "failed_requests | 10001",
                "sdk     | \"free text\"",
                "sdk     | \"1.2.3.4.5\"",
            })
    void aFieldOutOfItsRangeIsInvalidAndNamed(String field, String json) {
        HttpResponse<String> answer = gateway.post(Sample.beacon(field, json));
        assertRejected(answer, 400, "invalid_field", "acme", "invalid_field");
        String named = field.equals("vitals") ? json.substring(2, json.indexOf("\":")) : field;
        assertThat(answer.body()).contains("\"message\":\"" + named + " must be ");
    }

    @Test
    void valuesAtTheirBoundsAreAccepted() {
        for (String vitals : List.of(
                "{\"ttfb_ms\":0,\"fcp_ms\":600000,\"lcp_ms\":600000.0,\"cls\":100,\"inp_ms\":0.0,\"load_ms\":-0}",
                "{}",
                "{\"cls\":0}")) {
            ledger.accepted(
                    "acme",
                    gateway.post(Sample.beacon("vitals", vitals, "errors", "10000", "failed_requests", "10000")));
        }
        ledger.accepted(
                "acme", gateway.post("{\"v\":1,\"key\":\"pk_open\",\"consent\":true,\"host\":\"web.acme.example\"}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "acme.example",
                "shop.acme.example",
                "web.acme.example.evil.example",
                "192.0.2.8",
                "[2001:db8::1]",
                "xweb.acme.example"
            })
    void aHostOffTheListIsInvalidAndCountedAsHost(String host) {
        HttpResponse<String> answer = gateway.post(Sample.beacon("host", "\"" + host + "\""));
        assertRejected(answer, 400, "invalid_field", "acme", "host");
        assertThat(answer.body()).contains("host must be one of the key's hosts");
    }

    @ParameterizedTest
    @CsvSource({
        "Web.Acme.Example., web.acme.example",
        "' web.acme.example ', web.acme.example",
        "a.shop.acme.example, a.shop.acme.example",
        "a.b.shop.acme.example, a.b.shop.acme.example",
        "192.0.2.7, 192.0.2.7",
        "bücher.example, xn--bcher-kva.example"
    })
    void aHostOnTheListIsPublishedInItsOneSpelling(String host, String published) {
        var before = Broker.shared().ends("rum.beacons");
        ledger.accepted("acme", gateway.post(Sample.beacon("host", "\"" + host + "\"")));
        assertThat(beacons(before))
                .singleElement()
                .satisfies(record -> assertThat(record.key()).isEqualTo("acme|" + published));
    }

    @Test
    void anIpLiteralHasToBeListedEvenWhereAnyHostIsAdmitted() {
        String body = Sample.beacon("key", "\"pk_origins\"", "app", "\"front\"", "host", "\"10.1.2.3\"");
        assertRejected(
                gateway.post(body, "Origin", "https://web.acme.example"), 400, "invalid_field", "origins", "host");
    }

    @Test
    void theOrderOfFieldsIsVersionAppHostVitalsCounts() {
        assertInvalid("v must be", Sample.beacon("v", "2", "app", "\"!\"", "host", "\"!\"", "errors", "-1"));
        assertInvalid("app must be", Sample.beacon("app", "\"!\"", "host", "\"!\"", "errors", "-1"));
        assertInvalid(
                "host must be a DNS name", Sample.beacon("host", "\"!\"", "vitals", "{\"cls\":-1}", "errors", "-1"));
        assertRejected(
                gateway.post(Sample.beacon("host", "\"evil.example\"", "vitals", "{\"cls\":-1}")),
                400,
                "invalid_field",
                "acme",
                "host");
        assertInvalid("cls must be", Sample.beacon("vitals", "{\"cls\":-1}", "errors", "-1"));
        String unlistedApp =
                Sample.beacon("key", "\"pk_origins\"", "app", "\"other\"", "host", "\"!\"", "errors", "-1");
        HttpResponse<String> answer = gateway.post(unlistedApp, "Origin", "https://web.acme.example");
        assertRejected(answer, 400, "invalid_field", "origins", "invalid_field");
        assertThat(answer.body()).contains("app must be one of the key's apps");
    }

    @Test
    void theAppOfTheKeyOverridesTheBeaconAndAListedAppIsThatOfTheBeacon() {
        var before = Broker.shared().ends("rum.beacons");
        ledger.accepted("acme", gateway.post(Sample.beacon("app", "\"other\"")));
        String listed = Sample.beacon("key", "\"pk_origins\"", "app", "\"back\"");
        ledger.accepted("origins", gateway.post(listed, "Origin", "https://web.acme.example"));
        assertThat(beacons(before).stream().map(ConsumerRecord::value).collect(Collectors.joining()))
                .contains("\"app\":\"storefront\"")
                .contains("\"tenant\":\"origins\",\"app\":\"back\"");
        assertRejected(
                gateway.post(Sample.beacon("key", "\"pk_origins\""), "Origin", "https://web.acme.example"),
                400,
                "invalid_field",
                "origins",
                "invalid_field");
    }

    @Test
    void zeroAndAbsentDiffer() {
        var before = Broker.shared().ends("rum.beacons");
        ledger.accepted(
                "acme",
                gateway.post(Sample.beacon("vitals", "{\"cls\":0}", "browser", "\"\"", "page", null, "sdk", null)));
        assertThat(beacons(before))
                .singleElement()
                .satisfies(record -> assertThat(record.value())
                        .contains("\"cls\":0,")
                        .doesNotContain("lcp_ms")
                        .contains("\"page\":\"/\"")
                        .contains("\"browser\":\"unknown\"")
                        .contains("\"sdk\":\"\""));
    }

    @Test
    void noAnswerEchoesWhatWasSent() {
        for (String field : List.of("id", "app", "sdk")) {
            assertNoEcho("acme", "invalid_field", 400, Sample.beacon(field, quoted(MARKER + " !")));
        }
        assertNoEcho("acme", "invalid_field", 400, Sample.beacon("host", quoted(MARKER + " !")));
        assertNoEcho("-", "unknown_key", 401, Sample.beacon("key", quoted(MARKER + " !")));
        assertNoEcho("-", "unknown_key", 401, Sample.beacon("consent", "false", "key", quoted(MARKER)));
        for (String field : List.of("id", "app", "host", "sdk", "browser", "page")) {
            assertNoEcho("acme", "no_consent", 400, Sample.beacon("consent", "false", field, quoted(MARKER)));
        }
        assertNoEcho("-", "malformed", 400, "{\"" + MARKER + "\":1}");
        assertNoEcho("-", "malformed", 400, MARKER);
        for (String field : List.of("browser", "page")) {
            HttpResponse<String> answer =
                    ledger.accepted("acme", gateway.post(Sample.beacon(field, quoted(MARKER + " !"))));
            assertThat(answer.body() + answer.headers().map()).doesNotContain(MARKER);
        }
    }

    @Test
    void requestIdsAreRandom() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            HttpResponse<String> answer = ledger.refused("-", "malformed", 400, gateway.post("{"));
            ids.add(answer.body().replaceAll(".*\"request_id\":\"([A-Za-z0-9_-]{22})\".*", "$1"));
        }
        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.length() == 22);
    }

    @Test
    void anotherPathIsNotFound() {
        HttpResponse<String> answer = ledger.uncounted(404, gateway.send("POST", "/ingest/rum/", new byte[0]));
        assertError(answer, "not_found");
        ledger.accepted(
                "acme",
                gateway.send("POST", "/ingest/rum?cache=1", Sample.beacon().getBytes(StandardCharsets.UTF_8)));
    }

    private static List<ConsumerRecord<String, String>> beacons(Map<TopicPartition, Long> before) {
        return Broker.shared().since(before, "rum.beacons").stream()
                .filter(record -> record.key() != null)
                .toList();
    }

    private static void assertRejected(
            HttpResponse<String> answer, int status, String code, String tenant, String counted) {
        ledger.refused(tenant, counted, status, answer);
        assertError(answer, code);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isPresent();
    }

    private static void assertInvalid(String message, String body) {
        HttpResponse<String> answer = gateway.post(body);
        assertRejected(answer, 400, "invalid_field", "acme", "invalid_field");
        assertThat(answer.body()).contains("\"message\":\"" + message);
    }

    private static void assertNoEcho(String tenant, String counted, int status, String body) {
        HttpResponse<String> answer = ledger.refused(tenant, counted, status, gateway.post(body));
        assertThat(answer.body() + answer.headers().map()).doesNotContain(MARKER);
    }

    /** A body whose question mark is replaced by a byte that UTF-8 does not have. */
    private static byte[] notUtf8(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
        bytes[body.indexOf('?')] = (byte) 0xff;
        return bytes;
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }

    private static void assertError(HttpResponse<String> answer, String code) {
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body())
                .matches("\\{\"error\":\\{\"code\":\"" + code
                        + "\",\"message\":\"[^\"]+\",\"request_id\":\"[A-Za-z0-9_-]+\"}}");
    }

    private static void assertCors(HttpResponse<String> answer, String origin) {
        assertThat(answer.headers().allValues("Access-Control-Allow-Origin")).containsExactly(origin);
        assertThat(answer.headers().allValues("Access-Control-Allow-Methods")).containsExactly("POST, OPTIONS");
        assertThat(answer.headers().allValues("Access-Control-Allow-Headers")).containsExactly("Content-Type");
        assertThat(answer.headers().allValues("Access-Control-Max-Age")).containsExactly("86400");
        assertThat(answer.headers().firstValue("Access-Control-Expose-Headers").orElse(""))
                .isEqualTo("Retry-After");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
    }
}
