/** Database and client that {@code bench/query.sh} measures the query service with. */
@NullMarked
package io.convergence.bench.query;

import org.jspecify.annotations.NullMarked;
