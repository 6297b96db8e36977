package io.convergence.launcher.metrics;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Metrics in the text format of Prometheus.
 *
 * @param samples one sample for each series
 * @param families names of the metrics with a type, also those without a series
 */
record Scrape(List<Sample> samples, Set<String> families) {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /**
     * One sample of a series.
     *
     * @param name name of the metric
     * @param labels labels by name
     * @param value value
     */
    record Sample(String name, Map<String, String> labels, double value) {}

    /** The metrics at an address. */
    static Scrape of(URI address) throws IOException, InterruptedException {
        return of(CLIENT.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                .body());
    }

    /** The metrics in a text. */
    static Scrape of(String text) {
        List<Sample> samples = new ArrayList<>();
        Set<String> families = new TreeSet<>();
        text.lines().forEach(line -> {
            if (line.startsWith("# TYPE ")) {
                families.add(line.split(" ")[2]);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                samples.add(sample(line));
            }
        });
        return new Scrape(samples, families);
    }

    /** Every name that an expression can use. */
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        samples.forEach(sample -> names.add(sample.name()));
        for (String family : families) {
            names.add(family);
            names.add(family + "_bucket");
        }
        return names;
    }

    /** The samples of a metric with the given labels, {@code name=value} each. */
    List<Sample> series(String name, String... labels) {
        Map<String, String> wanted = new HashMap<>();
        for (String label : labels) {
            wanted.put(label.substring(0, label.indexOf('=')), label.substring(label.indexOf('=') + 1));
        }
        return samples.stream()
                .filter(sample ->
                        sample.name().equals(name) && sample.labels().entrySet().containsAll(wanted.entrySet()))
                .toList();
    }

    /** The sum of the samples of a metric with the given labels; there must be at least one. */
    double sum(String name, String... labels) {
        List<Sample> found = series(name, labels);
        if (found.isEmpty()) {
            throw new AssertionError("no series of " + name + " with " + List.of(labels));
        }
        return found.stream().mapToDouble(Sample::value).sum();
    }

    private static Sample sample(String line) {
        Matcher parts = SAMPLE.matcher(line);
        if (!parts.matches()) {
            throw new AssertionError("no sample: " + line);
        }
        Map<String, String> labels = new HashMap<>();
        if (parts.group(2) != null) {
            Matcher label = LABEL.matcher(parts.group(2));
            while (label.find()) {
                labels.put(label.group(1), label.group(2));
            }
        }
        return new Sample(parts.group(1), labels, Double.parseDouble(parts.group(3)));
    }
}
