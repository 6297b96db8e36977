package io.convergence.query;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Forms with an archive, as curl sends them. */
final class Multipart {
    static final String TYPE = "multipart/form-data; boundary=----------------7d2b";
    private static final String BOUNDARY = "------------------7d2b";

    private Multipart() {}

    /** A form whose field {@code file} has a content. */
    static BodyPublisher file(byte[] content) {
        return field("file", content);
    }

    /** A form with one more field before one with a content. */
    static BodyPublisher field(String name, byte[] content) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        String note = BOUNDARY + "\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nfrom a build\r\n";
        String head = BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name
                + "\"; filename=\"sourcemap.zip\"\r\nContent-Type: application/zip\r\n\r\n";
        body.writeBytes((note + head).getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes(("\r\n" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return BodyPublishers.ofByteArray(body.toByteArray());
    }

    /** An archive with one entry. */
    static byte[] zip(String entry, String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream archive = new ZipOutputStream(bytes)) {
            archive.putNextEntry(new ZipEntry(entry));
            archive.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
