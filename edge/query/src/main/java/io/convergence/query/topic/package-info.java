/**
 * Topics that are the only store of what is changed over the API, each copied into a table: the one way in which changes are
 * written, and the threads that follow what others write.
 */
package io.convergence.query.topic;
