package io.convergence.recordings.s3;

import java.time.Duration;

/**
 * Limits of requests to an object store.
 *
 * @param concurrent most requests at once, at least 1
 * @param put most time to store an object, with all tries and the wait for one of those requests
 * @param other the same of any other request
 * @param check the same of a check
 * @param connect most time to connect
 * @param silence most time that the store may send nothing
 */
record S3Limits(int concurrent, Duration put, Duration other, Duration check, Duration connect, Duration silence) {
    /** The limits of the programs. */
    static final S3Limits DEFAULT = new S3Limits(
            16,
            Duration.ofSeconds(75),
            Duration.ofSeconds(20),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(20));

    /** The same limits with another time for each request. */
    S3Limits withTime(Duration time) {
        return new S3Limits(concurrent, time, time, time, connect, silence);
    }
}
