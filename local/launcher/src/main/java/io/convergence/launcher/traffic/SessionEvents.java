package io.convergence.launcher.traffic;

import io.convergence.core.event.EventType;
import io.convergence.core.event.RumEvent;
import io.convergence.core.rum.Beacon;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events of a session that one view causes, with what they have in common.
 *
 * @param view the view
 * @param id of the session
 * @param sampleRate share of the sessions that are sent, in (0, 1]
 * @param labels of every event
 */
record SessionEvents(Beacon view, String id, double sampleRate, Map<String, String> labels) {
    /** An event of the session; the suffix makes its id differ from those of other events of the view. */
    RumEvent event(
            String suffix,
            EventType type,
            String name,
            @Nullable Double value,
            Map<String, Double> measures,
            Map<String, String> further) {
        Map<String, Double> numbers = new HashMap<>(measures);
        numbers.put("sample_rate", sampleRate);
        Map<String, String> texts = new HashMap<>(labels);
        texts.putAll(further);
        return new RumEvent(
                view.id() + '-' + suffix,
                view.tenant(),
                view.app(),
                type,
                view.receivedAt(),
                view.receivedAt(),
                id,
                view.id(),
                view.host(),
                view.page(),
                name,
                value,
                numbers,
                texts,
                Map.of());
    }
}
