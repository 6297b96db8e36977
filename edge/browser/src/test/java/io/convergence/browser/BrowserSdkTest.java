package io.convergence.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class BrowserSdkTest {
    private static final int LIMIT = 2048;
    private static final int TAR_BLOCK = 512;
    private static final Path NPM = Path.of("target", "npm");

    @Test
    void theMinifiedScriptIsLessThanTwoKibibytes() {
        assertThat(BrowserSdk.script().length).isLessThan(LIMIT);
    }

    @Test
    void theMinifiedScriptIsEcmaScript5InAscii() {
        String script = script();

        assertThat(script).isASCII().doesNotContain("=>", "`", "\n").doesNotContainPattern("\\b(let|const|class)\\b");
    }

    @Test
    void theScriptStoresNothingAndPatchesNothing() {
        assertThat(script())
                .doesNotContain("cookie", "Storage", "indexedDB", "eval", "prototype", "pushState", "XMLHttpRequest");
    }

    @Test
    void theScriptCarriesAVersionThatTheServerAdmits() {
        assertThat(script()).containsPattern("sdk:\"\\d+\\.\\d+\\.\\d+\"").doesNotContain("@version@");
    }

    @Test
    void theModuleExportsInit() {
        assertThat(new String(BrowserSdk.module(), StandardCharsets.UTF_8))
                .contains("export function init(options)")
                .doesNotContain("@version@");
    }

    @Test
    void theNpmPackageHoldsScriptModuleAndTypesUnderItsName() throws IOException {
        Path folder = NPM.resolve("package");

        assertThat(Files.readAllBytes(folder.resolve("dist/convergence.min.js")))
                .isEqualTo(BrowserSdk.script());
        assertThat(Files.readAllBytes(folder.resolve("dist/convergence.mjs"))).isEqualTo(BrowserSdk.module());
        assertThat(folder.resolve("index.d.ts")).content().contains("export function init(");
        assertThat(folder.resolve("README.md")).isNotEmptyFile();
        assertThat(folder.resolve("package.json"))
                .content()
                .contains("\"name\": \"@convergence/browser\"", "\"types\": \"./index.d.ts\"")
                .containsPattern("\"version\": \"\\d+\\.\\d+\\.\\d+\"");
    }

    @Test
    void thePackedPackageHoldsTheSameFiles() throws IOException {
        List<Path> packed;
        try (var files = Files.list(NPM)) {
            packed = files.filter(file -> file.toString().endsWith(".tgz")).toList();
        }

        assertThat(packed).hasSize(1);
        assertThat(entries(packed.get(0)))
                .contains(
                        "package/package.json",
                        "package/index.d.ts",
                        "package/README.md",
                        "package/dist/convergence.min.js",
                        "package/dist/convergence.mjs");
    }

    private static String script() {
        return new String(BrowserSdk.script(), StandardCharsets.UTF_8);
    }

    /**
     * The file names in a tar file, in which each file has a header block with name and octal size, then whole blocks
     * of content.
     */
    private static List<String> entries(Path file) throws IOException {
        byte[] tar;
        try (InputStream packed = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            tar = packed.readAllBytes();
        }
        List<String> names = new ArrayList<>();
        for (int at = 0; at < tar.length && tar[at] != 0; ) {
            names.add(field(tar, at, 100));
            long size = Long.parseLong(field(tar, at + 124, 12).trim(), 8);
            at += (int) (TAR_BLOCK + (size + TAR_BLOCK - 1) / TAR_BLOCK * TAR_BLOCK);
        }
        return names;
    }

    private static String field(byte[] bytes, int from, int length) {
        String text = new String(bytes, from, length, StandardCharsets.US_ASCII);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }
}
