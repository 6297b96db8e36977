package io.convergence.launcher.slo;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.slo.openslo.Document;
import io.convergence.core.slo.openslo.OpenSlo;
import io.convergence.core.yaml.SourceText;
import io.convergence.kit.kafka.EmbeddedBroker;
import io.convergence.kit.kafka.TopicReader;
import io.convergence.kit.wait.Waiting;
import io.convergence.launcher.command.Console;
import io.convergence.launcher.command.UsageException;
import io.convergence.launcher.harness.Project;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Publication of definitions to a real broker, and their deletion. */
class PublishedDefinitionsIT {
    private static final String DEMO =
            Project.ROOT.resolve("conf/slo/demo.yaml").toString();

    @TempDir
    static Path directory;

    private static EmbeddedBroker kafka;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream error = new ByteArrayOutputStream();

    @BeforeAll
    static void startABroker() {
        kafka = EmbeddedBroker.start(directory.resolve("kafka"), 0);
    }

    @AfterAll
    static void stopIt() {
        kafka.close();
    }

    @Test
    void definitionsInTheTopicEqualThoseInTheFile() throws Exception {
        assertThat(run("apply", DEMO, "--bootstrap-servers", kafka.bootstrapServers()))
                .as(error::toString)
                .isTrue();
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactlyElementsOf(keys().map(key -> "published " + key).toList())
                .contains("published acme/Service/checkout", "published acme/SLO/checkout-availability");
        Map<String, String> records = records("slo.definitions");
        List<SourceText> texts = new ArrayList<>();
        records.forEach((key, text) -> texts.add(new SourceText(key, key.substring(0, key.indexOf('/')), text)));
        assertThat(OpenSlo.read(texts).definitions())
                .isEqualTo(DefinitionFiles.read(List.of(DEMO), null).definitions());
        try (Admin admin = admin()) {
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
    void aDeletedDefinitionHasATombstone() throws Exception {
        String topic = "--topic=deleting";
        assertThat(run("apply", DEMO, topic, "--bootstrap-servers", kafka.bootstrapServers()))
                .as(error::toString)
                .isTrue();
        assertThat(run(
                        "delete",
                        "acme/SLO/checkout-availability",
                        topic,
                        "--bootstrap-servers",
                        kafka.bootstrapServers()))
                .isTrue();
        assertThat(records("deleting"))
                .containsOnlyKeys(keys().toList())
                .containsEntry("acme/SLO/checkout-availability", "deleted");
    }

    @Test
    void aTopicThatIsMissingOrHasSeveralPartitionsIsReportedInOneLine() throws Exception {
        assertThat(run("delete", "a/SLO/b", "--topic=none", "--bootstrap-servers", kafka.bootstrapServers()))
                .isFalse();
        assertThat(error.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("convergence: slo delete failed: there is no topic none");
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic("wide", 2, (short) 1)))
                    .all()
                    .get();
            Waiting.until(
                    "the broker lists the topic",
                    () -> admin.listTopics().names().get().contains("wide"));
        }
        assertThat(run("apply", DEMO, "--topic=wide", "--bootstrap-servers", kafka.bootstrapServers()))
                .isFalse();
        assertThat(error.toString(StandardCharsets.UTF_8).lines())
                .last()
                .isEqualTo(
                        "convergence: slo apply failed: the topic wide must have one partition, not 2: definitions have"
                                + " one order");
    }

    @Test
    void aBrokerThatDoesNotAnswerIsReportedSoonInOneLine() throws Exception {
        Instant start = Instant.now();
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + silent.getLocalPort();
            assertThat(run("apply", DEMO, "--bootstrap-servers", address)).isFalse();
            assertThat(error.toString(StandardCharsets.UTF_8).lines())
                    .containsExactly(
                            "convergence: slo apply failed: the broker at " + address + " did not answer in time");
        }
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(20));
        assertThat(run("apply", DEMO, "--bootstrap-servers", "no.such.host.invalid:9092"))
                .isFalse();
        assertThat(error.toString(StandardCharsets.UTF_8).lines()).hasSize(2);
    }

    private boolean run(String... line) throws UsageException {
        return new SloCommands(console(out), console(error)).run(List.of(line));
    }

    private static Stream<String> keys() throws Exception {
        return DefinitionFiles.read(List.of(DEMO), null).documents().stream().map(Document::key);
    }

    private static Map<String, String> records(String topic) {
        Map<String, String> records = new LinkedHashMap<>();
        new TopicReader(kafka.bootstrapServers())
                .read(
                        topic,
                        record -> records.put(
                                new String(record.key(), StandardCharsets.UTF_8),
                                record.value() == null
                                        ? "deleted"
                                        : new String(record.value(), StandardCharsets.UTF_8)));
        return records;
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    private static Console console(ByteArrayOutputStream stream) {
        return new Console(new PrintStream(stream, true, StandardCharsets.UTF_8), false);
    }
}
