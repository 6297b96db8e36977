package io.convergence.core.dsn;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.settings.SettingsFile;
import io.convergence.core.yaml.Fields;
import io.convergence.core.yaml.YamlLimits;
import java.util.List;
import org.junit.jupiter.api.Test;

class DsnDocumentTest {
    private static final DsnDefaults DEFAULTS = new DsnDefaults(6000, false, true);

    private static final String FILE = """
        token: rk_shop
        tenant: acme
        app: shop
        hosts: [web.acme.example, "*.shop.example"]
        any-host: true
        origins: ["https://web.acme.example"]
        app-ids: [appid_x]
        consent: assumed
        tags: [plan]
        texts: false
        geo: city
        beacons: true
        rate: 7
        replay: {enabled: true, mask: inputs, bytes-per-minute: 9, rules: ["{ env = 'test' }"]}
        budgets: [{page: "/checkout/*", lcp: 2000, cls: 0.05}]
        settings: {sample_rate: 0.1}
        """;

    private static final String DOCUMENT = """
        {"token":"rk_shop","tenant":"acme","app":"shop","hosts":["web.acme.example","*.shop.example"],"any_host":true,
         "origins":["https://web.acme.example"],"app_ids":["appid_x"],"consent":"assumed","tags":["plan"],"texts":false,
         "geo":"city","beacons":true,"rate":7,
         "replay":{"enabled":true,"mask":"inputs","bytes_per_minute":9,"rules":["{ env = 'test' }"]},
         "budgets":[{"page":"/checkout/*","lcp":2000,"cls":0.05}],"settings":{"sample_rate":0.1}}
        """;

    @Test
    void aDocumentIsTheSameDsnAsTheEntryOfAFile() {
        Fields entry = requireNonNull(SettingsFile.of(FILE, YamlLimits.RECORDS).root());
        Dsn ofFile = DsnEntry.read(entry, DsnSpelling.FILE, DEFAULTS);
        DsnReading reading = DsnDocument.read(DOCUMENT, DEFAULTS);
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.dsn()).isEqualTo(ofFile).isNotNull();
    }

    @Test
    void everyProblemIsReportedWithItsPath() {
        assertThat(problems(
                        "{\"token\":\"short\",\"tenant\":\"a b\",\"hosts\":[\"x y\"],\"app-ids\":[],\"users\":\"hashed\","
                                + "\"replay\":{\"bytes-per-minute\":1},\"budgets\":[{\"page\":\"/\"}]}"))
                .containsExactlyInAnyOrder(
                        "token",
                        "tenant",
                        "app",
                        "hosts[0]",
                        "users",
                        "replay.bytes-per-minute",
                        "budgets[0]",
                        "app-ids");
    }

    @Test
    void whatIsNoMappingHasOneProblem() {
        for (String text :
                List.of("", "[]", "7", "{", "[{}, {}]", "\"\\ud800\"", "x".repeat(DsnDocument.MAX_BYTES + 1))) {
            assertThat(problems(text)).as(text.length() > 20 ? "long" : text).hasSize(1);
        }
        assertThat(DsnDocument.read("{", DEFAULTS).summary()).startsWith("is no YAML");
    }

    private static List<String> problems(String text) {
        DsnReading reading = DsnDocument.read(text, DEFAULTS);
        assertThat(reading.dsn()).isNull();
        return reading.problems().stream().map(problem -> problem.path()).toList();
    }
}
