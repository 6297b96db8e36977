package io.convergence.core.rum;

import static java.util.Objects.requireNonNull;

import io.convergence.core.ingest.RecordReader;
import io.convergence.core.ingest.SharedFields;
import io.convergence.core.vitals.Vital;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One browser payload while it is read. */
final class BrowserPayloadDraft {
    private final BeaconTexts texts;
    private final VitalsDraft vitals = new VitalsDraft();
    private long version;
    private @Nullable String key;
    private @Nullable String id;
    private boolean consent;
    private @Nullable String app;
    private @Nullable String host;
    private String page = "/";
    private String browser = BrowserName.UNKNOWN;
    private long errors;
    private long failedRequests;
    private String sdk = "";

    BrowserPayloadDraft(BeaconTexts texts) {
        this.texts = texts;
    }

    /** The key, once it was read and if it can name an app. */
    @Nullable
    String key() {
        return key;
    }

    /** Reads the payload to its end. */
    BrowserPayload read(RecordReader reader) throws IOException {
        for (String name = reader.next(); name != null; name = reader.next()) {
            readField(name, reader);
        }
        reader.end();
        return new BrowserPayload(
                version, key, id, consent, app, host, page, browser, vitals.build(), errors, failedRequests, sdk);
    }

    private void readField(String name, RecordReader reader) throws IOException {
        switch (name) {
            case "v" -> version = reader.integer(SharedFields.VERSION);
            case "key" -> key = BrowserKey.clean(reader.text(BeaconFields.KEY));
            case "id" -> id = reader.text(SharedFields.ID);
            case "consent" -> consent = reader.flag(BeaconFields.CONSENT);
            case "app" -> app = reader.text(SharedFields.APP);
            case "host" -> host = reader.text(BeaconFields.HOST);
            case "page" -> page = requireNonNull(reader.text(BeaconFields.PAGE, texts.pages()));
            case "browser" -> browser = requireNonNull(reader.text(BeaconFields.BROWSER, texts.browsers()));
            case "vitals" -> readVitals(reader);
            case "errors" -> errors = reader.integer(BeaconFields.ERRORS);
            case "failed_requests" -> failedRequests = reader.integer(BeaconFields.FAILED_REQUESTS);
            case "sdk" -> sdk = reader.text(BeaconFields.SDK);
            default -> throw reader.unknownField();
        }
    }

    private void readVitals(RecordReader reader) throws IOException {
        reader.enter(BeaconFields.VITALS);
        for (String name = reader.next(); name != null; name = reader.next()) {
            Vital vital = Vital.ofLabel(name);
            if (vital == null) {
                throw reader.unknownField();
            }
            vitals.set(vital, reader.number(BeaconFields.of(vital)));
        }
    }
}
