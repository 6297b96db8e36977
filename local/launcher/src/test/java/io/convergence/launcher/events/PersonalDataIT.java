package io.convergence.launcher.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.event.EventDecoder;
import io.convergence.core.event.RumEvent;
import io.convergence.core.ingest.Decoded;
import io.convergence.gateway.Gateway;
import io.convergence.kit.kafka.TopicReader;
import io.convergence.kit.wait.Waiting;
import io.convergence.launcher.harness.Stage;
import io.convergence.launcher.harness.StageGateway;
import io.convergence.launcher.harness.StartedSystem;
import io.convergence.launcher.harness.StoredRows;
import io.convergence.launcher.harness.Variant;
import io.convergence.launcher.system.LocalTopics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Personal data in every format of events, from a POST to a running gateway to all tables that the sessions job writes. */
class PersonalDataIT {
    @RegisterExtension
    static final StartedSystem SYSTEM = new StartedSystem();

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static final String REGISTRY = """
            apps: []
            dsns:
              - token: rk_people
                tenant: acme
                app: shop
                any-host: true
                app-ids: [appid_people]
                consent: assumed
                users: hashed
                rate: 0
            """;

    /** In bodies, {@code @@} stands for this address of a person, and {@code %%} for an address that contains it. */
    private static final String CANARY = "jo.kanarie@acme.example";

    private static final String URL =
            "https://jo:pw@web.acme.example/users/" + CANARY + "?mail=" + CANARY + "#" + CANARY;

    private static final Map<String, List<String>> BODIES = Map.of(
            "/ingest/events?token=rk_people", List.of("""
                    {"v":1,"consent":true,"session":"s-1","context":{"user":"@@","env":"@@"},"events":[
                     {"type":"view","view":"@@","host":"web.acme.example","page":"%%"},
                     {"type":"error","view":"@@","host":"web.acme.example","page":"%%","name":"@@","labels":{"message":"@@",
                      "stack":"TypeError: @@\\n at x (%%:1:2)","file":"%%","url_path":"%%","entries":"@@","action_type":"@@"},
                      "tags":{"@@":"@@","mail":"@@"}},
                     {"type":"resource","host":"web.acme.example","page":"%%","name":"%%","value":900,
                      "labels":{"url_host":"@@","url_path":"%%"}},
                     {"type":"vital","host":"web.acme.example","page":"%%","name":"LCP","value":9000,"labels":{"browser":"@@"}},
                     {"type":"metric","host":"web.acme.example","name":"@@","value":1},
                     {"type":"action","host":"web.acme.example","page":"%%","name":"@@"}]}"""),
            "/api/v1/ingest/session?token=rk_people", List.of("""
                    {"session_id":"s-2","consent":true,"host":"web.acme.example","page":"%%","user_id":"@@",
                     "environment":"@@","release":"@@"}"""),
            "/api/v1/ingest/breadcrumbs?token=rk_people", List.of("""
                    {"session_id":"s-2","consent":true,"host":"web.acme.example","page":"%%","user_id":"@@","breadcrumbs":[
                     {"type":"@@","message":"@@","at":1,"level":"@@","data":{"mail":"@@"},"trace_id":"@@"}]}"""),
            "/api/rum/collect?token=rk_people", List.of("""
                    [{"type":"error","name":"@@","value":1,"timestamp":1,"url":"%%","sessionId":"s-3","userId":"@@",
                      "tags":{"version":"@@","mail":"@@"},"metadata":{"id":"@@","message":"@@","stack":"@@","filename":"%%",
                      "path":"%%","type":"@@","entries":[{"name":"%%"},{"name":"@@"}]}}]""", """
                    [{"type":"resource","name":"%%","value":900,"timestamp":1,"url":"%%","sessionId":"s-3","userId":"@@"}]"""),
            "/v1/write/rum", List.of("""
                    error,app_id=appid_people,view_host=web.acme.example,userid=@@,user_email=@@,user_name=@@,ip=@@,\
                    session_id=s-4,view_id=@@,view_url=%%,view_path=@@,view_name=@@,view_referrer=%%,env=@@,version=@@,\
                    sdk_name=@@,browser=@@,error_type=@@,error_source=@@,trace_id=@@ \
                    error_message="@@",error_stack="Error: @@"
                    """.strip(), """
                    resource,app_id=appid_people,view_host=web.acme.example,session_id=s-4,resource_url=%%,resource_url_path=@@,\
                    resource_url_query=@@,resource_url_host=@@ duration=900000000i"""),
            "/api/v2/rum?dd-api-key=rk_people", List.of("""
                    {"type":"error","date":1,"service":"@@","version":"@@","application":{"id":"@@"},"session":{"id":"s-5"},
                     "usr":{"id":"@@","name":"@@","email":"@@"},"context":{"@@":"@@"},"view":{"id":"@@","url":"%%",
                     "referrer":"%%","name":"@@"},"error":{"type":"@@","message":"no @@",
                     "stack":"Error: @@\\n at @@ (%%:1:2)","source":"@@","resource":{"url":"%%"}}}""".replace("\n", ""), """
                    {"type":"action","date":1,"session":{"id":"s-5"},"view":{"id":"@@","url":"%%"},
                     "action":{"id":"@@","type":"@@","target":{"name":"Pay @@"}}}""".replace("\n", "")),
            "/collect/rk_people", List.of("""
                    {"meta":{"user":{"id":"@@","username":"@@","email":"@@"},"session":{"id":"s-5"},"page":{"url":"%%"},
                     "view":{"name":"@@"},"app":{"name":"@@","version":"@@","environment":"@@"}},
                     "exceptions":[{"type":"@@","value":"no @@","stacktrace":{"frames":[{"function":"@@","filename":"%%",
                     "lineno":1,"colno":2}]}}],"logs":[{"message":"by @@","level":"@@"}],
                     "events":[{"name":"@@","domain":"@@"}]}"""));

