-- Which days does a partitioned table contain, and how are days added and dropped?
--
-- Writers create the partition of a day before they write its first row. Retention is counted from the newest day of a
-- table, not from today, so that a replay of the past works.

CREATE OR REPLACE FUNCTION day_partitions(parent text) RETURNS TABLE (partition text, day date)
    LANGUAGE sql STABLE AS
$$
    SELECT child.relname::text, to_date(right(child.relname, 11), '"y"YYYY"m"MM"d"DD')
    FROM pg_inherits
    JOIN pg_class AS child ON child.oid = inhrelid
    WHERE inhparent = to_regclass(quote_ident(parent))
$$;

COMMENT ON FUNCTION day_partitions(text) IS 'Which days does a table contain? The partitions of a table that is partitioned by day, and their UTC days.';

CREATE OR REPLACE FUNCTION ensure_day_partition(parent text, day date, retention_days integer) RETURNS boolean
    LANGUAGE plpgsql AS
$$
DECLARE
    newest  date;
    part    text := parent || to_char(day, '"_y"YYYY"m"MM"d"DD');
    expired record;
BEGIN
    -- One caller at a time per table; the lock ends with the transaction.
    PERFORM pg_advisory_xact_lock(hashtext('ensure_day_partition'), hashtext(parent));

    SELECT max(d.day) INTO newest FROM day_partitions(parent) AS d;
    newest := greatest(newest, ensure_day_partition.day);
    IF ensure_day_partition.day <= newest - retention_days THEN
        RETURN false;
    END IF;

    IF to_regclass(quote_ident(part)) IS NULL THEN
        -- Attaching an existing table does not block readers and writers of the parent; PARTITION OF would.
        EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', part, parent);
        -- A query of the partition itself does not apply the policies of its parent. Without a policy it returns no rows.
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', part);
        EXECUTE format(
            'ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
            parent, part, day || ' 00:00:00+00', day + 1 || ' 00:00:00+00');

        -- Dropping a partition waits for its readers: give up after two seconds and try again with the next new day.
        SET LOCAL lock_timeout = '2s';
        FOR expired IN
            SELECT d.partition FROM day_partitions(parent) AS d WHERE d.day <= newest - retention_days ORDER BY d.day
        LOOP
            BEGIN
                EXECUTE format('DROP TABLE %I', expired.partition);
            EXCEPTION
                WHEN lock_not_available THEN
                    RAISE NOTICE 'partition % is in use and is kept until the next new day', expired.partition;
            END;
        END LOOP;
    END IF;
    RETURN true;
END
$$;

COMMENT ON FUNCTION ensure_day_partition(text, date, integer) IS 'Creates the partition of a UTC day, parent_yYYYYmMMdDD, unless it exists, and then drops partitions that are at least retention_days older than the newest day of the table. Returns true when rows of the day can be written, and false when the day itself is that old. Idempotent and safe under concurrency. Call it in a transaction of its own: PostgreSQL cannot create a partition of a table that the same statement writes to.';
