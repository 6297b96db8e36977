package io.convergence.core.error;

import io.convergence.core.event.RumEvent;
import org.jspecify.annotations.Nullable;

/**
 * One error of a user as its group counts it.
 *
 * @param tenant owner of the app
 * @param app application within the tenant
 * @param host host, empty for an app without one
 * @param fingerprint identity of the group within the app
 * @param type type of the error
 * @param template message without quoted parts and numbers
 * @param top file or method of the top frame, or empty
 * @param at receive time, epoch milliseconds
 * @param version version of the app, or null
 * @param session session, or null
 * @param id id of the event
 * @param firstOfSession whether it is the first of its group in the session
 */
public record ErrorOccurrence(
        String tenant,
        String app,
        String host,
        String fingerprint,
        String type,
        String template,
        String top,
        long at,
        @Nullable String version,
        @Nullable String session,
        String id,
        boolean firstOfSession) {

    /** The fingerprint of an error event: the message and the stack are empty where it has none. */
    public static ErrorFingerprint fingerprint(RumEvent event) {
        String type = event.name();
        String stack =
                event.labels().getOrDefault("resolved_stack", event.labels().getOrDefault("stack", ""));
        ErrorFingerprint group =
                ErrorFingerprint.of(type == null ? "" : type, event.labels().getOrDefault("message", ""), stack);
        String top = ErrorStackRow.top(event);
        return top == null ? group : new ErrorFingerprint(group.type(), group.template(), top);
    }

    /** The occurrence of an error event. */
    public static ErrorOccurrence of(RumEvent event, ErrorFingerprint group, boolean firstOfSession) {
        String host = event.host();
        return new ErrorOccurrence(
                event.tenant(),
                event.app(),
                host == null ? "" : host,
                group.hash(),
                group.type(),
                group.template(),
                group.top(),
                event.receivedAt(),
                event.labels().get("version"),
                event.session(),
                event.id(),
                firstOfSession);
    }

    /** The key of the group. */
    public String groupKey() {
        return tenant + '\n' + app + '\n' + fingerprint;
    }
}
