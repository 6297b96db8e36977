package io.convergence.gateway.registry;

import io.convergence.core.settings.InvalidSettings;
import io.convergence.gateway.settings.GatewaySettings;
import io.convergence.http.WatchedFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registry file of a gateway's settings. */
public final class RegistryFile {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryFile.class);

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
        read.dsns().values().forEach(RegistryFile::logBrokenRules);
        return new Registry(read.apps(), read.tokens().and(settings.synthetic().tokens()), read.dsns());
    }

    private static void logBrokenRules(Dsn dsn) {
        for (String problem : dsn.recordings().rules().problems()) {
            LOG.warn("registry.file: dsns: recordings of {} of {}: {}", dsn.app(), dsn.tenant(), problem);
        }
    }
}
