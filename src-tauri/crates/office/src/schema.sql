-- The office's database, version 1. Nothing here can be read but random numbers, names of desks, times and sizes.

CREATE SCHEMA beishen;

-- Which version this is. Every later one keeps this table and this column.
CREATE TABLE beishen.office(
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    version integer NOT NULL,
    lease interval NOT NULL CHECK (lease > interval '0'),
    place text NOT NULL
);

-- Which database of which server this is, and since which restoring: a copy of an older moment is another place.
CREATE FUNCTION beishen.place() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT s.system_identifier || '/' || c.timeline_id || '/' || d.oid
    FROM pg_control_system() s, pg_control_checkpoint() c, pg_database d WHERE d.datname = current_database()
$$;

-- The newest revision of each person. Without a bundle: forgotten.
CREATE TABLE beishen.draft(
    uid bytea PRIMARY KEY CHECK (length(uid) = 16),
    rev bigint NOT NULL CHECK (rev > 0),
    holder text CHECK (length(holder) BETWEEN 1 AND 40),
    lease_until timestamptz,
    bundle bytea CHECK (length(bundle) BETWEEN 1 AND 67108864)
);
-- What is sealed does not get smaller.
ALTER TABLE beishen.draft ALTER bundle SET STORAGE EXTERNAL;

-- What has happened, never changed.
CREATE TABLE beishen.log(
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    role name NOT NULL DEFAULT session_user,
    desk text NOT NULL,
    what text NOT NULL CHECK (what IN ('push', 'take_over', 'let_go', 'forget', 'restored')),
    uid bytea NOT NULL,
    rev bigint NOT NULL,
    taken_from text,
    digest bytea -- SHA-256 of the bundle
);
-- A revision is written once.
CREATE UNIQUE INDEX log_revision ON beishen.log(uid, rev) WHERE what IN ('push', 'forget');

CREATE FUNCTION beishen.log_stays() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'the log is only added to' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER log_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON beishen.log
    FOR EACH STATEMENT EXECUTE FUNCTION beishen.log_stays();

-- The bundle becomes the revision after p_base, if that is the newest and nobody else works on the person. The same bundle sent twice
-- is the same revision. Whoever sends works on the person.
CREATE FUNCTION beishen.push(p_uid bytea, p_base bigint, p_bundle bytea, p_desk text)
RETURNS TABLE(o_outcome text, o_rev bigint, o_holder text, o_left double precision)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    known beishen.draft;
    lease interval := (SELECT o.lease FROM beishen.office o);
BEGIN
    IF p_base = 0 THEN
        INSERT INTO beishen.draft(uid, rev, holder, lease_until, bundle)
            VALUES (p_uid, 1, p_desk, clock_timestamp() + lease, p_bundle) ON CONFLICT DO NOTHING;
        IF FOUND THEN
            INSERT INTO beishen.log(desk, what, uid, rev, digest) VALUES (p_desk, 'push', p_uid, 1, sha256(p_bundle));
            PERFORM pg_notify('beishen', encode(p_uid, 'hex'));
            RETURN QUERY SELECT 'done', 1::bigint, p_desk, extract(epoch FROM lease)::double precision;
            RETURN;
        END IF;
    END IF;
    SELECT * INTO known FROM beishen.draft d WHERE d.uid = p_uid FOR UPDATE;
    IF NOT FOUND THEN
        RETURN QUERY SELECT 'conflict', 0::bigint, NULL::text, 0::double precision;
    ELSIF known.bundle = p_bundle THEN
        RETURN QUERY SELECT 'done', known.rev, known.holder, 0::double precision;
    ELSIF known.rev <> p_base THEN
        RETURN QUERY SELECT 'conflict', known.rev, NULL::text, 0::double precision;
    ELSIF known.holder <> p_desk AND known.lease_until > clock_timestamp() THEN
        RETURN QUERY SELECT 'held', known.rev, known.holder,
            extract(epoch FROM known.lease_until - clock_timestamp())::double precision;
    ELSE
        UPDATE beishen.draft d SET rev = known.rev + 1, bundle = p_bundle, holder = p_desk,
            lease_until = clock_timestamp() + lease WHERE d.uid = p_uid;
        INSERT INTO beishen.log(desk, what, uid, rev, digest)
            VALUES (p_desk, 'push', p_uid, known.rev + 1, sha256(p_bundle));
        PERFORM pg_notify('beishen', encode(p_uid, 'hex'));
        RETURN QUERY SELECT 'done', known.rev + 1, p_desk, extract(epoch FROM lease)::double precision;
    END IF;
