package io.convergence.query.objectives;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.slo.openslo.Document;
import io.convergence.core.slo.openslo.OpenSlo;
import io.convergence.core.slo.openslo.SourceText;
import io.convergence.core.yaml.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocumentYamlTest {
    @Test
    void theExamplesKeepTheirMeaning() throws IOException {
        List<SourceText> files = new ArrayList<>();
        try (Stream<Path> found = Files.list(Path.of("../../conf/slo"))) {
            for (Path file : found.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                files.add(new SourceText(file.toString(), null, Files.readString(file)));
            }
        }
        OpenSlo read = OpenSlo.read(files);
        assertThat(read.definitions()).isNotEmpty();
        for (String tenant :
                read.documents().stream().map(Document::tenant).distinct().toList()) {
            List<Document> own = read.documents().stream()
                    .filter(document -> document.tenant().equals(tenant))
                    .toList();
            String yaml = DocumentYaml.of(own.stream().map(Document::text).toList());
            OpenSlo again = OpenSlo.read(List.of(new SourceText("export", tenant, yaml)));
            assertThat(again.problems()).noneMatch(Problem::error);
            assertThat(again.documents()).isEqualTo(own);
            assertThat(again.definitions())
                    .isEqualTo(read.definitions().stream()
                            .filter(definition -> definition.tenant().equals(tenant))
                            .toList());
        }
    }

    @Test
    void textsThatLookLikeOtherTypesRemainTexts() {
        assertThat(
                        DocumentYaml.of(
                                List.of(
                                        "{\"a\":\"true\",\"b\":\"1\",\"c\":\"1e3\",\"d\":\"\",\"e\":null,\"f\":0.10,\"g\":\"null\",\"h\":\"a: b\\n#c\"}")))
                .isEqualTo("""
                        ---
                        a: 'true'
                        b: '1'
                        c: '1e3'
                        d: ''
                        e: null
                        f: 0.10
                        g: 'null'
                        h: |-
                          a: b
                          #c
                        """);
    }

    @Test
    void yamlIsLeftAsItIs() {
        assertThat(DocumentYaml.of(List.of("---\na:   1 # one", "b: 2\n"))).isEqualTo("---\na:   1 # one\n---\nb: 2\n");
    }
}
