package io.convergence.gateway.event;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Mapping of the names that SDKs give browsers, systems and connections to closed sets. */
public final class ClientNames {
    private static final Set<String> CONNECTIONS =
            Set.of("slow-2g", "2g", "3g", "4g", "5g", "wifi", "ethernet", "none", "unknown");

    private ClientNames() {}

    /** The family of a browser; null for none. */
    public static @Nullable String browser(@Nullable String name) {
        String lower = lower(name);
        if (lower == null) {
            return null;
        }
        if (lower.contains("edge")) {
            return "edge";
        }
        if (lower.contains("chrom")) {
            return "chrome";
        }
        if (lower.contains("firefox")) {
            return "firefox";
        }
        return lower.contains("safari") ? "safari" : lower.equals("unknown") ? "unknown" : "other";
    }

    /** The family of an operating system; null for none. */
    public static @Nullable String system(@Nullable String name) {
        String lower = lower(name);
        if (lower == null) {
            return null;
        }
        if (lower.startsWith("windows")) {
            return "windows";
        }
        if (lower.startsWith("mac")) {
            return "macos";
        }
        if (lower.equals("ios") || lower.startsWith("iphone") || lower.startsWith("ipad")) {
            return "ios";
        }
        if (lower.startsWith("android")) {
            return "android";
        }
        if (lower.startsWith("chrome") || lower.startsWith("cros")) {
            return "chromeos";
        }
        if (lower.contains("linux") || lower.equals("ubuntu")) {
            return "linux";
        }
        return lower.equals("unknown") ? "unknown" : "other";
    }

    /** The kind of device on which an operating system runs; null for none. */
    public static @Nullable String device(@Nullable String systemName) {
        String system = system(systemName);
        if (system == null) {
            return null;
        }
        return switch (system) {
            case "windows", "macos", "linux", "chromeos" -> "desktop";
            case "android", "ios" -> "mobile";
            default -> "unknown";
        };
    }

    /** The kind of a connection; null for none. */
    public static @Nullable String connection(@Nullable String name) {
        String lower = lower(name);
        return lower == null ? null : CONNECTIONS.contains(lower) ? lower : "other";
    }

    private static @Nullable String lower(@Nullable String name) {
        return name == null || name.isBlank() ? null : name.strip().toLowerCase(Locale.ROOT);
    }
}
