package io.convergence.recordings.s3;

import io.convergence.core.settings.Option;
import java.util.List;

/** Options of the store of recordings that the programs which write and read it share. */
public final class S3Options {
    static final Option REPLAY_STORE =
            Option.text("replay.store", "directory", "Kind of the store of recordings of sessions: directory or s3.");
    static final Option REPLAY_S3_ENDPOINT = Option.required(
            "replay.s3.endpoint",
            "Address of a store that is compatible with S3, such as https://s3.example.com; without it that of Amazon S3 in "
                    + "the region.");
    static final Option REPLAY_S3_BUCKET =
            Option.required("replay.s3.bucket", "Bucket of recordings; required with replay.store = s3.");
    static final Option REPLAY_S3_REGION = Option.text("replay.s3.region", "us-east-1", "Region of the bucket.");

    private S3Options() {}

    /** Every option in the order of the configuration files. */
    public static List<Option> all() {
        return List.of(REPLAY_STORE, REPLAY_S3_ENDPOINT, REPLAY_S3_BUCKET, REPLAY_S3_REGION);
    }
}
