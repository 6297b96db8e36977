/** Which definitions hold when. */
package io.convergence.core.slo.book;
