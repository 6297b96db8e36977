package io.convergence.gateway.synthetic;

import io.convergence.core.codec.SyntheticResultEncoder;
import io.convergence.core.ingest.Decoded;
import io.convergence.core.ingest.RejectReason;
import io.convergence.core.ingest.Rejection;
import io.convergence.core.synthetic.PostedResultDecoder;
import io.convergence.core.synthetic.SyntheticResult;
import io.convergence.core.synthetic.SyntheticResultDecoder;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what tools post as results. What a tool's format says is written as canonical records and read back by the decoder
 * of those, so that one set of rules judges all formats. All results of a report are taken, or none.
 */
public final class Reports {
    private final long maxAgeMillis;
    private final SyntheticResultEncoder encoder = new SyntheticResultEncoder();

    /**
     * Of tools whose clocks are not trusted.
     *
     * @param maxAgeMillis how long before its result was received a check may have begun
     */
    public Reports(long maxAgeMillis) {
        this.maxAgeMillis = maxAgeMillis;
    }

    /** The results of a body, or the first reason to refuse it. */
    public Decoded<List<SyntheticResult>> read(byte[] body, ReportRequest request) {
        ResultFormat format = ResultFormat.of(request.parameter("format"));
        if (format == null) {
            return refused(
                    RejectReason.INVALID_FIELD,
                    request,
                    "the query parameter format must be one of " + ResultFormat.NAMES);
        }
        if (format == ResultFormat.NATIVE) {
            return new PostedResultDecoder(maxAgeMillis).decode(body, request.tenant(), request.receivedAt());
        }
        try {
            return checked(foreign(format, body, request), request);
        } catch (ReportException e) {
            return refused(e.reason(), request, String.valueOf(e.getMessage()));
        } catch (UncheckedIOException e) {
            return refused(RejectReason.MALFORMED, request, "every text must be Unicode");
        }
    }

    private static List<SyntheticResult> foreign(ResultFormat format, byte[] body, ReportRequest request) throws ReportException {
        return switch (format) {
            case BLACKBOX -> BlackboxExposition.read(body, request);
            case K6 -> K6Summary.read(body, request);
            case CHECKLY -> ChecklyWebhook.read(body, request);
            case PLAYWRIGHT -> PlaywrightReport.read(body, request);
            case NATIVE -> throw new IllegalArgumentException("core reads the native format");
        };
    }

    private Decoded<List<SyntheticResult>> checked(List<SyntheticResult> read, ReportRequest request) {
        SyntheticResultDecoder decoder = new SyntheticResultDecoder(maxAgeMillis);
        List<SyntheticResult> results = new ArrayList<>(read.size());
        for (SyntheticResult result : read) {
            Decoded<SyntheticResult> decoded = decoder.decode(encoder.encode(result));
            if (decoded instanceof Decoded.Accepted<SyntheticResult> accepted) {
                results.add(accepted.value());
            } else if (decoded instanceof Decoded.Rejected<SyntheticResult> rejected) {
                Rejection why = rejected.rejection();
                return refused(
                        why.reason(), request, (read.size() == 1 ? "" : "[" + results.size() + "]: ") + why.message());
            }
        }
        return new Decoded.Accepted<>(results);
    }

    private static Decoded<List<SyntheticResult>> refused(RejectReason reason, ReportRequest request, String message) {
        return new Decoded.Rejected<>(new Rejection(reason, request.tenant(), message));
    }
}
