-- Which symbol files are there, by which error stacks are shown in source names?
--
-- Written by the query service. An archive never changes: an upload adds one and retires the one before it in one
-- transaction, so whoever has read the id of an archive goes on reading that archive. Times are those of the database.

-- Which archives of symbol files are there?
CREATE TABLE symbol_archives (
    archive_id     bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant         text        NOT NULL,
    platform       text        NOT NULL,
    app_id         text        NOT NULL,
    env            text        NOT NULL,
    version        text        NOT NULL,
    sha256         text        NOT NULL,
    bytes          bigint      NOT NULL,
    unpacked_bytes bigint      NOT NULL,
    stored_bytes   bigint      NOT NULL,
    unusable       text[]      NOT NULL,
    uploaded_by    text        NOT NULL,
    uploaded_at    timestamptz NOT NULL DEFAULT now(),
    used_at        timestamptz NOT NULL DEFAULT now(),
    retired_at     timestamptz
);

-- One archive of a name is active.
CREATE UNIQUE INDEX symbol_archives_active ON symbol_archives (tenant, platform, app_id, env, version)
    WHERE retired_at IS NULL;

COMMENT ON TABLE symbol_archives IS 'Which archives of symbol files are there? One row for each upload; the row of a name without retired_at is the present one. Retired rows are deleted after ten minutes, unused ones after symbols.retention.';
COMMENT ON COLUMN symbol_archives.archive_id IS 'Identity of the upload.';
COMMENT ON COLUMN symbol_archives.tenant IS 'Owner of the archive.';
COMMENT ON COLUMN symbol_archives.platform IS 'web, miniapp, android or ios.';
COMMENT ON COLUMN symbol_archives.app_id IS 'App, as events name it.';
COMMENT ON COLUMN symbol_archives.env IS 'Environment; empty for none.';
COMMENT ON COLUMN symbol_archives.version IS 'Version of the app; empty for none.';
COMMENT ON COLUMN symbol_archives.sha256 IS 'SHA-256 of the uploaded ZIP file, in lower-case hexadecimal digits.';
COMMENT ON COLUMN symbol_archives.bytes IS 'Size of the uploaded ZIP file.';
COMMENT ON COLUMN symbol_archives.unpacked_bytes IS 'Inflated size of the files that are stored.';
COMMENT ON COLUMN symbol_archives.stored_bytes IS 'Size of the chunks.';
COMMENT ON COLUMN symbol_archives.unusable IS 'Paths of files that the platform uses and that could not be read; at most 100.';
COMMENT ON COLUMN symbol_archives.uploaded_by IS 'Name of the access token.';
COMMENT ON COLUMN symbol_archives.uploaded_at IS 'Time of the upload.';
COMMENT ON COLUMN symbol_archives.used_at IS 'Day on which a stack was last resolved with it.';
COMMENT ON COLUMN symbol_archives.retired_at IS 'Time at which it was replaced or deleted; null for the present one.';
ALTER TABLE symbol_archives ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON symbol_archives FOR SELECT USING
    (tenant IN (SELECT r.tenant FROM tenant_roles AS r WHERE r.role_name = current_user)
        OR tenant = current_setting('convergence.tenant', true)
            AND EXISTS (SELECT FROM tenant_roles AS r WHERE r.role_name = current_user AND r.tenant = '*'));
CREATE POLICY own_tenant_insert ON symbol_archives FOR INSERT WITH CHECK
    (tenant = current_setting('convergence.tenant', true)
        AND EXISTS (SELECT FROM tenant_roles AS r WHERE r.role_name = current_user AND r.tenant = '*'));
CREATE POLICY own_tenant_update ON symbol_archives FOR UPDATE USING
    (tenant = current_setting('convergence.tenant', true)
        AND EXISTS (SELECT FROM tenant_roles AS r WHERE r.role_name = current_user AND r.tenant = '*'));

-- Which files does an archive have?
CREATE TABLE symbol_files (
    archive_id bigint NOT NULL REFERENCES symbol_archives ON DELETE CASCADE,
    tenant     text   NOT NULL,
    path       text   NOT NULL,
    kind       text   NOT NULL,
    identities text[] NOT NULL,
    bytes      bigint NOT NULL,
    number     integer NOT NULL,
    PRIMARY KEY (archive_id, path)
);

COMMENT ON TABLE symbol_files IS 'Which files does an archive have?';
COMMENT ON COLUMN symbol_files.archive_id IS 'The archive.';
COMMENT ON COLUMN symbol_files.tenant IS 'Owner of the archive.';
COMMENT ON COLUMN symbol_files.path IS 'Path in the archive. It is a label: nothing is written under it.';
COMMENT ON COLUMN symbol_files.kind IS 'map, mapping, elf or macho.';
COMMENT ON COLUMN symbol_files.identities IS 'Debug id of a map, build id of a library, UUIDs of the slices of a Mach-O file.';
COMMENT ON COLUMN symbol_files.bytes IS 'Inflated size in the archive.';
COMMENT ON COLUMN symbol_files.number IS 'Place in the archive, from 0.';
ALTER TABLE symbol_files ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON symbol_files FOR SELECT USING
    (tenant IN (SELECT r.tenant FROM tenant_roles AS r WHERE r.role_name = current_user)
        OR tenant = current_setting('convergence.tenant', true)
            AND EXISTS (SELECT FROM tenant_roles AS r WHERE r.role_name = current_user AND r.tenant = '*'));
CREATE POLICY own_tenant_insert ON symbol_files FOR INSERT WITH CHECK
    (tenant = current_setting('convergence.tenant', true)
        AND EXISTS (SELECT FROM tenant_roles AS r WHERE r.role_name = current_user AND r.tenant = '*'));

-- What is in a file?
CREATE TABLE symbol_chunks (
    archive_id bigint  NOT NULL REFERENCES symbol_archives ON DELETE CASCADE,
    tenant     text    NOT NULL,
    path       text    NOT NULL,
    number     integer NOT NULL,
    data       bytea   NOT NULL,
    PRIMARY KEY (archive_id, path, number)
);

-- Chunks are deflated already.
ALTER TABLE symbol_chunks ALTER COLUMN data SET STORAGE EXTERNAL;

COMMENT ON TABLE symbol_chunks IS 'What is in a file of an archive? Pieces of 1 MiB, each deflated. Contents of sources that maps embed are left out.';
COMMENT ON COLUMN symbol_chunks.archive_id IS 'The archive.';
COMMENT ON COLUMN symbol_chunks.tenant IS 'Owner of the archive.';
COMMENT ON COLUMN symbol_chunks.path IS 'Path of the file in the archive.';
COMMENT ON COLUMN symbol_chunks.number IS 'Place in the file, from 0.';
COMMENT ON COLUMN symbol_chunks.data IS 'The piece, deflated (RFC 1950).';
ALTER TABLE symbol_chunks ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON symbol_chunks FOR SELECT USING
    (tenant IN (SELECT r.tenant FROM tenant_roles AS r WHERE r.role_name = current_user)
        OR tenant = current_setting('convergence.tenant', true)
            AND EXISTS (SELECT FROM tenant_roles AS r WHERE r.role_name = current_user AND r.tenant = '*'));
CREATE POLICY own_tenant_insert ON symbol_chunks FOR INSERT WITH CHECK
    (tenant = current_setting('convergence.tenant', true)
        AND EXISTS (SELECT FROM tenant_roles AS r WHERE r.role_name = current_user AND r.tenant = '*'));
