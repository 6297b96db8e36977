package io.convergence.query;

import static io.convergence.query.SeededQuery.ACME;
import static io.convergence.query.SeededQuery.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.convergence.kit.wait.Waiting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Archives over HTTP, in a real database. */
class SourcemapIT {
    private static final SeededQuery QUERY = SeededQuery.start("symbols.upload-max", "400000");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path ARCHIVES = Path.of("../../functions/symbols/src/test/resources/vectors/symbols/archives");
    private static final String STACK = "at test @ http://localhost:8080/main.min.js:1:48";

    @AfterAll
    static void close() {
        QUERY.close();
    }

    @Test
    void theFirstExampleOfTheSeedIsAnsweredByteForByte() throws IOException {
        String name = "app_id=test_sourcemap&env=production&version=1.0.0";
        byte[] zip = zipOf("main.min.js.map", "web/maps/seed/main.min.js.map");
        HttpResponse<String> uploaded = put(name + "&token=" + GLOBEX + "&platform=web", zip);
        assertThat(uploaded.statusCode()).isEqualTo(200);
        assertThat(uploaded.body())
                .isEqualTo("{\"content\":\"uploaded to [web/test_sourcemap-production-1.0.0.zip]!\",\"errorMsg\":\"\","
                        + "\"success\":true,\"files\":[\"main.min.js.map\"],\"ignored\":[],\"unusable\":[]}");

        assertThat(check(name + "&token=" + GLOBEX, STACK).body())
                .isEqualTo("{\"content\":{\"error_stack\":\"at test @ main.js:6:6\",\"original_error_stack\":\"" + STACK
                        + "\"},\"errorMsg\":\"\",\"success\":true}");
        String beyond = STACK.replace(":48", ":483").replace("main.min.js", "other.min.js");
        assertThat(check(name + "&token=" + GLOBEX, beyond).body())
                .isEqualTo("{\"content\":{\"error_stack\":\"" + beyond + "\",\"original_error_stack\":\"" + beyond
                        + "\"},\"errorMsg\":\"fetch original source information failed, make sure sourcemap file"
                        + " [other.min.js.map] is valid\",\"success\":false}");

        HttpResponse<String> deleted = send("DELETE", "/v1/sourcemap?" + name + "&token=" + GLOBEX + "&platform=web");
        assertThat(deleted.body())
                .isEqualTo("{\"content\":\"deleted [web/test_sourcemap-production-1.0.0.zip]!\",\"errorMsg\":\"\","
                        + "\"success\":true}");
        HttpResponse<String> again = send("DELETE", "/v1/sourcemap?" + name + "&token=" + GLOBEX);
        assertThat(again.statusCode()).isEqualTo(404);
        assertThat(again.body())
                .isEqualTo("{\"content\":null,\"errorMsg\":\"delete sourcemap file"
                        + " [web/test_sourcemap-production-1.0.0.zip] failed: no such file\",\"success\":false}");
    }

    @Test
    void stacksOfEachPlatformAreResolvedWithUploadedArchives() throws IOException {
        int resolved = 0;
        for (String platform : List.of("web", "native", "ios")) {
            Path stacks = ARCHIVES.resolveSibling(platform + "/stacks.json");
            for (JsonNode stack : JSON.readTree(stacks.toFile())) {
                byte[] zip = archive(stack.get("archive"));
                boolean isExpected = stack.get("expected").isTextual()
                        && !stack.has("debug_ids")
                        && (!platform.equals("web")
                                || stack.get("name").asText().contains("seed's"));
                if (zip.length > 0 && isExpected) {
                    resolve(platform.equals("native") ? "android" : platform, zip, stack);
                    resolved++;
                }
            }
        }
        assertThat(resolved).isGreaterThan(10);
        String mapping = Files.readString(ARCHIVES.resolveSibling("r8/mappings/seed-example.txt"));
        JsonNode java = JSON.createObjectNode()
                .put("name", "Java")
                .put(
                        "error_stack",
                        "java.lang.ArithmeticException: divide by zero\n    at"
                                + " prof.wang.activity.TeamInvitationActivity.o0(Unknown Source:1)\n"
                                + "    at j9.f7.run(Unknown Source:0)")
                .put(
                        "expected",
                        "java.lang.ArithmeticException: divide by zero\n    at"
                                + " prof.wang.activity.TeamInvitationActivity.onClick$lambda-0"
                                + "(TeamInvitationActivity.java:1)");
        resolve("android", Multipart.zip("release/mapping.txt", mapping), java);
    }

