PRAGMA application_id = 1112757844;
PRAGMA user_version = 14;
BEGIN TRANSACTION;
CREATE TABLE added_option(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        fact TEXT NOT NULL,
        value TEXT NOT NULL,
        created INTEGER NOT NULL,
        UNIQUE(fact, value)
    ) STRICT;
INSERT INTO "added_option" VALUES(1,'work.rank','示例级别',1763803800000000);
CREATE TABLE applicant(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        search TEXT NOT NULL,     -- what the caller wants found besides: pinyin
        colour INTEGER NOT NULL,
        note TEXT,
        created INTEGER NOT NULL, -- times: microseconds of local time since 1970-01-01T00:00
        changed INTEGER NOT NULL,
        deleted INTEGER           -- since when in the recycle bin
    , identity TEXT, about TEXT NOT NULL DEFAULT '') STRICT;
INSERT INTO "applicant" VALUES(7,'张三','zhangsan',2,'a note',1763803800000000,1763803800000001,NULL,'11010519491231002X','about');
INSERT INTO "applicant" VALUES(10,'李四','lisi',0,NULL,1763803800000000,1763803800000002,1763803800000003,NULL,'');
CREATE TABLE applicant_uid(
        uid BLOB PRIMARY KEY,
        applicant INTEGER NOT NULL REFERENCES applicant(id) ON DELETE CASCADE,
        import INTEGER            -- the batch it came with
    ) STRICT, WITHOUT ROWID;
INSERT INTO "applicant_uid" VALUES(X'00112233445566778899AABBCCDDEEFF',7,NULL);
CREATE TABLE blob(
        digest BLOB PRIMARY KEY CHECK(length(digest) = 32),
        bytes BLOB NOT NULL
    ) STRICT;
INSERT INTO "blob" VALUES(X'039058C6F2C0CB492C533B0A4D14EF77CC0F78ABCCCED5287D84A1A2011CFB81',X'010203');
CREATE TABLE change(
        step INTEGER NOT NULL REFERENCES step(id) ON DELETE CASCADE,
        value INTEGER NOT NULL REFERENCES value(id) ON DELETE CASCADE,
        old INTEGER REFERENCES state(id),
        new INTEGER NOT NULL REFERENCES state(id),
        PRIMARY KEY(step, value)
    ) STRICT, WITHOUT ROWID;
INSERT INTO "change" VALUES(1,1,1,2);
INSERT INTO "change" VALUES(1,2,NULL,3);
INSERT INTO "change" VALUES(1,3,NULL,4);
CREATE TABLE "draft"(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        applicant INTEGER NOT NULL REFERENCES applicant(id) ON DELETE CASCADE,
        procedure TEXT NOT NULL,
        position TEXT,
        outline TEXT,             -- what the procedure was like when it was last looked at, in the caller's own form
        created INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        closed INTEGER,           -- since when another draft stands in its place
        deleted INTEGER
    , companion TEXT) STRICT;
INSERT INTO "draft" VALUES(3,7,'tdxl','basic',NULL,1763803800000000,1763803800000001,NULL,NULL,'a place');
INSERT INTO "draft" VALUES(4,7,'xwrz',NULL,'an outline',1763803800000000,1763803800000001,1763803800000005,NULL,NULL);
INSERT INTO "draft" VALUES(5,7,'xwrz',NULL,NULL,1763803800000005,1763803800000005,NULL,NULL,NULL);
CREATE TABLE export(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        what TEXT NOT NULL,       -- in the caller's own form
        folder TEXT NOT NULL,
        people INTEGER NOT NULL,
        at INTEGER NOT NULL
    ) STRICT;
INSERT INTO "export" VALUES(1,'["receipt"]','U盘',1,1763803800000000);
INSERT INTO "export" VALUES(2,'["people"]','名册',2,1763803800000001);
CREATE TABLE export_applicant(
        export INTEGER NOT NULL REFERENCES export(id) ON DELETE CASCADE,
        applicant INTEGER NOT NULL REFERENCES applicant(id) ON DELETE CASCADE,
        PRIMARY KEY(export, applicant)
    ) STRICT, WITHOUT ROWID;
INSERT INTO "export_applicant" VALUES(1,7);
INSERT INTO "export_applicant" VALUES(2,7);
INSERT INTO "export_applicant" VALUES(2,10);
CREATE TABLE gone(
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        applicant INTEGER NOT NULL,
        created INTEGER NOT NULL
    ) STRICT;
