/** Database and clients that {@code bench/query.sh} and {@code bench/streams.sh} measure the query service with. */
@NullMarked
package io.convergence.bench.query;

import org.jspecify.annotations.NullMarked;
