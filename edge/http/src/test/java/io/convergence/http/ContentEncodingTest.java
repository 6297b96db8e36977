package io.convergence.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.convergence.http.ContentEncoding.UndecodableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentEncodingTest {
    private static final int LIMIT = 1000;

    @Property(tries = 300)
    void aCompressedBodyIsDecodedUnlessItIsTooLong(@ForAll @Size(max = 1500) byte[] body)
            throws IOException, UndecodableException {
        for (String encoding : new String[] {"gzip", "deflate"}) {
            byte[] decoded = ContentEncoding.decode(compressed(body, encoding), encoding, LIMIT);
            if (body.length > LIMIT) {
                assertThat(decoded).isNull();
            } else {
                assertThat(decoded).isEqualTo(body);
            }
        }
    }

    @Property(tries = 1000)
    void arbitraryBytesAreDecodedWithinTheLimitOrRefused(@ForAll byte[] body) {
        for (String encoding : new String[] {"gzip", "deflate", "br", ""}) {
            try {
                byte[] decoded = ContentEncoding.decode(body, encoding, LIMIT);
                assertThat(decoded == null || decoded.length <= LIMIT || encoding.isEmpty())
                        .isTrue();
            } catch (UndecodableException e) {
                assertThat(e).hasMessageContaining("content encoding");
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
        arbitraryBytesAreDecodedWithinTheLimitOrRefused(body);
    }

    @Test
    void aFileNameInTheHeaderIsSkipped() throws IOException, UndecodableException {
        byte[] plain = compressed(new byte[] {1, 2, 3}, "gzip");
        byte[] named = new byte[plain.length + 2];
        System.arraycopy(plain, 0, named, 0, 10);
        named[3] = 8;
        named[10] = 'x';
        System.arraycopy(plain, 10, named, 12, plain.length - 10);
        assertThat(ContentEncoding.decode(named, "gzip", LIMIT)).containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate"})
    void aTruncatedBodyIsRefused(String encoding) throws IOException {
        byte[] body =
                compressed("a body of some length, a body of some length".getBytes(StandardCharsets.UTF_8), encoding);
        for (int length = 0; length < body.length; length++) {
            assertRefused(Arrays.copyOf(body, length), encoding);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate"})
    void bytesAfterTheCompressedDataAreRefused(String encoding) throws IOException {
        byte[] body = compressed(new byte[] {1, 2, 3}, encoding);
        for (int more : new int[] {1, 18, 19, 100}) {
            assertRefused(Arrays.copyOf(body, body.length + more), encoding);
        }
        assertRefused(concatenated(body, body), encoding);
        assertRefused(concatenated(compressed(new byte[0], encoding), body), encoding);
    }

    @Test
    void aWrongChecksumLengthOrReservedFlagIsRefused() throws IOException {
        byte[] body = compressed(new byte[] {1, 2, 3}, "gzip");
        for (int at : new int[] {body.length - 8, body.length - 1}) {
            byte[] wrong = body.clone();
            wrong[at] ^= 1;
            assertRefused(wrong, "gzip");
        }
        byte[] reserved = body.clone();
        reserved[3] |= (byte) 0x80;
        assertRefused(reserved, "gzip");
    }

    @Test
    void aBodyThatNeedsAPresetDictionaryIsRefused() {
        Deflater deflater = new Deflater();
        deflater.setDictionary("dictionary".getBytes(StandardCharsets.UTF_8));
        deflater.setInput("dictionary".getBytes(StandardCharsets.UTF_8));
        deflater.finish();
        byte[] body = new byte[100];
        int length = deflater.deflate(body);
        deflater.end();
        assertRefused(Arrays.copyOf(body, length), "deflate");
    }

    @Test
    void aBodyOfTheLimitIsDecodedAndOneByteMoreIsTooLong() throws IOException, UndecodableException {
        for (String encoding : new String[] {"gzip", "deflate"}) {
            assertThat(ContentEncoding.decode(compressed(new byte[LIMIT], encoding), encoding, LIMIT))
                    .hasSize(LIMIT);
            assertThat(ContentEncoding.decode(compressed(new byte[LIMIT + 1], encoding), encoding, LIMIT))
                    .isNull();
            assertThat(ContentEncoding.decode(compressed(new byte[50_000_000], encoding), encoding, LIMIT))
                    .isNull();
        }
    }

    private static void assertRefused(byte[] body, String encoding) {
        assertThatThrownBy(() -> ContentEncoding.decode(body, encoding, LIMIT))
                .isInstanceOf(UndecodableException.class);
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] compressed(byte[] body, String encoding) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var out = encoding.equals("gzip") ? new GZIPOutputStream(bytes) : new DeflaterOutputStream(bytes)) {
            out.write(body);
        }
        return bytes.toByteArray();
    }
}
