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
 * Reader of the reports of tools. An adapter turns a report into results; these are encoded as canonical records and
 * decoded again, so that the same rules apply to every format. A report is accepted as a whole or not at all, except
 * that results of a run that are too old are left out.
 */
public final class Reports {
    private final long maxAgeMillis;
    private final SyntheticResultEncoder encoder = new SyntheticResultEncoder();

    /**
     * Creates a reader.
     *
     * @param maxAgeMillis most milliseconds between the start of a check and the receipt of its result. The result of a
     *     run is judged by its end instead: a long run is reported at its end only
     */
    public Reports(long maxAgeMillis) {
        this.maxAgeMillis = maxAgeMillis;
    }

    /** The results of a body, or the first reason to refuse it. */
    public Decoded<AcceptedReport> read(byte[] body, ReportRequest request) {
        ResultFormat format = ResultFormat.of(request.parameter("format"));
        if (format == null) {
            return refused(
                    RejectReason.INVALID_FIELD,
                    request,
                    "the query parameter format must be one of " + ResultFormat.NAMES);
        }
        if (format == ResultFormat.NATIVE) {
            return readNative(body, request);
        }
        try {
            List<SyntheticResult> results = adapt(format, body, request);
            return format.isRun() ? checkedRun(format, results, request) : checked(results, 0, request);
        } catch (ReportException e) {
            return refused(e.reason(), request, String.valueOf(e.getMessage()));
        } catch (UncheckedIOException e) {
            return refused(RejectReason.MALFORMED, request, "every text must be Unicode");
        }
    }

    private Decoded<AcceptedReport> readNative(byte[] body, ReportRequest request) {
        Decoded<List<SyntheticResult>> decoded =
                new PostedResultDecoder(maxAgeMillis).decode(body, request.tenant(), request.receivedAt());
        if (decoded instanceof Decoded.Accepted<List<SyntheticResult>> accepted) {
            return new Decoded.Accepted<>(new AcceptedReport(accepted.value(), 0));
        }
        return new Decoded.Rejected<>(((Decoded.Rejected<List<SyntheticResult>>) decoded).rejection());
    }

    private static List<SyntheticResult> adapt(ResultFormat format, byte[] body, ReportRequest request)
            throws ReportException {
        return switch (format) {
            case BLACKBOX -> BlackboxExposition.read(body, request);
            case K6 -> K6Summary.read(body, request);
            case CHECKLY -> ChecklyWebhook.read(body, request);
            case PLAYWRIGHT -> PlaywrightReport.read(body, request);
            case NATIVE -> throw new IllegalArgumentException("core reads the native format");
        };
    }

    /**
     * Checks the results of a run. One that ended too long ago is left out. The start of one that ended recently, but
     * began earlier than the admitted age, is moved to that age, because the job compares the start with the same age.
     */
    private Decoded<AcceptedReport> checkedRun(
            ResultFormat format, List<SyntheticResult> results, ReportRequest request) {
        long oldest = request.receivedAt() - maxAgeMillis;
        List<SyntheticResult> recent = new ArrayList<>(results.size());
        for (SyntheticResult result : results) {
            if (endMillis(format, result) >= oldest) {
                recent.add(result.startedAt() >= oldest ? result : startedAt(Math.max(1, oldest), result));
            }
        }
        return recent.isEmpty()
                ? checked(results, 0, request)
                : checked(recent, results.size() - recent.size(), request);
    }

    /**
     * The end of a result in epoch milliseconds. The duration of a result of k6 is that of a request, not of the run.
     */
    private static double endMillis(ResultFormat format, SyntheticResult result) {
        return format == ResultFormat.K6 ? result.receivedAt() : result.startedAt() + result.durationMillis();
    }

    private static SyntheticResult startedAt(long startedAt, SyntheticResult result) {
        return new SyntheticResult(
                result.id(),
                result.tenant(),
                result.app(),
                result.host(),
                result.check(),
                result.type(),
                result.success(),
                startedAt,
                result.receivedAt(),
                result.durationMillis(),
                result.statusCode(),
                result.location(),
                result.error());
    }

    private Decoded<AcceptedReport> checked(List<SyntheticResult> read, int stale, ReportRequest request) {
        SyntheticResultDecoder decoder = new SyntheticResultDecoder(maxAgeMillis);
        List<SyntheticResult> results = new ArrayList<>(read.size());
        for (SyntheticResult result : read) {
            Decoded<SyntheticResult> decoded = decoder.decode(encoder.encode(result));
            if (decoded instanceof Decoded.Accepted<SyntheticResult> accepted) {
                results.add(accepted.value());
            } else if (decoded instanceof Decoded.Rejected<SyntheticResult> rejected) {
                Rejection why = rejected.rejection();
                String where = read.size() == 1 ? "" : "[" + results.size() + "]: ";
                return refused(why.reason(), request, where + why.message());
            }
        }
        return new Decoded.Accepted<>(new AcceptedReport(results, stale));
    }

    private static Decoded<AcceptedReport> refused(RejectReason reason, ReportRequest request, String message) {
        return new Decoded.Rejected<>(new Rejection(reason, request.tenant(), message));
    }
}
