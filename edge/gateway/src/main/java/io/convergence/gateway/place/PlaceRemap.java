package io.convergence.gateway.place;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replacement of countries, such as {@code TW:CN/Taiwan}: the country {@code TW} becomes {@code CN} and its region
 * {@code Taiwan}.
 *
 * @param places the place by the replaced country
 */
public record PlaceRemap(Map<String, Place> places) {
    /** No replacement. */
    public static final PlaceRemap NONE = new PlaceRemap(Map.of());

    private static final Pattern ENTRY = Pattern.compile("([A-Z]{2}):([A-Z]{2})(?:/([^,/]{1,64}))?");
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    public PlaceRemap {
        places = Map.copyOf(places);
    }

    /**
     * A place that replaces a country.
     *
     * @param country ISO 3166 code
     * @param region name of the region, or null
     */
    public record Place(String country, @Nullable String region) {}

    /** The replacements of a list, separated by commas, or null when an entry cannot be read. */
    public static @Nullable PlaceRemap parse(Iterable<String> entries) {
        Map<String, Place> places = new HashMap<>();
        for (String text : entries) {
            Matcher entry = ENTRY.matcher(text);
            if (!entry.matches() || !COUNTRIES.contains(entry.group(1)) || !COUNTRIES.contains(entry.group(2))) {
                return null;
            }
            places.put(entry.group(1), new Place(entry.group(2), entry.group(3)));
        }
        return new PlaceRemap(places);
    }
}
