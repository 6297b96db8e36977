package io.convergence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.cli.slo.DefinitionFiles;
import io.convergence.core.slo.book.DefinitionLog;
import io.convergence.core.slo.definition.DefinitionRecord;
import io.convergence.core.slo.openslo.OpenSlo;
import io.convergence.core.slo.openslo.SourceText;
import io.convergence.kit.kafka.EmbeddedBroker;
import io.convergence.kit.kafka.Topics;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Publishing definitions to a real broker and deleting them. */
class PublishedDefinitionsIT {
    private static final Path CONF = Path.of("..", "..", "conf", "slo");
    private static final String DEMO = CONF.resolve("demo.yaml").toString();

    @TempDir
    static Path directory;

    private static EmbeddedBroker broker;

    private final CommandRun commands = new CommandRun();

    @BeforeAll
    static void startABroker() {
        broker = EmbeddedBroker.start(directory.resolve("kafka"), 0);
    }

    @AfterAll
    static void stopIt() {
        broker.close();
    }

    @Test
    void definitionsAreReadBackFromTheTopicAsTheyWereInTheFile() throws Exception {
        assertThat(run("apply", DEMO)).as(commands.error().toString()).isZero();
        assertThat(commands.out())
                .contains("published acme/Service/checkout", "published acme/SLO/checkout-availability");
        Map<String, @Nullable String> latest = latest("slo.definitions");
        List<SourceText> texts = new ArrayList<>();
        latest.forEach((key, text) -> texts.add(new SourceText(key, key.substring(0, key.indexOf('/')), text)));
        assertThat(OpenSlo.read(texts).definitions())
                .isEqualTo(DefinitionFiles.read(List.of(DEMO), null).definitions());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, "slo.definitions");
            assertThat(admin.describeConfigs(List.of(topic))
                            .all()
                            .get()
                            .values()
                            .iterator()
                            .next()
                            .get("cleanup.policy")
                            .value())
                    .isEqualTo("compact");
        }
    }

    @Test
    void noRecordOfTheShippedFilesIsWrongWhenItIsRead() throws Exception {
        String topic = "--topic=shipped";
        assertThat(run("apply", CONF.toString(), topic))
                .as(commands.error().toString())
                .isZero();
        DefinitionLog log = new DefinitionLog(List.of());
        List<PublishedRecord> records = records("shipped");
        assertThat(records).hasSizeGreaterThan(30);
        for (PublishedRecord record : records) {
            assertThat(log.apply(new DefinitionRecord(
                                    record.key(), record.offset(), record.timestamp(), record.value()))
                            .problems())
                    .as(record.key())
                    .isEmpty();
        }
    }

    @Test
    void aDeletedDefinitionHasATombstone() throws Exception {
        String topic = "--topic=deleting";
        assertThat(run("apply", DEMO, topic)).as(commands.error().toString()).isZero();
        int published = records("deleting").size();
        assertThat(run("delete", "acme/SLO/checkout-availability", topic, "--dry-run"))
                .isZero();
        assertThat(records("deleting")).hasSize(published);
        assertThat(run("delete", "acme/SLO/checkout-availability", topic)).isZero();
        assertThat(records("deleting")).hasSize(published + 1);
        assertThat(latest("deleting")).containsEntry("acme/SLO/checkout-availability", null);
    }

    @Test
    void aDocumentThatWasChangedOverHttpIsReplacedOnlyWhenItIsTakenOver() throws Exception {
        String topic = "--topic=owned";
        String key = "acme/SLO/checkout-availability";
        assertThat(run("apply", DEMO, topic)).as(commands.error().toString()).isZero();
        List<PublishedRecord> published = records("owned");
        assertThat(published).allMatch(record -> record.origin().equals("file"));
        PublishedRecord changed = published.stream()
                .filter(record -> record.key().equals(key))
                .findFirst()
                .orElseThrow();
        publishOverHttp("owned", key, changed.value());
        commands.clear();
        for (String[] command :
                new String[][] {{"apply", DEMO, topic}, {"apply", DEMO, topic, "--dry-run"}, {"delete", key, topic}}) {
            commands.clear();
            assertThat(run(command)).isEqualTo(2);
            assertThat(commands.error()).hasSize(1);
            assertThat(commands.error().toString()).contains(key + " by ana").contains("--take-over");
        }
        assertThat(records("owned")).hasSize(published.size() + 1);
        assertThat(run("apply", DEMO, topic, "--take-over")).isZero();
        assertThat(records("owned")).hasSize(2 * published.size() + 1);
        assertThat(run("apply", DEMO, topic)).isZero();
        publishOverHttp("owned", key, null);
        assertThat(run("apply", DEMO, topic)).isEqualTo(2);
        assertThat(run("delete", key, topic, "--take-over")).isZero();
    }

    private static void publishOverHttp(String topic, String key, @Nullable String text) throws Exception {
        try (KafkaProducer<String, @Nullable String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            ProducerRecord<String, @Nullable String> record = new ProducerRecord<>(topic, 0, key, text);
            record.headers().add("convergence-origin", "api".getBytes(StandardCharsets.UTF_8));
            record.headers().add("convergence-author", "ana".getBytes(StandardCharsets.UTF_8));
            producer.send(record).get();
        }
    }

    @Test
    void aTopicThatIsMissingOrHasSeveralPartitionsIsReportedInOneLine() throws Exception {
        assertThat(run("delete", "a/SLO/b", "--topic=none")).isEqualTo(2);
        assertThat(commands.error()).containsExactly("convergence: slo delete failed: there is no topic none");
        commands.clear();
        Topics.create(broker.bootstrapServers(), List.of(new NewTopic("wide", 2, (short) 1)));
        assertThat(run("apply", DEMO, "--topic=wide")).isEqualTo(2);
        assertThat(commands.error())
                .containsExactly("convergence: slo apply failed: the topic wide must have one partition, not 2:"
                        + " definitions have one order");
    }

    @Test
    void aBrokerThatDoesNotAnswerIsOneLine() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + silent.getLocalPort();
            assertThat(commands.run(
                            "slo",
                            "apply",
                            DEMO,
                            "--bootstrap-servers",
                            address,
                            "--kafka.request.timeout.ms=200",
                            "--kafka.default.api.timeout.ms=500"))
                    .isEqualTo(2);
            assertThat(commands.error())
                    .containsExactly(
                            "convergence: slo apply failed: the broker at " + address + " did not answer in time");
        }
        commands.clear();
        assertThat(commands.run("slo", "apply", DEMO, "--kafka.bootstrap.servers", "no.such.host.invalid:9092"))
                .isEqualTo(2);
        assertThat(commands.error()).hasSize(1);
    }

    private int run(String... arguments) {
        List<String> line = new ArrayList<>(List.of(arguments));
        line.addAll(List.of("--bootstrap-servers", broker.bootstrapServers()));
        return commands.run("slo", line.toArray(String[]::new));
    }

    private static List<PublishedRecord> records(String topic) {
        return PublishedRecord.read(broker.bootstrapServers(), topic);
    }

    private static Map<String, @Nullable String> latest(String topic) {
        Map<String, @Nullable String> latest = new LinkedHashMap<>();
        records(topic).forEach(record -> latest.put(record.key(), record.value()));
        return latest;
    }
}
