package io.convergence.cli.symbols;

import io.convergence.cli.command.UsageException;
import io.convergence.symbols.archive.SymbolPlatform;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options that name one archive of an app. */
final class ArchiveOptions {
    @Option(
            names = "--platform",
            paramLabel = "P",
            defaultValue = "web",
            description = "Platform of the archive: web, miniapp, android or ios. Default: ${DEFAULT-VALUE}.")
    String platform = "web";

    @Option(names = "--env", paramLabel = "ENV", defaultValue = "", description = "Environment, as events name it.")
    String env = "";

    @Option(names = "--version", paramLabel = "VERSION", defaultValue = "", description = "Version of the app.")
    String version = "";

    /** The options as parameters of a request. */
    Map<String, String> parameters() throws UsageException {
        if (SymbolPlatform.of(platform) == null) {
            throw new UsageException("--platform must be one of " + SymbolPlatform.labels());
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("platform", platform);
        parameters.put("env", env);
        parameters.put("version", version);
        return parameters;
    }
}
