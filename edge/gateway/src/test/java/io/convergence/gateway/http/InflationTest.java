package io.convergence.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.convergence.gateway.http.Inflation.UndecodableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class InflationTest {
    private static final int LIMIT = 1000;

    @Property(tries = 300)
    void whatWasCompressedComesBackUnlessItIsTooLong(@ForAll @Size(max = 1500) byte[] body)
            throws IOException, UndecodableException {
        byte[] inflated = Inflation.undo(gzip(body), "gzip", LIMIT);
        if (body.length > LIMIT) {
            assertThat(inflated).isNull();
        } else {
            assertThat(inflated).isEqualTo(body);
        }
    }

    @Property(tries = 1000)
    void noBytesMakeItFailOtherwise(@ForAll byte[] body) {
        for (String encoding : new String[] {"gzip", "deflate", "br", ""}) {
            try {
                byte[] inflated = Inflation.undo(body, encoding, LIMIT);
                assertThat(inflated == null || inflated.length <= LIMIT || encoding.isEmpty())
                        .isTrue();
            } catch (UndecodableException e) {
                assertThat(e).hasMessage("not in its content encoding");
            }
        }
    }

    @Property(tries = 500)
    void everyPartOfAGzipHeaderIsReadWithinTheBody(@ForAll byte flags, @ForAll @Size(max = 40) byte[] rest) {
        byte[] body = new byte[10 + rest.length];
        body[0] = 0x1f;
        body[1] = (byte) 0x8b;
        body[2] = 8;
        body[3] = flags;
        System.arraycopy(rest, 0, body, 10, rest.length);
        noBytesMakeItFailOtherwise(body);
    }

    @Test
    void aNameInTheHeaderIsPassedOver() throws IOException, UndecodableException {
        byte[] plain = gzip(new byte[] {1, 2, 3});
        byte[] named = new byte[plain.length + 2];
        System.arraycopy(plain, 0, named, 0, 10);
        named[3] = 8;
        named[10] = 'x';
        System.arraycopy(plain, 10, named, 12, plain.length - 10);
        assertThat(Inflation.undo(named, "gzip", LIMIT)).containsExactly(1, 2, 3);
        assertThatThrownBy(() -> Inflation.undo(new byte[0], "gzip", LIMIT)).isInstanceOf(UndecodableException.class);
    }

    private static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(body);
        }
        return bytes.toByteArray();
    }
}
