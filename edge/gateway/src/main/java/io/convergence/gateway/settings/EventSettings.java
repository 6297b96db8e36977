package io.convergence.gateway.settings;

import io.convergence.core.ingest.Alphabet;
import io.convergence.core.settings.Option;
import io.convergence.core.settings.OptionReader;
import io.convergence.core.settings.Secret;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the second plane.
 *
 * @param enabled whether events are accepted; otherwise their paths answer 503
 * @param formats wire formats whose paths exist
 * @param ratePerMinute rate limit of DSNs without one of their own, in events a minute; 0 means no limit
 * @param bufferBytes most bytes of memory for bodies, over all connections
 * @param globalTags tags of every event, by key
 * @param topic topic of events
 * @param dsnTopic topic of DSNs
 * @param dataKitEndpoints paths that receive DataKit's points
 * @param cdn settings of the recognition of content delivery networks
 * @param client settings of the clients of events
 * @param recordings settings of recordings of sessions
 * @param idSecret secret from which the ids of events are derived; null only when events are not accepted
 * @param userSecret secret from which hashes of users are derived, or null when no user is kept
 */
public record EventSettings(
        boolean enabled,
        Set<String> formats,
        int ratePerMinute,
        long bufferBytes,
        Map<String, String> globalTags,
        String topic,
        String dsnTopic,
        Set<String> dataKitEndpoints,
        CdnSettings cdn,
        EventClientSettings client,
        RecordingSettings recordings,
        @Nullable Secret idSecret,
        @Nullable Secret userSecret) {

    /** The wire formats. */
    static final List<String> FORMATS = List.of("native", "nself", "datakit", "ptrum", "datadog", "faro");

    private static final String ID_SECRET = "CONVERGENCE_ID_SECRET";
    private static final String USER_SECRET = "CONVERGENCE_USER_SECRET";
    private static final int MIN_SECRET_LENGTH = 32;

    public EventSettings {
        formats = Set.copyOf(formats);
        globalTags = Map.copyOf(globalTags);
        dataKitEndpoints = Set.copyOf(dataKitEndpoints);
    }

    static EventSettings read(OptionReader reader, Map<String, String> environment) {
        boolean enabled = reader.flag(GatewayOptions.EVENTS_ENABLED);
        Set<String> formats = items(reader.text(GatewayOptions.EVENTS_FORMATS));
        reader.problems()
                .check(
                        FORMATS.containsAll(formats),
                        GatewayOptions.EVENTS_FORMATS.key() + ": must be of " + String.join(", ", FORMATS));
        Set<String> endpoints = paths(reader, GatewayOptions.EVENTS_DATAKIT_ENDPOINTS);
        Secret id = secret(environment, ID_SECRET);
        Secret user = secret(environment, USER_SECRET);
        reader.problems()
                .check(
                        !enabled || (id != null && id.reveal().length() >= MIN_SECRET_LENGTH),
                        ID_SECRET + ": an environment variable of at least " + MIN_SECRET_LENGTH
                                + " characters is required; the published ids of events are derived from it");
        reader.problems()
                .check(
                        user == null || user.reveal().length() >= MIN_SECRET_LENGTH,
                        USER_SECRET + ": must have at least " + MIN_SECRET_LENGTH + " characters");
        return new EventSettings(
                enabled,
                formats,
                reader.number(GatewayOptions.EVENTS_RATE, 0, 100_000_000),
                reader.number(GatewayOptions.EVENTS_BUFFER, 1L << 20, 1L << 40),
                tags(reader),
                reader.text(GatewayOptions.TOPIC_EVENTS),
                reader.text(GatewayOptions.TOPIC_DSNS),
                endpoints,
                CdnSettings.read(reader),
                EventClientSettings.read(reader),
                RecordingSettings.read(reader, environment),
                id,
                user);
    }

    @Override
    public String toString() {
        return "EventSettings[enabled=" + enabled + ", formats=" + formats + ", topic=" + topic + "]";
    }

    private static Map<String, String> tags(OptionReader reader) {
        Map<String, String> tags = new LinkedHashMap<>();
        String text = reader.text(GatewayOptions.EVENTS_GLOBAL_TAGS);
        for (String pair : items(text.equals("none") ? "" : text)) {
            int equals = pair.indexOf('=');
            boolean valid = equals > 0 && Alphabet.NAME.admits(pair.substring(0, equals));
            reader.problems().check(valid, GatewayOptions.EVENTS_GLOBAL_TAGS.key() + ": must be key=value pairs");
            if (valid) {
                tags.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return tags;
    }

    private static @Nullable Secret secret(Map<String, String> environment, String name) {
        String value = environment.get(name);
        return value == null ? null : new Secret(value);
    }

    /** The paths of an option. */
    static Set<String> paths(OptionReader reader, Option option) {
        Set<String> paths = items(reader.text(option));
        reader.problems()
                .check(
                        paths.stream().allMatch(path -> path.matches("(/[A-Za-z0-9._-]{1,64}){1,8}")),
                        option.key() + ": must be paths such as " + option.defaultText());
        return paths;
    }

    private static Set<String> items(String list) {
        Set<String> items = new LinkedHashSet<>(Arrays.asList(list.trim().split("\\s*,\\s*")));
        items.remove("");
        return items;
    }
}
