package io.convergence.gateway.registry;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.dsn.Dsn;
import io.convergence.core.dsn.DsnDefaults;
import io.convergence.core.dsn.DsnDocument;
import io.convergence.gateway.registry.RegistryMerge.Conflict;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistryMergeTest {
    private static final DsnDefaults DEFAULTS = new DsnDefaults(6000, false, true);

    private static final Registry FILE = RegistryText.parse("""
        apps:
          - {key: pk_shop, tenant: acme, app: shop, any-host: true}
        dsns:
          - {token: rk_file, tenant: acme, app: shop, any-host: true, app-ids: [of_file]}
        """, 300, DEFAULTS);

    @Test
    void theFileWinsAndAnApplicationIdBelongsToTheEarlierDsn() {
        Dsn first = dsn("rk_first", "globex", "of_file", "shared");
        Dsn second = dsn("rk_second", "globex", "shared", "own");
        RegistryMerge merge =
                RegistryMerge.of(FILE, List.of(dsn("rk_file", "globex"), dsn("pk_shop", "globex"), first, second));
        Registry merged = merge.registry();
        assertThat(requireNonNull(merged.dsn("rk_file")).tenant()).isEqualTo("acme");
        assertThat(merged.dsn("pk_shop")).isNull();
        assertThat(merged.app("pk_shop")).isNotNull();
        assertThat(merged.dsn("rk_first")).isEqualTo(first);
        assertThat(merged.dsn("rk_second")).isEqualTo(second);
        assertThat(requireNonNull(merged.dsnOfApp("of_file")).token()).isEqualTo("rk_file");
        assertThat(merged.dsnOfApp("shared")).isEqualTo(first);
        assertThat(merged.dsnOfApp("own")).isEqualTo(second);
        assertThat(merged.tenants()).containsExactlyInAnyOrder("acme", "globex");
        assertThat(merge.conflicts())
                .containsExactlyInAnyOrder(
                        new Conflict("token", "rk_file", "globex", "app"),
                        new Conflict("token", "pk_shop", "globex", "app"),
                        new Conflict("app_id", "of_file", "globex", "app"),
                        new Conflict("app_id", "shared", "globex", "app"));
    }

    @Test
    void withoutDsnsOfTheTopicTheRegistryIsThatOfTheFile() {
        RegistryMerge merge = RegistryMerge.of(FILE, List.of());
        assertThat(merge.conflicts()).isEmpty();
        assertThat(merge.registry().apps()).isEqualTo(FILE.apps());
        assertThat(merge.registry().dsns().all())
                .containsExactlyElementsOf(FILE.dsns().all());
    }

    private static Dsn dsn(String token, String tenant, String... appIds) {
        String ids = List.of(appIds).stream().map(id -> '"' + id + '"').toList().toString();
        String document = "{\"token\":\"" + token + "\",\"tenant\":\"" + tenant
                + "\",\"app\":\"app\",\"any_host\":true,\"app_ids\":" + ids + "}";
        return requireNonNull(DsnDocument.read(document, DEFAULTS).dsn());
    }
}
