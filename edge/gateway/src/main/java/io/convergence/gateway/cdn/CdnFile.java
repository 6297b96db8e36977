package io.convergence.gateway.cdn;

import io.convergence.http.WatchedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The list in use: the packaged one, or that of the operator's file, which is read again when it changes. {@link #current}
 * may be called by any thread, {@link #reload} by one thread at a time.
 */
public final class CdnFile {
    /** Key of the option that names the file. */
    public static final String OPTION = "cdn.map";

    private static final String PACKAGED = "/cdn.json";

    private final @Nullable WatchedFile<CdnList> file;
    private final CdnList packaged;

    private CdnFile(@Nullable WatchedFile<CdnList> file) {
        this.file = file;
        this.packaged = packaged();
    }

    /**
     * Reads the list.
     *
     * @param path the file, or null for the packaged list
     * @throws io.convergence.core.settings.InvalidSettings with every problem of the file
     */
    public static CdnFile open(@Nullable Path path) {
        return new CdnFile(
                path == null
                        ? null
                        : WatchedFile.open(OPTION, path, CdnListText::parse, list -> list.size() + " domains"));
    }

    /** The list of the last valid content. */
    public CdnList current() {
        return file == null ? packaged : file.current();
    }

    /** Reads the file again; an invalid one is logged, and the list before it stays in use. */
    public void reload() {
        if (file != null) {
            file.reload();
        }
    }

    private static CdnList packaged() {
        try (InputStream text = CdnFile.class.getResourceAsStream(PACKAGED)) {
            if (text == null) {
                throw new IllegalStateException(PACKAGED + " is not packaged");
            }
            return CdnListText.parse(new String(text.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
