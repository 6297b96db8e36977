package io.convergence.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** The script of the rich client, for programs that serve it. */
public final class RichClient {
    /** File name of the script. */
    public static final String FILE = "convergence-rum.min.js";

    /** Media type of the script. */
    public static final String MEDIA_TYPE = "text/javascript; charset=utf-8";

    private RichClient() {}

    /** Whether the build had npm and contains the script. */
    public static boolean isBuilt() {
        return RichClient.class.getResource(FILE) != null;
    }

    /** The script, UTF-8; null when the build had no npm. */
    public static byte @Nullable [] script() {
        try (InputStream resource = RichClient.class.getResourceAsStream(FILE)) {
            return resource == null ? null : resource.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
    }
}
