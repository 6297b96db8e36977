-- Where in the sources did errors occur?
--
-- Written by the sessions job when a stack is first seen and hourly, and by the query service when symbol files come late.

CREATE TABLE error_stacks (
    tenant               text        NOT NULL,
    stack_id             text        NOT NULL,
    app                  text        NOT NULL,
    app_id               text        NOT NULL,
    env                  text        NOT NULL,
    version              text        NOT NULL,
    sdk                  text        NOT NULL,
    type                 text        NOT NULL,
    template             text        NOT NULL,
    raw                  text        NOT NULL,
    source               text,
    top                  text        NOT NULL,
    fingerprint          text        NOT NULL,
    resolved_fingerprint text        NOT NULL,
    status               text        NOT NULL,
    status_rank          bigint      NOT NULL,
    archive_id           bigint      NOT NULL,
    checked_id           bigint      NOT NULL DEFAULT 0,
    last_seen            timestamptz NOT NULL,
    PRIMARY KEY (tenant, stack_id)
);

CREATE INDEX error_stacks_name ON error_stacks (tenant, app_id, env, version) INCLUDE (archive_id, checked_id);
CREATE INDEX error_stacks_group ON error_stacks (tenant, app, fingerprint);

COMMENT ON TABLE error_stacks IS 'Where in the sources did errors occur? One row for each distinct stack; the greater archive_id wins, then the better status, then the later last_seen. Dropped when not seen for retention.error-groups.';
COMMENT ON COLUMN error_stacks.tenant IS 'Owner of the app.';
COMMENT ON COLUMN error_stacks.stack_id IS 'Identity of the stack: 32 hexadecimal digits.';
COMMENT ON COLUMN error_stacks.app IS 'Application within the tenant.';
COMMENT ON COLUMN error_stacks.app_id IS 'Id of the app under which symbol files are stored.';
COMMENT ON COLUMN error_stacks.env IS 'Environment; empty for none.';
COMMENT ON COLUMN error_stacks.version IS 'Version of the app; empty for none.';
COMMENT ON COLUMN error_stacks.sdk IS 'Name of the SDK; empty for none.';
COMMENT ON COLUMN error_stacks.type IS 'Type of the errors.';
COMMENT ON COLUMN error_stacks.template IS 'Message without quoted parts and numbers.';
COMMENT ON COLUMN error_stacks.raw IS 'Stack as the device sent it, scrubbed.';
COMMENT ON COLUMN error_stacks.source IS 'Stack in source names; null where no frame was resolved.';
COMMENT ON COLUMN error_stacks.top IS 'Function or file of the first resolved frame that is not code of others; empty when unknown.';
COMMENT ON COLUMN error_stacks.fingerprint IS 'Group of the errors by the raw stack.';
COMMENT ON COLUMN error_stacks.resolved_fingerprint IS 'Group of the errors by the resolved stack; equal to fingerprint when it was not resolved.';
COMMENT ON COLUMN error_stacks.status IS 'success, partial, lack_field, no_zip, mismatch, unusable, too_large, no_match, no_file, timeout or error.';
COMMENT ON COLUMN error_stacks.status_rank IS '3 all frames, 2 some, 1 none for a reason that lasts, 0 timeout or error.';
COMMENT ON COLUMN error_stacks.archive_id IS 'Archive that was used; 0 for none.';
COMMENT ON COLUMN error_stacks.checked_id IS 'Latest archive that the query service has resolved the stack with; 0 for none.';
COMMENT ON COLUMN error_stacks.last_seen IS 'Receipt of an error with the stack, at most one hour before the latest one.';
ALTER TABLE error_stacks ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON error_stacks FOR SELECT USING
    (tenant IN (SELECT r.tenant FROM tenant_roles AS r WHERE r.role_name = current_user)
        OR tenant = current_setting('convergence.tenant', true)
            AND EXISTS (SELECT FROM tenant_roles AS r WHERE r.role_name = current_user AND r.tenant = '*'));
CREATE POLICY own_tenant_update ON error_stacks FOR UPDATE USING
    (tenant = current_setting('convergence.tenant', true)
        AND EXISTS (SELECT FROM tenant_roles AS r WHERE r.role_name = current_user AND r.tenant = '*'));
