package io.convergence.query.feed;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Latest deliveries of one tenant by the key of the signal and the receiver. Bounded: the signals whose deliveries changed
 * longest ago are forgotten first. Thread-safe.
 */
public final class SignalDeliveries {
    private static final int MOST_SIGNALS = 20_000;
    private static final int MOST_RECEIVERS = 100;

    private final Map<String, Map<String, ReceiverDelivery>> bySignal = new LinkedHashMap<>();

    SignalDeliveries() {}

    /** What each receiver was sent last about an episode of a signal, by the name of the receiver. */
    public synchronized ArrayNode of(String dedupKey, long episode) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        bySignal.getOrDefault(dedupKey, Map.of()).values().stream()
                .filter(delivery -> delivery.episode() == episode)
                .forEach(delivery -> list.add(delivery.json()));
        return list;
    }

    synchronized void put(ReceiverDelivery delivery) {
        Map<String, ReceiverDelivery> known = bySignal.remove(delivery.dedupKey());
        Map<String, ReceiverDelivery> byReceiver = known == null ? new TreeMap<>() : known;
        if (byReceiver.size() < MOST_RECEIVERS || byReceiver.containsKey(delivery.receiver())) {
            byReceiver.put(delivery.receiver(), delivery);
        }
        bySignal.put(delivery.dedupKey(), byReceiver);
        if (bySignal.size() > MOST_SIGNALS) {
            bySignal.remove(bySignal.keySet().iterator().next());
        }
    }

    synchronized void remove(String receiver, String dedupKey) {
        Map<String, ReceiverDelivery> byReceiver = bySignal.get(dedupKey);
        if (byReceiver != null) {
            byReceiver.remove(receiver);
            if (byReceiver.isEmpty()) {
                bySignal.remove(dedupKey);
            }
        }
    }
}
