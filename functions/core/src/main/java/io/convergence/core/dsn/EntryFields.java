package io.convergence.core.dsn;

import io.convergence.core.yaml.Fields;
import io.convergence.core.yaml.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Fields that apps and DSNs of the registry have in common. Their problems are reported to the entry. */
public final class EntryFields {
    private static final int MAX_RATE = 100_000_000;

    private EntryFields() {}

    /**
     * The hosts of an entry.
     *
     * @param anyHost name of the field that admits any host
     */
    public static HostList hosts(Fields entry, String anyHost) {
        List<Value> entries = EntryScalar.items(entry, "hosts");
        boolean any = Boolean.TRUE.equals(entry.flag(anyHost));
        if (entries.isEmpty() && !any) {
            entry.error("hosts", "must list at least one host, or " + anyHost + " must be true");
        }
        List<String> valid = new ArrayList<>();
        for (Value value : entries) {
            String host = EntryScalar.text(value);
            if (host != null && HostList.of(List.of(host), false) == null) {
                value.error("must be a DNS name, '*.' and a DNS name, or an IP literal, without port or path");
            } else if (host != null) {
                valid.add(host);
            }
        }
        HostList hosts = HostList.of(valid, any);
        return hosts == null ? new HostList(Set.of(), Set.of(), any) : hosts;
    }

    /** The web origins of an entry. */
    public static Set<String> origins(Fields entry) {
        Set<String> origins = new HashSet<>();
        for (Value value : EntryScalar.items(entry, "origins")) {
            String text = EntryScalar.text(value);
            String origin = text == null ? null : WebOrigin.normalise(text);
            if (origin != null) {
                origins.add(origin);
            } else if (text != null) {
                value.error("must be a web origin such as https://web.acme.example, without path");
            }
        }
        return origins;
    }

    /** The rate of an entry a minute. */
    public static int rate(Fields entry, int defaultRate) {
        String rate = EntryScalar.text(entry.get("rate"));
        if (rate == null) {
            return defaultRate;
        }
        if (rate.matches("\\d{1,9}") && Integer.parseInt(rate) <= MAX_RATE) {
            return Integer.parseInt(rate);
        }
        entry.error("rate", "must be a whole number from 0 to " + MAX_RATE);
        return defaultRate;
    }
}
