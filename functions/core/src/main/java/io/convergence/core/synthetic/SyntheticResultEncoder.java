package io.convergence.core.synthetic;

import io.convergence.core.ingest.RecordWriter;
import io.convergence.core.ingest.SharedFields;

/** Encodes a synthetic result as the canonical record of {@code synthetic.results}. Thread-safe. */
public final class SyntheticResultEncoder {
    /** An encoder. */
    public SyntheticResultEncoder() {}

    /** The JSON of a result in UTF-8, in the order of the contract; what it does not carry is left out. */
    public byte[] encode(SyntheticResult result) {
        Integer status = result.statusCode();
        RecordWriter record = new RecordWriter()
                .integer(SharedFields.VERSION, SharedFields.CURRENT_VERSION)
                .text(SharedFields.ID, result.id())
                .text(SharedFields.TENANT, result.tenant())
                .text(SharedFields.APP, result.app())
                .text(SyntheticFields.HOST, result.host())
                .text(SyntheticFields.CHECK, result.check())
                .text(SyntheticFields.TYPE, result.type())
                .flag(SyntheticFields.SUCCESS, result.success())
                .integer(SyntheticFields.STARTED_AT, result.startedAt())
                .integer(SharedFields.RECEIVED_AT, result.receivedAt())
                .number(SyntheticFields.DURATION, result.durationMillis())
                .number(SyntheticFields.STATUS_CODE, status == null ? null : status.doubleValue())
                .text(SyntheticFields.LOCATION, result.location())
                .text(SyntheticFields.ERROR, result.error());
        return record.close();
    }
}
