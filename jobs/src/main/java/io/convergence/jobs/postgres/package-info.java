/** Postgres access of the jobs: migrations, table writers and buffered rows. Nothing else imports JDBC or Flyway. */
package io.convergence.jobs.postgres;
