package io.convergence.symbols;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The test vectors of symbolication, and the public files that some of them refer to. */
public final class Vectors {
    private static final Path ROOT = Path.of("src/test/resources/vectors/symbols");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Vectors() {}

    /** A JSON file of the vectors. */
    public static JsonNode json(String path) {
        try {
            return JSON.readTree(ROOT.resolve(path).toFile());
        } catch (IOException missing) {
            throw new AssertionError(missing);
        }
    }

    /** The cases of a JSON array. */
    public static List<JsonNode> cases(JsonNode array) {
        List<JsonNode> cases = new ArrayList<>();
        array.forEach(cases::add);
        return cases;
    }

    /** A file by the name that the vectors use: beside them, or below the directory of public files. */
    public static Path file(String name) {
        String own = name.startsWith("symbols/") ? name.substring("symbols/".length()) : name;
        Path beside = ROOT.resolve(own);
        return Files.exists(beside)
                ? beside
                : Path.of(System.getProperty("fixtures.dir", "")).resolve(name);
    }

    /** Whether a file is beside the vectors, or the directory of public files was named. */
    public static boolean isThere(String name) {
        return Files.exists(file(name));
    }

    /** The bytes of a file. */
    public static byte[] bytes(String name) {
        try {
            return Files.readAllBytes(file(name));
        } catch (IOException missing) {
            throw new AssertionError(missing);
        }
    }
}
