/** Routes that read: parameters in, statements, answers out. */
package io.convergence.query.read;