    @Test
    void noTableAndNoTopicHasPersonalData(@TempDir Path directory) throws Exception {
        Path registry = Files.writeString(directory.resolve("apps.yaml"), REGISTRY);
        try (Stage stage = SYSTEM.stage(LocalTopics.defaults().withEvents());
                Gateway gateway = StageGateway.start(stage, registry, "native,nself,datakit,ptrum,datadog,faro")) {
            stage.startSessions(Variant.usual());
            Waiting.until("the gateway is ready", gateway::isReady);
            for (Map.Entry<String, List<String>> bodies : BODIES.entrySet()) {
                for (String body : bodies.getValue()) {
                    post(gateway, bodies.getKey(), body);
                }
            }
            long events = events(stage);
            assertThat(events).isGreaterThanOrEqualTo(14);
            StoredRows rows = stage.rows();
            Waiting.until(
                    "all events are counted",
                    () -> rows.query("SELECT coalesce(sum(events + duplicates), 0) FROM rum_sessions")
                            .equals(List.of(String.valueOf(events))));
            Waiting.until(
                    "errors have groups and stacks",
                    () -> !rows.query("SELECT 1 FROM rum_error_groups").isEmpty()
                            && !rows.query("SELECT 1 FROM error_stacks").isEmpty());
            assertNothingPersonalIn(rows);
        }
    }

    private static void assertNothingPersonalIn(StoredRows rows) throws Exception {
        TreeSet<String> filled = new TreeSet<>();
        for (String table : rows.query("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")) {
            List<String> all = rows.query("SELECT stored::text FROM \"" + table + "\" AS stored");
            if (!all.isEmpty()) {
                filled.add(table);
            }
            assertThat(all).as(table).allSatisfy(PersonalDataIT::assertNothingPersonal);
        }
        assertThat(filled).contains("rum_sessions", "rum_error_groups", "error_stacks");
    }

    private static void assertNothingPersonal(String text) {
        assertThat(text).doesNotContainIgnoringCase("kanarie").doesNotContain("jo:pw");
    }

    /** The number of events in the topic that belong to a session. */
    private static long events(Stage stage) {
        AtomicLong events = new AtomicLong();
        EventDecoder decoder = new EventDecoder();
        new TopicReader(stage.bootstrapServers()).read(LocalTopics.EVENTS, record -> {
            assertNothingPersonal(new String(record.value(), StandardCharsets.UTF_8) + record.headers());
            if (record.key() != null) {
                assertNothingPersonal(new String(record.key(), StandardCharsets.UTF_8));
                assertThat(decoder.decode(record.value())).isInstanceOf(Decoded.Accepted.class);
                if (decoder.decode(record.value()) instanceof Decoded.Accepted<RumEvent> accepted
                        && accepted.value().session() != null) {
                    events.incrementAndGet();
                }
            }
        });
        return events.get();
    }

    private static void post(Gateway gateway, String path, String body) throws Exception {
        // An equals sign ends the key of a tag in the line protocol.
        String url = path.equals("/v1/write/rum") ? URL.replace("=", "\\=") : URL;
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path))
                .header("User-Agent", "Mozilla/5.0 " + CANARY)
                .header("Referer", URL)
                .header("X-Forwarded-For", CANARY)
                .POST(BodyPublishers.ofString(body.replace("@@", CANARY).replace("%%", url)))
                .build();
        HttpResponse<String> answer = CLIENT.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path + ' ' + answer.body()).isBetween(200, 202);
        assertNothingPersonal(answer.body().toLowerCase(Locale.ROOT) + answer.headers());
    }
}
