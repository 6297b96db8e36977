package io.convergence.jobs.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.convergence.VerdictRecord;
import io.convergence.core.ingest.DeadLetter;
import io.convergence.core.ingest.RejectReason;
import io.convergence.core.rum.Beacon;
import io.convergence.core.synthetic.SyntheticResult;
import io.convergence.flink.intake.Arrival;
import io.convergence.jobs.codec.Samples;
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
    void arrivalsTravelWithoutKryo() throws IOException {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(TopicRecord.class);
        TypeInformation<Arrival<Beacon>> beacons = TypeInformation.of(new TypeHint<>() {});
        TypeInformation<Arrival<SyntheticResult>> results = TypeInformation.of(new TypeHint<>() {});
        Arrival<Beacon> value = Arrival.value(
                1, 2, new Beacon("i", "t", "a", "h", "/", "chrome", 2, 1.5, null, null, null, null, null, 0, 0, ""));
        assertThat(roundTrip(beacons, value)).isEqualTo(value);
        assertThat(roundTrip(beacons, Arrival.heartbeat(1, 2))).isEqualTo(Arrival.heartbeat(1, 2));
        Arrival<SyntheticResult> refused =
                Arrival.refused(1, 2, new DeadLetter(RejectReason.FUTURE, null, "topic", 0, 1, 2, "f"));
        assertThat(roundTrip(results, refused)).isEqualTo(refused);
    }

    @Test
    void topicRecordsTravelWithNulls() throws IOException {
        TopicRecord tombstone = new TopicRecord("topic", "key", null, Map.of(), 7);
        assertThat(roundTrip(TypeInformation.of(TopicRecord.class), tombstone)).isEqualTo(tombstone);
        TopicRecord record = new TopicRecord("topic", null, new byte[] {1, 2}, Map.of("a", "b"), -1);
        assertThat(roundTrip(TypeInformation.of(TopicRecord.class), record))
                .usingRecursiveComparison()
                .isEqualTo(record);
    }

    @Test
    void batchesTravelWithNulls() throws IOException {
        Table<VerdictRecord> table = VerdictsTable.table();
        List<Row> batch = List.of(table.row(Samples.silent()));
        assertThat(roundTrip(table.batchType(), batch)).isEqualTo(batch);
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
