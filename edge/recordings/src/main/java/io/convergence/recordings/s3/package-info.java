/** Store of recordings in Amazon S3 or a compatible store. */
@NullMarked
package io.convergence.recordings.s3;

import org.jspecify.annotations.NullMarked;
