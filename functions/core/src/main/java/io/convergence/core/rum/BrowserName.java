package io.convergence.core.rum;

/** Mapping of browser names to a closed set, so that no user agent is stored. Case-sensitive. */
final class BrowserName {
    /** The value when no browser is named. */
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
