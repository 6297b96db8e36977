package io.convergence.bench.query;

import io.convergence.bench.Figures;
import io.convergence.kit.wait.Waiting;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Client of {@code bench/query.sh}: asks a query service over {@link ReadRows} and compares the latencies with the limits. */
public final class QueryBench {
    private static final int REQUESTS = 200;
    private static final int MIXED_PER_SECOND = 200;
    private static final Duration MIXED = Duration.ofSeconds(20);
    private static final long FIRST_RUM_LIMIT_MILLIS = 3_000;
    /** In place of a status. */
    private static final int NO_ANSWER = 0;

    private static final double MIXED_CORES_LIMIT = 1.0;

    private static final String MONTH = "from=" + ago(Duration.ofDays(ReadRows.DAYS)) + "&step=1h";
    private static final ReadRequest EMPTY = new ReadRequest("/api/v1/me", "/api/v1/me", 1_000);
    private static final ReadRequest RUM = new ReadRequest("/v1/rum, while polled", "/v1/rum", 100);
    private static final List<ReadRequest> LIMITED = List.of(
            RUM,
            new ReadRequest("verdicts of 1,000 hosts", "/api/v1/verdicts?limit=1000", 30),
            new ReadRequest(
                    "series of a host, 30 d",
                    "/api/v1/series?app=" + ReadRows.app(0) + "&host=" + ReadRows.host(0) + '&' + MONTH,
                    200),
            new ReadRequest(
                    "series of an objective, 30 d", "/api/v1/slos/" + ReadRows.OBJECTIVE + "/series?" + MONTH, 200));

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;
    private final String token;
    private final ProcessHandle service;
    private final PrintStream out;

    private QueryBench(URI base, String token, ProcessHandle service, PrintStream out) {
        this.base = base;
        this.token = token;
        this.service = service;
        this.out = out;
    }

    /**
     * Measures, prints the result, and ends with exit code 1 when a limit is exceeded.
     *
     * @param arguments address of the service, token, process id of the service
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        ProcessHandle service = ProcessHandle.of(Long.parseLong(arguments[2])).orElseThrow();
        boolean within = new QueryBench(URI.create(arguments[0]), arguments[1], service, System.out).run();
        System.exit(within ? 0 : 1);
    }

    private boolean run() throws IOException, InterruptedException {
        long first = time(RUM);
        boolean within = first <= TimeUnit.MILLISECONDS.toNanos(FIRST_RUM_LIMIT_MILLIS);
        out.println(
                Figures.line("/v1/rum, first", "%.0f ms (limit %d)".formatted(first / 1e6, FIRST_RUM_LIMIT_MILLIS)));
        long empty = measure(EMPTY).p50Nanos();
        for (ReadRequest read : LIMITED) {
            ReadRequest.Measured measured = measure(read);
            out.println(measured.line(empty));
            within &= measured.isWithinLimit();
        }
        return mixed() && within;
    }

    private ReadRequest.Measured measure(ReadRequest read) throws IOException, InterruptedException {
        long[] nanos = new long[REQUESTS];
        for (int request = 0; request < REQUESTS / 4; request++) {
            time(read);
        }
        for (int request = 0; request < REQUESTS; request++) {
            nanos[request] = time(read);
        }
        return new ReadRequest.Measured(
                read,
                Figures.percentile(50, nanos),
                Figures.percentile(95, nanos),
                send(read).body().length);
    }

    private long time(ReadRequest read) throws IOException, InterruptedException {
        long start = System.nanoTime();
        send(read);
        return System.nanoTime() - start;
    }

    private HttpResponse<byte[]> send(ReadRequest read) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = client.send(request(read), BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(read.path() + " was answered with " + answer.statusCode());
        }
        return answer;
    }

    private HttpRequest request(ReadRequest read) {
        return HttpRequest.newBuilder(base.resolve(read.path()))
                .header("Authorization", "Bearer " + token)
                .header("Accept-Encoding", "gzip")
                .build();
    }

    /** Sends requests of every kind at a constant rate, most of them small ones, and compares the cores that they use. */
    private boolean mixed() {
        List<ReadRequest> mix = mix();
        Random random = new Random(1);
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        Duration before = processorTime();
        long start = System.nanoTime();
        for (int request = 0; request < MIXED_PER_SECOND * MIXED.toSeconds(); request++) {
            Waiting.pause(millisUntil(start + request * TimeUnit.SECONDS.toNanos(1) / MIXED_PER_SECOND));
            answers.add(client.sendAsync(request(mix.get(random.nextInt(mix.size()))), BodyHandlers.discarding())
                    .handle((answer, failure) -> failure == null ? answer.statusCode() : NO_ANSWER));
        }
        Map<Integer, Long> byStatus = answers.stream()
                .collect(Collectors.groupingBy(CompletableFuture::join, TreeMap::new, Collectors.counting()));
        long answered = byStatus.getOrDefault(200, 0L);
        double seconds = (System.nanoTime() - start) / 1e9;
        double cores = processorTime().minus(before).toMillis() / 1e3 / seconds;
        out.println(Figures.line(
                "mixed",
                "%.0f requests/s answered, answers by status %s, %.2f cores of the service (limit %.0f)"
                        .formatted(answered / seconds, byStatus, cores, MIXED_CORES_LIMIT)));
        return answered == answers.size() && cores <= MIXED_CORES_LIMIT;
    }

    /** Requests as consoles send them: per host one of the month, several of the last hours, and many lists. */
    private static List<ReadRequest> mix() {
        List<ReadRequest> mix = new ArrayList<>();
        for (int host = 0; host < 10; host++) {
            String subject = "app=" + ReadRows.app(host) + "&host=" + ReadRows.host(host);
            mix.add(new ReadRequest("series", "/api/v1/series?" + subject, 0));
            mix.add(new ReadRequest(
                    "verdict", "/api/v1/verdicts/" + ReadRows.app(host) + '/' + ReadRows.host(host), 0));
            mix.add(new ReadRequest("pages", "/api/v1/pages?from=" + ago(Duration.ofMinutes(15)) + '&' + subject, 0));
            mix.add(new ReadRequest("signals", "/api/v1/signals", 0));
            mix.add(new ReadRequest("transitions", "/api/v1/transitions?" + subject, 0));
        }
        mix.addAll(LIMITED.subList(0, 3));
        mix.add(EMPTY);
        return mix;
    }

    /** The instant a duration ago, as a parameter. */
    private static String ago(Duration duration) {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(duration).toString();
    }

    private static long millisUntil(long nanoTime) {
        return Math.max(0, TimeUnit.NANOSECONDS.toMillis(nanoTime - System.nanoTime()));
    }

    private Duration processorTime() {
        return service.info().totalCpuDuration().orElseThrow();
    }
}
