package io.convergence.gateway.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

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

    @Test
    void theExampleIsARegistry() throws IOException {
        Registry registry = RegistryText.parse(Files.readString(Path.of("../../conf/apps.yaml")), 300, true);
        assertThat(registry.apps()).isNotEmpty();
    }

    @Test
    void whatAnAppDoesNotSayHasADefault() {
        App app = only(APP);
        assertThat(app.ratePerMinute()).isEqualTo(300);
        assertThat(app.isOpen()).isTrue();
        assertThat(app.resolve("other")).isEqualTo("a");
        assertThat(app.hosts().admits("any.example")).isTrue();
        assertThat(app.hosts().admits("10.0.0.1")).isFalse();
    }

    @Test
    void originsAreComparedInOneSpelling() {
        App app = only(APP + "  origins: [\"HTTPS://Web.Example:443\", \"http://[::1]:8080\"]\n");
        assertThat(app.origins()).containsExactlyInAnyOrder("https://web.example", "http://[::1]:8080");
    }

    @Test
    void tokensAreBoundToTheirTenants() {
        Registry registry = RegistryText.parse(
                APP
                        + "tokens:\n- {tenant: t2, sha256: 2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b}\n",
                0,
                true);
        assertThat(registry.tokens().tenant("secret")).isEqualTo("t2");
        assertThat(registry.tokens().tenant("Secret")).isNull();
        assertThat(registry.tenants()).containsExactlyInAnyOrder("t", "t2");
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatIsWrongIsReportedWithItsLine(String yaml, List<String> problems) {
        assertThatThrownBy(() -> RegistryText.parse(yaml, 300, true))
                .isInstanceOfSatisfying(
                        InvalidSettings.class,
                        refusal -> assertThat(refusal.problems())
                                .zipSatisfy(
                                        problems,
                                        (told, expected) -> assertThat(told).startsWith(expected)));
    }

    private static App only(String yaml) {
        return RegistryText.parse(yaml, 300, true).apps().values().iterator().next();
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                arguments("", List.of("line 1: apps must hold at least one")),
                arguments("apps: []\n", List.of("line 1: apps must hold at least one")),
                arguments("apps: 7\n", List.of("line 1: apps must be a list")),
                arguments("- a\n", List.of("line 1: must be a mapping")),
                arguments("apps:\n  - key: [\n", List.of("line 3: not YAML")),
                arguments("a: 1\n---\nb: 2\n", List.of("line 2: not YAML")),
                arguments(APP + "more: 1\n", List.of("line 6: no such field")),
                arguments(APP + APP.substring(6), List.of("line 6: key is also the key of the entry in line 2")),
                arguments(APP + "  app: b\n", List.of("line 6: app appears twice")),
                arguments(APP + "  apps: [b]\n", List.of("line 4: app or apps must be given, and not both")),
                arguments(APP.replace("  tenant: t\n", ""), List.of("line 2: tenant is required")),
                arguments(APP.replace("tenant: t", "tenant: a b"), List.of("line 3: tenant must be 1 to 64")),
                arguments(APP.replace("  any-host: true\n", ""), List.of("line 2: hosts must list at least one")),
                arguments(APP.replace("any-host: true", "any-host: false"), List.of("line 2: hosts must list")),
                arguments(
                        APP.replace("any-host: true", "any-host: maybe"),
                        List.of("line 5: any-host must be true", "line 2")),
                arguments(APP + "  hosts: [\"a b\"]\n", List.of("line 6: hosts must each be")),
                arguments(APP + "  hosts: [\"web.example:80\"]\n", List.of("line 6: hosts must each be")),
                arguments(APP + "  hosts: [\"*.10.0.0.1\"]\n", List.of("line 6: hosts must each be")),
                arguments(APP + "  origins: [\"https://a.example/x\"]\n", List.of("line 6: origins must each be")),
                arguments(APP + "  rate: -1\n", List.of("line 6: rate must be a whole number")),
                arguments(APP + "  rate: fast\n", List.of("line 6: rate must be a whole number")),
                arguments(APP.replace("key: k", "key: \" k\""), List.of("line 2: key must be a text")),
                arguments(APP + "tokens: [{tenant: t, sha256: abc}]\n", List.of("line 6: sha256 must be the 64")));
    }
}
