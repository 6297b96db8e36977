package io.convergence.symbols.file;

/** A symbol file that cannot be read: it is damaged, of an unknown version or beyond a bound. */
public final class UnusableSymbolFile extends Exception {
    private static final long serialVersionUID = 1;

    private final String path;
    private final String reason;

    /**
     * A file whose path the reader does not know.
     *
     * @param reason a phrase without values of the file
     */
    public UnusableSymbolFile(String reason) {
        this("", reason);
    }

    /**
     * A file of an archive.
     *
     * @param path in the archive
     * @param reason a phrase without values of the file
     */
    public UnusableSymbolFile(String path, String reason) {
        super(path.isEmpty() ? reason : path + ": " + reason);
        this.path = path;
        this.reason = reason;
    }

    /** The same failure with the path of the file. */
    public UnusableSymbolFile in(String archivePath) {
        return new UnusableSymbolFile(archivePath, reason);
    }

    /** The path in the archive, or an empty text. */
    public String path() {
        return path;
    }

    /** Why the file cannot be read. */
    public String reason() {
        return reason;
    }
}
