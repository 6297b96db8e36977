package io.convergence.flink.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.vitals.Vital;
import io.convergence.core.vitals.VitalHistograms;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PackedVitalsTest {
    private static final Vital[] VITALS = Vital.values();

    private final Random random = new Random(3);

    @Test
    void vitalsAreUnpackedAsTheyWere() {
        for (int run = 0; run < 500; run++) {
            VitalHistograms vitals = vitals();
            PackedVitals packed = PackedVitals.of(vitals);
            assertThat(packed.vitals()).isEqualTo(vitals);
            assertThat(packed.size()).isEqualTo(vitals.size());
            assertThat(packed).isEqualTo(PackedVitals.of(vitals.copy()));
        }
    }

    @Test
    void unpackedVitalsMayBeChanged() {
        VitalHistograms vitals = vitals();
        PackedVitals packed = PackedVitals.of(vitals);
        packed.vitals().add(Vital.LCP, 1.0);
        assertThat(packed.vitals()).isEqualTo(vitals);
    }

    @Test
    void vitalsOfASequenceAreTakenPackedOrNot() {
        List<VitalHistograms> all = new ArrayList<>();
        PackedLongs sequence = new PackedLongs(0);
        for (int i = 0; i < 200; i++) {
            VitalHistograms vitals = vitals();
            all.add(vitals);
            if (random.nextBoolean()) {
                PackedVitals.append(vitals, sequence);
            } else {
                PackedVitals.of(vitals).appendTo(sequence);
            }
            sequence.put(i);
        }
        PackedLongs taken = new PackedLongs(sequence.bytes());
        for (int i = 0; i < 200; i++) {
            VitalHistograms vitals = random.nextBoolean()
                    ? PackedVitals.take(taken)
                    : PackedVitals.takePacked(taken).vitals();
            assertThat(vitals).isEqualTo(all.get(i));
            assertThat(taken.takeInt()).isEqualTo(i);
        }
    }

    /** Histograms of up to 199 random values; some values are in the same bin. */
    private VitalHistograms vitals() {
        VitalHistograms vitals = new VitalHistograms();
        for (int value = random.nextInt(200); value > 0; value--) {
            vitals.add(VITALS[random.nextInt(VITALS.length)], 10.0 * random.nextInt(1_000));
        }
        return vitals;
    }
}
