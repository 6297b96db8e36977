package io.convergence.gateway.registry;

import io.convergence.core.dsn.Dsn;
import io.convergence.gateway.filter.FilterRules;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** DSNs by token and by application id, with the filter rules of their recordings. Immutable. */
public final class DsnTable {
    private final Map<String, Dsn> byToken = new LinkedHashMap<>();
    private final Map<String, Dsn> byAppId = new HashMap<>();
    private final Map<String, FilterRules> rules = new HashMap<>();

    private DsnTable() {}

    /** The table of DSNs. Of two DSNs with the same token or application id the earlier one has it. */
    public static DsnTable of(Collection<Dsn> dsns) {
        DsnTable table = new DsnTable();
        for (Dsn dsn : dsns) {
            if (table.byToken.putIfAbsent(dsn.token(), dsn) == null) {
                dsn.appIds().forEach(appId -> table.byAppId.putIfAbsent(appId, dsn));
                if (!dsn.recordings().rules().isEmpty()) {
                    table.rules.put(dsn.token(), FilterRules.of(dsn.recordings().rules()));
                }
            }
        }
        return table;
    }

    /** Every DSN, in the order in which they were added. */
    public Collection<Dsn> all() {
        return Collections.unmodifiableCollection(byToken.values());
    }

    /** The DSN of a token, or null. */
    public @Nullable Dsn ofToken(@Nullable String token) {
        return token == null ? null : byToken.get(token);
    }

    /** The DSN that has an application id, or null. */
    public @Nullable Dsn ofApp(@Nullable String appId) {
        return appId == null ? null : byAppId.get(appId);
    }

    /** The filter rules for recordings of a DSN of this table. */
    public FilterRules rules(Dsn dsn) {
        return rules.getOrDefault(dsn.token(), FilterRules.NONE);
    }
}
