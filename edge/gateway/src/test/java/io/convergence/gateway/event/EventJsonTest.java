package io.convergence.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventJsonTest {
    @Property(tries = 10_000)
    void aBodyIsTextOnlyWhenItIsUtf8(@ForAll byte[] body, @ForAll String text) {
        assertThat(EventJson.utf8(body)).isEqualTo(strict(body));
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        assertThat(EventJson.utf8(encoded)).isEqualTo(strict(encoded));
    }

    @Test
    void theReplacementCharacterItselfIsUtf8() {
        assertThat(EventJson.utf8("a\ufffdb".getBytes(StandardCharsets.UTF_8))).isEqualTo("a\ufffdb");
        assertThat(EventJson.utf8(new byte[] {'a', (byte) 0xff, (byte) 0xef, (byte) 0xbf, (byte) 0xbd}))
                .isNull();
    }

    private static @Nullable String strict(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
