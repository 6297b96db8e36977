package io.convergence.cli.symbols;

import io.convergence.cli.command.UsageException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for the query service and for the app whose archives are meant. */
final class ServiceOptions {
    /** Environment variable of the access token. */
    static final String TOKEN = "CONVERGENCE_TOKEN";

    static final String FOOTER = "The access token is read from " + TOKEN + " in the environment.";

    @Option(
            names = "--url",
            paramLabel = "URL",
            required = true,
            description = "Address of the query service, such as https://console.example.")
    String url = "";

    @Option(names = "--app", paramLabel = "ID", required = true, description = "App, as its events name it (app_id).")
    String app = "";

    @Option(
            names = "--tenant",
            paramLabel = "TENANT",
            description = "Tenant; required with a token of several tenants.")
    @Nullable
    String tenant;

    /** The access token. */
    static String token() throws UsageException {
        // A program that runs the command within its own process names it as a property.
        String token = System.getProperty(TOKEN, System.getenv(TOKEN));
        if (token == null || token.isBlank()) {
            throw new UsageException(TOKEN + " is not set: it has the access token of the query service");
        }
        return token.strip();
    }

    /** The address of a path with the app and these parameters, empty ones left out. */
    URI address(String path, Map<String, String> parameters) throws UsageException {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("app_id", app);
        all.putAll(parameters);
        return joined(path, all);
    }

    /** The address of a path whose body names the app. */
    URI tenantOnly(String path) throws UsageException {
        return joined(path, new LinkedHashMap<>());
    }

    private URI joined(String path, Map<String, String> all) throws UsageException {
        all.put("tenant", tenant == null ? "" : tenant);
        String query = all.entrySet().stream()
                .filter(parameter -> !parameter.getValue().isEmpty())
                .map(parameter ->
                        parameter.getKey() + '=' + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        if (!url.matches("https?://[^/?#\\s]+(/[^?#\\s]*)?")) {
            throw new UsageException("--url must be an http or https address, not " + url);
        }
        return URI.create((url.endsWith("/") ? url.substring(0, url.length() - 1) : url)
                + path
                + (query.isEmpty() ? "" : '?' + query));
    }
}
