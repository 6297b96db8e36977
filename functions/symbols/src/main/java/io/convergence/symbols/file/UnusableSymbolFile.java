package io.convergence.symbols.file;

/** A symbol file that cannot be read: it is damaged, of an unknown version or beyond a bound. */
public final class UnusableSymbolFile extends Exception {
    private static final long serialVersionUID = 1;

    private final String path;
    private final String reason;
    private final boolean isTooLarge;

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
        this(path, reason, false);
    }

    private UnusableSymbolFile(String path, String reason, boolean isTooLarge) {
        super(path.isEmpty() ? reason : path + ": " + reason);
        this.path = path;
        this.reason = reason;
        this.isTooLarge = isTooLarge;
    }

    /** A file that exceeds the bound on memory. */
    public static UnusableSymbolFile tooLarge(String path, String reason) {
        return new UnusableSymbolFile(path, reason, true);
    }

    /** The same failure with the path of the file. */
    public UnusableSymbolFile in(String archivePath) {
        return new UnusableSymbolFile(archivePath, reason, isTooLarge);
    }

    /** The path in the archive, or an empty text. */
    public String path() {
        return path;
    }

    /** Why the file cannot be read. */
    public String reason() {
        return reason;
    }

    /** Whether the file exceeds the bound on memory, and is not known to be damaged. */
    public boolean isTooLarge() {
        return isTooLarge;
    }
}
