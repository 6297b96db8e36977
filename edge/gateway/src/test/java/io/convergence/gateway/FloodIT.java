package io.convergence.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.kit.wait.Waiting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Tests of a gateway with little memory under more load than it admits: it keeps its bounds and goes on serving. */
class FloodIT {
    private static final String HEAD = "POST /ingest/rum HTTP/1.1\r\nHost: gateway\r\n";

    @Test
    void unfinishedEndlessAndCompressedBodiesDoNotExhaustTheGateway() throws IOException {
        try (GatewayProcess gateway =
                GatewayProcess.start(Broker.shared(), "-Xmx64m", "server.max-connections", "1500")) {
            int port = gateway.port();
            Waiting.until("the gateway is ready", () -> status(port, Sample.beacon()) == 202);
            List<RawConnection> connections = new ArrayList<>();
            try {
                byte[] unfinished =
                        (HEAD + "Content-Length: 16384\r\n\r\n" + "x".repeat(16_000)).getBytes(StandardCharsets.UTF_8);
                for (int i = 0; i < 1_000; i++) {
                    connections.add(RawConnection.to(port).send(unfinished));
                }
                byte[] bomb = bomb();
                for (int i = 0; i < 300; i++) {
                    try (RawConnection connection = RawConnection.to(port)) {
                        connection.send(HEAD + "Content-Encoding: gzip\r\nContent-Length: " + bomb.length + "\r\n\r\n");
                        assertThat(connection.send(bomb).readUntil("\r\n\r\n")).contains(" 413 ");
                    }
                    try (RawConnection connection = RawConnection.to(port)) {
                        connection.send(HEAD + "Transfer-Encoding: chunked\r\n\r\n");
                        connection.send(("8000\r\n" + "x".repeat(0x8000) + "\r\n").repeat(4));
                        assertThat(connection.readUntil("\r\n\r\n")).contains(" 413 ");
                    }
                }
                String request = HEAD + "Content-Length: " + Sample.beacon().length() + "\r\n\r\n" + Sample.beacon();
                try (RawConnection deaf = RawConnection.to(port)) {
                    for (int i = 0; i < 2_000; i++) {
                        deaf.send(request);
                    }
                }
                assertThat(status(port, Sample.beacon())).isEqualTo(202);
            } finally {
                connections.forEach(RawConnection::close);
            }
            assertThat(status(port, Sample.beacon())).isEqualTo(202);
            assertThat(gateway.output()).doesNotContain("OutOfMemory").doesNotContain("ERROR");
        }
    }

    @Test
    void theMemoryOfBodiesOfResultsIsBounded() {
        try (StartedGateway gateway = StartedGateway.ready(Broker.shared(), "synthetic.buffer-bytes", "2097152")) {
            String head = "POST /ingest/synthetic HTTP/1.1\r\nHost: g\r\nAuthorization: Bearer " + StartedGateway.TOKEN
                    + "\r\nExpect: 100-continue\r\nContent-Length: 1000\r\n\r\n";
            try (RawConnection first = RawConnection.to(gateway.gateway().port());
                    RawConnection second = RawConnection.to(gateway.gateway().port())) {
                assertThat(first.send(head).readUntil("\r\n\r\n")).contains(" 100 ");
                assertThat(second.send(head).readUntil("\r\n\r\n")).contains(" 100 ");
                HttpResponse<String> third = gateway.postResults("", Sample.result(System.currentTimeMillis()));
                assertThat(third.statusCode()).isEqualTo(503);
                assertThat(third.headers().firstValue("Retry-After")).isPresent();
            }
            Waiting.until(
                    "there is room again",
                    () -> gateway.postResults("", Sample.result(System.currentTimeMillis()))
                                    .statusCode()
                            == 202);
        }
    }

    private static int status(int port, String body) {
        try (RawConnection connection = RawConnection.to(port)) {
            String answer = connection
                    .send(HEAD + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                    .readUntil("\r\n\r\n");
            return answer.length() < 12 ? 0 : Integer.parseInt(answer.substring(9, 12));
        }
    }

    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(new byte[8 << 20]);
        }
        return bytes.toByteArray();
    }
}
