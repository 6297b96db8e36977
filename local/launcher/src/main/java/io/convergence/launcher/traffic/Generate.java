package io.convergence.launcher.traffic;

import io.convergence.core.codec.BeaconEncoder;
import io.convergence.core.codec.SyntheticResultEncoder;
import io.convergence.launcher.command.Console;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Writer of traffic as files of canonical records, for replay. */
public final class Generate {
    /** Start of generated traffic, epoch milliseconds: an arbitrary evening. */
    private static final long START = Instant.parse("2026-06-01T18:00:00Z").toEpochMilli();

    private static final int BUFFER = 1 << 20;
    private static final int PURPOSE = 3;
    private static final long MINUTE = 60_000;

    private final GenerateOptions options;
    private final Console console;

    /**
     * Creates a writer.
     *
     * @param console takes the summary
     */
    public Generate(GenerateOptions options, Console console) {
        this.options = options;
        this.console = console;
    }

    /** Writes {@code beacons.jsonl} and {@code synthetic.jsonl}. */
    public void run() throws IOException {
        long began = System.nanoTime();
        Files.createDirectories(options.out());
        List<TrafficSite> sites = Fleet.of(options.keys(), options.seed());
        List<Incident> script = script(sites);
        Path beacons = options.out().resolve("beacons.jsonl");
        Path synthetic = options.out().resolve("synthetic.jsonl");
        writeBeacons(beacons, new TrafficModel(sites, script, options.seed()));
        List<TrafficSite> checked = sites.subList(0, Math.min(sites.size(), options.checkedKeys()));
        long results = writeResults(synthetic, new CheckModel(checked, script, options.seed()));
        double seconds = (System.nanoTime() - began) / 1e9;
        console.line(String.format(
                Locale.ROOT,
                "%,d beacons in %s and %,d synthetic results in %s, %.1f s",
                options.beacons(),
                beacons,
                results,
                synthetic,
                seconds));
    }

    private void writeBeacons(Path file, TrafficModel model) throws IOException {
        BeaconEncoder encoder = new BeaconEncoder();
        int[] counts = counts();
        try (OutputStream output = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
            for (int second = 0; second < counts.length; second++) {
                model.exactViews(START + second * 1000L, counts[second], view -> line(output, encoder.encode(view)));
            }
        }
    }

    private long writeResults(Path file, CheckModel model) throws IOException {
        SyntheticResultEncoder encoder = new SyntheticResultEncoder();
        long[] count = new long[1];
        try (OutputStream output = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
            for (int second = 0; second < options.minutes() * 60; second++) {
                model.results(START + second * 1000L, result -> {
                    line(output, encoder.encode(result));
                    count[0]++;
                });
            }
        }
        return count[0];
    }

    /** Views of each second: Poisson counts, corrected at random seconds until they add up to the wanted number. */
    private int[] counts() {
        int[] counts = new int[options.minutes() * 60];
        double mean = (double) options.beacons() / counts.length;
        SplittableRandom random = Seeds.random(options.seed(), 0, PURPOSE);
        long sum = 0;
        for (int i = 0; i < counts.length; i++) {
            counts[i] = Poisson.draw(random, mean);
            sum += counts[i];
        }
        while (sum != options.beacons()) {
            int i = random.nextInt(counts.length);
            if (sum < options.beacons()) {
                counts[i]++;
                sum++;
            } else if (counts[i] > 0) {
                counts[i]--;
                sum--;
            }
        }
        return counts;
    }

    /** One incident for each hundred sites, of each kind in turn, from a third of the time span to its end. */
    private List<Incident> script(List<TrafficSite> sites) {
        List<IncidentKind> kinds = List.of(IncidentKind.values());
        long span = options.minutes() * MINUTE;
        return IntStream.range(0, sites.size())
                .filter(i -> i % 100 == 3)
                .mapToObj(i -> new Incident(
                        kinds.get(i / 100 % kinds.size()),
                        sites.get(i).host(),
                        sites.get(i).app(),
                        START + span / 3,
                        span,
                        0))
                .toList();
    }

    private static void line(OutputStream output, byte[] bytes) {
        try {
            output.write(bytes);
            output.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("the file could not be written", e);
        }
    }
}
