package io.convergence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.kit.kafka.BrokerListener;
import io.convergence.kit.kafka.EmbeddedBroker;
import io.convergence.kit.net.FreePort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The executable jar against a real broker that requires TLS and SASL. */
class SecuredBrokerIT {
    private static final String CONF = Path.of("..", "..", "conf", "slo").toString();
    private static final String SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule";
    private static final String PLAIN = "org.apache.kafka.common.security.plain.PlainLoginModule";

    private static final String SERVICE = """
            apiVersion: openslo/v1
            kind: Service
            metadata: {name: %s, labels: {tenant: %s}}
            spec: {description: %s}
            """;

    @TempDir
    static Path directory;

    private static Certificates certificates;
    private static BrokerListener secured;
    private static EmbeddedBroker broker;

    @BeforeAll
    static void startABroker() throws Exception {
        certificates = Certificates.make(directory);
        Map<String, String> listener = new HashMap<>(certificates.listenerProperties());
        listener.put("sasl.enabled.mechanisms", "SCRAM-SHA-512,PLAIN");
        listener.put("scram-sha-512.sasl.jaas.config", SCRAM + " required;");
        listener.put("plain.sasl.jaas.config", PLAIN + " required user_publisher=\"secret\";");
        secured = BrokerListener.onFreePort(
                "SASL_SSL", listener, List.of("SCRAM-SHA-512=[name=publisher,password=secret]"));
        broker = EmbeddedBroker.start(directory.resolve("kafka"), secured);
    }

    @AfterAll
    static void stopIt() {
        broker.close();
    }

    @Test
    void theGlobOfTheDocumentationMatchesOneJar() throws Exception {
        assertThat(ExecutableJar.jars()).hasSize(1);
        ExecutableJar.Result version = ExecutableJar.run(directory, Map.of(), "--version");
        assertThat(version.out()).singleElement().asString().matches("convergence \\d+\\.\\d+\\.\\d+.*");
    }

    @Test
    void filesAreAppliedAndComparedAndPrunedAndDeleted() throws Exception {
        String topic = "--topic=lifecycle";
        Path files = Files.createDirectory(directory.resolve("lifecycle"));
        Path first = Files.writeString(files.resolve("a.yaml"), SERVICE.formatted("a", "acme", "first"));
        Files.writeString(files.resolve("b.yaml"), SERVICE.formatted("b", "acme", "first"));
        Files.writeString(files.resolve("c.yaml"), SERVICE.formatted("c", "globex", "first"));

        ExecutableJar.Result dryRun = slo("apply", files.toString(), topic, "--dry-run");
        assertThat(dryRun.out())
                .containsExactly(
                        "would publish acme/Service/a",
                        "would publish acme/Service/b",
                        "would publish globex/Service/c");
        assertThat(slo("diff", files.toString(), topic).out())
                .containsExactly(
                        "created acme/Service/a",
                        "created acme/Service/b",
                        "created globex/Service/c",
                        "3 created, 0 changed, 0 removed, 0 unchanged");
        assertThat(topics()).doesNotContain("lifecycle");

        ExecutableJar.Result applied = slo("apply", files.toString(), topic);
        assertThat(applied.out())
                .containsExactly("published acme/Service/a", "published acme/Service/b", "published globex/Service/c");
        assertThat(applied.code()).isZero();
        ExecutableJar.Result same = slo("diff", files.toString(), topic);
        assertThat(same.out()).containsExactly("0 created, 0 changed, 0 removed, 3 unchanged");
        assertThat(same.code()).isZero();

        Files.writeString(first, SERVICE.formatted("a", "acme", "second"));
        Files.delete(files.resolve("b.yaml"));
        Files.delete(files.resolve("c.yaml"));
        ExecutableJar.Result changed = slo("diff", files.toString(), topic);
        assertThat(changed.out())
                .containsExactly(
                        "changed acme/Service/a",
                        "  spec.description: \"first\" -> \"second\"",
                        "removed acme/Service/b",
                        "0 created, 1 changed, 1 removed, 0 unchanged");
        assertThat(changed.code()).isEqualTo(1);

        assertThat(slo("apply", files.toString(), topic, "--prune", "--dry-run").out())
                .containsExactly("would publish acme/Service/a", "would delete acme/Service/b");
        assertThat(records("lifecycle")).hasSize(3);
        assertThat(slo("apply", files.toString(), topic, "--prune").out())
                .containsExactly("published acme/Service/a", "deleted acme/Service/b");
        assertThat(slo("diff", files.toString(), topic).code()).isZero();

        assertThat(slo("delete", "globex/Service/c", topic).out()).containsExactly("deleted globex/Service/c");
        assertThat(records("lifecycle"))
                .extracting(record -> record.key() + (record.value() == null ? " deleted" : ""))
                .containsExactly(
                        "acme/Service/a",
                        "acme/Service/b",
                        "globex/Service/c",
                        "acme/Service/a",
                        "acme/Service/b deleted",
                        "globex/Service/c deleted");
    }

