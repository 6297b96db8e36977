package io.convergence.query.symbols;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.symbols.archive.ArchiveName;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImportedNameTest {
    private static final List<String> APP_IDS = List.of("shop", "shop-web", "a/b");

    @ParameterizedTest
    @CsvSource({
        "shop-prod-1.0.zip, shop, prod, 1.0",
        "shop-web-prod-1.0.zip, shop-web, prod, 1.0",
        "shop-prod-1.0-rc-1.zip, shop, prod, 1.0-rc-1",
        "shop-none-none.zip, shop, '', ''",
        "a__b-gray-2__3.zip, a/b, gray, 2/3"
    })
    void theLongestKnownAppIdBeginsTheName(String file, String appId, String env, String version) {
        assertThat(ImportedName.of(file, APP_IDS)).isEqualTo(new ArchiveName(appId, env, version));
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop.zip", "shop-prod.zip", "other-prod-1.zip", "shop-prod-1.tar", "-prod-1.zip", ".zip"})
    void otherFilesHaveNoName(String file) {
        assertThat(ImportedName.of(file, APP_IDS)).isNull();
    }
}
