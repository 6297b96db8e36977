/** Sessions of users: their list, and one session with its events and its recordings. */
@NullMarked
package io.convergence.query.sessions;

import org.jspecify.annotations.NullMarked;