    @Test
    void settingsMayComeFromAFileAndOtherMechanismsWork() throws Exception {
        Path settings = Files.writeString(
                directory.resolve("client.properties"), """
                # Options of other programs are no concern of this one.
                server.port = 8090
                topics.definitions = by-file
                kafka.bootstrap.servers = %s
                kafka.security.protocol = SASL_SSL
                kafka.sasl.mechanism = PLAIN
                kafka.ssl.truststore.location = %s
                """.formatted(secured.address(), certificates.trustStore()));
        String file = Files.writeString(directory.resolve("single.yaml"), SERVICE.formatted("a", "acme", "x"))
                .toString();
        ExecutableJar.Result applied = ExecutableJar.run(
                directory, secrets(PLAIN, "secret"), "slo", "apply", file, "--config", settings.toString());
        assertThat(applied.error()).isEmpty();
        assertThat(records("by-file")).extracting(PublishedRecord::key).containsExactly("acme/Service/a");
    }

    @Test
    void aWrongPasswordIsOneLine() throws Exception {
        ExecutableJar.Result refused =
                ExecutableJar.run(directory, secrets(SCRAM, "guess"), line("apply", CONF, "--topic=refused"));
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.error())
                .singleElement()
                .asString()
                .startsWith("convergence: slo apply failed: the broker at " + secured.address() + " cannot be used: ")
                .contains("Authentication failed");
    }

    @Test
    void aBrokerThatIsNotTrustedIsOneLine() throws Exception {
        Map<String, String> environment = secrets(SCRAM, "secret");
        ExecutableJar.Result refused = ExecutableJar.run(
                directory,
                environment,
                "slo",
                "apply",
                CONF,
                "--bootstrap-servers",
                secured.address(),
                "--kafka.security.protocol=SASL_SSL",
                "--kafka.sasl.mechanism=SCRAM-SHA-512");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.error()).singleElement().asString().contains("slo apply failed: the broker at ");
    }

    @Test
    void aBrokerThatCannotBeReachedIsOneLine() throws Exception {
        String nobody = "127.0.0.1:" + FreePort.any();
        for (List<String> line :
                List.of(List.of("slo", "apply", CONF), List.of("slo", "diff", CONF, "--kafka.security.protocol=SSL"))) {
            List<String> impatient = new ArrayList<>(line);
            impatient.addAll(List.of("--bootstrap-servers", nobody, "--kafka.default.api.timeout.ms=500"));
            impatient.add("--kafka.request.timeout.ms=500");
            ExecutableJar.Result refused = ExecutableJar.run(directory, Map.of(), impatient.toArray(String[]::new));
            assertThat(refused.error())
                    .containsExactly("convergence: slo " + line.get(1) + " failed: the broker at " + nobody
                            + " did not answer in time");
            assertThat(refused.code()).isEqualTo(2);
        }
    }

    @Test
    void aSettingThatTheClientsRefuseIsOneLine() throws Exception {
        ExecutableJar.Result refused = ExecutableJar.run(
                directory,
                secrets(SCRAM, "secret"),
                line("diff", CONF, "--kafka.ssl.truststore.location=/nowhere/truststore.p12"));
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.error()).singleElement().asString().contains("/nowhere/truststore.p12");
    }

    private static List<PublishedRecord> records(String topic) {
        return PublishedRecord.read(broker.bootstrapServers(), topic);
    }

    private static List<String> topics() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            return List.copyOf(admin.listTopics().names().get());
        }
    }

    private static ExecutableJar.Result slo(String command, String... arguments) throws Exception {
        ExecutableJar.Result result = ExecutableJar.run(directory, secrets(SCRAM, "secret"), line(command, arguments));
        assertThat(result.error()).isEmpty();
        return result;
    }

    private static String[] line(String command, String... arguments) {
        List<String> line = new ArrayList<>(List.of("slo", command));
        Collections.addAll(line, arguments);
        line.addAll(List.of(
                "--bootstrap-servers",
                secured.address(),
                "--kafka.security.protocol=SASL_SSL",
                "--kafka.sasl.mechanism",
                "SCRAM-SHA-512"));
        if (line.stream().noneMatch(word -> word.startsWith("--kafka.ssl.truststore.location"))) {
            line.add("--kafka.ssl.truststore.location=" + certificates.trustStore());
        }
        return line.toArray(String[]::new);
    }

    private static Map<String, String> secrets(String module, String password) {
        return Map.of(
                "CONVERGENCE_KAFKA_SASL_JAAS_CONFIG",
                module + " required username=\"publisher\" password=\"" + password + "\";",
                "CONVERGENCE_KAFKA_SSL_TRUSTSTORE_PASSWORD",
                Certificates.PASSWORD);
    }
}
