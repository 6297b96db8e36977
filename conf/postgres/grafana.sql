-- Which role does Grafana connect as? It reads what the boards show, of the tenants that tenant_roles assigns to it:
--   INSERT INTO tenant_roles (role_name, tenant) VALUES ('convergence_grafana', 'acme');
-- No session can change that, so people who edit boards see no other tenant. Run by the owner of the tables once the job has
-- created them. The role has no password yet.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'convergence_grafana') THEN
        CREATE ROLE convergence_grafana LOGIN;
    END IF;
END
$$;

GRANT SELECT ON convergence_verdicts, convergence_transitions, convergence_minutes, convergence_thresholds, incidents,
    signals, slos, slo_snapshots, slo_status, slo_reports TO convergence_grafana;
