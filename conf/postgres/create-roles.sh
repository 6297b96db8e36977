#!/bin/bash
# Creates the database roles of the query service and of Grafana, sets their passwords and assigns tenants to Grafana. Waits
# until the job has created the tables. May be run again: it then sets the passwords anew and takes no tenant away.
# The owner's connection: PGHOST, PGUSER, PGPASSWORD, PGDATABASE. Passwords: CONVERGENCE_QUERY_POSTGRES_PASSWORD and
# CONVERGENCE_GRAFANA_POSTGRES_PASSWORD; without the second one there is no role for Grafana. GRAFANA_TENANTS: the tenants
# that Grafana shows, separated by commas.
set -euo pipefail
directory=$(dirname "$0")

ask() { psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --no-align --tuples-only "$@"; }

until [ "$(ask --command "SELECT to_regprocedure('convergence_grant_reader(text)') IS NOT NULL" 2> /dev/null)" = t ]; do
  echo "waiting for the tables, which the job creates at its first start"
  sleep 2
done

# Passwords are read by psql from the environment, so that no list of processes shows them.
ask --file "$directory/query.sql" > /dev/null
ask << 'SQL'
\getenv password CONVERGENCE_QUERY_POSTGRES_PASSWORD
ALTER ROLE convergence_query PASSWORD :'password';
SQL
if [ -n "${CONVERGENCE_GRAFANA_POSTGRES_PASSWORD:-}" ]; then
  ask --file "$directory/grafana.sql"
  export GRAFANA_TENANTS=${GRAFANA_TENANTS:-}
  ask << 'SQL'
\getenv password CONVERGENCE_GRAFANA_POSTGRES_PASSWORD
\getenv tenants GRAFANA_TENANTS
ALTER ROLE convergence_grafana PASSWORD :'password';
INSERT INTO tenant_roles (role_name, tenant)
SELECT 'convergence_grafana', t FROM regexp_split_to_table(:'tenants', '\s*,\s*') AS t WHERE t <> '' ON CONFLICT DO NOTHING;
SQL
fi
echo "the roles can connect"
