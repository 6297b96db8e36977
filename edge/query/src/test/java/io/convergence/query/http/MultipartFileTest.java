package io.convergence.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MultipartFileTest {
    @TempDir
    private Path directory;

    @Test
    void aFileOfManyPiecesWithPartsOfTheBoundaryInItIsCopiedByteForByte() throws IOException {
        for (int size : new int[] {0, 1, 100, 262_143, 262_144, 262_145, 1_500_001}) {
            byte[] content = new byte[size];
            new Random(size).nextBytes(content);
            byte[] lure = "\r\n--edge\r\n--edg".getBytes(StandardCharsets.ISO_8859_1);
            System.arraycopy(lure, 7, content, 0, Math.min(size, 8));
            assertThat(copy(form("file", content), "file")).as("size %s", size).isEqualTo(content);
        }
    }

    @Test
    void aFormWithoutThePartOrItsEndHasNone() throws IOException {
        byte[] whole = form("file", new byte[1_000]);
        assertThat(copy(whole, "archive")).isNull();
        assertThat(copy(new byte[0], "file")).isNull();
        assertThat(copy("no form".getBytes(StandardCharsets.UTF_8), "file")).isNull();
        for (int length : new int[] {5, 40, 200, whole.length - 20}) {
            assertThat(copy(Arrays.copyOf(whole, length), "file"))
                    .as("length %s", length)
                    .isNull();
        }
    }

    private static byte[] form(String name, byte[] content) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        String head = "--edge-7d2b\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nfrom a build\r\n"
                + "--edge-7d2b\r\nContent-Disposition: form-data; name=\"" + name
                + "\"; filename=\"shop.zip\"\r\nContent-Type: application/zip\r\n\r\n";
        body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n--edge-7d2b--\r\n".getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    private byte @Nullable [] copy(byte[] form, String name) throws IOException {
        Path body = Files.write(directory.resolve("body"), form);
        Path target = Files.createTempFile(directory, "part", ".zip");
        return MultipartFile.copy(body, name, target) ? Files.readAllBytes(target) : null;
    }
}
