package io.convergence.relay.routes;

import io.convergence.core.ingest.Alphabet;
import io.convergence.core.settings.InvalidSettings;
import io.convergence.core.settings.SettingsFile;
import io.convergence.core.yaml.Fields;
import io.convergence.core.yaml.Value;
import io.convergence.core.yaml.YamlLimits;
import io.convergence.relay.forward.EventFilter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parser of the file of routes. It reports every problem with its line and path. One instance for each reading. */
final class RoutesText {
    private static final YamlLimits LIMITS = new YamlLimits(1 << 20, 100, 1 << 20);
    private static final int MAX_ITEMS = 10_000;
    private static final Set<String> SEVERITIES = Set.of("critical", "error", "warning", "info");

    private final List<Receiver> receivers = new ArrayList<>();
    private final List<EventsReceiver> eventsReceivers = new ArrayList<>();
    private final Set<String> namesForEvents = new HashSet<>();
    private final Map<String, Integer> lineOfName = new HashMap<>();
    private final List<AlertRoute> routes = new ArrayList<>();
    private final ReceiverEntry entries;

    private RoutesText(Map<String, String> environment) {
        entries = new ReceiverEntry(environment);
    }

    /**
     * The table of a text.
     *
     * @throws InvalidSettings with all problems, if there are any
     */
    static RoutingTable parse(String yaml, Map<String, String> environment) {
        SettingsFile file = SettingsFile.of(yaml, LIMITS);
        RoutesText text = new RoutesText(environment);
        Fields root = file.root();
        if (root != null) {
            text.read(root);
        } else if (!file.hasErrors()) {
            file.error(1, "must be a mapping of receivers and routes");
        }
        file.requireNoErrors();
        return new RoutingTable(text.receivers, text.eventsReceivers, text.routes);
    }

    private void read(Fields root) {
        SettingsFile.mappings(root, "receivers", MAX_ITEMS).forEach(this::readReceiver);
        SettingsFile.mappings(root, "routes", MAX_ITEMS).forEach(this::readRoute);
        root.reportUnknown();
    }

    private void readReceiver(Fields entry) {
        boolean isForEvents = EventsReceiver.TYPE.equals(entry.text("type"));
        String tenant = isForEvents ? tenant(entry) : null;
        Receiver receiver = entries.read(entry);
        String name = entry.text("name");
        if (isForEvents && name != null) {
            namesForEvents.add(name);
        }
        Integer other = name == null
                ? null
                : lineOfName.putIfAbsent(name, entry.position().line());
        if (other != null) {
            entry.error("name", "is also the name of the receiver in line " + other);
        } else if (receiver != null && tenant != null) {
            eventsReceivers.add(new EventsReceiver(receiver, tenant));
        } else if (receiver != null && !isForEvents) {
            receivers.add(receiver);
        }
    }

    /** The tenant whose events a receiver gets, or null when it is missing or no name. */
    private static @Nullable String tenant(Fields entry) {
        String tenant = entry.requiredText("tenant", "the tenant whose events it gets, or \"*\" for every tenant");
        if (tenant != null && !tenant.equals(EventFilter.ANY_TENANT) && !Alphabet.NAME.admits(tenant)) {
            entry.error("tenant", "must be the name of a tenant, or \"*\"");
            return null;
        }
        return tenant;
    }

    private void readRoute(Fields entry) {
        String tenant = entry.requiredText("tenant", "the tenant, or \"*\" for every tenant");
        List<String> severities = entry.texts("severities", SEVERITIES.size());
        if (!SEVERITIES.containsAll(severities)) {
            entry.error("severities", "must be critical, error, warning or info");
        }
        Set<String> to = new LinkedHashSet<>();
        for (Value value : entry.items("to", MAX_ITEMS)) {
            String name = value.text();
            if (name != null && !lineOfName.containsKey(name)) {
                value.error("names no receiver of this file");
            } else if (name != null && namesForEvents.contains(name)) {
                value.error("names a receiver of events, which gets no signals");
            } else if (name != null) {
                to.add(name);
            }
        }
        if (!entry.has("to")) {
            entry.error("to", "is missing: the names of the receivers");
        }
        Set<String> kinds = Set.copyOf(entry.texts("kinds", MAX_ITEMS));
        Set<String> apps = Set.copyOf(entry.texts("apps", MAX_ITEMS));
        entry.reportUnknown();
        if (tenant != null) {
            routes.add(new AlertRoute(tenant, kinds, Set.copyOf(severities), apps, to));
        }
    }
}
