package io.convergence.bench.query;

import io.convergence.bench.Figures;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * Times of the refusals of three wrong tokens: no character is right, the first half is right, all characters but the last
 * are right. A token is hashed before it is compared, so the times must not differ by more than their errors.
 */
final class RefusalTimes {
    private static final int TRIES = 1_000;
    private static final int WARM_UP = 200;
    private static final int UNAUTHORISED = 401;
    private static final String[] NAMES = {"no character right", "half of them right", "all but the last right"};

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;
    private final String[] tokens;

    RefusalTimes(URI base, String token) {
        this.address = base.resolve("/api/v1/me");
        String half = token.substring(0, token.length() / 2);
        this.tokens = new String[] {
            "#".repeat(token.length()),
            half + "#".repeat(token.length() - half.length()),
            token.substring(0, token.length() - 1) + '#'
        };
    }

    /** Measures by turns and prints the mean of each with its standard error. */
    void print(PrintStream out) throws IOException, InterruptedException {
        for (int request = 0; request < WARM_UP; request++) {
            nanos(tokens[request % tokens.length]);
        }
        double[] sums = new double[tokens.length];
        double[] squares = new double[tokens.length];
        for (int request = 0; request < TRIES * tokens.length; request++) {
            double micros = nanos(tokens[request % tokens.length]) / 1e3;
            sums[request % tokens.length] += micros;
            squares[request % tokens.length] += micros * micros;
        }
        for (int kind = 0; kind < tokens.length; kind++) {
            double mean = sums[kind] / TRIES;
            double error = Math.sqrt((squares[kind] / TRIES - mean * mean) / TRIES);
            out.println(
                    Figures.line("401, " + NAMES[kind], "mean %.1f µs, standard error %.1f µs".formatted(mean, error)));
        }
    }

    private long nanos(String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + token)
                .build();
        long start = System.nanoTime();
        int status = client.send(request, BodyHandlers.discarding()).statusCode();
        long nanos = System.nanoTime() - start;
        if (status != UNAUTHORISED) {
            throw new IllegalStateException("a wrong token was answered with " + status);
        }
        return nanos;
    }
}
