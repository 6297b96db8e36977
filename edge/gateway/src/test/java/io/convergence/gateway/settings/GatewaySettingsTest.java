package io.convergence.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.convergence.core.settings.CommandLine;
import io.convergence.core.settings.InvalidSettings;
import io.convergence.core.settings.Option;
import io.convergence.gateway.StartedGateway;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewaySettingsTest {
    private static final Path FILE = Path.of("../../conf/gateway.properties");

    @Test
    void theFileListsEveryOptionWithItsMeaningAndDefaultAndNothingElse() throws IOException {
        List<String> expected = new ArrayList<>();
        for (Option option : GatewayOptions.all()) {
            expected.add("# " + option.description());
            expected.add(
                    option.defaultText() == null
                            ? "#" + option.key() + " ="
                            : option.key() + " = " + option.defaultText());
        }
        List<String> listed = Files.readAllLines(FILE).stream()
                .dropWhile(line -> !line.equals(expected.get(0)))
                .filter(line -> !line.isBlank())
                .toList();
        assertThat(listed).containsExactlyElementsOf(expected);
    }

    @Test
    void theFileCanBeUsedUnchanged() {
        GatewaySettings fromFile = settings("--config", FILE.toString(), "--kafka.bootstrap.servers", "localhost:9092");
        GatewaySettings defaults = settings("--kafka.bootstrap.servers=localhost:9092");
        assertThat(fromFile).usingRecursiveComparison().isEqualTo(defaults);
        assertThat(defaults.server().host()).isEqualTo("127.0.0.1");
        assertThat(defaults.server().managementHost()).isEqualTo("127.0.0.1");
        assertThat(defaults.rum().ratePerMinute()).isEqualTo(300);
        assertThat(defaults.publish().timeout()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void descriptionsAreSentences() {
        assertThat(GatewayOptions.all())
                .allSatisfy(
                        option -> assertThat(option.description()).endsWith(".").hasSizeLessThan(220));
    }

    @Test
    void everyProblemIsReportedTogether() {
        assertThatThrownBy(() -> GatewaySettings.from(
                        Map.of(
                                "server.port", "70000",
                                "server.body-timeout", "soon",
                                "rum.enabled", "yes",
                                "publish.timeout", "1 h",
                                "kafka.linger.ms", "5",
                                "sever.port", "1"),
                        Map.of("CONVERGENCE_ID_SECRET", "short", "CONVERGENCE_SYNTHETIC_TOKENS", "acme=short,oops")))
                .isInstanceOfSatisfying(
                        InvalidSettings.class,
                        refusal -> assertThat(refusal.problems())
                                .hasSize(10)
                                .contains("sever.port: no such option; did you mean server.port?")
                                .contains("kafka.linger.ms: cannot be given: set publish.linger")
                                .contains("server.port: 70000 lies outside 0..65535")
                                .contains("server.body-timeout: 'soon' is not a duration such as '10 s'")
                                .contains("rum.enabled: 'yes' is neither true nor false")
                                .contains("publish.timeout: 60 min lies outside 1 s..5 min")
                                .contains("kafka.bootstrap.servers: a value is required")
                                .noneMatch(problem -> problem.contains("oops")));
    }

    @Test
    void secretsAreNotShown() {
        GatewaySettings settings = GatewaySettings.from(
                Map.of("kafka.bootstrap.servers", "localhost:9092", "kafka.sasl.jaas.config", "hidden-password"),
                StartedGateway.ENVIRONMENT);
        assertThat(settings.toString())
                .doesNotContain("hidden")
                .doesNotContain("token-of")
                .doesNotContain("id-secret");
        assertThat(settings.publish().clients()).containsEntry("sasl.jaas.config", "hidden-password");
    }

    @Test
    void inadmissibleArgumentsAreReported() {
        assertThatThrownBy(() -> CommandLine.parse("stray", "--server.port", "--rum.enabled"))
                .isInstanceOfSatisfying(
                        InvalidSettings.class,
                        refusal -> assertThat(refusal.problems()).hasSize(3));
        assertThatThrownBy(() -> CommandLine.parse("--config", "no-such-file")).hasMessageContaining("no-such-file");
        assertThat(CommandLine.parse("--a", "1", "--a=2")).containsExactly(Map.entry("a", "2"));
    }

    @Test
    void hostsAreLookedUpOnlyOnDemandAndAtAnAddress() {
        assertThat(settings("--kafka.bootstrap.servers=localhost:9092").events().cdn())
                .isEqualTo(new CdnSettings(null, false, null));
        CdnSettings cdn = settings(
                        "--kafka.bootstrap.servers=localhost:9092",
                        "--cdn.lookup=dns",
                        "--cdn.resolver=[2001:db8::1]:53")
                .events()
                .cdn();
        assertThat(cdn.lookUp()).isTrue();
        assertThat(cdn.resolver()).isEqualTo(new InetSocketAddress("2001:db8::1", 53));
        assertThatThrownBy(() -> settings(
                        "--kafka.bootstrap.servers=localhost:9092",
                        "--cdn.lookup=yes",
                        "--cdn.resolver=dns.example:53"))
                .isInstanceOfSatisfying(
                        InvalidSettings.class,
                        refusal -> assertThat(refusal.problems())
                                .containsExactly(
                                        "cdn.lookup: must be none or dns",
                                        "cdn.resolver: must be an IP address and a port such as 10.0.0.2:53, or system"));
    }

    @Test
    void aBucketOfRecordingsNeedsItsNameAndAKeyAndIsNotCleared() {
        assertThatThrownBy(() -> settings(
                        "--kafka.bootstrap.servers=localhost:9092",
                        "--replay.store=s3",
                        "--replay.s3.endpoint=localhost:9000",
                        "--replay.clear-on-start=true"))
                .isInstanceOfSatisfying(
                        InvalidSettings.class,
                        refusal -> assertThat(refusal.problems())
                                .extracting(problem -> problem.substring(0, problem.indexOf(':')))
                                .containsExactly(
                                        "replay.s3.bucket",
                                        "replay.s3.endpoint",
                                        "CONVERGENCE_S3_ACCESS_KEY",
                                        "CONVERGENCE_S3_SECRET_KEY",
                                        "replay.clear-on-start"));
        assertThat(settings("--kafka.bootstrap.servers=localhost:9092")
                        .events()
                        .recordings()
                        .s3())
                .isNull();
    }

    private static GatewaySettings settings(String... arguments) {
        return GatewaySettings.from(CommandLine.parse(arguments), StartedGateway.ENVIRONMENT);
    }
}
