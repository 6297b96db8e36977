package io.convergence.gateway.cdn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.convergence.core.host.HostName;
import io.convergence.core.settings.InvalidSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The providers of hosts under DataKit's public list and a list with patterns, as an independent implementation names them. */
class CdnVectorsTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    @Test
    @Tag("fixtures")
    void everyHostHasTheExpectedProvider() throws IOException {
        JsonNode vector = vector();
        CdnList builtIn = CdnListText.parse(
                Files.readString(Path.of(System.getProperty("fixtures.dir", ""), "datakit", "cdn_map.json")));
        CdnList wildcards = CdnListText.parse(vector.get("wildcards").toString());
        assertThat(vector.get("cases")).isNotEmpty();
        for (JsonNode one : vector.get("cases")) {
            CdnList list = one.get("map").asText().equals("wildcards") ? wildcards : builtIn;
            String host = HostName.normalise(one.get("host").asText());
            assertThat(Provider.of(
                            list,
                            host == null ? "" : host,
                            aliases(one),
                            one.get("own_host").asBoolean()))
                    .as("%s", one)
                    .isEqualTo(new Provider(
                            one.get("provider_type").asText(),
                            one.get("provider_name").asText()));
        }
    }

    @Test
    void unusableListsAreRefused() throws IOException {
        for (JsonNode list : vector().get("lists_refused")) {
            assertThatThrownBy(() -> CdnListText.parse(list.asText()))
                    .as("%s", list)
                    .isInstanceOf(InvalidSettings.class);
        }
    }

    private static @Nullable List<String> aliases(JsonNode one) {
        if (one.get("chain").isNull()) {
            return null;
        }
        List<String> aliases = new ArrayList<>();
        one.get("chain").forEach(alias -> aliases.add(alias.asText()));
        return aliases;
    }

    private static JsonNode vector() throws IOException {
        return MAPPER.readTree(Files.readAllBytes(Path.of("src/test/resources/vectors/events/cdn.json")));
    }
}
