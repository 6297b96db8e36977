package io.convergence.core.rum;

/** The browser of a view out of a closed set, so that no user agent is kept. Compared with case. */
final class BrowserName {
    /** No browser was named. */
    static final String UNKNOWN = "unknown";

    private BrowserName() {}

    /** {@code chrome, firefox, safari, edge, unknown} or {@code other}. Idempotent. */
    static String normalise(String name) {
        return switch (name) {
            case "chrome", "chromium" -> "chrome";
            case "firefox" -> "firefox";
            case "safari" -> "safari";
            case "edge" -> "edge";
            case "", UNKNOWN -> UNKNOWN;
            default -> "other";
        };
    }
}
