/** Who may ask: tokens of the access file, sessions of browsers, and writes from other sites. */
package io.convergence.query.access;
