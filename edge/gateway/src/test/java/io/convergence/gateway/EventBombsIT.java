package io.convergence.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.convergence.kit.wait.Waiting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/**
 * Compressed bodies of 64 MiB in every coding and at every path of events, sent to a gateway whose whole heap is not larger.
 * Segments of recordings have a limit and a test of their own.
 */
class EventBombsIT {
    private static final int BOMB_BYTES = 64 << 20;
    private static final int AT_ONCE = 40;

    /** As many spaces as a bomb has bytes. */
    private static final String BROTLI =
            "y///P/glQOKxQCD3/o///3/wSwDEYRGA7v0f////4JcAiMMCAN37P/7//8EvARCHBQC693/8//+DXwIg"
                    + "DgsAdO//+P//B78EQBwWAOje//H//w9+CYA4LADQvf/L//8//BIAcVgAoHv/Bw==";

    private static final List<String> PATHS = List.of(
            "/ingest/events?token=rk_assumed",
            "/api/v1/ingest/session?token=rk_assumed",
            "/api/v1/ingest/vitals?token=rk_assumed",
            "/api/v1/ingest/breadcrumbs?token=rk_assumed",
            "/api/rum/collect?token=rk_assumed",
            "/v1/write/rum",
            "/api/v2/rum?dd-api-key=rk_assumed",
            "/collect/rk_assumed");

    private static final String EVENT =
            "{\"v\":1,\"consent\":true,\"session\":\"s-1\",\"events\":[{\"type\":\"action\","
                    + "\"host\":\"web.acme.example\",\"page\":\"/\",\"name\":\"buy\"}]}";

    @Test
    void bombsAreRefusedAndDoNotFillTheHeap() throws IOException {
        Map<String, byte[]> bombs = Map.of(
                "gzip", deflated(true),
                "deflate", deflated(false),
                "br", Base64.getDecoder().decode(BROTLI),
                "zstd", zstd());
        try (GatewayProcess gateway = GatewayProcess.start(
                Broker.shared(),
                "-Xmx64m",
                "events.enabled",
                "true",
                "events.client-rate",
                "0",
                "events.formats",
                "native,nself,datakit,ptrum,datadog,faro")) {
            int port = gateway.port();
            Waiting.until("events are accepted", () -> isAccepted(port));
            for (String path : PATHS) {
                for (Map.Entry<String, byte[]> bomb : bombs.entrySet()) {
                    assertIsTooLarge(port, path, bomb.getKey(), bomb.getValue());
                }
            }
            assertThat(isAccepted(port)).isTrue();
            assertThat(gateway.output()).doesNotContain("OutOfMemory").doesNotContain("ERROR");
        }
    }

    @Test
    void manyBombsAtOnceDoNotFillTheHeap() {
        byte[] bomb = Base64.getDecoder().decode(BROTLI);
        try (GatewayProcess gateway = GatewayProcess.start(
                Broker.shared(), "-Xmx128m", "events.enabled", "true", "events.client-rate", "0")) {
            int port = gateway.port();
            Waiting.until("events are accepted", () -> isAccepted(port));
            CompletableFuture<?>[] bombs = IntStream.range(0, AT_ONCE)
                    .mapToObj(each -> CompletableFuture.runAsync(
                            () -> assertIsTooLarge(port, PATHS.get(0), "br", bomb),
                            sending -> new Thread(sending, "bomb-" + each).start()))
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(bombs).join();
            assertThat(isAccepted(port)).isTrue();
            assertThat(gateway.output()).doesNotContain("OutOfMemory").doesNotContain("ERROR");
        }
    }

    private static void assertIsTooLarge(int port, String path, String coding, byte[] bomb) {
        try (RawConnection connection = RawConnection.to(port)) {
            connection
                    .send("POST " + path + " HTTP/1.1\r\nHost: gateway\r\nContent-Type: application/json\r\n"
                            + "Content-Encoding: " + coding + "\r\nContent-Length: " + bomb.length + "\r\n\r\n")
                    .send(bomb);
            assertThat(connection.readUntil("\r\n\r\n"))
                    .as("%s in %s", path, coding)
                    .startsWith("HTTP/1.1 413 ");
        }
    }

    private static boolean isAccepted(int port) {
        try (RawConnection connection = RawConnection.to(port)) {
            return connection
                    .send("POST /ingest/events?token=rk_assumed HTTP/1.1\r\nHost: gateway\r\nContent-Length: "
                            + EVENT.length() + "\r\n\r\n" + EVENT)
                    .readUntil("\r\n\r\n")
                    .startsWith("HTTP/1.1 202 ");
        }
    }

    private static byte[] deflated(boolean asGzip) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = asGzip ? new GZIPOutputStream(bytes) : new DeflaterOutputStream(bytes)) {
            byte[] part = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
            for (int written = 0; written < BOMB_BYTES; written += part.length) {
                out.write(part);
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] zstd() {
        byte[] spaces = new byte[BOMB_BYTES];
        Arrays.fill(spaces, (byte) ' ');
        return Zstd.compress(spaces);
    }
}