END $$;

-- The desk works on the person from now on: whom nobody has, or whom p_from has. The one who has them, and for how long.
CREATE FUNCTION beishen.take_over(p_uid bytea, p_desk text, p_from text)
RETURNS TABLE(o_taken boolean, o_holder text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    known beishen.draft;
    had text;
BEGIN
    SELECT * INTO known FROM beishen.draft d WHERE d.uid = p_uid AND d.bundle IS NOT NULL FOR UPDATE;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    had := CASE WHEN known.lease_until > clock_timestamp() THEN known.holder END;
    IF had <> p_desk AND had <> p_from THEN
        RETURN QUERY SELECT false, had;
        RETURN;
    END IF;
    UPDATE beishen.draft d SET holder = p_desk,
        lease_until = clock_timestamp() + (SELECT o.lease FROM beishen.office o) WHERE d.uid = p_uid;
    INSERT INTO beishen.log(desk, what, uid, rev, taken_from)
        VALUES (p_desk, 'take_over', p_uid, known.rev, nullif(had, p_desk));
    PERFORM pg_notify('beishen', encode(p_uid, 'hex'));
    RETURN QUERY SELECT true, p_desk;
END $$;

-- The desk works on the person no longer.
CREATE FUNCTION beishen.let_go(p_uid bytea, p_desk text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    known bigint;
BEGIN
    UPDATE beishen.draft d SET holder = NULL, lease_until = NULL
        WHERE d.uid = p_uid AND d.holder = p_desk RETURNING d.rev INTO known;
    IF FOUND THEN
        INSERT INTO beishen.log(desk, what, uid, rev) VALUES (p_desk, 'let_go', p_uid, known);
        PERFORM pg_notify('beishen', encode(p_uid, 'hex'));
    END IF;
END $$;

-- The bundle goes for good, whoever works on the person; that it was there stays in the log.
CREATE FUNCTION beishen.forget(p_uid bytea, p_desk text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    known bigint;
BEGIN
    UPDATE beishen.draft d SET rev = d.rev + 1, bundle = NULL, holder = NULL, lease_until = NULL
        WHERE d.uid = p_uid AND d.bundle IS NOT NULL RETURNING d.rev INTO known;
    IF known IS NULL THEN
        RETURN false;
    END IF;
    INSERT INTO beishen.log(desk, what, uid, rev) VALUES (p_desk, 'forget', p_uid, known);
    PERFORM pg_notify('beishen', encode(p_uid, 'hex'));
    RETURN true;
END $$;

-- Which revision of whom is the newest, and who works on them for how many seconds yet; of these, or of everybody.
CREATE FUNCTION beishen.listing(p_uids bytea[])
RETURNS TABLE(o_uid bytea, o_rev bigint, o_holder text, o_left double precision)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT d.uid, d.rev, d.holder,
        CASE WHEN d.holder IS NULL THEN 0 ELSE extract(epoch FROM d.lease_until - clock_timestamp())::double precision END
    FROM beishen.draft d WHERE p_uids IS NULL OR d.uid = ANY(p_uids)
$$;

CREATE FUNCTION beishen.fetch(p_uid bytea)
RETURNS TABLE(o_rev bigint, o_bundle bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT d.rev, d.bundle FROM beishen.draft d WHERE d.uid = p_uid
$$;

REVOKE ALL ON SCHEMA beishen FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA beishen FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA beishen FROM PUBLIC;
