package io.convergence.local.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.convergence.core.slo.openslo.Document;
import io.convergence.core.slo.openslo.OpenSlo;
import io.convergence.core.slo.openslo.Problem;
import io.convergence.core.slo.openslo.SourceText;
import io.convergence.local.command.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionsTest {
    private static final Problem WARNING = new Problem(false, "a.yaml", 2, 14, "spec.service", "no such service");
    private static final Problem ERROR = new Problem(true, "a.yaml", 0, 1, "", "not a document");

    @TempDir
    private Path directory;

    private final List<String> read = new ArrayList<>();

    @Test
    void withoutPathsNothingIsReadAndNothingDefined() throws UsageException {
        Definitions none = Definitions.read(List.of(), texts -> answer(texts, List.of(ERROR)));
        assertThat(none.isEmpty()).isTrue();
        assertThat(read).isEmpty();
    }

    @Test
    void directoriesAreSearchedInOrderAndFilesReadWhateverTheirName() throws IOException, UsageException {
        Path below = Files.createDirectories(directory.resolve("slos/below"));
        Files.writeString(below.resolve("c.json"), "3");
        Files.writeString(directory.resolve("slos/b.yml"), "2");
        Files.writeString(directory.resolve("slos/a.yaml"), "1");
        Files.writeString(directory.resolve("slos/README.md"), "-");
        Path single = Files.writeString(directory.resolve("single.txt"), "0");

        Definitions definitions =
                Definitions.read(List.of(single, directory.resolve("slos")), texts -> answer(texts, List.of(WARNING)));

        assertThat(read).containsExactly("single.txt 0", "a.yaml 1", "b.yml 2", "c.json 3");
        assertThat(definitions.documents()).hasSize(4);
        assertThat(definitions.warnings()).containsExactly("a.yaml:14, document 2, spec.service: no such service");
    }

    @Test
    void errorsRefuseAllAndAreToldOneByOne() throws IOException {
        Path file = Files.writeString(directory.resolve("a.yaml"), "x");
        UsageException refusal = catchThrowableOfType(
                UsageException.class,
                () -> Definitions.read(List.of(file), texts -> answer(texts, List.of(WARNING, ERROR))));
        assertThat(refusal).hasMessage("--slo: what the files say cannot be used");
        assertThat(refusal.details()).containsExactly("a.yaml:1: not a document");
    }

    @Test
    void whatIsNotUtf8IsRefused() throws IOException {
        Path file = Files.write(directory.resolve("a.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe});
        UsageException refusal = catchThrowableOfType(
                UsageException.class, () -> Definitions.read(List.of(file), texts -> answer(texts, List.of())));
        assertThat(refusal).hasMessageContaining("is not UTF-8");
    }

    private OpenSlo answer(List<SourceText> texts, List<Problem> problems) {
        List<Document> documents = new ArrayList<>();
        for (SourceText text : texts) {
            assertThat(text.tenant()).isNull();
            read.add(Path.of(text.name()).getFileName() + " " + text.text());
            documents.add(new Document("acme", "SLO", text.text(), "{}"));
        }
        return new OpenSlo(documents, List.of(), problems);
    }
}