INSERT INTO "gone" VALUES(1,9,1763803800000000);
CREATE TABLE import(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        came_from TEXT NOT NULL,
        at INTEGER NOT NULL,
        undone INTEGER NOT NULL DEFAULT 0
    ) STRICT;
INSERT INTO "import" VALUES(1,'people.xlsx',1763803800000000,0);
CREATE TABLE import_applicant(
        import INTEGER NOT NULL REFERENCES import(id) ON DELETE CASCADE,
        applicant INTEGER NOT NULL REFERENCES applicant(id) ON DELETE CASCADE,
        made INTEGER NOT NULL,
        PRIMARY KEY(import, applicant)
    ) STRICT, WITHOUT ROWID;
CREATE TABLE import_change(
        import INTEGER NOT NULL REFERENCES import(id) ON DELETE CASCADE,
        value INTEGER NOT NULL REFERENCES value(id) ON DELETE CASCADE,
        old INTEGER,
        new INTEGER NOT NULL,
        PRIMARY KEY(import, value)
    ) STRICT, WITHOUT ROWID;
CREATE TABLE import_closed(
        draft INTEGER PRIMARY KEY REFERENCES draft(id) ON DELETE CASCADE,
        import INTEGER NOT NULL REFERENCES import(id) ON DELETE CASCADE
    ) STRICT;
CREATE TABLE import_draft(
        draft INTEGER PRIMARY KEY REFERENCES draft(id) ON DELETE CASCADE,
        import INTEGER NOT NULL REFERENCES import(id) ON DELETE CASCADE
    ) STRICT;
