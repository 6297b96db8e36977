package io.convergence.local.traffic;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.convergence.core.rum.Beacon;
import io.convergence.core.synthetic.SyntheticResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Writes canonical records as the gateway does: members in the order of the contract, absent ones left out. */
public final class CanonicalJson {
    private final JsonFactory json = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(512);

    /** A record of {@code rum.beacons}. */
    public byte[] of(Beacon beacon) {
        buffer.reset();
        try (JsonGenerator out = json.createGenerator(buffer)) {
            out.writeStartObject();
            out.writeNumberField("v", 1);
            out.writeStringField("id", beacon.id());
            out.writeStringField("tenant", beacon.tenant());
            out.writeStringField("app", beacon.app());
            out.writeStringField("host", beacon.host());
            out.writeStringField("page", beacon.page());
            out.writeStringField("browser", beacon.browser());
            out.writeNumberField("received_at", beacon.receivedAt());
            number(out, "lcp_ms", beacon.lcpMillis());
            number(out, "fcp_ms", beacon.fcpMillis());
            number(out, "ttfb_ms", beacon.ttfbMillis());
            number(out, "inp_ms", beacon.inpMillis());
            number(out, "load_ms", beacon.loadMillis());
            number(out, "cls", beacon.cls());
            out.writeNumberField("errors", beacon.errors());
            out.writeNumberField("failed_requests", beacon.failedRequests());
            out.writeStringField("sdk", beacon.sdk());
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return buffer.toByteArray();
    }

    /** A record of {@code synthetic.results}. */
    public byte[] of(SyntheticResult result) {
        buffer.reset();
        try (JsonGenerator out = json.createGenerator(buffer)) {
            out.writeStartObject();
            out.writeNumberField("v", 1);
            out.writeStringField("id", result.id());
            out.writeStringField("tenant", result.tenant());
            text(out, "app", result.app());
            out.writeStringField("host", result.host());
            out.writeStringField("check", result.check());
            out.writeStringField("type", result.type());
            out.writeBooleanField("success", result.success());
            out.writeNumberField("started_at", result.startedAt());
            out.writeNumberField("received_at", result.receivedAt());
            number(out, "duration_ms", result.durationMillis());
            if (result.statusCode() != null) {
                out.writeNumberField("status_code", result.statusCode());
            }
            text(out, "location", result.location());
            text(out, "error", result.error());
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return buffer.toByteArray();
    }

    /** Whole numbers without a fraction, as a browser's JSON writes them. */
    private static void number(JsonGenerator out, String name, @Nullable Double value) throws IOException {
        if (value == null) {
            return;
        }
        if (value == Math.rint(value)) {
            out.writeNumberField(name, value.longValue());
        } else {
            out.writeNumberField(name, value);
        }
    }

    private static void text(JsonGenerator out, String name, @Nullable String value) throws IOException {
        if (value != null) {
            out.writeStringField(name, value);
        }
    }
}
