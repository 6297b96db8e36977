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
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stacks of the vectors, resolved with real archives. */
class ArchiveResolverTest {
    @TempDir
    Path directory;

    @Test
    void stacksOfScriptsAreResolvedFromAnArchive() throws IOException, RefusedArchive {
        int checked = 0;
        for (JsonNode stack : Vectors.json("web/stacks.json")) {
            Map<String, byte[]> entries = new HashMap<>();
            boolean complete = true;
            for (var entry : stack.get("archive").properties()) {
                complete &= Vectors.isThere(entry.getValue().asText());
                if (complete) {
                    entries.put(entry.getKey(), Vectors.bytes(entry.getValue().asText()));
                }
            }
            if (complete) {
                Map<String, String> ids = new HashMap<>();
                stack.path("debug_ids")
                        .properties()
                        .forEach(id -> ids.put(id.getKey(), id.getValue().asText()));
                ResolvedStack resolved = resolve(
                        entries, SymbolPlatform.WEB, stack.get("error_stack").asText(), ids);
                assertThat(resolved.text())
                        .as(stack.get("name").asText())
                        .isEqualTo(stack.get("expected").asText(null));
                checked++;
            }
        }
        assertThat(checked).isGreaterThanOrEqualTo(55);
    }

    @Test
    void theSeedsJavaExampleIsResolvedFromAnArchive() throws IOException, RefusedArchive {
        ResolvedStack resolved = resolve(
                Map.of("release/mapping.txt", Vectors.bytes("r8/mappings/seed-example.txt")),
                SymbolPlatform.ANDROID,
                """
                java.lang.ArithmeticException: divide by zero
                    at prof.wang.activity.TeamInvitationActivity.o0(Unknown Source:1)
                    at j9.f7.run(Unknown Source:0)\
                """,
                Map.of());
        assertThat(resolved.text())
                .isEqualTo("java.lang.ArithmeticException: divide by zero\n    at"
                        + " prof.wang.activity.TeamInvitationActivity.onClick$lambda-0(TeamInvitationActivity.java:1)");
        assertThat(resolved.status()).isEqualTo(StackStatus.SUCCESS);
    }

    @Test
    void eachFormHasItsReader() {
        assertThat(StackForm.of("x\n    #00 pc 0000a1  /a/b.so")).isEqualTo(StackForm.ANDROID_NATIVE);
        assertThat(StackForm.of("02-19 17:05:04.647  4711  4711 F DEBUG   :       #00 pc 00010472  /a/b.so"))
                .isEqualTo(StackForm.ANDROID_NATIVE);
        assertThat(StackForm.of("x\n0   App   0x0000000104486ef0 0x104480000 + 72"))
                .isEqualTo(StackForm.APPLE);
        assertThat(StackForm.of("{\"app_name\":1}")).isEqualTo(StackForm.APPLE);
        assertThat(StackForm.of("x: y\n\tat a.b.c(SourceFile:1)")).isEqualTo(StackForm.JVM);
        assertThat(StackForm.of("x: y\n    at a.b (https://a/b.js:1:2)")).isEqualTo(StackForm.JS);
        assertThat(StackForm.of("x: y\n    at a.b(b.js:1:2)")).isEqualTo(StackForm.JS);
    }

    private ResolvedStack resolve(
            Map<String, byte[]> entries, SymbolPlatform platform, String stack, Map<String, String> ids)
            throws IOException, RefusedArchive {
        Path zip = Files.createTempFile(directory, "archive", ".zip");
        try (OutputStream file = Files.newOutputStream(zip);
                ZipOutputStream archive = new ZipOutputStream(file)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                archive.putNextEntry(new ZipEntry(entry.getKey()));
                archive.write(entry.getValue());
            }
        }
        try (SymbolArchive archive = SymbolArchive.open(zip, platform, "", ArchiveLimits.DEFAULT)) {
            return new ArchiveResolver(archive).resolve(stack, ids);
        }
    }
}
