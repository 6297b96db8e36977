package io.convergence.core.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Redaction of every published bypass in {@code privacy-bypasses.md} that has a path and an expected result. */
@Tag("fixtures")
class PrivacyBypassesTest {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    @Test
    void everyPublishedBypassIsRedacted() throws IOException {
        List<String> rows = rows().toList();
        assertThat(rows).hasSizeGreaterThanOrEqualTo(8);
        for (String row : rows) {
            String[] cells = row.split("\\|");
            List<String> expected = codes(cells[2]);
            for (String path : codes(cells[1])) {
                assertThat(PageRedaction.redact(path)).as(row).isEqualTo(expected.get(0));
            }
        }
    }

    private static Stream<String> rows() throws IOException {
        return Files.readAllLines(Path.of(System.getProperty("fixtures.dir", ""), "privacy-bypasses.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .filter(line -> codes(line.split("\\|")[2]).size() == 1);
    }

    private static List<String> codes(String cell) {
        return CODE.matcher(cell).results().map(result -> result.group(1)).toList();
    }
}
