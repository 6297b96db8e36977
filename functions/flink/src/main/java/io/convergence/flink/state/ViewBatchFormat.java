package io.convergence.flink.state;

import io.convergence.core.rum.Beacon;
import io.convergence.core.vitals.Vital;
import io.convergence.core.vitals.Vitals;
import io.convergence.flink.intake.Timed;
import io.convergence.flink.intake.ViewBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Format of a batch of page views: their number, then each with its watermark, the beacon component by component, and its
 * vitals, which are a byte with a bit for each that is present and then the present ones. Watermarks and times are
 * differences to those of the view before. Of the texts all but the id are written once: the first time as a zero and the
 * text, then as its number among the texts of the batch, from one. Equal texts that were read are one object.
 */
public final class ViewBatchFormat implements Format<ViewBatch> {

    @Override
    public Class<ViewBatch> type() {
        return ViewBatch.class;
    }

    @Override
    public void write(ViewBatch value, DataOutputView out) throws IOException {
        Map<String, Integer> numbers = new HashMap<>();
        long watermark = 0;
        long receivedAt = 0;
        VarLong.write(value.views().size(), out);
        for (Timed<Beacon> view : value.views()) {
            Beacon beacon = view.value();
            VarLong.write(view.watermark() - watermark, out);
            VarLong.write(beacon.receivedAt() - receivedAt, out);
            watermark = view.watermark();
            receivedAt = beacon.receivedAt();
            Texts.write(beacon.id(), out);
            write(beacon.tenant(), numbers, out);
            write(beacon.app(), numbers, out);
            write(beacon.host(), numbers, out);
            write(beacon.page(), numbers, out);
            write(beacon.browser(), numbers, out);
            write(beacon.vitals(), out);
            VarLong.write(beacon.errors(), out);
            VarLong.write(beacon.failedRequests(), out);
            write(beacon.sdk(), numbers, out);
        }
    }

    @Override
    public ViewBatch read(int version, DataInputView in) throws IOException {
        List<String> texts = new ArrayList<>();
        long watermark = 0;
        long receivedAt = 0;
        int size = VarLong.readInt(in);
        List<Timed<Beacon>> views = new ArrayList<>(size);
        for (int left = size; left > 0; left--) {
            watermark += VarLong.read(in);
            receivedAt += VarLong.read(in);
            Beacon beacon = new Beacon(
                    Texts.read(in),
                    read(texts, in),
                    read(texts, in),
                    read(texts, in),
                    read(texts, in),
                    read(texts, in),
                    receivedAt,
                    readVitals(in),
                    VarLong.readInt(in),
                    VarLong.readInt(in),
                    read(texts, in));
            views.add(new Timed<>(beacon, watermark));
        }
        return new ViewBatch(views);
    }

    private static void write(String text, Map<String, Integer> numbers, DataOutputView out) throws IOException {
        Integer known = numbers.putIfAbsent(text, numbers.size() + 1);
        if (known == null) {
            VarLong.write(0, out);
            Texts.write(text, out);
        } else {
            VarLong.write(known, out);
        }
    }

    private static String read(List<String> texts, DataInputView in) throws IOException {
        int number = VarLong.readInt(in);
        if (number > 0) {
            return texts.get(number - 1);
        }
        String text = Texts.read(in);
        texts.add(text);
        return text;
    }

    private static void write(Vitals vitals, DataOutputView out) throws IOException {
        int present = 0;
        for (int i = 0; i < Vital.RECORD_ORDER.size(); i++) {
            present |= Vital.RECORD_ORDER.get(i).in(vitals) == null ? 0 : 1 << i;
        }
        out.writeByte(present);
        for (Vital vital : Vital.RECORD_ORDER) {
            Double value = vital.in(vitals);
            if (value != null) {
                out.writeDouble(value);
            }
        }
    }

    private static Vitals readVitals(DataInputView in) throws IOException {
        int present = in.readByte();
        return new Vitals(
                readVital(present & 1, in),
                readVital(present & 2, in),
                readVital(present & 4, in),
                readVital(present & 8, in),
                readVital(present & 16, in),
                readVital(present & 32, in));
    }

    private static @Nullable Double readVital(int present, DataInputView in) throws IOException {
        return present == 0 ? null : in.readDouble();
    }
}
