package io.convergence.core.error;

import io.convergence.core.event.EventType;
import io.convergence.core.event.RumEvent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The stack of an error as the device sent it, with what finds the symbol files of its program. Two errors with equal fields
 * have the same stack.
 *
 * @param tenant owner of the app
 * @param app application within the tenant
 * @param appId id of the app under which symbol files are stored; the app where the event names no other
 * @param env environment; empty for none
 * @param version version of the app; empty for none
 * @param sdk name of the SDK; empty for none
 * @param group fingerprint of the error by the stack as it is
 * @param text the stack
 */
public record ErrorStack(
        String tenant,
        String app,
        String appId,
        String env,
        String version,
        String sdk,
        ErrorFingerprint group,
        String text) {
    private static final int HEX_DIGITS = 32;

    /** The stack of an event; null when it is no error or has no stack. */
    public static @Nullable ErrorStack of(RumEvent event) {
        Map<String, String> labels = event.labels();
        String text = labels.getOrDefault("stack", "");
        if (event.type() != EventType.ERROR || text.isBlank()) {
            return null;
        }
        String type = event.name();
        return new ErrorStack(
                event.tenant(),
                event.app(),
                labels.getOrDefault("app_id", event.app()),
                labels.getOrDefault("env", ""),
                labels.getOrDefault("version", ""),
                labels.getOrDefault("sdk", ""),
                ErrorFingerprint.of(type == null ? "" : type, labels.getOrDefault("message", ""), text),
                text);
    }

    /** Identity within the tenant: the first 32 hexadecimal digits of SHA-256 over all fields joined by line feeds. */
    public String id() {
        String fields = String.join("\n", app, appId, env, version, sdk, group.hash(), text);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(fields.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, HEX_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
