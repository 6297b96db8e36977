/** HTTP side of the API: routes, checked parameters, problems, cursors, cached and compressed answers. */
package io.convergence.query.http;