CREATE TABLE noted(name TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO "noted" VALUES('columns','姓名');
CREATE TABLE own_profile(
        procedure TEXT NOT NULL,
        material TEXT NOT NULL,
        profile TEXT NOT NULL,    -- in the caller's own form
        changed INTEGER NOT NULL,
        PRIMARY KEY(procedure, material)
    ) STRICT, WITHOUT ROWID;
INSERT INTO "own_profile" VALUES('tdxl','photo','a profile',1763803800000000);
CREATE TABLE roster(
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        applicant INTEGER NOT NULL UNIQUE REFERENCES applicant(id) ON DELETE CASCADE,
        edition TEXT NOT NULL,    -- of which day and packs it is, in the caller's own form; empty: to be made anew
        line TEXT NOT NULL        -- in the caller's own form; empty: not made yet
    ) STRICT;
INSERT INTO "roster" VALUES(1,7,'today','a line');
CREATE TABLE seen(
        digest BLOB NOT NULL REFERENCES blob(digest) ON DELETE CASCADE,
        what TEXT NOT NULL,       -- what was looked for, in the caller's own form
        eyes TEXT NOT NULL,       -- who has looked: another program may see otherwise
        seen TEXT NOT NULL,       -- in the caller's own form
        PRIMARY KEY(digest, what)
    ) STRICT, WITHOUT ROWID;
INSERT INTO "seen" VALUES(X'039058C6F2C0CB492C533B0A4D14EF77CC0F78ABCCCED5287D84A1A2011CFB81','photo','1','a face');
CREATE TABLE state(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        value INTEGER NOT NULL REFERENCES value(id) ON DELETE CASCADE,
        text TEXT,
        digest BLOB REFERENCES blob(digest),
        name TEXT,
        provenance TEXT NOT NULL,
        at INTEGER NOT NULL
    ) STRICT;
INSERT INTO "state" VALUES(1,1,'张叁',NULL,NULL,'typed',1763803800000000);
INSERT INTO "state" VALUES(2,1,'张三',NULL,NULL,'typed',1763803800000001);
INSERT INTO "state" VALUES(3,2,'only here',NULL,NULL,'typed',1763803800000001);
INSERT INTO "state" VALUES(4,3,'a file',X'039058C6F2C0CB492C533B0A4D14EF77CC0F78ABCCCED5287D84A1A2011CFB81','photo.jpg','typed',1763803800000001);
CREATE TABLE step(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        draft INTEGER NOT NULL REFERENCES draft(id) ON DELETE CASCADE,
        at INTEGER NOT NULL,
        undone INTEGER NOT NULL DEFAULT 0
    ) STRICT;
INSERT INTO "step" VALUES(1,3,1763803800000001,0);
CREATE TABLE value(
        id INTEGER PRIMARY KEY,
        applicant INTEGER NOT NULL REFERENCES applicant(id) ON DELETE CASCADE,
        draft INTEGER REFERENCES draft(id) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        key TEXT NOT NULL,
        current INTEGER REFERENCES state(id)
    ) STRICT;
INSERT INTO "value" VALUES(1,7,NULL,'answer','person.name',2);
INSERT INTO "value" VALUES(2,7,3,'answer','own',3);
INSERT INTO "value" VALUES(3,7,3,'attachment','photo',4);
CREATE TABLE version(
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        value INTEGER NOT NULL REFERENCES value(id) ON DELETE CASCADE,
        version BLOB NOT NULL,
        content BLOB NOT NULL,    -- the digest of what the value held when this was written down
        import INTEGER,           -- the batch it came with
        UNIQUE(value, version)
    ) STRICT;
INSERT INTO "version" VALUES(1,1,X'00112233445566778899AABBCCDDEE00',X'0000000000000000000000000000000000000000000000000000000000000000',NULL);
CREATE TABLE written(steps INTEGER NOT NULL) STRICT;
INSERT INTO "written" VALUES(12);
CREATE INDEX applicant_changed ON applicant(changed);
CREATE UNIQUE INDEX value_key ON value(applicant, ifnull(draft, 0), kind, key);
CREATE INDEX value_draft ON value(draft);
CREATE INDEX value_current ON value(current);
CREATE INDEX state_value ON state(value);
CREATE INDEX state_digest ON state(digest) WHERE digest IS NOT NULL;
CREATE TRIGGER blob_unused AFTER DELETE ON state WHEN old.digest IS NOT NULL BEGIN
        DELETE FROM blob WHERE digest = old.digest
            AND NOT EXISTS (SELECT 1 FROM state WHERE digest = old.digest);
    END;
CREATE INDEX step_draft ON step(draft);
CREATE INDEX change_value ON change(value);
CREATE INDEX change_old ON change(old);
CREATE INDEX change_new ON change(new);
CREATE UNIQUE INDEX draft_open ON draft(applicant, procedure) WHERE closed IS NULL;
CREATE INDEX draft_applicant ON draft(applicant);
CREATE INDEX applicant_identity ON applicant(identity) WHERE identity <> '';
CREATE INDEX import_applicant_applicant ON import_applicant(applicant);
CREATE INDEX import_draft_import ON import_draft(import);
CREATE INDEX import_change_value ON import_change(value);
CREATE INDEX roster_edition ON roster(edition);
CREATE TRIGGER applicant_gone AFTER DELETE ON applicant BEGIN
        INSERT INTO gone(applicant, created) VALUES(old.id, old.created);
    END;
CREATE INDEX export_applicant_applicant ON export_applicant(applicant);
CREATE TRIGGER export_less AFTER DELETE ON export_applicant BEGIN
        UPDATE export SET folder = '' WHERE id = old.export;
        DELETE FROM export WHERE id = old.export
            AND NOT EXISTS (SELECT 1 FROM export_applicant WHERE export = old.export);
    END;
CREATE INDEX applicant_uid_applicant ON applicant_uid(applicant);
CREATE INDEX version_import ON version(import) WHERE import IS NOT NULL;
CREATE INDEX import_closed_import ON import_closed(import);
CREATE TRIGGER import_less AFTER DELETE ON import_applicant BEGIN
        UPDATE import SET came_from = '' WHERE id = old.import;
    END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('applicant',10);
INSERT INTO "sqlite_sequence" VALUES('state',4);
INSERT INTO "sqlite_sequence" VALUES('step',1);
INSERT INTO "sqlite_sequence" VALUES('draft',5);
INSERT INTO "sqlite_sequence" VALUES('added_option',1);
INSERT INTO "sqlite_sequence" VALUES('import',1);
INSERT INTO "sqlite_sequence" VALUES('roster',2);
INSERT INTO "sqlite_sequence" VALUES('gone',1);
INSERT INTO "sqlite_sequence" VALUES('export',2);
INSERT INTO "sqlite_sequence" VALUES('version',1);
COMMIT;
