package io.convergence.symbols.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.convergence.symbols.Vectors;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SymbolArchiveTest {
    @ParameterizedTest
    @MethodSource("uploads")
    void anUploadIsJudgedAsTheOracleJudgesIt(JsonNode upload) throws IOException {
        SymbolPlatform platform =
                Objects.requireNonNull(SymbolPlatform.of(upload.get("platform").asText()));
        String folder = upload.get("app_id").asText()
                + '-'
                + upload.get("env").asText()
                + '-'
                + upload.get("version").asText();
        try (SymbolArchive archive = SymbolArchive.open(
                Vectors.file("archives/" + upload.get("archive").asText()), platform, folder, ArchiveLimits.DEFAULT)) {
            assertThat(upload.get("status").asInt()).isEqualTo(200);
            assertThat(archive.files()).extracting(SymbolFile::path).isEqualTo(texts(upload.get("kept")));
            assertThat(archive.ignored()).isEqualTo(texts(upload.get("ignored")));
            assertThat(archive.unusable()).isEqualTo(texts(upload.get("unusable")));
        } catch (RefusedArchive refused) {
            assertThat(refused.reason().label()).isEqualTo(upload.get("reason").asText());
        }
    }

    static List<JsonNode> uploads() {
        return Vectors.cases(Vectors.json("archives/archives.json").get("uploads")).stream()
                .toList();
    }

    private static List<String> texts(JsonNode array) {
        return Vectors.cases(array).stream().map(JsonNode::asText).toList();
    }
}
