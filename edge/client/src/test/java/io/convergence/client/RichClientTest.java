package io.convergence.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class RichClientTest {
    private static final int LIMIT = 15 * 1024;
    private static final Path NPM = Path.of("target", "npm", "package");

    @Test
    void theCompressedScriptIsBelow15KibibytesAndAscii() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(script());
        }

        assertThat(compressed.size()).isLessThan(LIMIT);
        assertThat(new String(script(), StandardCharsets.UTF_8)).isASCII().doesNotContain("@version@");
    }

    @Test
    void theScriptSetsNoCookieAndReplacesNoFunctionOfThePage() {
        assertThat(new String(script(), StandardCharsets.UTF_8))
                .doesNotContain("document.cookie", "localStorage", "indexedDB", "eval(", "pushState", "XMLHttpRequest");
    }

    @Test
    void thePackageHasModulesScriptAndTypes() throws IOException {
        assertThat(NPM.resolve("package.json"))
                .content()
                .contains("\"name\": \"@convergence/rum\"", "\"web-vitals\": \"6.2.3\"", "\"./react\"")
                .doesNotContain("devDependencies", "scripts");
        assertThat(Files.readAllBytes(NPM.resolve("dist").resolve(RichClient.FILE)))
                .isEqualTo(script());
        assertThat(NPM.resolve("dist/index.js")).content().contains("export {RumClient}", "initRUM", "getRUM");
        assertThat(NPM.resolve("dist/client.js")).content().doesNotContain("@version@");
        assertThat(NPM.resolve("dist/react.js")).content().contains("from 'react'");
        assertThat(NPM.resolve("index.d.ts")).content().contains("export class RumClient");
        assertThat(NPM.resolve("react.d.ts")).content().contains("useTrackInteraction");
        assertThat(NPM.resolve("README.md")).isNotEmptyFile();
    }

    @Test
    void theLockNamesNoAddressOfAPackage() {
        assertThat(Path.of("package-lock.json")).content().doesNotContain("\"resolved\"");
    }

    private static byte[] script() {
        return Objects.requireNonNull(RichClient.script());
    }
}
