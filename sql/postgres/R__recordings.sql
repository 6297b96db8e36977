-- Is there a segment of a recording already?
--
-- A segment has one row, the first that is written, also when it is sent again on another UTC day or after the job has
-- forgotten its session. received_at is part of the primary key, because the table is partitioned by it.

CREATE OR REPLACE FUNCTION keep_first_segment() RETURNS trigger
    LANGUAGE plpgsql AS
$$
DECLARE
    known boolean;
BEGIN
    -- The trigger runs on a partition, which is in the schema of its table.
    EXECUTE format(
        'SELECT EXISTS (SELECT FROM %I.rum_replay_segments AS r WHERE r.tenant = $1 AND r.session = $2 AND r.view = $3 AND r.index = $4)',
        TG_TABLE_SCHEMA) INTO known USING NEW.tenant, NEW.session, NEW.view, NEW.index;
    RETURN CASE WHEN known THEN NULL ELSE NEW END;
END
$$;

COMMENT ON FUNCTION keep_first_segment() IS 'Is there a segment of a recording already? Then a further row of it is not inserted.';

CREATE OR REPLACE TRIGGER keep_first_segment BEFORE INSERT ON rum_replay_segments
    FOR EACH ROW EXECUTE FUNCTION keep_first_segment();
