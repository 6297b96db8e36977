package io.convergence.gateway.registry;

import io.convergence.core.dsn.Dsn;
import io.convergence.core.dsn.DsnDefaults;
import io.convergence.core.settings.InvalidSettings;
import io.convergence.gateway.filter.FilterRules;
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
        Registry read = RegistryText.parse(text, settings.rum().ratePerMinute(), dsnDefaults(settings));
        read.dsns().all().forEach(dsn -> logBrokenRules("registry.file: dsns", dsn, read.recordingRules(dsn)));
        return new Registry(read.apps(), read.tokens().and(settings.synthetic().tokens()), read.dsns());
    }

    /** The settings on which DSNs depend. */
    public static DsnDefaults dsnDefaults(GatewaySettings settings) {
        return new DsnDefaults(
                settings.events().ratePerMinute(),
                settings.events().userSecret() != null,
                settings.rum().enabled());
    }

    /** Logs the broken filter rules of a DSN, which are skipped. */
    static void logBrokenRules(String source, Dsn dsn, FilterRules rules) {
        for (String problem : rules.problems()) {
            LOG.warn("{}: recordings of {} of {}: {}", source, dsn.app(), dsn.tenant(), problem);
        }
    }
}
