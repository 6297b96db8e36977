package io.convergence.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Files of the browser SDK, for programs that serve them. */
public final class BrowserSdk {
    /** File name of the minified script. */
    public static final String SCRIPT = "convergence.min.js";

    /** File name of the readable module. */
    public static final String MODULE = "convergence.mjs";

    /** Media type of both files. */
    public static final String MEDIA_TYPE = "text/javascript; charset=utf-8";

    private BrowserSdk() {}

    /** The minified script, UTF-8. */
    public static byte[] script() {
        return read(SCRIPT);
    }

    /** The module, UTF-8. */
    public static byte[] module() {
        return read(MODULE);
    }

    private static byte[] read(String name) {
        try (InputStream resource = BrowserSdk.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException(name + " is not on the classpath; the Maven build creates it");
            }
            return resource.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
