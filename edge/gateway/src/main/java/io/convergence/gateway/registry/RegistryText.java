package io.convergence.gateway.registry;

import io.convergence.core.ingest.Alphabet;
import io.convergence.core.settings.InvalidSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the registry's YAML and reports all that is wrong with it, each with its line. One per reading. */
final class RegistryText {
    private static final int LONGEST_KEY = 128;
    private static final int MOST_A_MINUTE = 100_000_000;
    private static final Set<String> FILE_FIELDS = Set.of("apps", "tokens");
    private static final Set<String> APP_FIELDS =
            Set.of("key", "tenant", "app", "apps", "hosts", "any-host", "origins", "rate");
    private static final Set<String> TOKEN_FIELDS = Set.of("tenant", "sha256");

    private final List<String> problems = new ArrayList<>();
    private final Map<String, App> apps = new LinkedHashMap<>();
    private final Map<String, Integer> keyLines = new HashMap<>();
    private final List<Tokens.Entry> tokens = new ArrayList<>();
    private final Set<String> digests = new HashSet<>();
    private final int defaultRate;

    private RegistryText(int defaultRate) {
        this.defaultRate = defaultRate;
    }

    /**
     * The registry that a text holds.
     *
     * @param defaultRate beacons a minute of an app that has no rate of its own
     * @param needsApps whether a registry without apps is refused
     * @throws InvalidSettings with all problems, if there are any
     */
    static Registry parse(String yaml, int defaultRate, boolean needsApps) {
        RegistryText text = new RegistryText(defaultRate);
        text.readFile(yaml);
        if (text.problems.isEmpty() && needsApps && text.apps.isEmpty()) {
            text.problems.add("line 1: apps must hold at least one entry while rum.enabled is true");
        }
        if (!text.problems.isEmpty()) {
            throw new InvalidSettings(text.problems);
        }
        return new Registry(text.apps, Tokens.of(text.tokens));
    }

    private void readFile(String yaml) {
        Optional<Node> root;
        try {
            root = new Compose(LoadSettings.builder().build()).composeString(yaml);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            problems.add("line " + line + ": not YAML: " + e.getProblem());
            return;
        } catch (YamlEngineException e) {
            problems.add("line 1: not one YAML document");
            return;
        }
        if (root.isPresent()) {
            YamlEntry file = new YamlEntry(root.get(), FILE_FIELDS, problems);
            file.nodes("apps").forEach(node -> readApp(new YamlEntry(node, APP_FIELDS, problems)));
            file.nodes("tokens").forEach(node -> readToken(new YamlEntry(node, TOKEN_FIELDS, problems)));
        }
    }

    private void readApp(YamlEntry entry) {
        String key = key(entry);
        String tenant = name(entry, "tenant");
        String app = entry.text("app");
        List<String> listed = entry.texts("apps");
        if (app == null ? listed.isEmpty() : !listed.isEmpty()) {
            entry.problem("app", "or apps must be given, and not both");
        }
        requireName(entry, "app", app);
        listed.forEach(name -> requireName(entry, "apps", name));
        HostList hosts = hosts(entry);
        Set<String> origins = origins(entry);
        int rate = entry.number("rate", defaultRate, MOST_A_MINUTE);
        if (key != null && tenant != null && hosts != null) {
            apps.put(key, new App(key, tenant, app, Set.copyOf(listed), hosts, origins, rate));
        }
    }

    private @Nullable String key(YamlEntry entry) {
        String key = entry.text("key");
        boolean valid = key != null
                && !key.isEmpty()
                && key.strip().equals(key)
                && key.chars().noneMatch(Character::isISOControl)
                && key.getBytes(StandardCharsets.UTF_8).length <= LONGEST_KEY;
        if (key == null || !valid) {
            entry.problem(
                    "key",
                    "must be a text of 1 to " + LONGEST_KEY
                            + " bytes without control characters and surrounding space");
            return null;
        }
        Integer other = keyLines.putIfAbsent(key, entry.line());
        if (other != null) {
            entry.problem("key", "is also the key of the entry in line " + other);
        }
        return key;
    }

    private static @Nullable HostList hosts(YamlEntry entry) {
        List<String> entries = entry.texts("hosts");
        boolean any = entry.flag("any-host");
        if (entries.isEmpty() && !any) {
            entry.problem("hosts", "must list at least one host, or any-host must be true");
        }
        HostList hosts = HostList.of(entries, any);
        if (hosts == null) {
            entry.problem(
                    "hosts", "must each be a DNS name, '*.' and a DNS name, or an IP literal, without port or path");
        }
        return hosts;
    }

    private static Set<String> origins(YamlEntry entry) {
        Set<String> origins = new HashSet<>();
        for (String text : entry.texts("origins")) {
            String origin = WebOrigin.normalise(text);
            if (origin == null) {
                entry.problem("origins", "must each be a web origin such as https://web.acme.example, without path");
            } else {
                origins.add(origin);
            }
        }
        return origins;
    }

    private void readToken(YamlEntry entry) {
        String tenant = name(entry, "tenant");
        String digest = entry.text("sha256");
        if (digest == null || !digest.matches("[0-9a-fA-F]{64}")) {
            entry.problem("sha256", "must be the 64 hexadecimal digits of the token's SHA-256");
        } else if (!digests.add(digest.toLowerCase(Locale.ROOT))) {
            entry.problem("sha256", "appears twice");
        } else if (tenant != null) {
            tokens.add(new Tokens.Entry(digest.toLowerCase(Locale.ROOT), tenant));
        }
    }

    private static @Nullable String name(YamlEntry entry, String field) {
        String name = entry.text(field);
        if (name == null) {
            entry.problem(field, "is required");
            return null;
        }
        requireName(entry, field, name);
        return name;
    }

    private static void requireName(YamlEntry entry, String field, @Nullable String name) {
        if (name != null && !Alphabet.NAME.admits(name)) {
            entry.problem(field, "must be " + Alphabet.NAME.rule());
        }
    }
}
