package io.convergence.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
    @TempDir
    private Path directory;

    @Test
    void bothSpellingsAreRead() {
        assertThat(CommandLine.parse("--a.b", "1", "--c=2=3", "--d="))
                .isEqualTo(Map.of("a.b", "1", "c", "2=3", "d", ""));
    }

    @Test
    void aLaterValueReplacesAnEarlierOne() throws IOException {
        Path file = Files.writeString(directory.resolve("job.properties"), "a = 1\nb = 1\n");
        assertThat(CommandLine.parse("--a", "0", "--config", file.toString(), "--b", "2"))
                .isEqualTo(Map.of("a", "1", "b", "2"));
    }

    @Test
    void everyArgumentThatCannotBeReadIsReported() {
        InvalidSettings refusal = catchThrowableOfType(
                InvalidSettings.class,
                () -> CommandLine.parse("stray", "--first", "--config", "/no/such/file", "--=x", "--last"));
        assertThat(refusal.problems())
                .hasSize(5)
                .anyMatch(line -> line.startsWith("argument 1: "))
                .anyMatch(line -> line.startsWith("--first: a value is missing"))
                .anyMatch(line -> line.startsWith("--config: /no/such/file is not a readable"))
                .anyMatch(line -> line.startsWith("--=: a key is missing"))
                .anyMatch(line -> line.startsWith("--last: a value is missing"));
    }
}
