package io.convergence.core.rum;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.codec.BeaconEncoder;
import io.convergence.core.event.RumEvent;
import io.convergence.core.ingest.Decoded;
import io.convergence.core.samples.VectorEvents;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ViewBeaconTest {
    private static final String ID = "id-of-the-test";

    @Test
    void viewsBecomeTheBeaconsOfTheVectors() {
        SoftAssertions all = new SoftAssertions();
        List<Map<String, Object>> cases = VectorEvents.cases("beacons.json", "cases");
        assertThat(cases).hasSizeGreaterThan(10);
        for (Map<String, Object> one : cases) {
            // Whether a DSN derives beacons and which hosts it lists are rules of the gateway, and tested there.
            String name = VectorEvents.text(one, "name");
            if (name.equals("another host") || name.equals("the DSN gives none")) {
                continue;
            }
            Beacon beacon = ViewBeacon.of(view(one), vitals(one), ID);
            all.assertThat(fields(beacon)).as(name).isEqualTo(expected(one));
        }
        all.assertAll();
    }

    @Test
    void aViewWithoutAPageOrHostGivesNone() {
        Map<String, Object> whole = VectorEvents.cases("beacons.json", "cases").get(0);
        for (String field : List.of("page", "host", "view")) {
            Map<String, Object> object = new HashMap<>(object(whole, "view"));
            object.remove(field);
            object.put("id", ID);
            assertThat(ViewBeacon.of(VectorEvents.event(object), Map.of(), ID))
                    .as(field)
                    .isNull();
        }
    }

    @Test
    void valuesThatNoBeaconMayHaveAreLeftOut() {
        Map<String, Object> whole = VectorEvents.cases("beacons.json", "cases").get(0);
        Map<String, Double> vitals = Map.of("lcp", 600_000.0, "fcp", 600_001.0, "ttfb", -1.0, "cls", 100.5, "inp", 0.0);
        Map<String, Object> fields = fields(ViewBeacon.of(view(whole), vitals, ID));
        assertThat(fields)
                .containsEntry("lcp_ms", 600_000.0)
                .containsEntry("inp_ms", 0.0)
                .containsEntry("load_ms", 2400.5)
                .doesNotContainKeys("fcp_ms", "ttfb_ms", "cls");
    }

    private static RumEvent view(Map<String, Object> one) {
        Map<String, Object> object = new HashMap<>(object(one, "view"));
        object.put("id", ID);
        return VectorEvents.event(object);
    }

    private static Map<String, Double> vitals(Map<String, Object> one) {
        Map<String, Double> vitals = new HashMap<>();
        object(one, "vitals").forEach((name, value) -> vitals.put(name, (Double) value));
        return vitals;
    }

    /** The object under a name; empty where there is null. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Map<String, Object> one, String name) {
        Object object = one.get(name);
        return object == null ? Map.of() : (Map<String, Object>) object;
    }

    private static Map<String, Object> expected(Map<String, Object> one) {
        return new TreeMap<>(object(one, "beacon"));
    }

    /** The fields of a beacon's record without its id, after the decoder of the records has admitted it. */
    private static Map<String, Object> fields(@Nullable Beacon beacon) {
        if (beacon == null) {
            return Map.of();
        }
        byte[] record = new BeaconEncoder().encode(beacon);
        assertThat(new BeaconDecoder().decode(record)).isEqualTo(new Decoded.Accepted<>(beacon));
        Map<String, Object> fields = VectorEvents.object(record);
        assertThat(fields.remove("id")).isEqualTo(ID);
        assertThat(fields.remove("sdk")).isEqualTo("");
        return fields;
    }
}
