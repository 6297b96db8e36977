package io.convergence.core.settings;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionReaderTest {
    private static final Option PORT = Option.number("server.port", 8090, "Port.");
    private static final Option TIMEOUT = Option.duration("server.timeout", Duration.ofSeconds(10), "Time-out.");
    private static final Option STRICT = Option.flag("server.strict", true, "Strictness.");
    private static final Option BROKER = Option.required("kafka.bootstrap.servers", "Brokers.");

    @Test
    void valuesReplaceDefaults() {
        OptionReader reader = new OptionReader(Map.of(
                "server.port", "1", "server.timeout", "2 min", "server.strict", "false", BROKER.key(), "b:9092"));
        assertThat(reader.number(PORT, 0, 65_535)).isEqualTo(1);
        assertThat(reader.duration(TIMEOUT, Duration.ZERO, Duration.ofHours(1))).isEqualTo(Duration.ofMinutes(2));
        assertThat(reader.flag(STRICT)).isFalse();
        assertThat(reader.text(BROKER)).isEqualTo("b:9092");
        reader.problems().throwIfAny();
    }

    @Test
    void everyProblemIsReportedAndReadingGoesOnWithTheDefault() {
        OptionReader reader =
                new OptionReader(Map.of("server.port", "65536", "server.timeout", "soon", "server.strict", "maybe"));
        assertThat(reader.number(PORT, 0, 65_535)).isEqualTo(8090);
        assertThat(reader.duration(TIMEOUT, Duration.ZERO, Duration.ofHours(1))).isEqualTo(Duration.ofSeconds(10));
        assertThat(reader.flag(STRICT)).isTrue();
        assertThat(reader.text(BROKER)).isEmpty();
        InvalidSettings refusal = catchThrowableOfType(
                InvalidSettings.class, () -> reader.problems().throwIfAny());
        assertThat(refusal.problems())
                .containsExactly(
                        "server.port: 65536 lies outside 0..65535",
                        "server.timeout: 'soon' is not a duration such as '10 s'",
                        "server.strict: 'maybe' is neither true nor false",
                        "kafka.bootstrap.servers: a value is required");
    }

    @Test
    void unknownAndReservedKeysAreProblems() {
        KnownKeys known = new KnownKeys(
                List.of("server.port", "server.host"),
                Map.of("kafka.acks", "records are written to all replicas"),
                key -> key.startsWith("kafka."));
        Problems problems = new Problems();
        known.check(List.of("server.prot", "server.host", "kafka.linger.ms", "kafka.acks"), problems);
        assertThat(catchThrowableOfType(InvalidSettings.class, problems::throwIfAny)
                        .problems())
                .containsExactly(
                        "kafka.acks: cannot be given: records are written to all replicas",
                        "server.prot: no such option; did you mean server.port?");
    }

    @Test
    void durationsAreSpelledInTheLargestUnitThatDividesThem() {
        for (String spelled : List.of("0 ms", "1500 ms", "10 s", "5 min", "60 min", "2 h", "90 d")) {
            Duration duration = requireNonNull(SpelledDuration.parse(spelled), spelled);
            assertThat(SpelledDuration.format(duration)).isEqualTo(spelled);
        }
        assertThat(SpelledDuration.parse("10")).isNull();
        assertThat(SpelledDuration.parse("10 weeks")).isNull();
    }

    @Test
    void secretsOfTheEnvironmentReplaceSettingsOfTheKafkaClients() {
        assertThat(ClientProperties.kafka(
                        Map.of("kafka.security.protocol", "SASL_SSL", "kafka.sasl.jaas.config", "old", "other", "x"),
                        Map.of("CONVERGENCE_KAFKA_SASL_JAAS_CONFIG", "new")))
                .isEqualTo(Map.of("security.protocol", "SASL_SSL", "sasl.jaas.config", "new"));
    }

    @Test
    void secretsAreNotShown() {
        assertThat(new Secret("pa55").toString()).doesNotContain("pa55");
    }
}
