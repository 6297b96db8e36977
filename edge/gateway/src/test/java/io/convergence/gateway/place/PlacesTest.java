package io.convergence.gateway.place;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.convergence.core.dsn.PlaceLevel;
import io.convergence.core.event.EventDraft;
import io.convergence.core.event.EventType;
import io.convergence.core.settings.InvalidSettings;
import io.convergence.gateway.event.ExpectedEvents;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlacesTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    @Test
    @Tag("fixtures")
    void addressesHaveTheExpectedPlaceAtEachLevel() throws IOException {
        JsonNode cases = ExpectedEvents.vector("geo.json").get("places");
        assertThat(cases).isNotEmpty();
        for (JsonNode one : cases) {
            Places places =
                    Places.open(database("City"), one.get("isp").asBoolean() ? database("ISP") : null, PlaceRemap.NONE);
            PlaceLevel level = PlaceLevel.valueOf(one.get("level").asText().toUpperCase(Locale.ROOT));
            EventDraft event = new EventDraft(EventType.VIEW);
            places.labels(InetAddress.getByName(one.get("address").asText()), level)
                    .forEach(event::label);
            assertThat(MAPPER.writeValueAsString(new TreeMap<>(
                            requireNonNull(event.build("", "t", "a", 0)).labels())))
                    .as("%s", one)
                    .isEqualTo(sorted(one.get("place")));
        }
    }

    @Test
    @Tag("fixtures")
    void aCountryIsReplacedAndALevelOfNoneHasNoPlace() throws IOException {
        Places places = Places.open(database("City"), null, requireNonNull(PlaceRemap.parse(List.of("GB:SE/Island"))));
        InetAddress address = InetAddress.getByName("81.2.69.142");
        assertThat(places.labels(address, PlaceLevel.COUNTRY)).isEqualTo(Map.of("country", "SE"));
        assertThat(places.labels(address, PlaceLevel.REGION)).isEqualTo(Map.of("country", "SE", "region", "Island"));
        assertThat(places.labels(address, PlaceLevel.NONE)).isEmpty();
        assertThat(places.looksUp(PlaceLevel.NONE)).isFalse();
    }

    @Test
    @Tag("fixtures")
    void aChangedFileIsReadAgainAndAnUnreadableOneIsNot(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("city.mmdb");
        Files.copy(database("ISP"), file);
        InetAddress address = InetAddress.getByName("81.2.69.142");
        Places places = Places.open(file, null, PlaceRemap.NONE);
        assertThat(places.labels(address, PlaceLevel.CITY)).isEmpty();
        Files.write(file, Files.readAllBytes(database("City")));
        places.reload();
        assertThat(places.labels(address, PlaceLevel.CITY)).containsEntry("city", "London");
        Files.writeString(file, "broken");
        places.reload();
        assertThat(places.labels(address, PlaceLevel.CITY)).containsEntry("city", "London");
    }

    @Test
    void aFileThatIsNoDatabaseIsRefused(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("city.mmdb"), "broken");
        assertThatThrownBy(() -> Places.open(file, null, PlaceRemap.NONE))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("geo.city-file");
        assertThatThrownBy(() -> Places.open(null, directory.resolve("absent"), PlaceRemap.NONE))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("geo.isp-file");
    }

    @Test
    void replacementsThatCannotBeReadAreRefused() {
        assertThat(PlaceRemap.parse(List.of("TW:CN/Taiwan", "HK:CN"))).isNotNull();
        for (String entry : List.of("", "TW", "TW:XX", "tw:CN", "TW:CN/", "TW:CN/a/b")) {
            assertThat(PlaceRemap.parse(List.of(entry))).as(entry).isNull();
        }
    }

    private static Path database(String kind) {
        return Path.of(System.getProperty("fixtures.dir", ""), "geoip", "GeoIP2-" + kind + "-Test.mmdb");
    }

    private static String sorted(JsonNode place) throws IOException {
        return MAPPER.writeValueAsString(MAPPER.convertValue(place, new TypeReference<TreeMap<String, Object>>() {}));
    }
}
