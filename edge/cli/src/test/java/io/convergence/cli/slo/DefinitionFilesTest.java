package io.convergence.cli.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.convergence.cli.command.UsageException;
import io.convergence.core.slo.openslo.Document;
import io.convergence.core.yaml.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Search for and reading of definition files. */
class DefinitionFilesTest {
    @TempDir
    Path directory;

    private static String service(String name) {
        return "apiVersion: openslo/v1\nkind: Service\nmetadata: {name: " + name
                + ", labels: {tenant: acme}}\nspec: {description: d}\n";
    }

    @Test
    void directoriesAreSearchedInOrderAndNamedFilesAreReadWhateverTheirExtension() throws Exception {
        Path below = Files.createDirectories(directory.resolve("slos/below"));
        Files.writeString(below.resolve("c.json"), service("c"));
        Files.writeString(directory.resolve("slos/b.yml"), service("b"));
        Files.writeString(directory.resolve("slos/a.yaml"), service("a"));
        Files.writeString(directory.resolve("slos/README.md"), "no document");
        Path single = Files.writeString(directory.resolve("single.txt"), service("single"));

        assertThat(DefinitionFiles.read(
                                List.of(
                                        single.toString(),
                                        directory.resolve("slos").toString()),
                                null)
                        .documents())
                .extracting(Document::name)
                .containsExactly("single", "a", "b", "c");
    }

    @Test
    void invalidUtf8IsAProblemOfItsFile() throws Exception {
        Path file = Files.write(directory.resolve("a.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe});

        assertThat(DefinitionFiles.read(List.of(file.toString()), null).problems())
                .extracting(Problem::message)
                .containsExactly("is no UTF-8 text");
    }

    @Test
    void aFileWithoutADocumentIsAnError() throws Exception {
        String empty = Files.createFile(directory.resolve("empty.yaml")).toString();
        String comments = Files.writeString(directory.resolve("comments.yaml"), "# nothing\n---\n---\n")
                .toString();
        String good =
                Files.writeString(directory.resolve("good.yaml"), service("a")).toString();

        assertThat(DefinitionFiles.read(List.of(empty, good, comments), null).problems())
                .containsExactly(
                        new Problem(true, empty, 0, 1, "", "the text has no document"),
                        new Problem(true, comments, 0, 1, "", "the text has no document"));
    }

    @Test
    void aMissingFileIsAMistake() {
        assertThatThrownBy(() -> DefinitionFiles.read(
                        List.of(directory.resolve("none.yaml").toString()), null))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("there is no file");
    }
}
