package io.convergence.launcher.edge;

import io.convergence.kit.net.FreePort;
import io.convergence.kit.process.Executable;
import io.convergence.kit.wait.Waiting;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real Prometheus blackbox exporter as a child process. */
final class BlackboxExporter implements AutoCloseable {
    private static final String COMMAND = "prometheus-blackbox-exporter";
    private static final String MODULES = "modules:\n  http_2xx:\n    prober: http\n    timeout: 2s\n";

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;
    private final Process process;

    private BlackboxExporter(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    /** Starts an exporter with an HTTP module; returns when it answers. */
    static BlackboxExporter start(Path directory) throws Exception {
        Path modules = Files.writeString(directory.resolve("modules.yml"), MODULES);
        int port = FreePort.orAny(0);
        Process process = new ProcessBuilder(
                        Executable.find(COMMAND, COMMAND).toString(),
                        "--config.file=" + modules,
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        BlackboxExporter exporter = new BlackboxExporter(port, process);
        Waiting.until("the exporter answers", exporter::answers);
        return exporter;
    }

    /** The metrics of a probe of a URL, in the exporter's text format. */
    String probe(String target) throws Exception {
        return get("/probe?module=http_2xx&target=" + target);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private boolean answers() throws Exception {
        try {
            return get("/metrics").contains("blackbox_exporter");
        } catch (ConnectException e) {
            return false;
        }
    }

    private String get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }
}
