package io.convergence.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;

/** Uploads of segments of recordings to a gateway. */
final class SegmentPost {
    private static final String BOUNDARY = "----segment-7f3a";
    private final StartedGateway gateway;

    SegmentPost(StartedGateway gateway) {
        this.gateway = gateway;
    }

    /** Posts DataKit's form: texts and a file with the records. */
    HttpResponse<String> form(String path, Map<String, String> texts, byte[] file, String... headers) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 2, headers.length);
        all[0] = "Content-Type";
        all[1] = "multipart/form-data; boundary=" + BOUNDARY;
        return gateway.send("POST", path, body(texts, file), all);
    }

    /** Posts one JSON object. */
    HttpResponse<String> json(String path, String body, String... headers) {
        return gateway.send("POST", path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    /** The body of a form. */
    static byte[] body(Map<String, String> texts, byte[] file) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        texts.forEach((name, text) -> body.writeBytes(
                ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + text + "\r\n")
                        .getBytes(StandardCharsets.UTF_8)));
        body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"segment\"; filename=\"blob\"\r\n"
                        + "Content-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    /** Bytes in the coding of zlib, as DataKit's SDK sends them. */
    static byte[] zlib(byte[] plain) {
        ByteArrayOutputStream coded = new ByteArrayOutputStream();
        try (DeflaterOutputStream coder = new DeflaterOutputStream(coded)) {
            coder.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return coded.toByteArray();
    }
}
