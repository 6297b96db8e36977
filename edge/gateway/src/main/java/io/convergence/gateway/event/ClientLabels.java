package io.convergence.gateway.event;

import io.convergence.core.event.EventDraft;
import java.util.Map;

/** Labels of an event that the request of a client gives where the payload does not. */
final class ClientLabels {
    private static final String SESSION_TYPE = "session_type";

    private ClientLabels() {}

    /**
     * Adds the labels that an event lacks. A session of a declared robot is not one of a user, whatever the payload has.
     *
     * @param client labels of the request
     */
    static void add(EventDraft draft, Map<String, String> client) {
        client.forEach((label, value) -> {
            String own = draft.label(label);
            boolean isOwn = own != null && !own.equals("unknown");
            boolean isRobot = label.equals(SESSION_TYPE) && "user".equals(own);
            boolean isMajorOfAnother = label.endsWith("_major") && !isFamilyOf(draft, client, label);
            if ((!isOwn || isRobot) && !isMajorOfAnother) {
                draft.label(label, value);
            }
        });
    }

    /** Whether an event has no family beside a major version, or the one of the request. */
    private static boolean isFamilyOf(EventDraft draft, Map<String, String> client, String major) {
        String family = major.substring(0, major.length() - "_major".length());
        String own = draft.label(family);
        return own == null || own.equals("unknown") || own.equals(client.get(family));
    }
}
