package io.convergence.cli.symbols;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.convergence.cli.CommandRun;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests, output and exit codes of the commands for the archives of a query service. */
class ServiceCommandsTest {
    private final CommandRun commands = new CommandRun();
    private final List<String> requests = new ArrayList<>();
    private final HttpServer server = server();
    private int status = 200;
    private String answer = "";

    @TempDir
    Path directory;

    @BeforeEach
    void start() {
        System.setProperty(ServiceOptions.TOKEN, "token-of-a-build");
        server.createContext("/", exchange -> {
            try (InputStream body = exchange.getRequestBody()) {
                requests.add(exchange.getRequestMethod()
                        + ' '
                        + exchange.getRequestURI()
                        + ' '
                        + exchange.getRequestHeaders().getFirst("Authorization")
                        + ' '
                        + new String(body.readAllBytes(), StandardCharsets.ISO_8859_1));
            }
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        System.clearProperty(ServiceOptions.TOKEN);
        server.stop(0);
    }

    @Test
    void anArchiveIsSentAsAForm() throws IOException {
        answer = "{\"content\":\"uploaded to [web/shop-none-1.zip]!\",\"errorMsg\":\"\",\"success\":true,"
                + "\"files\":[\"a.js.map\"],\"ignored\":[],\"unusable\":[\"b.js.map\"]}";
        Path archive = Files.writeString(directory.resolve("a.zip"), "PK content");
        assertThat(run("upload", archive.toString(), "--app", "shop", "--version", "1"))
                .isZero();
        assertThat(commands.out()).containsExactly("uploaded to [web/shop-none-1.zip]!", "  a.js.map");
        assertThat(commands.error())
                .containsExactly("convergence: symbols upload: b.js.map cannot be read and is left out");
        assertThat(requests)
                .singleElement()
                .asString()
                .startsWith(
                        "PUT /v1/sourcemap?app_id=shop&platform=web&version=1 Bearer token-of-a-build --convergence-")
                .contains("name=\"file\"", "\r\n\r\nPK content\r\n--convergence-");
    }

    @Test
    void archivesAreListedAndDeleted() {
        answer = "{\"content\":[{\"platform\":\"web\",\"name\":\"shop-none-1.zip\",\"uploaded_at\":"
                + "\"2026-11-28T12:00:00.000Z\",\"files\":2,\"bytes\":10,\"unusable\":[]}],\"errorMsg\":\"\","
                + "\"success\":true,\"stacks\":[{\"sdk\":\"df_web_rum_sdk\",\"status\":\"no_zip\",\"stacks\":3}]}";
        assertThat(run("list", "--app", "shop", "--tenant", "acme")).isZero();
        assertThat(commands.out())
                .containsExactly(
                        "web/shop-none-1.zip  2026-11-28T12:00:00.000Z  2 files  10 bytes",
                        "df_web_rum_sdk  no_zip  3 stacks");
        assertThat(requests.get(0)).startsWith("GET /v1/sourcemap?app_id=shop&tenant=acme ");
        answer = "{\"content\":\"deleted [ios/shop-e-1.zip]!\",\"errorMsg\":\"\",\"success\":true}";
        assertThat(run("delete", "--app", "shop", "--env", "e", "--platform", "ios"))
                .isZero();
        assertThat(requests.get(1)).startsWith("DELETE /v1/sourcemap?app_id=shop&platform=ios&env=e ");
    }

    @Test
    void aStackIsCheckedAndOneThatIsNotResolvedHasExitCode1() {
        answer = "{\"content\":{\"error_stack\":\"f@a.js:6:5\",\"original_error_stack\":\"x\"},\"errorMsg\":\"\","
                + "\"success\":true}";
        assertThat(check("f@https://x/a.js:1:1")).isZero();
        assertThat(commands.out()).containsExactly("f@a.js:6:5");
        assertThat(requests.get(0)).contains("\"error_stack\":\"f@https://x/a.js:1:1\"", "\"app_id\":\"shop\"");
        answer = "{\"content\":{\"error_stack\":\"x\",\"original_error_stack\":\"x\"},\"errorMsg\":\"no file\","
                + "\"success\":false}";
        assertThat(check("x")).isEqualTo(1);
        assertThat(commands.error()).containsExactly("convergence: symbols check: no file");
    }

    @Test
    void mistakesAndRefusalsAreOneLineWithExitCode2() throws IOException {
        Path archive = Files.writeString(directory.resolve("a.zip"), "PK content");
        status = 422;
        answer = "{\"content\":null,\"errorMsg\":\"the archive is refused (ratio)\",\"success\":false}";
        assertThat(run("upload", archive.toString(), "--app", "shop")).isEqualTo(2);
        answer = "<html>";
        assertThat(run("list", "--app", "shop")).isEqualTo(2);
        assertThat(run("delete", "--app", "shop", "--platform", "windows")).isEqualTo(2);
        assertThat(run("upload", directory.resolve("absent.zip").toString(), "--app", "shop"))
                .isEqualTo(2);
        System.clearProperty(ServiceOptions.TOKEN);
        assertThat(run("list", "--app", "shop")).isEqualTo(2);
        String host = "127.0.0.1:" + server.getAddress().getPort();
        assertThat(commands.error())
                .containsExactly(
                        "convergence: symbols upload failed: " + host + " answered 422: the archive is refused (ratio)",
                        "convergence: symbols list failed: " + host + " answered 422: no answer of a query service",
                        "convergence: --platform must be one of web, miniapp, android, ios" + help("delete"),
                        "convergence: " + directory.resolve("absent.zip") + " is not a file" + help("upload"),
                        "convergence: CONVERGENCE_TOKEN is not set: it has the access token of the query service"
                                + help("list"));
    }

    private static String help(String command) {
        return " (see convergence symbols " + command + " --help)";
    }

    private int run(String command, String... arguments) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--url", "http://127.0.0.1:" + server.getAddress().getPort()));
        return commands.run("symbols", all.toArray(String[]::new));
    }

    private int check(String stack) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(stack.getBytes(StandardCharsets.UTF_8)));
        try {
            return run("check", "--app", "shop");
        } finally {
            System.setIn(before);
        }
    }

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
