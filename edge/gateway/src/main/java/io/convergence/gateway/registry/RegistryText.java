package io.convergence.gateway.registry;

import io.convergence.core.settings.InvalidSettings;
import io.convergence.core.yaml.DocumentProblems;
import io.convergence.core.yaml.Fields;
import io.convergence.core.yaml.Node;
import io.convergence.core.yaml.Value;
import io.convergence.core.yaml.YamlDocument;
import io.convergence.core.yaml.YamlDocuments;
import io.convergence.core.yaml.YamlLimits;
import io.convergence.http.BearerTokens;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Parser of the registry's YAML. It reports every problem with its line and path. One instance for each reading. */
final class RegistryText {
    /** Limits of the file: room for about 100,000 apps. */
    private static final YamlLimits LIMITS = new YamlLimits(16 << 20, 1000, 16 << 20);

    private final DocumentProblems problems = new DocumentProblems("", 1);
    private final Map<String, App> apps = new LinkedHashMap<>();
    private final Map<String, Integer> lineOfKey = new HashMap<>();
    private final List<BearerTokens.Entry> tokens = new ArrayList<>();
    private final Set<String> digests = new HashSet<>();
    private final int defaultRate;

    private RegistryText(int defaultRate) {
        this.defaultRate = defaultRate;
    }

    /**
     * The registry of a text.
     *
     * @param defaultRate beacons a minute of an app without a rate of its own
     * @param needsApps whether a registry without apps is a problem
     * @throws InvalidSettings with all problems, if there are any
     */
    static Registry parse(String yaml, int defaultRate, boolean needsApps) {
        RegistryText text = new RegistryText(defaultRate);
        List<YamlDocument> documents = YamlDocuments.of(yaml, LIMITS);
        if (!documents.isEmpty()) {
            text.readDocument(documents.get(0));
        }
        if (documents.size() > 1) {
            text.at(documents.get(1).line()).error("must be a single mapping; here begins a second document");
        }
        if (!text.problems.hasErrors() && needsApps && text.apps.isEmpty()) {
            text.at(1).error("apps must have at least one entry while rum.enabled is true");
        }
        if (text.problems.hasErrors()) {
            throw new InvalidSettings(text.problems.inLineOrder().stream()
                    .map(problem -> "line " + problem.line() + ": "
                            + (problem.path().isEmpty() ? "" : problem.path() + " ") + problem.message())
                    .toList());
        }
        return new Registry(text.apps, BearerTokens.of(text.tokens));
    }

    /** A place at which a problem without a path is reported. */
    private Value at(int line) {
        return new Value(line, new Node.Sequence(line, List.of()), "", problems);
    }

    private void readDocument(YamlDocument document) {
        Node root = document.root();
        if (root == null) {
            at(document.line()).error(String.valueOf(document.refusal()));
            return;
        }
        if (root instanceof Node.Scalar scalar && scalar.isNull()) {
            return;
        }
        Fields file = new Value(document.line(), root, "", problems).fields();
        if (file != null) {
            mappings(file, "apps").forEach(this::readApp);
            mappings(file, "tokens").forEach(this::readToken);
            file.reportUnknown();
        }
    }

    private void readApp(Fields entry) {
        App app = AppEntry.read(entry, defaultRate);
        String key = EntryScalar.text(entry.get("key"));
        Integer other =
                key == null ? null : lineOfKey.putIfAbsent(key, entry.position().line());
        if (other != null) {
            entry.error("key", "is also the key of the entry in line " + other);
        } else if (app != null) {
            apps.put(app.key(), app);
        }
    }

    private void readToken(Fields entry) {
        String tenant = EntryScalar.requiredName(entry, "tenant");
        String digest = EntryScalar.text(entry.require("sha256", "the SHA-256 of the token"));
        entry.reportUnknown();
        if (digest == null) {
            return;
        }
        if (!digest.matches("[0-9a-fA-F]{64}")) {
            entry.error("sha256", "must be the 64 hexadecimal digits of the token's SHA-256");
        } else if (!digests.add(digest.toLowerCase(Locale.ROOT))) {
            entry.error("sha256", "is also the hash of an earlier token");
        } else if (tenant != null) {
            tokens.add(new BearerTokens.Entry(digest.toLowerCase(Locale.ROOT), tenant));
        }
    }

    private static List<Fields> mappings(Fields parent, String name) {
        List<Fields> mappings = new ArrayList<>();
        for (Value value : EntryScalar.items(parent, name)) {
            Fields fields = value.fields();
            if (fields != null) {
                mappings.add(fields);
            }
        }
        return mappings;
    }
}
