package io.convergence.core.rum;

import static java.util.Objects.requireNonNull;

import io.convergence.core.ingest.Alphabet;
import io.convergence.core.ingest.CheckedFields;
import io.convergence.core.ingest.Decoded;
import io.convergence.core.ingest.Rejection;
import io.convergence.core.ingest.SharedFields;
import io.convergence.core.vitals.Vital;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One canonical record while it is read. */
final class BeaconDraft {
    private final BeaconTexts texts;
    private final VitalsDraft vitals = new VitalsDraft();
    private @Nullable String id;
    private @Nullable String tenant;
    private @Nullable String app;
    private @Nullable String host;
    private @Nullable String page;
    private @Nullable String browser;
    private String sdk = "";
    private long receivedAt;
    private long heartbeat;
    private long errors;
    private long failedRequests;

    BeaconDraft(BeaconTexts texts) {
        this.texts = texts;
    }

    /** The tenant, once it was read and if it is valid. */
    @Nullable
    String tenant() {
        return tenant;
    }

    /** Reads the record to its end. */
    Decoded<Beacon> read(CheckedFields fields) throws IOException {
        for (String name = fields.next(); name != null; name = fields.next()) {
            readField(name, fields);
        }
        Decoded<Beacon> beat = fields.heartbeat(SharedFields.HEARTBEAT, heartbeat);
        if (beat != null) {
            return beat;
        }
        fields.requireAll(BeaconFields.REQUIRED);
        Rejection rejection = fields.rejection(tenant);
        return rejection == null ? new Decoded.Accepted<>(build()) : new Decoded.Rejected<>(rejection);
    }

    private void readField(String name, CheckedFields fields) throws IOException {
        switch (name) {
            case "v" -> fields.integer(SharedFields.VERSION);
            case "id" -> id = fields.text(SharedFields.ID, Alphabet.ID);
            case "tenant" -> tenant = fields.text(SharedFields.TENANT, texts.tenants());
            case "app" -> app = fields.text(SharedFields.APP, texts.apps());
            case "host" -> host = fields.text(BeaconFields.HOST, texts.hosts());
            case "page" -> page = fields.text(BeaconFields.PAGE, texts.pages());
            case "browser" -> browser = fields.text(BeaconFields.BROWSER, texts.browsers());
            case "received_at" -> receivedAt = fields.integer(SharedFields.RECEIVED_AT);
            case "errors" -> errors = fields.integer(BeaconFields.ERRORS);
            case "failed_requests" -> failedRequests = fields.integer(BeaconFields.FAILED_REQUESTS);
            case "sdk" -> sdk = sdk(fields);
            case "heartbeat" -> heartbeat = fields.integer(SharedFields.HEARTBEAT);
            default -> readVital(name, fields);
        }
    }

    private void readVital(String name, CheckedFields fields) throws IOException {
        Vital vital = Vital.ofLabel(name);
        if (vital == null) {
            throw fields.unknownField();
        }
        vitals.set(vital, fields.number(BeaconFields.of(vital)));
    }

    private static String sdk(CheckedFields fields) throws IOException {
        String version = fields.text(BeaconFields.SDK);
        boolean admitted = SdkVersion.admits(version);
        fields.require(admitted, BeaconFields.SDK);
        return admitted ? SdkVersion.kept(version) : "";
    }

    private Beacon build() {
        return new Beacon(
                requireNonNull(id),
                requireNonNull(tenant),
                requireNonNull(app),
                requireNonNull(host),
                requireNonNull(page),
                requireNonNull(browser),
                receivedAt,
                vitals.build(),
                (int) errors,
                (int) failedRequests,
                sdk);
    }
}
