package io.convergence.query.keys;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keys and DSNs of the registry file as items of an answer. */
public final class KeyItems {
    private final PublicKeys keys;
    private final PostAddress address;

    /** Items of the keys of a file. */
    public KeyItems(PublicKeys keys, PostAddress address) {
        this.keys = keys;
        this.address = address;
    }

    /** The items of a tenant, of one app unless it is null. */
    public List<ObjectNode> of(String tenant, @Nullable String app) {
        return keys.of(tenant).stream()
                .filter(key -> app == null
                        || Objects.equals(key.app(), app)
                        || key.apps().contains(app))
                .map(this::item)
                .toList();
    }

    private ObjectNode item(PublicKey key) {
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        item.put("key", key.key());
        item.put("plane", key.ofEvents() ? "events" : "beacons");
        item.put("managed_by", "file");
        item.put("app", key.app());
        key.apps().forEach(item.putArray("apps")::add);
        key.hosts().forEach(item.putArray("hosts")::add);
        item.put("any_host", key.anyHost());
        key.origins().forEach(item.putArray("origins")::add);
        key.appIds().forEach(item.putArray("app_ids")::add);
        item.put("rate_per_minute", key.ratePerMinute());
        item.put("created_at", (String) null);
        item.put("author", (String) null);
        item.putNull("document");
        item.put("dsn", key.ofEvents() ? address.ofToken(key.key()) : address.ofKey(key.key()));
        return item;
    }
}
