package io.convergence.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.convergence.kit.net.FreePort;
import io.convergence.kit.wait.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Test with probes of a real Prometheus blackbox exporter, which are posted to the gateway. */
class ProbesIT {
    private static final Path EXPORTER = Path.of("/usr/bin/prometheus-blackbox-exporter");

    @Test
    void theMeasurementsOfTheExporterArePublished() throws IOException {
        assertThat(EXPORTER)
                .as("install the package prometheus-blackbox-exporter")
                .isExecutable();
        AtomicInteger status = new AtomicInteger(200);
        HttpServer target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        target.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        target.start();
        int port = FreePort.any();
        Path modules = Files.createTempFile(Path.of("target"), "modules", ".yml");
        Files.writeString(modules, "modules:\n  http_2xx:\n    prober: http\n    timeout: 2s\n");
        Process exporter = new ProcessBuilder(
                        EXPORTER.toString(), "--config.file=" + modules, "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (StartedGateway gateway = StartedGateway.ready(Broker.shared())) {
            String url = "http://127.0.0.1:" + target.getAddress().getPort() + "/";
            assertThat(posted(gateway, port, url))
                    .contains("\"host\":\"127.0.0.1\",\"check\":\"http_2xx\",\"type\":\"http\",\"success\":true")
                    .contains("\"status_code\":200");
            status.set(500);
            assertThat(posted(gateway, port, url))
                    .contains("\"success\":false")
                    .contains("\"status_code\":500")
                    .contains("\"error\":\"status\"");
            target.stop(0);
            assertThat(posted(gateway, port, url))
                    .contains("\"success\":false")
                    .doesNotContain("status_code")
                    .contains("\"error\":\"connect\"");
        } finally {
            exporter.destroyForcibly().onExit().join();
            target.stop(0);
        }
    }

    private static String posted(StartedGateway gateway, int exporter, String target) {
        String[] probe = new String[1];
        Waiting.until("the exporter answers", () -> {
            probe[0] = probe(exporter, target);
            return probe[0].contains("probe_success");
        });
        var before = Broker.shared().ends("synthetic.results");
        assertThat(gateway.postResults("?format=blackbox&module=http_2xx&target=" + target, probe[0])
                        .statusCode())
                .isEqualTo(202);
        return Broker.shared().since(before, "synthetic.results").stream()
                .filter(record -> record.key() != null)
                .map(ConsumerRecord::value)
                .findFirst()
                .orElse("nothing");
    }

    private static String probe(int exporter, String target) {
        URI uri = URI.create("http://127.0.0.1:" + exporter + "/probe?module=http_2xx&target=" + target);
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
        } catch (ConnectException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
