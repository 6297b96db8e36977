package io.convergence.core.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SignalIdentityTest {

    @Test
    void idsAreVersionFiveUuidsOfTheUrlNamespace() {
        // Computed with Python's uuid5: the example of RFC 9562, appendix A.4, is in the DNS namespace.
        assertThat(SignalIdentity.id(
                        "acme/rum.user_impact_correlated/shop/web.acme.example", 1780660940000L, 0, "firing"))
                .isEqualTo(EXPECTED);
        assertThat(UUID.fromString(EXPECTED).version()).isEqualTo(5);
        assertThat(UUID.fromString(EXPECTED).variant()).isEqualTo(2);
    }

    @Test
    void longKeysAreCutBetweenCharactersAndEndWithTheirDigest() {
        String host = "ä".repeat(120);
        String key = SignalIdentity.dedupKey("acme", "rum.user_impact_correlated", "shop/" + host);

        assertThat(key.getBytes(StandardCharsets.UTF_8).length).isBetween(189 + 65, 190 + 65);
        assertThat(key).matches("acme/rum\\.user_impact_correlated/shop/ä+~[0-9a-f]{64}");
    }

    @Test
    void aKeyOf190BytesIsNotShortened() {
        String subject = "x".repeat(190 - "a/b/".length());

        assertThat(SignalIdentity.dedupKey("a", "b", subject)).isEqualTo("a/b/" + subject);
        assertThat(SignalIdentity.dedupKey("a", "b", subject + "x")).contains("~");
    }

    private static final String EXPECTED = "85f37802-33f2-56b3-9768-1c71246d6d76";
}
