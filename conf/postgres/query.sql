-- Which role does the query service connect as? It owns nothing, and row-level security narrows each request to one tenant.
-- Run by the owner of the tables once the job has created them, and again after each upgrade. The role has no password yet.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'convergence_query') THEN
        CREATE ROLE convergence_query LOGIN;
    END IF;
END
$$;

SELECT convergence_grant_reader('convergence_query');
