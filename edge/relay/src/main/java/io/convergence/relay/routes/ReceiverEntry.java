package io.convergence.relay.routes;

import io.convergence.core.settings.Secret;
import io.convergence.core.yaml.Fields;
import io.convergence.core.yaml.Value;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reader of one entry of {@code receivers}. Its problems are reported to the fields and never contain a value. */
final class ReceiverEntry {
    /** Where PagerDuty receives events (https://developer.pagerduty.com/docs/events-api-v2-overview). */
    private static final String PAGERDUTY = "https://events.pagerduty.com/v2/enqueue";

    private static final String TYPES = "alertmanager, pagerduty, webhook, slack, teams or events";
    private static final String ENVIRONMENT = "env:";
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";
    private static final int MAX_URLS = 16;
    private static final int MAX_RATE = 1_000_000;

    private final Map<String, String> environment;

    ReceiverEntry(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** The receiver, or null when the entry has problems that leave no receiver. */
    @Nullable
    Receiver read(Fields entry) {
        String name = entry.requiredText("name", "a name of letters, digits, dots, dashes and underscores");
        if (name != null && !name.matches(NAME)) {
            entry.error("name", "must be at most 64 letters, digits, dots, dashes and underscores");
        }
        String label = entry.requiredText("type", TYPES);
        ReceiverType type = label == null ? null : type(label);
        if (label != null && type == null) {
            entry.error("type", "must be " + TYPES);
        }
        List<URI> urls = urls(entry, type);
        List<Secret> secrets = new ArrayList<>();
        secret(entry, "routing-key", type == ReceiverType.PAGERDUTY, secrets);
        secret(entry, "secret", type == ReceiverType.WEBHOOK, secrets);
        if (entry.has("previous-secret")) {
            secret(entry, "previous-secret", type == ReceiverType.WEBHOOK, secrets);
        }
        Value rate = entry.get("rate");
        Long perMinute = rate == null ? Long.valueOf(0) : rate.wholeNumber(1, MAX_RATE);
        entry.reportUnknown();
        return name == null || type == null || perMinute == null
                ? null
                : new Receiver(name, type, urls, secrets, perMinute.intValue());
    }

    /** The type that an entry is read as: receivers of events are reached and signed as webhooks are. */
    private static @Nullable ReceiverType type(String label) {
        return label.equals(EventsReceiver.TYPE) ? ReceiverType.WEBHOOK : ReceiverType.of(label);
    }

    private List<URI> urls(Fields entry, @Nullable ReceiverType type) {
        List<URI> urls = new ArrayList<>();
        Value single = entry.get("url");
        if (single != null) {
            addUrl(single, urls);
        }
        List<Value> several = entry.items("urls", MAX_URLS);
        several.forEach(value -> addUrl(value, urls));
        if (!several.isEmpty() && type != ReceiverType.ALERTMANAGER) {
            entry.error("urls", "is for alertmanager only; others have url");
        } else if (single != null && !several.isEmpty()) {
            entry.error("urls", "and url exclude each other");
        } else if (single == null && several.isEmpty() && type == ReceiverType.PAGERDUTY) {
            urls.add(URI.create(PAGERDUTY));
        } else if (single == null && several.isEmpty()) {
            entry.error("url", "is missing: where the receiver is reached");
        }
        return urls;
    }

    private void addUrl(Value value, List<URI> urls) {
        String text = value.text();
        String resolved = text == null ? null : resolve(value, text);
        if (resolved == null) {
            return;
        }
        try {
            URI url = new URI(resolved);
            boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (web && url.getHost() != null && url.getUserInfo() == null && url.getFragment() == null) {
                urls.add(url);
                return;
            }
        } catch (URISyntaxException e) {
            // Reported below, without the text: it may be a secret.
        }
        value.error("must be an http or https URL without user and fragment, or env: and the variable that has it");
    }

    private void secret(Fields entry, String field, boolean expected, List<Secret> secrets) {
        Value value =
                expected ? entry.require(field, "env: and the name of an environment variable") : entry.get(field);
        String text = value == null ? null : value.text();
        if (value == null || text == null) {
            return;
        }
        if (!expected) {
            value.error("is not for receivers of this type");
        } else if (!text.startsWith(ENVIRONMENT)) {
            value.error("must be env: and the name of an environment variable; secrets do not stand in files");
        } else {
            String secret = resolve(value, text);
            if (secret != null) {
                secrets.add(new Secret(secret));
            }
        }
    }

    /** The text itself, or the value of the environment variable that it names; null when that is not set. */
    private @Nullable String resolve(Value value, String text) {
        if (!text.startsWith(ENVIRONMENT)) {
            return text;
        }
        String variable = text.substring(ENVIRONMENT.length());
        String found = environment.get(variable);
        if (found == null || found.isBlank()) {
            value.error("names the environment variable " + variable + ", which is not set");
            return null;
        }
        return found.strip();
    }
}
