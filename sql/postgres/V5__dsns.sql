-- Which DSNs were created over the API?
--
-- Written by the query service, which copies the compacted topic of DSNs. The topic decides.

CREATE TABLE rum_dsns (
    tenant          text        NOT NULL,
    token           text        NOT NULL,
    app             text        NOT NULL,
    document        jsonb       NOT NULL,
    created_at      timestamptz NOT NULL,
    revoked_at      timestamptz,
    written_at      timestamptz NOT NULL,
    author          text,
    idempotency_key text,
    topic_id        text        NOT NULL,
    position        bigint      NOT NULL,
    PRIMARY KEY (tenant, token)
);

CREATE INDEX rum_dsns_by_token ON rum_dsns (token);
CREATE INDEX rum_dsns_by_app_id ON rum_dsns USING gin ((document -> 'app_ids'));

COMMENT ON TABLE rum_dsns IS 'Which DSNs were created over the API? One row for each token of a tenant, also after its revocation, so that no other tenant gets the token or the application ids that its pages still send. The higher position wins. Kept for ever.';
COMMENT ON COLUMN rum_dsns.tenant IS 'Owner of the DSN.';
COMMENT ON COLUMN rum_dsns.token IS 'Public token, as clients send it.';
COMMENT ON COLUMN rum_dsns.app IS 'App of every event.';
COMMENT ON COLUMN rum_dsns.document IS 'The last document: an entry of dsns in the registry file, with underscores in names.';
COMMENT ON COLUMN rum_dsns.created_at IS 'Time at which the token was created, or created again after its revocation.';
COMMENT ON COLUMN rum_dsns.revoked_at IS 'Time at which the token was revoked; null while it is in use.';
COMMENT ON COLUMN rum_dsns.written_at IS 'Time at which the last record was written, by its Kafka timestamp.';
COMMENT ON COLUMN rum_dsns.author IS 'Name of the access token, or of the user, that changed it last; null when it is unknown.';
COMMENT ON COLUMN rum_dsns.idempotency_key IS 'Idempotency-Key of the last request that had one, with the digest of its body; null without one.';
COMMENT ON COLUMN rum_dsns.topic_id IS 'Id that Kafka gave the topic; a topic that is created again has another one.';
COMMENT ON COLUMN rum_dsns.position IS 'Offset of the last record in the only partition of the topic.';
ALTER TABLE rum_dsns ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON rum_dsns FOR SELECT USING
    (tenant IN (SELECT r.tenant FROM tenant_roles AS r WHERE r.role_name = current_user)
        OR tenant = current_setting('convergence.tenant', true)
            AND EXISTS (SELECT FROM tenant_roles AS r WHERE r.role_name = current_user AND r.tenant = '*'));
