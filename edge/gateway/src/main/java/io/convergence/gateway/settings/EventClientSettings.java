package io.convergence.gateway.settings;

import io.convergence.core.settings.OptionReader;
import io.convergence.gateway.client.AddressRange;
import io.convergence.gateway.place.PlaceRemap;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the clients of events: their address, rate and place.
 *
 * @param trustedProxies addresses of proxies whose header names the client
 * @param header name of that header
 * @param ratePerSecond requests a second of a client; 0 means no limit
 * @param burst requests of a client at once
 * @param cityFile database of cities or countries, or null for none
 * @param ispFile database of internet service providers, or null for none
 * @param remap replacement of countries
 */
public record EventClientSettings(
        List<AddressRange> trustedProxies,
        String header,
        int ratePerSecond,
        int burst,
        @Nullable Path cityFile,
        @Nullable Path ispFile,
        PlaceRemap remap) {
    private static final String NONE = "none";

    public EventClientSettings {
        trustedProxies = List.copyOf(trustedProxies);
    }

    static EventClientSettings read(OptionReader reader) {
        String header = reader.text(GatewayOptions.CLIENT_HEADER);
        reader.problems()
                .check(
                        header.matches("[A-Za-z0-9-]{1,64}"),
                        GatewayOptions.CLIENT_HEADER.key() + ": must be the name of a header");
        PlaceRemap remap = PlaceRemap.parse(items(reader.text(GatewayOptions.GEO_REMAP)));
        reader.problems()
                .check(
                        remap != null,
                        GatewayOptions.GEO_REMAP.key()
                                + ": must be pairs of ISO 3166 codes such as TW:CN/Taiwan, or none");
        return new EventClientSettings(
                proxies(reader),
                header,
                reader.number(GatewayOptions.EVENTS_CLIENT_RATE, 0, 1_000_000),
                reader.number(GatewayOptions.EVENTS_CLIENT_BURST, 1, 10_000_000),
                file(reader.text(GatewayOptions.GEO_CITY_FILE)),
                file(reader.text(GatewayOptions.GEO_ISP_FILE)),
                remap == null ? PlaceRemap.NONE : remap);
    }

    private static List<AddressRange> proxies(OptionReader reader) {
        List<AddressRange> ranges = new ArrayList<>();
        boolean isValid = true;
        for (String item : items(reader.text(GatewayOptions.TRUSTED_PROXIES))) {
            AddressRange range = AddressRange.parse(item);
            isValid &= range != null;
            if (range != null) {
                ranges.add(range);
            }
        }
        reader.problems()
                .check(
                        isValid,
                        GatewayOptions.TRUSTED_PROXIES.key()
                                + ": must be addresses or ranges such as 10.0.0.0/8, or none");
        return ranges;
    }

    private static @Nullable Path file(String text) {
        return text.equals(NONE) ? null : Path.of(text);
    }

    private static List<String> items(String list) {
        return list.equals(NONE)
                ? List.of()
                : Arrays.stream(list.split(",", -1)).map(String::strip).toList();
    }
}
