package io.convergence.query.access;

import io.convergence.core.settings.InvalidSettings;
import io.convergence.http.BearerTokens;
import io.convergence.http.WatchedFile;
import java.nio.file.Path;

/** File of the tokens that may ask. */
public final class AccessFile {
    private AccessFile() {}

    /**
     * Reads the file.
     *
     * @throws InvalidSettings with every problem of the file, each with its line
     */
    public static WatchedFile<BearerTokens<Caller>> open(Path path) {
        return WatchedFile.open(
                "access.file",
                path,
                AccessText::parse,
                tokens -> tokens.holders().count() + " tokens");
    }
}
