package io.convergence.launcher.deploy;

import static io.convergence.launcher.harness.Project.ROOT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reader of the files of a deployment, and of facts in the code that they must agree with. */
final class DeploymentFiles {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern VARIABLE = Pattern.compile("\"(CONVERGENCE_[A-Z0-9_]+)\"");

    private DeploymentFiles() {}

    /** A file as text. */
    static String text(String path) {
        try {
            return Files.readString(ROOT.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The documents of a YAML file. */
    static List<JsonNode> documents(String path) {
        List<JsonNode> documents = new ArrayList<>();
        new Load(LoadSettings.builder().setLabel(path).build())
                .loadAllFromString(text(path))
                .forEach(document -> documents.add(MAPPER.valueToTree(document)));
        return documents;
    }

    /** A YAML text. */
    static JsonNode yaml(String text) {
        return MAPPER.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(text));
    }

    /** The one document of a YAML file. */
    static JsonNode document(String path) {
        List<JsonNode> documents = documents(path);
        if (documents.size() != 1) {
            throw new IllegalArgumentException(path + " contains " + documents.size() + " documents");
        }
        return documents.get(0);
    }

    /** The elements of an array as text; empty when it is missing. */
    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    /** The entries of an object as text; empty when it is missing. */
    static Map<String, String> entries(JsonNode object) {
        Map<String, String> entries = new TreeMap<>();
        object.properties()
                .forEach(entry -> entries.put(entry.getKey(), entry.getValue().asText()));
        return entries;
    }

    /** The value of a property of the parent pom. */
    static String pomProperty(String name) {
        return first(Pattern.compile("<" + Pattern.quote(name) + ">([^<]+)</"), text("pom.xml"));
    }

    /** The version of the project. */
    static String version() {
        return first(Pattern.compile("<version>([^<]+)</version>"), text("pom.xml"));
    }

    /** The environment variables that the code of a module, or the settings code of core, reads. */
    static Set<String> variablesOf(String module) {
        Set<String> variables = new TreeSet<>();
        String settings = "functions/core/src/main/java/io/convergence/core/settings";
        for (String directory : List.of(module + "/src/main/java", settings)) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(directory))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    VARIABLE.matcher(Files.readString(file))
                            .results()
                            .map(found -> found.group(1))
                            .forEach(variables::add);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return variables;
    }

    /** The variables of an environment that a file names. */
    static Set<String> namedIn(String path, Map<String, String> environment) {
        Set<String> named = new TreeSet<>(environment.keySet());
        String text = text(path);
        named.removeIf(variable -> !text.contains(variable));
        return named;
    }

    /** The first group of the first match. */
    static String first(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .findFirst()
                .map((MatchResult found) -> found.group(1))
                .orElseThrow(() -> new IllegalArgumentException("no match of " + pattern));
    }
}
