/** Sessions of users: their list, one session with its events and its recordings, and what affected users saw. */
@NullMarked
package io.convergence.query.sessions;

import org.jspecify.annotations.NullMarked;
