package io.convergence.symbols.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airlift.compress.zstd.ZstdInputStream;
import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;

/** Sections that are cut short at any byte, by both methods of compression. */
class DeclaredInputTest {
    private static final int SIZE = 3_000;

    private interface Wrapper<S> {
        S around(S stream) throws IOException;
    }

    @Test
    void aCutSectionIsDamagedAndAWholeOneIsRead() throws IOException {
        check(ZstdOutputStream::new, ZstdInputStream::new);
        check(DeflaterOutputStream::new, InflaterInputStream::new);
    }

    private static void check(Wrapper<OutputStream> packer, Wrapper<InputStream> unpacker) throws IOException {
        byte[] content = new byte[SIZE];
        new Random(3).nextBytes(content);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = packer.around(packed)) {
            out.write(content);
        }
        byte[] whole = packed.toByteArray();
        assertThat(read(unpacker, whole)).isEqualTo(content);
        for (int length = 0; length < whole.length - 8; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(unpacker, cut))
                    .as("%d bytes", length)
                    .isInstanceOf(DeclaredInput.Damaged.class);
        }
    }

    private static byte[] read(Wrapper<InputStream> unpacker, byte[] packed) throws IOException {
        try (DeclaredInput input = new DeclaredInput(unpacker.around(new ByteArrayInputStream(packed)), SIZE)) {
            return input.readAllBytes();
        }
    }
}
