package io.convergence.relay.routes;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Types of receivers. */
public enum ReceiverType {
    /** Prometheus Alertmanager, API v2. */
    ALERTMANAGER(Style.EVERY_CHANGE),
    /** PagerDuty, Events API v2. */
    PAGERDUTY(Style.SEPARATE_EPISODES),
    /** Any HTTP endpoint, by Standard Webhooks. */
    WEBHOOK(Style.EVERY_CHANGE),
    /** Slack, incoming webhook. */
    SLACK(Style.EPISODES),
    /** Microsoft Teams, workflow with an adaptive card. */
    TEAMS(Style.EPISODES);

    private final Style style;

    ReceiverType(Style style) {
        this.style = style;
    }

    /** Which changes of a signal a receiver is informed of. */
    public enum Style {
        /** Fires, re-assertions and resolves. */
        EVERY_CHANGE,
        /** The fire and the resolve of an episode. */
        EPISODES,
        /** The fire and the resolve of an episode; an episode is resolved before the next one fires. */
        SEPARATE_EPISODES
    }

    /** The changes that receivers of this type are informed of. */
    public Style style() {
        return style;
    }

    /** Whether people read the messages in a chat, where several are put into one. */
    public boolean isChat() {
        return this == SLACK || this == TEAMS;
    }

    /** The word in the file of routes. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type of a word, or null when there is no such type. */
    static @Nullable ReceiverType of(String label) {
        for (ReceiverType type : values()) {
            if (type.label().equals(label)) {
                return type;
            }
        }
        return null;
    }
}
