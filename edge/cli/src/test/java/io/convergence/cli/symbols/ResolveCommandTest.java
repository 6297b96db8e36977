package io.convergence.cli.symbols;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.cli.CommandRun;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Output and exit codes of the command that resolves a stack. */
class ResolveCommandTest {
    private static final String MAP = """
            {"version":3,"sources":["main.js"],"names":[],"mappings":"AAKI"}""";

    private static final String MAPPING = """
            com.acme.Cart -> a.a:
                1:3:void add(int):20:22 -> b
            """;

    private final CommandRun commands = new CommandRun();

    @TempDir
    Path directory;

    @Test
    void aStackOfAScriptIsPrintedInSourceNames() throws IOException {
        Path archive = archive("js/main.min.js.map", MAP);
        assertThat(run("Error: x\n    at f (https://shop.example/js/main.min.js:1:1)\n", archive.toString()))
                .isZero();
        assertThat(commands.out()).containsExactly("Error: x", "    at f (main.js:6:5)");
        assertThat(commands.error()).isEmpty();
    }

    @Test
    void aStackOfJavaIsPrintedInSourceNames() throws IOException {
        Path archive = archive("mapping.txt", MAPPING);
        assertThat(run("x.Y: z\n\tat a.a.b(SourceFile:2)", archive.toString(), "--platform", "android"))
                .isZero();
        assertThat(commands.out()).containsExactly("x.Y: z", "\tat com.acme.Cart.add(Cart.java:21)");
    }

    @Test
    void aStackThatCannotBeResolvedIsPrintedAsItIsWithTheMissingFile() throws IOException {
        Path archive = archive("js/main.min.js.map", MAP);
        assertThat(run("f@https://shop.example/other.js:1:1", archive.toString()))
                .isEqualTo(1);
        assertThat(commands.out()).containsExactly("f@https://shop.example/other.js:1:1");
        assertThat(commands.error())
                .containsExactly(
                        "convergence: symbols resolve: not in the archive or not readable: other.js.map",
                        "convergence: symbols resolve: no frame was resolved (no_file)");
    }

    @Test
    void mistakesAreOneLineWithExitCode2() throws IOException {
        Path html = Files.writeString(directory.resolve("a.zip"), "<!doctype html>");
        Path wrong = archive("readme.md", "hello");
        assertThat(run("x", html.toString())).isEqualTo(2);
        assertThat(run("x", wrong.toString())).isEqualTo(2);
        assertThat(run("x", directory.resolve("absent.zip").toString())).isEqualTo(2);
        assertThat(run("x", wrong.toString(), "--platform", "windows")).isEqualTo(2);
        assertThat(run(" ", archive("a.map", MAP).toString())).isEqualTo(2);
        String help = " (see convergence symbols resolve --help)";
        assertThat(commands.error())
                .containsExactly(
                        "convergence: " + html + " is refused (unreadable): the archive is not a ZIP file that can be"
                                + " read" + help,
                        "convergence: " + wrong + " is refused (no-usable-file): the archive has no usable file of the"
                                + " platform web" + help,
                        "convergence: " + directory.resolve("absent.zip") + " is not a file" + help,
                        "convergence: --platform must be one of web, miniapp, android, ios" + help,
                        "convergence: standard input has no stack" + help);
    }

    private Path archive(String entry, String text) throws IOException {
        Path zip = Files.createTempFile(directory, "archive", ".zip");
        try (ZipOutputStream archive = new ZipOutputStream(Files.newOutputStream(zip))) {
            archive.putNextEntry(new ZipEntry(entry));
            archive.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return zip;
    }

    private int run(String stack, String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "resolve";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(stack.getBytes(StandardCharsets.UTF_8)));
        try {
            return commands.run("symbols", all);
        } finally {
            System.setIn(before);
        }
    }
}
