package io.convergence.jobs.connect;

import static io.convergence.core.samples.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.error.ErrorOccurrence;
import io.convergence.core.error.GroupedError;
import io.convergence.core.ingest.DeadLetter;
import io.convergence.core.ingest.RejectReason;
import io.convergence.core.rollup.BudgetedValue;
import io.convergence.core.rollup.VitalPage;
import io.convergence.core.rum.Beacon;
import io.convergence.core.samples.Samples;
import io.convergence.core.samples.SloSamples;
import io.convergence.core.signal.BurningGroup;
import io.convergence.core.signal.BurningGroups;
import io.convergence.core.signal.ErrorEvidence;
import io.convergence.core.signal.SignalReason;
import io.convergence.core.signal.SignalStatus;
import io.convergence.core.signal.SignalSubject;
import io.convergence.core.signal.SignalUpdate;
import io.convergence.core.signal.VitalEvidence;
import io.convergence.core.slo.budget.WindowCounts;
import io.convergence.core.slo.definition.DefinitionRecord;
import io.convergence.core.slo.definition.SloUpdate;
import io.convergence.core.slo.result.ReportKind;
import io.convergence.core.slo.result.SloReport;
import io.convergence.core.slo.result.SloSnapshot;
import io.convergence.core.synthetic.SyntheticResult;
import io.convergence.core.verdict.VerdictRecord;
import io.convergence.core.vitals.Vitals;
import io.convergence.flink.intake.Arrival;
import io.convergence.jobs.kafka.TopicRecord;
import io.convergence.jobs.postgres.Table;
import io.convergence.jobs.tables.VerdictsTable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.PojoTestUtils;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;

class TypesTest {

    @Test
    void arrivalsAreSerialisedWithoutKryo() throws IOException {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(TopicRecord.class);
        TypeInformation<Arrival<Beacon>> beacons = TypeInformation.of(new TypeHint<>() {});
        TypeInformation<Arrival<SyntheticResult>> results = TypeInformation.of(new TypeHint<>() {});
        Arrival<Beacon> value = Arrival.value(
                1,
                2,
                new Beacon(
                        "i", "t", "a", "h", "/", "chrome", 2, new Vitals(1.5, null, null, null, null, null), 0, 0, ""));
        assertThat(roundTrip(beacons, value)).isEqualTo(value);
        assertThat(roundTrip(beacons, Arrival.heartbeat(1, 2))).isEqualTo(Arrival.heartbeat(1, 2));
        Arrival<SyntheticResult> refused =
                Arrival.refused(1, 2, new DeadLetter(RejectReason.FUTURE, null, "topic", 0, 1, 2, "f"));
        assertThat(roundTrip(results, refused)).isEqualTo(refused);
    }

    @Test
    void topicRecordsMayContainNulls() throws IOException {
        TopicRecord tombstone = new TopicRecord("topic", "key", "t/a/h", null, Map.of(), 7);
        assertThat(roundTrip(TypeInformation.of(TopicRecord.class), tombstone)).isEqualTo(tombstone);
        TopicRecord record = new TopicRecord("topic", null, null, new byte[] {1, 2}, Map.of("a", "b"), -1);
        assertThat(roundTrip(TypeInformation.of(TopicRecord.class), record))
                .usingRecursiveComparison()
                .isEqualTo(record);
    }

    @Test
    void batchesMayContainNulls() throws IOException {
        Table<VerdictRecord> table = VerdictsTable.table();
        List<Row> batch = List.of(table.row(Samples.silent()));
        assertThat(roundTrip(table.batchType(), batch)).isEqualTo(batch);
    }

    @Test
    void recordsOfObjectivesAreSerialisedWithoutKryo() throws IOException {
        for (Class<?> type : List.of(
                DefinitionRecord.class, SloSnapshot.class, SloReport.class, SloUpdate.class, SignalUpdate.class)) {
            PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
        }
        DefinitionRecord tombstone = new DefinitionRecord("acme/SLO/fast", 3, 7, null);
        assertThat(roundTrip(TypeInformation.of(DefinitionRecord.class), tombstone))
                .isEqualTo(tombstone);
        SloSnapshot snapshot = SloSamples.silent();
        assertThat(roundTrip(TypeInformation.of(SloSnapshot.class), snapshot)).isEqualTo(snapshot);
        SloUpdate update = new SloUpdate("acme", "fast", NOON, 1, SloSamples.definition("fast"));
        assertThat(roundTrip(TypeInformation.of(SloUpdate.class), update)).isEqualTo(update);
        SloReport report = SloSamples.report(ReportKind.QUARTER, 1, 2);
        assertThat(roundTrip(TypeInformation.of(SloReport.class), report)).isEqualTo(report);
        SignalUpdate burn = SignalUpdate.of(
                SloSamples.burn("fast", "", SignalStatus.FIRING, SignalReason.RESTATED, SloSamples.evidence()));
        assertThat(roundTrip(TypeInformation.of(SignalUpdate.class), burn)).isEqualTo(burn);
        BurningGroup worst = new BurningGroup("host=a", 999_000, new WindowCounts(3_600_000, 1, 2, 3));
        SignalUpdate groups = SignalUpdate.of(SloSamples.burn(
                "fast",
                SignalSubject.ALL_GROUPS,
                SignalStatus.FIRING,
                SignalReason.THRESHOLD,
                SloSamples.evidence().of(new BurningGroups(List.of(worst), 3))));
        assertThat(roundTrip(TypeInformation.of(SignalUpdate.class), groups)).isEqualTo(groups);
        SignalUpdate vital = SignalUpdate.of(Samples.vitalSignal(
                SignalStatus.RESOLVED,
                SignalReason.NO_DATA,
                "/",
                new VitalEvidence("lcp", "/", 900_000, null, null, 0, 0)));
        assertThat(roundTrip(TypeInformation.of(SignalUpdate.class), vital)).isEqualTo(vital);
        SignalUpdate error = SignalUpdate.of(Samples.errorSignal(
                SignalStatus.RESOLVED, SignalReason.RECOVERED, new ErrorEvidence("TypeError", "", 5, 3, null)));
        assertThat(roundTrip(TypeInformation.of(SignalUpdate.class), error)).isEqualTo(error);
        GroupedError grouped = new GroupedError(
                new ErrorOccurrence("acme", "shop", "h", "f", "T", "t", "", NOON, null, null, "e", false), NOON, null);
        assertThat(roundTrip(TypeInformation.of(GroupedError.class), grouped)).isEqualTo(grouped);
        BudgetedValue value =
                new BudgetedValue(new VitalPage("acme", "shop", "h", "lcp", "/"), NOON, NOON, 2600, 2500, -1);
        assertThat(roundTrip(TypeInformation.of(BudgetedValue.class), value)).isEqualTo(value);
    }

    private static <T> T roundTrip(TypeInformation<T> type, T value) throws IOException {
        SerializerConfigImpl config = new SerializerConfigImpl();
        config.setGenericTypes(false);
        TypeSerializer<T> serializer = type.createSerializer(config);
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(value, out);
        return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    }
}
