package io.convergence.gateway.place;

import io.convergence.core.dsn.PlaceLevel;
import io.convergence.core.settings.InvalidSettings;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Places of addresses, as labels of events: {@code country}, {@code region}, {@code city} and {@code isp}, as far as the level
 * of a DSN admits. Thread-safe; {@link #reload} is called by one thread at a time.
 */
public final class Places {
    private final @Nullable PlaceDatabase cities;
    private final @Nullable PlaceDatabase providers;
    private final PlaceRemap remap;

    private Places(@Nullable PlaceDatabase cities, @Nullable PlaceDatabase providers, PlaceRemap remap) {
        this.cities = cities;
        this.providers = providers;
        this.remap = remap;
    }

    /**
     * Reads the databases.
     *
     * @param cityFile database of cities or countries, or null for none
     * @param ispFile database of internet service providers, or null for none
     * @throws InvalidSettings when a file is no readable database
     */
    public static Places open(@Nullable Path cityFile, @Nullable Path ispFile, PlaceRemap remap) {
        return new Places(
                cityFile == null ? null : PlaceDatabase.open("geo.city-file", cityFile),
                ispFile == null ? null : PlaceDatabase.open("geo.isp-file", ispFile),
                remap);
    }

    /** Whether an address is looked up at a level. */
    public boolean looksUp(PlaceLevel level) {
        return level != PlaceLevel.NONE && (cities != null || providers != null);
    }

    /** The labels of an address at a level; none when it is in no database. */
    public Map<String, String> labels(InetAddress address, PlaceLevel level) {
        Map<String, String> labels = new HashMap<>();
        if (cities != null && level != PlaceLevel.NONE) {
            addPlace(labels, cities.find(address), level);
        }
        if (providers != null && level == PlaceLevel.CITY) {
            put(labels, "isp", field(providers.find(address), "isp"));
        }
        return labels;
    }

    /** Reads the files again that have changed. */
    public void reload() {
        if (cities != null) {
            cities.reload();
        }
        if (providers != null) {
            providers.reload();
        }
    }

    private void addPlace(Map<String, String> labels, @Nullable Map<?, ?> found, PlaceLevel level) {
        Object country = field(field(found, "country"), "iso_code");
        PlaceRemap.Place other = country instanceof String code ? remap.places().get(code) : null;
        put(labels, "country", other == null ? country : other.country());
        if (level.compareTo(PlaceLevel.REGION) >= 0) {
            Object regions = field(found, "subdivisions");
            Object region = regions instanceof List<?> list && !list.isEmpty() ? name(list.get(0)) : null;
            put(labels, "region", other == null || other.region() == null ? region : other.region());
        }
        if (level.compareTo(PlaceLevel.CITY) >= 0) {
            put(labels, "city", name(field(found, "city")));
        }
    }

    private static @Nullable Object name(@Nullable Object place) {
        return field(field(place, "names"), "en");
    }

    private static @Nullable Object field(@Nullable Object record, String name) {
        return record instanceof Map<?, ?> map ? map.get(name) : null;
    }

    private static void put(Map<String, String> labels, String label, @Nullable Object value) {
        if (value instanceof String text && !text.isBlank()) {
            labels.put(label, text);
        }
    }
}
