package io.convergence.symbols.store;

import java.io.IOException;

/** Thrown when a file is read whose archive was replaced or deleted a while ago, and swept since. */
final class RetiredArchive extends IOException {
    private static final long serialVersionUID = 1;

    RetiredArchive() {
        super("the archive was replaced or deleted");
    }
}
