-- Where does a day's data go, and when does it end?
--
-- Tables partitioned by day get their partitions from their writers, before the first row of a day. Retention is counted
-- from the newest day of the table, not from today, so that a replay of history works.

CREATE FUNCTION ensure_day_partition(parent text, day date, retention_days integer) RETURNS boolean
    LANGUAGE plpgsql AS
$$
DECLARE
    newest  date;
    part    text := parent || to_char(day, '"_y"YYYY"m"MM"d"DD');
    expired record;
BEGIN
    -- One writer at a time per table; the lock ends with the transaction.
    PERFORM pg_advisory_xact_lock(hashtext('ensure_day_partition'), hashtext(parent));

    SELECT max(d.day) INTO newest FROM day_partitions(parent) AS d;
    newest := greatest(newest, ensure_day_partition.day);
    IF ensure_day_partition.day <= newest - retention_days THEN
        RETURN false;
    END IF;

    IF to_regclass(quote_ident(part)) IS NULL THEN
        -- Attaching a finished table does not wait for readers and writers of the parent; PARTITION OF would.
        EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', part, parent);
        EXECUTE format(
            'ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
            parent, part, day || ' 00:00:00+00', day + 1 || ' 00:00:00+00');

        -- Dropping does wait: give up after two seconds and leave it to the next new day.
        SET LOCAL lock_timeout = '2s';
        FOR expired IN
            SELECT d.partition FROM day_partitions(parent) AS d WHERE d.day <= newest - retention_days ORDER BY d.day
        LOOP
            BEGIN
                EXECUTE format('DROP TABLE %I', expired.partition);
            EXCEPTION
                WHEN lock_not_available THEN
                    RAISE NOTICE 'partition % is in use and stays until the next new day', expired.partition;
            END;
        END LOOP;
    END IF;
    RETURN true;
END
$$;

CREATE FUNCTION day_partitions(parent text) RETURNS TABLE (partition text, day date)
    LANGUAGE sql STABLE AS
$$
    SELECT child.relname::text, to_date(right(child.relname, 11), '"y"YYYY"m"MM"d"DD')
    FROM pg_inherits
    JOIN pg_class AS child ON child.oid = inhrelid
    WHERE inhparent = to_regclass(quote_ident(parent))
$$;

COMMENT ON FUNCTION ensure_day_partition(text, date, integer) IS 'Makes sure that a table has the partition of a UTC day, parent_yYYYYmMMdDD, and drops those at least retention_days older than its newest day. True when rows of the day can be written; false when the day is itself that old. Idempotent and safe under concurrency. Call it in a transaction of its own: no partition can be made of a table that the same statement writes to.';
COMMENT ON FUNCTION day_partitions(text) IS 'Which days does a table hold? The partitions of a table partitioned by day.';
