package io.convergence.launcher.harness;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A test vector: input streams in the canonical formats with the expected output.
 *
 * @param beacons lines of the beacons
 * @param results lines of the synthetic results
 * @param verdicts expected verdicts: every change, and every key at each full minute; a percentile of 0 means none
 * @param signals expected signals, without re-assertions
 */
public record TestVector(List<String> beacons, List<String> results, List<Members> verdicts, List<Members> signals) {

    /** Loads a vector by its name. */
    public static TestVector load(String name) throws IOException {
        return new TestVector(
                lines(name, "beacons"),
                lines(name, "synthetic"),
                lines(name, "expected-verdicts").stream().map(Members::of).toList(),
                lines(name, "expected-signals").stream().map(Members::of).toList());
    }

    /** The text of a resource by its absolute path. */
    public static String text(String path) throws IOException {
        try (InputStream stream = TestVector.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new AssertionError("no resource " + path);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> lines(String name, String file) throws IOException {
        String group = name.startsWith("impact-") ? "impact" : "convergence";
        return text("/vectors/" + group + '/' + name + '/' + file + ".jsonl")
                .lines()
                .toList();
    }
}
