package io.convergence.symbols.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.symbols.archive.SymbolPlatform;
import org.junit.jupiter.api.Test;

class SdkPlatformsTest {
    @Test
    void theSdkNamesThePlatform() {
        assertThat(SdkPlatforms.of("df_web_rum_sdk", "")).containsExactly(SymbolPlatform.WEB);
        assertThat(SdkPlatforms.of("df_uniapp_rum_sdk", ""))
                .containsExactly(SymbolPlatform.MINIAPP, SymbolPlatform.WEB);
        assertThat(SdkPlatforms.of("df_android_rum_sdk", "f@https://a.example/b.js:1:1"))
                .containsExactly(SymbolPlatform.ANDROID);
        assertThat(SdkPlatforms.of("df_ios_rum_sdk", "")).containsExactly(SymbolPlatform.IOS);
    }

    @Test
    void theFormDecidesForAnUnknownSdk() {
        assertThat(SdkPlatforms.of("", "a.b: c\n\tat a.b.c(D.java:1)")).containsExactly(SymbolPlatform.ANDROID);
        assertThat(SdkPlatforms.of("other", "{\"app_name\":1}")).containsExactly(SymbolPlatform.IOS);
        assertThat(SdkPlatforms.of("other", "f@https://a.example/b.js:1:1"))
                .containsExactly(SymbolPlatform.WEB, SymbolPlatform.MINIAPP);
    }
}
