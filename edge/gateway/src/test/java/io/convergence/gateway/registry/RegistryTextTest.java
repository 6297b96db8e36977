package io.convergence.gateway.registry;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.convergence.core.dsn.DsnDefaults;
import io.convergence.core.dsn.MaskMode;
import io.convergence.core.dsn.RecordingRules;
import io.convergence.core.settings.InvalidSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RegistryTextTest {
    private static final String APP = "apps:\n- key: k\n  tenant: t\n  app: a\n  any-host: true\n";

    private static final String DSN = "dsns:\n- token: rk_shop\n  tenant: t\n  app: a\n  any-host: true\n";

    @Test
    void theExampleFileIsARegistry() throws IOException {
        Registry registry = RegistryText.parse(
                Files.readString(Path.of("../../conf/apps.yaml")), 300, new DsnDefaults(6000, false, true));
        assertThat(registry.apps()).isNotEmpty();
    }

    @Test
    void absentFieldsOfAnAppHaveDefaults() {
        App app = onlyApp(APP);
        assertThat(app.ratePerMinute()).isEqualTo(300);
        assertThat(app.isOpen()).isTrue();
        assertThat(app.resolve("other")).isEqualTo("a");
        assertThat(app.hosts().admits("any.example")).isTrue();
        assertThat(app.hosts().admits("10.0.0.1")).isFalse();
    }

    @Test
    void keysAndNamesMayLookLikeNumbers() {
        App app = onlyApp(APP.replace("key: k", "key: 1").replace("app: a", "app: true"));
        assertThat(app.key()).isEqualTo("1");
        assertThat(app.app()).isEqualTo("true");
    }

    @Test
    void tenThousandAppsAreARegistry() {
        StringBuilder yaml = new StringBuilder("apps:\n");
        for (int i = 0; i < 10_000; i++) {
            yaml.append("  - {key: public-key-of-app-")
                    .append(i)
                    .append(", tenant: t")
                    .append(i);
            yaml.append(", app: storefront, hosts: [web.tenant-of-some-length.example, \"*.shop.tenant.example\"]}\n");
        }
        assertThat(RegistryText.parse(yaml.toString(), 300, new DsnDefaults(6000, false, true))
                        .apps())
                .hasSize(10_000);
    }

    @Test
    void originsAreComparedInTheirNormalForm() {
        App app = onlyApp(APP + "  origins: [\"HTTPS://Web.Example:443\", \"http://[::1]:8080\"]\n");
        assertThat(app.origins()).containsExactlyInAnyOrder("https://web.example", "http://[::1]:8080");
    }

    @Test
    void tokensAreBoundToTheirTenants() {
        Registry registry = RegistryText.parse(
                APP
                        + "tokens:\n"
                        + "- {tenant: t2, sha256: 2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b}\n",
                0,
                new DsnDefaults(6000, false, true));
        assertThat(registry.tokens().holder("secret")).isEqualTo("t2");
        assertThat(registry.tokens().holder("Secret")).isNull();
        assertThat(registry.tenants()).containsExactlyInAnyOrder("t", "t2");
    }

    @Test
    void aDsnThatDerivesBeaconsNeedsNoAppBesideIt() {
        String yaml = "dsns: [{token: rk_shop, tenant: t, app: a, any-host: true, beacons: true}]\n";
        assertThat(derivesBeacons(yaml, true)).isTrue();
        assertThat(derivesBeacons(yaml, false))
                .as("a gateway that takes no beacons")
                .isFalse();
        assertThatThrownBy(() ->
                        RegistryText.parse(yaml.replace("true}", "false}"), 300, new DsnDefaults(6000, false, true)))
                .isInstanceOf(InvalidSettings.class);
    }

    private static boolean derivesBeacons(String yaml, boolean takesBeacons) {
        return requireNonNull(RegistryText.parse(yaml, 300, new DsnDefaults(6000, false, takesBeacons))
                        .dsn("rk_shop"))
                .derivesBeacons();
    }

    @Test
    void aDsnHasRulesForRecordingsAndItsBrokenOnesAreSkipped() {
        Registry none = RegistryText.parse(DSN, 300, new DsnDefaults(6000, false, false));
        assertThat(none.recordsSessions()).isFalse();
        assertThat(recordings(DSN)).isEqualTo(RecordingRules.NONE);
        RecordingRules rules = recordings(
                DSN
                        + "  replay: {enabled: true, mask: inputs, bytes-per-minute: 7, rules: [\"{ env = 'test' }\", \"{ x\"]}\n");
        assertThat(rules.enabled()).isTrue();
        assertThat(rules.mask()).isEqualTo(MaskMode.INPUTS);
        assertThat(rules.bytesPerMinute()).isEqualTo(7);
        assertThat(rules.rules()).containsExactly("{ env = 'test' }", "{ x");
    }

    private static RecordingRules recordings(String yaml) {
        return requireNonNull(RegistryText.parse(yaml, 300, new DsnDefaults(6000, false, false))
                        .dsn("rk_shop"))
                .recordings();
    }

    @ParameterizedTest
    @MethodSource("invalidRegistries")
    void everyProblemIsReportedWithItsLineAndPath(String yaml, List<String> problems) {
        assertThatThrownBy(() -> RegistryText.parse(yaml, 300, new DsnDefaults(6000, false, true)))
                .isInstanceOfSatisfying(
                        InvalidSettings.class,
                        refusal -> assertThat(refusal.problems())
                                .zipSatisfy(
                                        problems,
                                        (problem, expected) ->
                                                assertThat(problem).startsWith(expected)));
    }

    private static App onlyApp(String yaml) {
        return RegistryText.parse(yaml, 300, new DsnDefaults(6000, false, true))
                .apps()
                .values()
                .iterator()
                .next();
    }

    static Stream<Arguments> invalidRegistries() {
        return Stream.of(
                arguments(
                        DSN + "  replay: {mask: all, bytes-per-minute: -1, enabled: maybe, more: 1}\n",
                        List.of(
                                "line 6: dsns[0].replay.enabled must be true or false",
                                "line 6: dsns[0].replay.mask must be text or inputs",
                                "line 6: dsns[0].replay.bytes-per-minute must be a whole number",
                                "line 6: dsns[0].replay.more is unknown here")),
                arguments("", List.of("line 1: apps must have at least one")),
                arguments("apps: []\n", List.of("line 1: apps must have at least one")),
                arguments("apps: 7\n", List.of("line 1: apps must be a list")),
                arguments("- a\n", List.of("line 1: must be a mapping")),
                arguments("apps:\n  - key: [\n", List.of("line 3: is no YAML")),
                arguments(
                        "a: 1\n---\nb: 2\n", List.of("line 1: a is unknown here", "line 3: must be a single mapping")),
                arguments(APP + "more: 1\n", List.of("line 6: more is unknown here; known are apps, tokens")),
                arguments(APP + "  more: 1\n", List.of("line 6: apps[0].more is unknown here")),
                arguments(
                        APP + APP.substring(6), List.of("line 6: apps[1].key is also the key of the entry in line 2")),
                arguments(APP + "  app: b\n", List.of("line 6: the key 'app' is there twice")),
                arguments(APP + "  apps: [b]\n", List.of("line 4: apps[0].app or apps is required, and not both")),
                arguments(APP.replace("  tenant: t\n", ""), List.of("line 2: apps[0].tenant is missing")),
                arguments(APP.replace("tenant: t", "tenant: a b"), List.of("line 3: apps[0].tenant must be 1 to 64")),
                arguments(
                        APP.replace("  any-host: true\n", ""), List.of("line 2: apps[0].hosts must list at least one")),
                arguments(APP.replace("any-host: true", "any-host: false"), List.of("line 2: apps[0].hosts must list")),
                arguments(
                        APP.replace("any-host: true", "any-host: maybe"),
                        List.of("line 2: apps[0].hosts", "line 5: apps[0].any-host must be true or false")),
                arguments(APP + "  hosts: [\"a b\"]\n", List.of("line 6: apps[0].hosts[0] must be a DNS name")),
                arguments(
                        APP + "  hosts: [a.example, \"web.example:80\"]\n",
                        List.of("line 6: apps[0].hosts[1] must be a DNS name")),
                arguments(APP + "  hosts: [\"*.10.0.0.1\"]\n", List.of("line 6: apps[0].hosts[0] must be a DNS name")),
                arguments(APP + "  hosts: [{a: b}]\n", List.of("line 6: apps[0].hosts[0] must be text")),
                arguments(
                        APP + "  origins: [\"https://a.example/x\"]\n",
                        List.of("line 6: apps[0].origins[0] must be a web origin")),
                arguments(APP + "  rate: -1\n", List.of("line 6: apps[0].rate must be a whole number")),
                arguments(APP + "  rate: fast\n", List.of("line 6: apps[0].rate must be a whole number")),
                arguments(APP.replace("key: k", "key: \" k\""), List.of("line 2: apps[0].key must be 1 to 128 bytes")),
                arguments(
                        APP + "tokens: [{tenant: t, sha256: abc}]\n",
                        List.of("line 6: tokens[0].sha256 must be the 64")));
    }
}
