package io.convergence.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.convergence.core.codec.EventEncoder;
import io.convergence.core.codec.HeartbeatEncoder;
import io.convergence.core.event.EventType;
import io.convergence.core.event.RumEvent;
import io.convergence.jobs.postgres.Store;
import io.convergence.jobs.settings.SessionsSettings;
import io.convergence.jobs.settings.SettingsSamples;
import io.convergence.jobs.stacks.StoredArchives;
import io.convergence.kit.kafka.EmbeddedBroker;
import io.convergence.kit.wait.Waiting;
import io.convergence.symbols.archive.ArchiveName;
import io.convergence.symbols.archive.SymbolPlatform;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Stacks of errors from Kafka to Postgres, with archives of the same database. */
class ErrorStacksIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long START = 1_800_000_000_000L;

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
                    .setNumberTaskManagers(1)
                    .setNumberSlotsPerTaskManager(2)
                    .build());

    private static EmbeddedBroker broker;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.startTemporary();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void theExamplesOfTheSeedAreResolvedByteForByte() throws Exception {
        Store store = Store.create();
        List<RumEvent> events = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (String platform : List.of("web", "native")) {
            JsonNode example = example(platform);
            var entry = example.get("archive").properties().iterator().next();
            String appId = "id-" + platform;
            StoredArchives.put(
                    store.settings(),
                    platform.equals("native") ? SymbolPlatform.ANDROID : SymbolPlatform.WEB,
                    new ArchiveName(appId, "prod", "1"),
                    entry.getKey(),
                    Files.readAllBytes(StoredArchives.vector(entry.getValue().asText())));
            events.add(error(platform, appId, "1", example.get("error_stack").asText()));
            expected.add(platform + '|' + example.get("expected").asText());
        }
        StoredArchives.put(
                store.settings(),
                SymbolPlatform.ANDROID,
                new ArchiveName("id-java", "prod", "1"),
                "mapping.txt",
                Files.readAllBytes(StoredArchives.vector("r8/mappings/seed-example.txt")));
        events.add(error(
                "java",
                "id-java",
                "1",
                "java.lang.ArithmeticException: divide by zero\n    at"
                        + " prof.wang.activity.TeamInvitationActivity.o0(Unknown Source:1)\n"
                        + "    at j9.f7.run(Unknown Source:0)"));
        expected.add("java|java.lang.ArithmeticException: divide by zero\n    at"
                + " prof.wang.activity.TeamInvitationActivity.onClick$lambda-0(TeamInvitationActivity.java:1)");
        run(store, "seed", events, 3);
        assertThat(store.query("SELECT concat_ws('|', session, error_stack_source) FROM rum_errors"))
                .as("%s", store.query("SELECT concat_ws('|', app_id, status) FROM error_stacks"))
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(store.query("SELECT DISTINCT status FROM error_stacks WHERE app_id <> 'id-java'"))
                .containsExactly("success");
        assertThat(store.query("SELECT count(*) FROM rum_timeline WHERE labels ->> 'resolved_stack' IS NOT NULL"))
                .containsExactly("3");
    }

    @Test
    void buildsWithOtherMinifiedNamesAreOneGroupAndEqualStacksAreOneRow() throws Exception {
        Store store = Store.create();
        for (String version : List.of("1", "2")) {
            StoredArchives.put(
                    store.settings(),
                    SymbolPlatform.WEB,
                    new ArchiveName("shop", "prod", version),
                    "app." + version + "f.js.map",
                    StoredArchives.map("webpack:///./src/cart.js"));
        }
        List<RumEvent> events = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String version = i % 2 == 0 ? "1" : "2";
            String stack = "Error: a\n    at " + (i % 2 == 0 ? "a" : "zz") + " (https://shop.example/app." + version
                    + "f.js:1:1)";
            events.add(error("s" + i, "shop", version, stack));
        }
        events.add(error("none", "shop", "3", "Error: a\n    at q (https://shop.example/app.3f.js:1:1)"));
        run(store, "builds", events, 3);
        assertThat(store.query("SELECT concat_ws('|', top, count) FROM rum_error_groups ORDER BY count"))
                .containsExactly("app.3f.js|1", "src/cart.js|40");
        assertThat(store.query("SELECT concat_ws('|', version, status, source) FROM error_stacks ORDER BY version"))
                .containsExactly(
                        "1|success|Error: a\n    at a (webpack:///./src/cart.js:6:5)",
                        "2|success|Error: a\n    at zz (webpack:///./src/cart.js:6:5)",
                        "3|no_zip");
        assertThat(store.query("SELECT stack_status FROM rum_errors WHERE session = 'none'"))
                .containsExactly("no_zip");
    }

    /** Runs the job until all events and stacks have rows. */
    private static void run(Store store, String name, List<RumEvent> events, int stacks) throws Exception {
        SessionsSamples.createTopics(broker.bootstrapServers(), name, 2);
        Configuration configuration =
                SessionsSamples.configuration(broker.bootstrapServers(), store, name, "symbols.timeout", "60 s");
        StreamExecutionEnvironment environment = JobEnvironment.create(configuration);
        environment.setParallelism(2);
        SessionsJob.prepare(environment, SessionsSettings.from(configuration, SettingsSamples.ENVIRONMENT));
        JobClient job = environment.executeAsync(name);
        try {
            publish("rum.events." + name, events);
            await(store, "SELECT count(*) FROM rum_timeline", events.size());
            await(store, "SELECT count(*) FROM error_stacks", stacks);
            await(store, "SELECT coalesce(sum(count), 0) FROM rum_error_groups", events.size());
        } finally {
            job.cancel().get();
        }
    }

    private static void await(Store store, String query, int expected) {
        Waiting.until(query + " to be " + expected, () -> {
            try {
                return store.query(query).get(0).equals(Integer.toString(expected));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static JsonNode example(String platform) throws Exception {
        for (JsonNode stack :
                JSON.readTree(StoredArchives.vector(platform + "/stacks.json").toFile())) {
            String name = stack.get("name").asText();
            if (name.equals("the seed's own example")) {
                return stack;
            }
        }
        throw new AssertionError("there is no example of " + platform);
    }

    private static RumEvent error(String session, String appId, String version, String stack) {
        return new RumEvent(
                session,
                "acme",
                "shop",
                EventType.ERROR,
                START,
                START,
                session,
                null,
                "shop.example",
                "/",
                "Error",
                null,
                Map.of(),
                Map.of("app_id", appId, "env", "prod", "version", version, "stack", stack),
                Map.of());
    }

    private static void publish(String topic, List<RumEvent> events) {
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", broker.bootstrapServers());
        EventEncoder encoder = new EventEncoder();
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer())) {
            for (RumEvent event : events) {
                var unused = producer.send(new ProducerRecord<>(
                        topic,
                        Math.floorMod(event.recordKey().hashCode(), 2),
                        event.receivedAt(),
                        event.recordKey(),
                        encoder.encode(event)));
            }
            // Counts are written once the minute has passed on every partition.
            long end = START + 3_600_000;
            for (int partition = 0; partition < 2; partition++) {
                var unused =
                        producer.send(new ProducerRecord<>(topic, partition, end, null, HeartbeatEncoder.encode(end)));
            }
        }
    }
}
