package io.convergence.bench.query;

import io.convergence.bench.Figures;
import io.convergence.kit.wait.Waiting;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Client of {@code bench/streams.sh}: {@value #STREAMS} event streams over the moving verdicts of {@link ReadRows}, then
 * connections that never read, and the times of refusals. It compares cores and live heap of the service with the limits.
 */
public final class StreamBench {
    /** Streams of one token that the service admits. */
    static final int OF_A_TOKEN = 10;

    private static final int STREAMS = 1_000;
    private static final int SILENT = 100;
    private static final int RECEIVE_BUFFER = 4_096;
    private static final double CORES_LIMIT = 1;
    private static final long HEAP_LIMIT = 512L << 20;
    private static final long SILENT_LIMIT = 1L << 20;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;
    private final ServiceFigures service;
    private final PrintStream out;
    private final LongAdder bytes = new LongAdder();
    private final AtomicLong ended = new AtomicLong();
    private final List<CompletableFuture<HttpResponse<Void>>> streams = new ArrayList<>();
    private final List<Socket> silent = new ArrayList<>();

    private StreamBench(URI base, ServiceFigures service, PrintStream out) {
        this.address = base.resolve("/api/v1/events");
        this.service = service;
        this.out = out;
    }

    /** The token with a number from 0. */
    static String token(int number) {
        return "a-token-of-the-streams-of-the-bench-%04d".formatted(number);
    }

    /**
     * Measures, prints the result, and ends with exit code 1 when a limit is exceeded.
     *
     * @param arguments address of the service, its process id, seconds of the measurement, seconds without reading; or
     *     {@code tokens}, which prints the tokens
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments[0].equals("tokens")) {
            for (int number = 0; number < (STREAMS + SILENT) / OF_A_TOKEN; number++) {
                System.out.println(token(number));
            }
            return;
        }
        URI base = URI.create(arguments[0]);
        ServiceFigures service = new ServiceFigures(Long.parseLong(arguments[1]));
        StreamBench bench = new StreamBench(base, service, System.out);
        boolean isWithin = bench.run(
                Duration.ofSeconds(Long.parseLong(arguments[2])), Duration.ofSeconds(Long.parseLong(arguments[3])));
        bench.end();
        new RefusalTimes(base, token(0)).print(System.out);
        System.exit(isWithin ? 0 : 1);
    }

    private boolean run(Duration measured, Duration unread) throws IOException, InterruptedException {
        for (int number = 0; number < STREAMS; number++) {
            open(token(number / OF_A_TOKEN));
        }
        Waiting.until(
                "every stream has had the rows of all hosts",
                Duration.ofMinutes(3),
                () -> bytes.sum() > STREAMS * ReadRows.HOSTS * 200L);
        long before = bytes.sum();
        double cores = service.coresDuring(measured);
        long heap = service.liveHeapBytes();
        out.println(Figures.line(
                STREAMS + " streams, " + ReadRows.HOSTS + " hosts",
                "%.2f cores (limit %.0f), %d MB of live heap (limit %d), %.1f MB/s sent, %d streams ended"
                        .formatted(
                                cores,
                                CORES_LIMIT,
                                heap >> 20,
                                HEAP_LIMIT >> 20,
                                (bytes.sum() - before) / 1e6 / measured.toSeconds(),
                                ended.get())));
        for (int number = 0; number < SILENT; number++) {
            silent.add(openSilent(token((STREAMS + number) / OF_A_TOKEN)));
        }
        Waiting.pause(unread.toMillis());
        long each = Math.max(0, service.liveHeapBytes() - heap) / SILENT;
        out.println(Figures.line(
                "one that reads nothing for " + unread.toSeconds() + " s",
                "%d KB of live heap (limit %d), %d MB resident in all"
                        .formatted(each >> 10, SILENT_LIMIT >> 10, service.residentBytes() >> 20)));
        return cores <= CORES_LIMIT && heap <= HEAP_LIMIT && each <= SILENT_LIMIT && ended.get() == 0;
    }

    private void open(String token) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + token)
                .build();
        streams.add(client.sendAsync(
                        request,
                        BodyHandlers.ofByteArrayConsumer(part -> part.ifPresent(read -> bytes.add(read.length))))
                .whenComplete((answer, failure) -> ended.incrementAndGet()));
    }

    /** A connection that asks for a stream and never reads. */
    private Socket openSilent(String token) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(RECEIVE_BUFFER);
        socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
        String request =
                "GET " + address.getPath() + " HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer " + token + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private void end() throws IOException {
        streams.forEach(stream -> stream.cancel(true));
        for (Socket socket : silent) {
            socket.close();
        }
    }
}
