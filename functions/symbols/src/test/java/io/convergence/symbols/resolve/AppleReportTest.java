package io.convergence.symbols.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.convergence.symbols.Vectors;
import io.convergence.symbols.archive.ArchiveLimits;
import io.convergence.symbols.archive.RefusedArchive;
import io.convergence.symbols.archive.SymbolArchive;
import io.convergence.symbols.archive.SymbolPlatform;
import io.convergence.symbols.stack.ResolvedStack;
import io.convergence.symbols.stack.StackStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Crash reports of Apple's platforms, resolved with real archives. */
class AppleReportTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("reports")
    void eachReportIsThatOfTheOracle(JsonNode report) throws IOException, RefusedArchive {
        ResolvedStack resolved =
                resolve(report.get("archive"), report.get("error_stack").asText());
        assertThat(resolved.text()).isEqualTo(report.get("expected").asText(null));
        assertThat(resolved.resolved()).isEqualTo(report.get("resolved").asInt());
    }

    @Test
    void anotherUuidIsAMismatchAndAnUnknownModuleAMissingFile() throws IOException, RefusedArchive {
        JsonNode report = reports().stream()
                .filter(each -> each.get("name").asText().startsWith("another UUID"))
                .findFirst()
                .orElseThrow();
        String stack = report.get("error_stack").asText();
        assertThat(resolve(report.get("archive"), stack).status()).isEqualTo(StackStatus.MISMATCH);
        ResolvedStack other = resolve(report.get("archive"), "0   Cart App    0x0000000104938000 0x104934000 + 12");
        assertThat(other.status()).isEqualTo(StackStatus.NO_FILE);
        assertThat(other.missing()).containsExactly("Cart App");
    }

    @Test
    void aReportThatCannotBeReadPassesUnchanged() throws IOException, RefusedArchive {
        JsonNode archive = reports().get(1).get("archive");
        List<String> texts = List.of(
                "{",
                "{}",
                "{\"usedImages\": 7}",
                "{\"usedImages\": [], \"threads\": [{\"frames\": [{\"imageIndex\": 9}]}]}",
                "{\"a\":" + "[".repeat(100_000),
                "0   Shop   0x",
                "0   Shop   0x00000000000000000000001",
                "99999999999999999999 Shop 0x1 0x2 + 3");
        for (String text : texts) {
            assertThat(resolve(archive, text).text()).isNull();
        }
    }

    static List<JsonNode> reports() {
        return Vectors.cases(Vectors.json("ios/stacks.json")).stream()
                .filter(report -> report.get("archive").properties().stream()
                        .allMatch(entry -> Vectors.isThere(entry.getValue().asText())))
                .toList();
    }

    private ResolvedStack resolve(JsonNode entries, String stack) throws IOException, RefusedArchive {
        Path zip = Files.createTempFile(directory, "archive", ".zip");
        try (OutputStream file = Files.newOutputStream(zip);
                ZipOutputStream archive = new ZipOutputStream(file)) {
            for (Map.Entry<String, JsonNode> entry : entries.properties()) {
                archive.putNextEntry(new ZipEntry(entry.getKey()));
                archive.write(Vectors.bytes(entry.getValue().asText()));
            }
        }
        try (SymbolArchive archive = SymbolArchive.open(zip, SymbolPlatform.IOS, "", ArchiveLimits.DEFAULT)) {
            return new ArchiveResolver(archive).resolve(stack, Map.of());
        }
    }
}
