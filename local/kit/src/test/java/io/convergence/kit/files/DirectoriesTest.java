package io.convergence.kit.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoriesTest {
    @TempDir
    private Path directory;

    @Test
    void aTreeIsDeletedExceptForTheFileToKeep() throws IOException {
        Path kept = Files.writeString(directory.resolve("kept.log"), "log");
        Files.createDirectories(directory.resolve("a/b"));
        Files.writeString(directory.resolve("a/b/c"), "data");

        Directories.delete(directory, kept);
        assertThat(directory).isDirectoryContaining(kept::equals);
        assertThat(directory.resolve("a")).doesNotExist();

        Directories.delete(directory);
        assertThat(directory).doesNotExist();
    }

    @Test
    void aMissingDirectoryIsNoError() {
        Directories.delete(directory.resolve("missing"));
        assertThat(directory).exists();
    }
}
