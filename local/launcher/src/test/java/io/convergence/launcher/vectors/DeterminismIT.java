package io.convergence.launcher.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.slo.openslo.Document;
import io.convergence.launcher.harness.Committed;
import io.convergence.launcher.harness.Members;
import io.convergence.launcher.harness.Objectives;
import io.convergence.launcher.harness.Stage;
import io.convergence.launcher.harness.StartedSystem;
import io.convergence.launcher.harness.TestVector;
import io.convergence.launcher.harness.Variant;
import io.convergence.launcher.system.LocalTopics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Equal input gives equal committed records and rows, whatever its partitions and order and the job's parallelism. */
class DeterminismIT {
    @RegisterExtension
    static final StartedSystem SYSTEM = new StartedSystem();

    private static final long OUT_OF_ORDERNESS = 5_000;

    private static TestVector vector;
    private static List<Document> objectives;
    private static Committed reference;

    @BeforeAll
    static void runTheReference() throws Exception {
        vector = TestVector.load("mix-1");
        objectives = Objectives.ofEveryKind("mix-1");
        reference = replay(vector.beacons(), vector.results(), Variant.usual(), LocalTopics.defaults());
        reference.assertHasBudgets(objectives.size());
        assertThat(reference.topics().get(LocalTopics.VERDICTS)).hasSizeGreaterThan(500);
        assertThat(reference.topics().get(LocalTopics.SIGNAL_EVENTS)).hasSizeGreaterThan(50);
    }

    /** The objectives {@code availability-by-host} and {@code hosts-as-one} differ in what their alerts are about only. */
    @Test
    void theAlertAboutAllGroupsIsOpenWhileThatOfAnyGroupIs() {
        List<Members> signals = Objects.requireNonNull(reference.topics().get(LocalTopics.SIGNAL_EVENTS)).stream()
                .map(DeterminismIT::signal)
                .filter(signal -> signal.text("kind").equals("slo.burn_rate"))
                .toList();
        TreeMap<String, Integer> changes = new TreeMap<>();
        for (Members signal : signals) {
            boolean isFire = signal.number("sequence") == 0;
            if (signal.text("slo").equals("availability-by-host") && (isFire || isResolve(signal))) {
                changes.merge(signal.joined("tier", "occurred_at"), isFire ? 1 : -1, Integer::sum);
            }
        }
        List<String> expected = new ArrayList<>();
        Map<String, Integer> open = new HashMap<>();
        changes.forEach((at, change) -> {
            String tier = at.substring(0, at.indexOf(' '));
            int before = open.getOrDefault(tier, 0);
            open.put(tier, before + change);
            if (before == 0 && change > 0) {
                expected.add(at + " firing");
            } else if (before > 0 && before + change == 0) {
                expected.add(at + " resolved");
            }
        });

        assertThat(expected).hasSizeGreaterThan(4);
        assertThat(signals.stream()
                        .filter(signal -> signal.text("slo").equals("hosts-as-one"))
                        .filter(signal -> signal.number("sequence") == 0 || isResolve(signal))
                        .map(signal -> signal.joined("tier", "occurred_at", "status")))
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(signals.stream().filter(signal -> signal.text("slo").equals("hosts-as-one")))
                .allMatch(signal -> signal.text("group").equals("(groups)"));
    }

    /** The signal of a record without its times of writing, which leave their commas. */
    private static Members signal(String record) {
        return Members.of(
                record.substring(record.indexOf("{\"schema_version\"")).replaceAll(",{2,}", ","));
    }

    private static boolean isResolve(Members signal) {
        return signal.text("status").equals("resolved");
    }

    @ParameterizedTest
    @CsvSource({"1, rocksdb", "4, rocksdb", "2, hashmap"})
    void parallelismAndStateBackendChangeNothing(int parallelism, String stateBackend) throws Exception {
        Variant variant = Variant.usual().withParallelism(parallelism).withStateBackend(stateBackend);

        assertThat(replay(vector.beacons(), vector.results(), variant, LocalTopics.defaults())
                        .differencesFrom(reference))
                .isEmpty();
    }

    @Test
    void onePartitionGivesTheSameAsEight() throws Exception {
        LocalTopics topics = LocalTopics.defaults().with(LocalTopics.BEACONS, 1);

        assertThat(replay(vector.beacons(), vector.results(), Variant.usual(), topics)
                        .differencesFrom(reference))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void orderWithinTheBoundChangesNothing(long seed) throws Exception {
        Random random = new Random(seed);
        List<String> beacons = shuffled(vector.beacons(), random);
        List<String> results = shuffled(vector.results(), random);
        assertThat(beacons).isNotEqualTo(vector.beacons());

        assertThat(replay(beacons, results, Variant.usual().withParallelism(4), LocalTopics.defaults())
                        .differencesFrom(reference))
                .isEmpty();
    }

    @Test
    void heartbeatsThatAreFurtherApartChangeOnlyWhatIsPublishedOfVerdicts() throws Exception {
        Variant eachMinute = Variant.usual().withJobOption("verdict.heartbeat-healthy", "1 min");
        Committed every = replay(vector.beacons(), vector.results(), eachMinute, LocalTopics.defaults());

        List<String> fewer = reference.topics().getOrDefault(LocalTopics.VERDICTS, List.of());
        // Hosts of this vector that stay healthy for long are few, so that both may publish the same.
        assertThat(every.topics().get(LocalTopics.VERDICTS)).containsAll(fewer);
        assertThat(every.differencesFrom(reference))
                .filteredOn(line -> !line.startsWith("only "))
                .allMatch(line ->
                        line.startsWith(LocalTopics.VERDICTS + ':') || line.startsWith("convergence_verdicts:"));
    }

    private static Committed replay(List<String> beacons, List<String> results, Variant variant, LocalTopics topics)
            throws Exception {
        try (Stage stage = SYSTEM.stage(topics)) {
            stage.define(objectives);
            return Committed.of(stage.replay(beacons, results, variant), stage);
        }
    }

    /** Lines in the order of arrival when each is delayed by less than the bound on out-of-orderness. */
    private static List<String> shuffled(List<String> lines, Random random) {
        Map<String, Long> arrivals = new HashMap<>();
        for (String line : lines) {
            arrivals.put(line, Members.of(line).number("received_at") + random.nextLong(OUT_OF_ORDERNESS));
        }
        List<String> shuffled = new ArrayList<>(lines);
        shuffled.sort(Comparator.comparing(arrivals::get));
        return shuffled;
    }
}
