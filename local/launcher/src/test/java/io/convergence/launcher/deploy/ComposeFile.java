package io.convergence.launcher.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.flink.configuration.MemorySize;

/** The services of {@code docker/compose.yaml}. */
final class ComposeFile {
    static final String PATH = "docker/compose.yaml";

    /** The variables that the user must set. */
    static final Map<String, String> ENVIRONMENT = Map.of(
            "CONVERGENCE_POSTGRES_PASSWORD", "a-password-of-the-database",
            "CONVERGENCE_QUERY_POSTGRES_PASSWORD", "a-password-of-the-query-service",
            "CONVERGENCE_GRAFANA_POSTGRES_PASSWORD", "a-password-of-the-boards-role",
            "CONVERGENCE_FINGERPRINT_SECRET", "a-fingerprint-secret-of-32-chars",
            "CONVERGENCE_ID_SECRET", "an-id-secret-of-32-characters-xx",
            "GRAFANA_PASSWORD", "a-password-of-the-boards");

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+):([?-])([^}]*)}");

    private final JsonNode file = DeploymentFiles.document(PATH);

    JsonNode services() {
        return file.path("services");
    }

    JsonNode service(String name) {
        JsonNode service = services().path(name);
        if (service.isMissingNode()) {
            throw new IllegalArgumentException("no service " + name);
        }
        return service;
    }

    JsonNode volumes() {
        return file.path("volumes");
    }

    /** The environment of a service with its variables resolved. */
    Map<String, String> environment(String name) {
        Map<String, String> environment = new TreeMap<>();
        DeploymentFiles.entries(service(name).path("environment"))
                .forEach((variable, value) -> environment.put(variable, resolve(value)));
        return environment;
    }

    /** The mounted files of the project by their path in the container. */
    Map<String, String> mounts(String name) {
        Map<String, String> mounts = new TreeMap<>();
        for (String volume : DeploymentFiles.texts(service(name).path("volumes"))) {
            String[] parts = volume.split(":");
            if (parts[0].startsWith("..")) {
                mounts.put(
                        parts[1],
                        Path.of("docker").resolve(parts[0]).normalize().toString());
            }
        }
        return mounts;
    }

    /** The memory limit of a service, bytes. */
    long memory(String name) {
        return MemorySize.parse(service(name).path("mem_limit").asText()).getBytes();
    }

    /** A value with its variables resolved. */
    static String resolve(String value) {
        return VARIABLE.matcher(value)
                .replaceAll(variable -> ENVIRONMENT.getOrDefault(
                        variable.group(1), variable.group(2).equals("-") ? variable.group(3) : ""));
    }
}
