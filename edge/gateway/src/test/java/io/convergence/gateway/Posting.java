package io.convergence.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Threads that post beacons without a pause, each with a new host, and record which were answered with 202. */
public final class Posting implements AutoCloseable {
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final Map<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    private Posting() {}

    /** Starts a number of threads that post to a port. */
    public static Posting to(int port, int senders) {
        Posting posting = new Posting();
        for (int i = 0; i < senders; i++) {
            Thread thread = new Thread(() -> posting.run(port), "sender-" + i);
            thread.start();
            posting.threads.add(thread);
        }
        return posting;
    }

    /** The hosts whose beacon was answered with 202. */
    public Set<String> accepted() {
        return accepted;
    }

    /** Number of answers with a status; status 0 means no answer. */
    public long answers(int status) {
        LongAdder count = statuses.get(status);
        return count == null ? 0 : count.sum();
    }

    @Override
    public void close() {
        stopped = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run(int port) {
        while (!stopped) {
            String host = "h" + next.incrementAndGet() + "x.shop.acme.example";
            String id = host.replace('.', '-');
            int status = post(port, Sample.beacon("host", "\"" + host + "\"", "id", "\"" + id + "\""));
            statuses.computeIfAbsent(status, unseen -> new LongAdder()).increment();
            if (status == 202) {
                accepted.add(host);
            }
        }
    }

    private int post(int port, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/ingest/rum"))
                .timeout(Duration.ofSeconds(10))
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<Void> answer = client.send(request, BodyHandlers.discarding());
            return answer.statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
