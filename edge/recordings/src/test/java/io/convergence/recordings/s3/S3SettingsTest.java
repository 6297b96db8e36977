package io.convergence.recordings.s3;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.settings.InvalidSettings;
import io.convergence.core.settings.OptionReader;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3SettingsTest {
    private static final Map<String, String> KEYS =
            Map.of("CONVERGENCE_S3_ACCESS_KEY", "id", "CONVERGENCE_S3_SECRET_KEY", "hidden");

    @Test
    void aDirectoryNeedsNoBucketAndNoKey() {
        assertThat(read(Map.of(), Map.of())).isNull();
        assertThat(read(Map.of("replay.store", "directory"), Map.of())).isNull();
    }

    @Test
    void aBucketOfAmazonNeedsNoEndpoint() {
        S3Settings settings = requireNonNull(
                read(Map.of("replay.store", "s3", "replay.s3.bucket", "rec", "replay.s3.region", "eu-west-1"), KEYS));
        assertThat(settings.endpoint()).isNull();
        assertThat(settings.bucket()).isEqualTo("rec");
        assertThat(settings.region()).isEqualTo("eu-west-1");
        assertThat(settings.secretKey().reveal()).isEqualTo("hidden");
        assertThat(settings.toString()).doesNotContain("hidden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://s3.example.com", "http://127.0.0.1:9000", "https://s3.example.com/"})
    void anEndpointIsAnAddressWithoutAPath(String endpoint) {
        S3Settings settings = requireNonNull(
                read(Map.of("replay.store", "s3", "replay.s3.bucket", "rec", "replay.s3.endpoint", endpoint), KEYS));
        assertThat(settings.endpoint()).isEqualTo(URI.create(endpoint));
    }

    @Test
    void everyProblemIsReportedTogether() {
        assertThat(problems(Map.of("replay.store", "s3", "replay.s3.region", "EU", "replay.s3.endpoint", "s3:9000")))
                .satisfiesExactly(
                        problem -> assertThat(problem).startsWith("replay.s3.bucket: "),
                        problem -> assertThat(problem).startsWith("replay.s3.region: "),
                        problem -> assertThat(problem).startsWith("replay.s3.endpoint: "),
                        problem -> assertThat(problem).startsWith("CONVERGENCE_S3_ACCESS_KEY: "),
                        problem -> assertThat(problem).startsWith("CONVERGENCE_S3_SECRET_KEY: "));
        assertThat(problems(Map.of("replay.store", "S3"))).containsExactly("replay.store: must be directory or s3");
    }

    @ParameterizedTest
    @CsvSource({
        "replay.s3.bucket,ab",
        "replay.s3.bucket,Recordings",
        "replay.s3.bucket,rec/ordings",
        "replay.s3.endpoint,ftp://s3.example.com",
        "replay.s3.endpoint,https://id:key@s3.example.com",
        "replay.s3.endpoint,https://s3.example.com/bucket",
        "replay.s3.endpoint,https://s3.example.com?x=1",
        "replay.s3.endpoint,https://",
        "replay.s3.endpoint,not an address"
    })
    void valuesThatCannotBeUsedAreProblems(String key, String value) {
        Map<String, String> values = new HashMap<>(Map.of("replay.store", "s3", "replay.s3.bucket", "rec"));
        values.put(key, value);
        OptionReader reader = new OptionReader(values);
        S3Settings.read(reader, KEYS);
        assertThat(problems(reader)).singleElement().asString().startsWith(key + ": ");
    }

    private static @Nullable S3Settings read(Map<String, String> values, Map<String, String> environment) {
        OptionReader reader = new OptionReader(values);
        S3Settings settings = S3Settings.read(reader, environment);
        assertThat(problems(reader)).isEmpty();
        return settings;
    }

    private static List<String> problems(Map<String, String> values) {
        OptionReader reader = new OptionReader(values);
        S3Settings.read(reader, Map.of("CONVERGENCE_S3_ACCESS_KEY", " "));
        return problems(reader);
    }

    private static List<String> problems(OptionReader reader) {
        try {
            reader.problems().throwIfAny();
            return List.of();
        } catch (InvalidSettings e) {
            return e.problems();
        }
    }
}
