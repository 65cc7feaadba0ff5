//! The tables of the vault and the steps that brought them here, one transaction each.
//!
//! A released migration is never edited; a change of the tables is a new one at the end.

use rusqlite::{Connection, TransactionBehavior};

use crate::{Result, StoreError};

/// "BSVT" in the file's `application_id`.
const APPLICATION_ID: i32 = 0x4253_5654;

/// Brings an empty file from format 0 to 1, a file of format 1 to 2, and so on.
pub(crate) const MIGRATIONS: &[&str] = &["
    CREATE TABLE applicant(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        search TEXT NOT NULL,     -- what the caller wants found besides: pinyin
        haystack TEXT NOT NULL,   -- name and search in lower case
        colour INTEGER NOT NULL,
        note TEXT,
        created INTEGER NOT NULL, -- times: microseconds of local time since 1970-01-01T00:00
        changed INTEGER NOT NULL,
        deleted INTEGER           -- since when in the recycle bin
    ) STRICT;
    CREATE INDEX applicant_changed ON applicant(changed);

    CREATE TABLE draft(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        applicant INTEGER NOT NULL REFERENCES applicant(id) ON DELETE CASCADE,
        procedure TEXT NOT NULL,
        position TEXT,
        created INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        deleted INTEGER,
        UNIQUE(applicant, procedure)
    ) STRICT;

    CREATE TABLE blob(
        digest BLOB PRIMARY KEY CHECK(length(digest) = 32),
        bytes BLOB NOT NULL
    ) STRICT;

    -- A place that can hold something: an answer, a tick, a file. Of the applicant, or (draft not null) of one draft only.
    CREATE TABLE value(
        id INTEGER PRIMARY KEY,
        applicant INTEGER NOT NULL REFERENCES applicant(id) ON DELETE CASCADE,
        draft INTEGER REFERENCES draft(id) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        key TEXT NOT NULL,
        current INTEGER REFERENCES state(id)
    ) STRICT;
    CREATE UNIQUE INDEX value_key ON value(applicant, ifnull(draft, 0), kind, key);
    CREATE INDEX value_draft ON value(draft);
    CREATE INDEX value_current ON value(current);

    -- What a place holds or held. Never changed once written; neither text nor digest: emptied.
    CREATE TABLE state(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        value INTEGER NOT NULL REFERENCES value(id) ON DELETE CASCADE,
        text TEXT,
        digest BLOB REFERENCES blob(digest),
        name TEXT,
        provenance TEXT NOT NULL,
        at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX state_value ON state(value);
    CREATE INDEX state_digest ON state(digest) WHERE digest IS NOT NULL;
    CREATE TRIGGER blob_unused AFTER DELETE ON state WHEN old.digest IS NOT NULL BEGIN
        DELETE FROM blob WHERE digest = old.digest
            AND NOT EXISTS (SELECT 1 FROM state WHERE digest = old.digest);
    END;

    -- One user step of a draft: from which state to which its places went.
    CREATE TABLE step(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        draft INTEGER NOT NULL REFERENCES draft(id) ON DELETE CASCADE,
        at INTEGER NOT NULL,
        undone INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE INDEX step_draft ON step(draft);
    CREATE TABLE change(
        step INTEGER NOT NULL REFERENCES step(id) ON DELETE CASCADE,
        value INTEGER NOT NULL REFERENCES value(id) ON DELETE CASCADE,
        old INTEGER REFERENCES state(id),
        new INTEGER NOT NULL REFERENCES state(id),
        PRIMARY KEY(step, value)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX change_value ON change(value);
    CREATE INDEX change_old ON change(old);
    CREATE INDEX change_new ON change(new);
", "
    -- A procedure may be gone through again: the draft before is closed, and at most one is open.
    CREATE TABLE draft_2(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        applicant INTEGER NOT NULL REFERENCES applicant(id) ON DELETE CASCADE,
        procedure TEXT NOT NULL,
        position TEXT,
        outline TEXT,             -- what the procedure was like when it was last looked at, in the caller's own form
        created INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        closed INTEGER,           -- since when another draft stands in its place
        deleted INTEGER
    ) STRICT;
    INSERT INTO draft_2(id, applicant, procedure, position, created, changed, deleted)
        SELECT id, applicant, procedure, position, created, changed, deleted FROM draft;
    DROP TABLE draft;
    ALTER TABLE draft_2 RENAME TO draft;
    CREATE UNIQUE INDEX draft_open ON draft(applicant, procedure) WHERE closed IS NULL;
    CREATE INDEX draft_applicant ON draft(applicant);
", "
    -- What a desk has added to the list of a fact, for every draft.
    CREATE TABLE added_option(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        fact TEXT NOT NULL,
        value TEXT NOT NULL,
        created INTEGER NOT NULL,
        UNIQUE(fact, value)
    ) STRICT;
", "
    ALTER TABLE draft ADD COLUMN companion TEXT; -- where the companion is on the portal's pages, in the caller's own form
", "
    -- What a desk wants of a material's photo instead of what its pack says.
    CREATE TABLE own_profile(
        procedure TEXT NOT NULL,
        material TEXT NOT NULL,
        profile TEXT NOT NULL,    -- in the caller's own form
        changed INTEGER NOT NULL,
        PRIMARY KEY(procedure, material)
    ) STRICT, WITHOUT ROWID;
", "
    -- What was seen in an attachment when it was looked at. It says how a face lies, so it goes with the bytes.
    CREATE TABLE seen(
        digest BLOB NOT NULL REFERENCES blob(digest) ON DELETE CASCADE,
        what TEXT NOT NULL,       -- what was looked for, in the caller's own form
        eyes TEXT NOT NULL,       -- who has looked: another program may see otherwise
        seen TEXT NOT NULL,       -- in the caller's own form
        PRIMARY KEY(digest, what)
    ) STRICT, WITHOUT ROWID;
", "
    ALTER TABLE applicant ADD COLUMN identity TEXT; -- by what the same person is known again; null: not looked at yet
    CREATE INDEX applicant_identity ON applicant(identity) WHERE identity <> '';
", "
    -- How many steps were acknowledged; the same number stands in a file beside the vault.
    CREATE TABLE written(steps INTEGER NOT NULL) STRICT;
    INSERT INTO written VALUES(0);
", "
    -- People who came in together, from a table: whom it added, what it began, and what it changed of others. A state that is
    -- named here may be gone: then its value stays as it is.
    CREATE TABLE import(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        came_from TEXT NOT NULL,
        at INTEGER NOT NULL,
        undone INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE TABLE import_applicant(
        import INTEGER NOT NULL REFERENCES import(id) ON DELETE CASCADE,
        applicant INTEGER NOT NULL REFERENCES applicant(id) ON DELETE CASCADE,
        made INTEGER NOT NULL,
        PRIMARY KEY(import, applicant)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX import_applicant_applicant ON import_applicant(applicant);
    CREATE TABLE import_draft(
        draft INTEGER PRIMARY KEY REFERENCES draft(id) ON DELETE CASCADE,
        import INTEGER NOT NULL REFERENCES import(id) ON DELETE CASCADE
    ) STRICT;
    CREATE INDEX import_draft_import ON import_draft(import);
    CREATE TABLE import_change(
        import INTEGER NOT NULL REFERENCES import(id) ON DELETE CASCADE,
        value INTEGER NOT NULL REFERENCES value(id) ON DELETE CASCADE,
        old INTEGER,
        new INTEGER NOT NULL,
        PRIMARY KEY(import, value)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX import_change_value ON import_change(value);
    CREATE TABLE noted(name TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT, WITHOUT ROWID;
", "
    ALTER TABLE applicant ADD COLUMN about TEXT NOT NULL DEFAULT ''; -- what the desk says of them, in the caller's own form
    -- What the roster says of each applicant: made of the values, written with them, made anew on another day. A line that is
    -- written again has a new number, so that whoever has read up to a number reads on from there.
    CREATE TABLE roster(
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        applicant INTEGER NOT NULL UNIQUE REFERENCES applicant(id) ON DELETE CASCADE,
        edition TEXT NOT NULL,    -- of which day and packs it is, in the caller's own form; empty: to be made anew
        line TEXT NOT NULL        -- in the caller's own form; empty: not made yet
    ) STRICT;
    CREATE INDEX roster_edition ON roster(edition);
    INSERT INTO roster(applicant, edition, line) SELECT id, '', '' FROM applicant ORDER BY changed;
", "
    -- Who is gone for good, by number and by the moment they were added: to be taken out of backups as well.
    CREATE TABLE gone(
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        applicant INTEGER NOT NULL,
        created INTEGER NOT NULL
    ) STRICT;
    CREATE TRIGGER applicant_gone AFTER DELETE ON applicant BEGIN
        INSERT INTO gone(applicant, created) VALUES(old.id, old.created);
    END;
", "
    -- What was written out of the vault. Of whoever is erased only the number stays: their line goes, and one that is of others as
    -- well keeps how many they were and loses its folder, which may be called by them.
    CREATE TABLE export(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        what TEXT NOT NULL,       -- in the caller's own form
        folder TEXT NOT NULL,
        people INTEGER NOT NULL,
        at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE export_applicant(
        export INTEGER NOT NULL REFERENCES export(id) ON DELETE CASCADE,
        applicant INTEGER NOT NULL REFERENCES applicant(id) ON DELETE CASCADE,
        PRIMARY KEY(export, applicant)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX export_applicant_applicant ON export_applicant(applicant);
    CREATE TRIGGER export_less AFTER DELETE ON export_applicant BEGIN
        UPDATE export SET folder = '' WHERE id = old.export;
        DELETE FROM export WHERE id = old.export
            AND NOT EXISTS (SELECT 1 FROM export_applicant WHERE export = old.export);
    END;
", "
    -- What people are called in every vault: each name they were ever handed over under, the smallest being sent on.
    CREATE TABLE applicant_uid(
        uid BLOB PRIMARY KEY,
        applicant INTEGER NOT NULL REFERENCES applicant(id) ON DELETE CASCADE,
        import INTEGER            -- the batch it came with
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX applicant_uid_applicant ON applicant_uid(applicant);
    -- What a value was each time it was handed over or came in, the newest last: named alike in every vault.
    CREATE TABLE version(
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        value INTEGER NOT NULL REFERENCES value(id) ON DELETE CASCADE,
        version BLOB NOT NULL,
        content BLOB NOT NULL,    -- the digest of what the value held when this was written down
        import INTEGER,           -- the batch it came with
        UNIQUE(value, version)
    ) STRICT;
    CREATE INDEX version_import ON version(import) WHERE import IS NOT NULL;
    CREATE TABLE import_closed(
        draft INTEGER PRIMARY KEY REFERENCES draft(id) ON DELETE CASCADE,
        import INTEGER NOT NULL REFERENCES import(id) ON DELETE CASCADE
    ) STRICT;
    CREATE INDEX import_closed_import ON import_closed(import);
    -- A file that somebody came from may be called by them.
    CREATE TRIGGER import_less AFTER DELETE ON import_applicant BEGIN
        UPDATE import SET came_from = '' WHERE id = old.import;
    END;
","
    -- Whoever lists people has them in memory and searches there.
    ALTER TABLE applicant DROP COLUMN haystack;
"];

/// Is this file ours and of a format that `migrations` lead to? Only reads.
pub(crate) fn verify(connection: &Connection, migrations: &[&str]) -> Result<()> {
    // A file of ours has both from its first moment on, so a 0 is not a young file.
    let id: i32 = connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    let found = version(connection)?;
    if id != APPLICATION_ID || found == 0 {
        return Err(StoreError::Foreign);
    }
    let known = u32::try_from(migrations.len()).unwrap_or(u32::MAX);
    if found > known { Err(StoreError::Newer { found, known }) } else { Ok(()) }
}

/// Whether the file is of a format before the newest.
pub(crate) fn is_older(connection: &Connection) -> Result<bool> {
    Ok(usize::try_from(version(connection)?).is_ok_and(|it| it < MIGRATIONS.len()))
}

/// Brings the file to the newest of `migrations`.
pub(crate) fn migrate(connection: &mut Connection, migrations: &[&str]) -> Result<()> {
    let from = version(connection)?;
    // A table that others refer to is made anew by dropping it: they must not be emptied with it.
    connection.pragma_update(None, "foreign_keys", false)?;
    for (version, migration) in (1_u32..).zip(migrations).filter(|(version, _)| *version > from) {
        let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        tx.execute_batch(migration)?;
        if tx.prepare("PRAGMA foreign_key_check")?.exists([])? {
            return Err(StoreError::Damaged);
        }
        tx.pragma_update(None, "application_id", APPLICATION_ID)?;
        tx.pragma_update(None, "user_version", version)?;
        tx.commit()?;
    }
    connection.pragma_update(None, "foreign_keys", true)?;
    Ok(())
}

fn version(connection: &Connection) -> Result<u32> {
    Ok(connection.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_format_is_brought_up_with_every_draft_and_value_in_its_place() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection, &MIGRATIONS[..1]).unwrap();
        connection
            .execute_batch(
                "INSERT INTO applicant VALUES(7, '张三', '', '张三', 0, NULL, 1, 1, NULL);
                 INSERT INTO draft VALUES(3, 7, 'tdxl', 'basic', 1, 2, NULL), (9, 7, 'old', NULL, 1, 2, 5);
                 INSERT INTO value VALUES(1, 7, 3, 'answer', 'person.name', NULL);
                 INSERT INTO state VALUES(1, 1, '张三', NULL, NULL, 'typed', 1);
                 UPDATE value SET current = 1;
                 INSERT INTO step VALUES(1, 3, 2, 0);
                 INSERT INTO change VALUES(1, 1, NULL, 1);",
            )
            .unwrap();
        migrate(&mut connection, MIGRATIONS).unwrap();
        let count = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
        assert_eq!(count("SELECT count(*) FROM draft WHERE closed IS NULL"), 2);
        assert_eq!(count("SELECT count(*) FROM value v JOIN draft d ON d.id = v.draft"), 1);
        assert_eq!(count("SELECT count(*) FROM change c JOIN step s ON s.id = c.step"), 1);
        assert_eq!(count("PRAGMA foreign_keys"), 1);
        let again =
            "INSERT INTO draft(applicant, procedure, created, changed) VALUES(7, 'tdxl', 3, 3)";
        assert!(connection.execute(again, []).is_err(), "one open draft of a procedure");
        connection.execute("UPDATE draft SET closed = 3 WHERE id = 3", []).unwrap();
        connection.execute(again, []).unwrap();
        connection.execute("DELETE FROM applicant", []).unwrap();
        assert_eq!(count("SELECT count(*) FROM draft"), 0, "drafts still go with their applicant");
    }

    #[test]
    fn what_was_seen_in_a_file_goes_with_it() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection, &MIGRATIONS[..5]).unwrap();
        connection
            .execute_batch(
                "INSERT INTO applicant VALUES(7, '张三', '', '张三', 0, NULL, 1, 1, NULL);
                 INSERT INTO blob VALUES(zeroblob(32), x'01');
                 INSERT INTO value VALUES(1, 7, NULL, 'attachment', 'photo', NULL);
                 INSERT INTO state VALUES(1, 1, '', zeroblob(32), 'photo.jpg', 'typed', 1);",
            )
            .unwrap();
        migrate(&mut connection, MIGRATIONS).unwrap();
        let see = "INSERT INTO seen VALUES(zeroblob(32), 'photo', '1', 'a face')";
        connection.execute(see, []).unwrap();
        connection.execute("DELETE FROM applicant", []).unwrap();
        let count = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
        assert_eq!(count("SELECT count(*) FROM blob"), 0);
        assert_eq!(count("SELECT count(*) FROM seen"), 0);
        assert!(connection.execute(see, []).is_err(), "of a file that is not there");
    }

    #[test]
    fn whoever_was_there_before_the_roster_has_a_line_to_be_made() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection, &MIGRATIONS[..9]).unwrap();
        connection
            .execute_batch(
                "INSERT INTO applicant VALUES(7, '张三', '', '张三', 0, NULL, 1, 9, NULL, NULL);
                 INSERT INTO applicant VALUES(8, '李四', '', '李四', 0, NULL, 1, 2, 5, 'x');
                 INSERT INTO draft(applicant, procedure, created, changed) VALUES(7, 'tdxl', 1, 1);",
            )
            .unwrap();
        migrate(&mut connection, MIGRATIONS).unwrap();
        let mut lines =
            connection.prepare("SELECT applicant, edition || line FROM roster").unwrap();
        let lines: Vec<(i64, String)> =
            lines.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().flatten().collect();
        assert_eq!(lines, [(8, String::new()), (7, String::new())], "newest last: made first");
        connection.execute("DELETE FROM applicant WHERE id = 7", []).unwrap();
        let left: i64 =
            connection.query_row("SELECT count(*) FROM roster", [], |row| row.get(0)).unwrap();
        assert_eq!(left, 1, "a line goes with its applicant");
    }

    #[test]
    fn an_older_file_is_brought_up_keeping_its_rows_and_a_broken_migration_changes_nothing() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection, MIGRATIONS).unwrap();
        let insert = "INSERT INTO applicant VALUES(7, '张三', '', 0, NULL, 1, 1, NULL, '', '')";
        connection.execute(insert, []).unwrap();
        let mut migrations = MIGRATIONS.to_vec();
        let was = version(&connection).unwrap();

        migrations.push("ALTER TABLE applicant ADD COLUMN half TEXT; SELECT * FROM nowhere;");
        assert!(migrate(&mut connection, &migrations).is_err());
        assert_eq!(version(&connection).unwrap(), was);
        assert!(connection.prepare("SELECT half FROM applicant").is_err());

        migrations.pop();
        migrations.push("ALTER TABLE applicant ADD COLUMN whole TEXT");
        migrate(&mut connection, &migrations).unwrap();
        assert_eq!(version(&connection).unwrap(), was + 1);
        let name: String = connection
            .query_row("SELECT name FROM applicant WHERE whole IS NULL", [], |row| row.get(0))
            .unwrap();
        assert_eq!(name, "张三");
        let known = was;
        assert_eq!(
            verify(&connection, MIGRATIONS),
            Err(StoreError::Newer { found: known + 1, known })
        );
    }
}