    private static void resolve(String platform, byte[] zip, JsonNode stack) throws IOException {
        String name = stack.get("name").asText();
        String appId = "app " + name.hashCode();
        assertThat(put("app_id=" + encoded(appId) + "&platform=" + platform + "&token=" + GLOBEX, zip)
                        .statusCode())
                .as(name)
                .isEqualTo(200);
        String body = JSON.createObjectNode()
                .put("app_id", appId)
                .put("platform", platform)
                .put("error_stack", stack.get("error_stack").asText())
                .toString();
        HttpResponse<String> answer = send(
                "POST",
                "/v1/sourcemap/check?token=" + GLOBEX,
                "application/json",
                body.getBytes(StandardCharsets.UTF_8));
        assertThat(content(answer).asText())
                .as(name)
                .isEqualTo(stack.get("expected").asText());
    }

    /** An archive of vectors, or an empty one when it needs public files, which are not beside them. */
    private static byte[] archive(JsonNode entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (var entry : entries.properties()) {
                Path file = ARCHIVES.resolveSibling(entry.getValue().asText());
                if (!Files.exists(file)) {
                    return new byte[0];
                }
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(Files.readAllBytes(file));
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void everyUploadOfTheVectorsHasItsStatusAndItsFiles() throws IOException {
        for (JsonNode upload :
                JSON.readTree(ARCHIVES.resolve("archives.json").toFile()).get("uploads")) {
            Path zip = ARCHIVES.resolve(upload.get("archive").asText());
            String name = "app_id=" + upload.get("app_id").asText() + "&env="
                    + upload.get("env").asText() + "&version="
                    + upload.get("version").asText() + "&platform="
                    + upload.get("platform").asText();
            HttpResponse<String> answer = put(name + "&token=" + GLOBEX, Files.readAllBytes(zip));
            assertThat(answer.statusCode())
                    .as(zip.toString())
                    .isEqualTo(upload.get("status").asInt());
            JsonNode body = JSON.readTree(answer.body());
            if (answer.statusCode() == 200) {
                for (String list : List.of("ignored", "unusable")) {
                    assertThat(body.get(list)).as(zip.toString()).isEqualTo(upload.get(list));
                }
                assertThat(body.get("files")).isEqualTo(upload.get("kept"));
            } else {
                assertThat(body.get("errorMsg").asText())
                        .contains("(" + upload.get("reason").asText() + ")");
            }
        }
    }

    @Test
    void eachMistakeHasItsStatus() {
        String name = "app_id=a&env=e&version=1";
        byte[] zip = Multipart.zip("a.js.map", map("a.js"));
        assertThat(put(name, zip).statusCode()).isEqualTo(401);
        assertThat(put(name + "&token=unknown", zip).statusCode()).isEqualTo(401);
        assertThat(put(name + "&token=" + ACME, zip).statusCode()).isEqualTo(403);
        assertThat(error(put("env=e&token=" + GLOBEX, zip), 400)).isEqualTo("app_id not found");
        assertThat(error(put(name + "&platform=windows&token=" + GLOBEX, zip), 400))
                .isEqualTo("platform must be one of web, miniapp, android, ios");
        assertThat(error(put("app_id=a%5Cb&token=" + GLOBEX, zip), 400))
                .startsWith("app_id must have at most 128 bytes");
        assertThat(error(put("app_id=" + "x".repeat(129) + "&token=" + GLOBEX, zip), 400))
                .startsWith("app_id must have at most 128 bytes");
        assertThat(error(put(name + "&colour=red&token=" + GLOBEX, zip), 400))
                .isEqualTo("there is no parameter colour");
        assertThat(send("PUT", "/v1/sourcemap?" + name + "&token=" + GLOBEX, "text/plain", zip)
                        .statusCode())
                .isEqualTo(415);
        HttpResponse<String> other = QUERY.send(QUERY.request("/v1/sourcemap?" + name + "&token=" + GLOBEX)
                .header("Content-Type", Multipart.TYPE)
                .PUT(Multipart.field("archive", zip)));
        assertThat(error(other, 400)).isEqualTo("the form has no part file");
        assertThat(put(name + "&token=" + GLOBEX, new byte[500_000]).statusCode())
                .isEqualTo(413);
        assertThat(error(put(name + "&token=" + GLOBEX, new byte[10]), 422))
                .startsWith("the archive is refused (unreadable)");
        // Not by the client that compares answers with the description, which has no such operation.
        HttpResponse<String> patch = HttpClient.newHttpClient()
                .sendAsync(
                        QUERY.request("/v1/sourcemap?" + name + "&token=" + GLOBEX)
                                .method("PATCH", BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString())
                .join();
        assertThat(patch.statusCode()).isEqualTo(405);
        assertThat(patch.headers().firstValue("Allow")).contains("DELETE, GET, PUT");
        assertThat(check(name, STACK).statusCode()).isEqualTo(401);
        assertThat(error(check("token=" + ACME, STACK), 400)).isEqualTo("app_id not found");
        assertThat(error(check(name + "&token=" + ACME, ""), 400)).isEqualTo("error_stack not found");
        assertThat(error(send("GET", "/v1/sourcemap?token=" + ACME), 400)).isEqualTo("app_id not found");
    }

    @Test
    void anArchiveBelongsToItsTenant() throws IOException, SQLException {
        String name = "app_id=owned&env=e&version=1";
        put(name + "&token=" + GLOBEX, Multipart.zip("a.js.map", map("secret.js")));
        String stack = "f@https://x.example/a.js:1:1";
        assertThat(content(check(name + "&token=" + GLOBEX, stack)).asText()).isEqualTo("f@secret.js:6:5");
        assertThat(check(name + "&token=" + ACME, stack).body()).doesNotContain("secret");
        assertThat(send("GET", "/v1/sourcemap?app_id=owned&token=" + ACME).body())
                .isEqualTo("{\"content\":[],\"errorMsg\":\"\",\"success\":true,\"stacks\":[]}");
        JsonNode listed = JSON.readTree(send("GET", "/v1/sourcemap?app_id=owned&token=" + GLOBEX)
                        .body())
                .get("content")
                .get(0);
        assertThat(listed.get("name").asText()).isEqualTo("owned-e-1.zip");
        assertThat(listed.get("uploaded_by").asText()).isEqualTo("globex-editor");
        assertThat(listed.get("files").asInt()).isEqualTo(1);
        assertThat(QUERY.sql().query("SELECT DISTINCT tenant FROM symbol_chunks"))
                .containsExactly("globex");
        assertThat(QUERY.metrics()).contains("uploads_total").doesNotContain(GLOBEX, ACME, "owned");
    }

    @Test
    void contentsOfSourcesAreNotStored() throws IOException {
        String name = "app_id=contents&token=" + GLOBEX;
        String map = map("a.js").replace("{", "{\"sourcesContent\":[\"PRIVATE SOURCE\"],");
        assertThat(put(name, Multipart.zip("a.js.map", map)).statusCode()).isEqualTo(200);
        assertThat(content(check(name, "f@https://x.example/a.js:1:1")).asText())
                .isEqualTo("f@a.js:6:5");
        JsonNode archive = JSON.readTree(send("GET", "/v1/sourcemap?" + name).body())
                .get("content")
                .get(0);
        assertThat(archive.get("unpacked_bytes").asLong()).isEqualTo(map("a.js").length());
    }

    @Test
    void aCheckIsOfOneArchiveWhileOthersReplaceIt() throws IOException {
        String name = "app_id=swapped&version=1&token=" + GLOBEX;
        put(name, Multipart.zip("a.js.map", map("old.js")));
        String stack = "f@https://x.example/a.js:1:1\ng@https://x.example/b.js:1:1";
        List<CompletableFuture<HttpResponse<String>>> checks = new ArrayList<>();
        HttpClient client = HttpClient.newHttpClient();
        for (int upload = 0; upload < 10; upload++) {
            String address = QUERY.url("/v1/sourcemap/check?" + name + "&error_stack=" + encoded(stack + upload % 3));
            for (int check = 0; check < 4; check++) {
                checks.add(client.sendAsync(
                        HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString()));
            }
            assertThat(put(name, Multipart.zip("a.js.map", map("new" + upload + ".js")))
                            .statusCode())
                    .isEqualTo(200);
        }
        for (CompletableFuture<HttpResponse<String>> check : checks) {
            HttpResponse<String> answer = check.join();
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).containsPattern("f@(old|new\\d)\\.js:6:5");
        }
        assertThat(content(check(name, stack)).asText()).startsWith("f@new9.js:6:5");
    }

    @Test
    void anotherServiceSeesAnUploadWithoutARestart() throws IOException {
        String name = "app_id=shared&token=" + GLOBEX;
        put(name, Multipart.zip("a.js.map", map("shared.js")));
        try (Query other = QUERY.another()) {
            Waiting.until("the other service answers", other::isReady);
            String address = "http://127.0.0.1:" + other.port() + "/v1/sourcemap/check?" + name + "&error_stack="
                    + encoded("f@https://x.example/a.js:1:1");
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .sendAsync(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString())
                    .join();
            assertThat(content(answer).asText()).isEqualTo("f@shared.js:6:5");
        }
    }

    @Test
    void aLongStackIsCheckedByPost() throws IOException {
        String name = "app_id=posted&token=" + GLOBEX;
        put(name, Multipart.zip("a.js.map", map("a.js")));
        String stack = "f@https://x.example/a.js:1:1\n".repeat(2_000);
        String body = JSON.createObjectNode()
                .put("app_id", "posted")
                .put("error_stack", stack)
                .toString();
        HttpResponse<String> answer = send(
                "POST",
                "/v1/sourcemap/check?token=" + GLOBEX,
                "application/json",
                body.getBytes(StandardCharsets.UTF_8));
        assertThat(content(answer).asText()).startsWith("f@a.js:6:5\n");
    }

    private static byte[] zipOf(String entry, String vector) throws IOException {
        return Multipart.zip(entry, Files.readString(ARCHIVES.resolveSibling(vector)));
    }

    private static String map(String source) {
        return "{\"version\":3,\"sources\":[\"" + source + "\"],\"names\":[],\"mappings\":\"AAKI\"}";
    }

    private static HttpResponse<String> put(String query, byte[] zip) {
        return QUERY.send(QUERY.request("/v1/sourcemap?" + query)
                .header("Content-Type", Multipart.TYPE)
                .PUT(Multipart.file(zip)));
    }

    private static HttpResponse<String> check(String query, String stack) {
        return send("GET", "/v1/sourcemap/check?" + query + "&error_stack=" + encoded(stack));
    }

    private static HttpResponse<String> send(String method, String path, String type, byte[] body) {
        return QUERY.send(
                QUERY.request(path).header("Content-Type", type).method(method, BodyPublishers.ofByteArray(body)));
    }

    private static HttpResponse<String> send(String method, String path) {
        return QUERY.send(QUERY.request(path).method(method, BodyPublishers.noBody()));
    }

    private static String error(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        try {
            return JSON.readTree(answer.body()).get("errorMsg").asText();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode content(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).get("content").get("error_stack");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
