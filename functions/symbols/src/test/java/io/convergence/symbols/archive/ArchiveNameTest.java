package io.convergence.symbols.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.convergence.symbols.Vectors;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchiveNameTest {
    @ParameterizedTest
    @MethodSource("names")
    void aNameIsLabelledOrRefusedAsByTheOracle(JsonNode name) {
        String appId = name.get("app_id").asText();
        String env = name.get("env").asText();
        String version = name.get("version").asText();
        String expected = name.get("name").asText(null);
        if (expected == null) {
            assertThat(ArchiveName.problem(appId, env, version)).isNotBlank();
        } else {
            assertThat(ArchiveName.problem(appId, env, version)).isNull();
            assertThat(new ArchiveName(appId, env, version).label()).isEqualTo(expected);
        }
    }

    @Test
    void theBoundIsOneOfBytes() {
        assertThat(ArchiveName.problem("ä".repeat(64), "", "")).isNull();
        assertThat(ArchiveName.problem("ä".repeat(65), "", "")).startsWith("app_id must have at most 128 bytes");
        assertThat(ArchiveName.problem("a", "", "1\n2")).startsWith("version ");
        assertThat(ArchiveName.problem("", "e", "v")).isEqualTo("app_id not found");
    }

    static List<JsonNode> names() {
        return Vectors.cases(Vectors.json("archives/archives.json").get("names"));
    }
}
