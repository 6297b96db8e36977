package io.convergence.gateway.registry;

import io.convergence.core.settings.InvalidSettings;
import io.convergence.gateway.settings.GatewaySettings;
import io.convergence.http.WatchedFile;

/** Registry file of a gateway's settings. */
public final class RegistryFile {
    private RegistryFile() {}

    /**
     * Reads the file of the settings. Their tokens are added to those of the file.
     *
     * @throws InvalidSettings with every problem of the file, each with its line
     */
    public static WatchedFile<Registry> open(GatewaySettings settings) {
        return WatchedFile.open(
                "registry.file",
                settings.registryFile(),
                text -> parse(text, settings),
                registry -> registry.apps().size() + " apps");
    }

    private static Registry parse(String text, GatewaySettings settings) {
        Registry read = RegistryText.parse(
                text,
                settings.rum().ratePerMinute(),
                settings.rum().enabled(),
                settings.events().ratePerMinute(),
                settings.events().userSecret() != null);
        return new Registry(read.apps(), read.tokens().and(settings.synthetic().tokens()), read.dsns());
    }
}
