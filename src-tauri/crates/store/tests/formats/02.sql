PRAGMA application_id = 1112757844;
PRAGMA user_version = 2;
BEGIN TRANSACTION;
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
INSERT INTO "applicant" VALUES(7,'张三','zhangsan','张三
zhangsan',2,'a note',1763803800000000,1763803800000001,NULL);
INSERT INTO "applicant" VALUES(9,'李四','lisi','李四
lisi',0,NULL,1763803800000000,1763803800000002,1763803800000003);
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
    ) STRICT;
INSERT INTO "draft" VALUES(3,7,'tdxl','basic',NULL,1763803800000000,1763803800000001,NULL,NULL);
INSERT INTO "draft" VALUES(4,7,'xwrz',NULL,'an outline',1763803800000000,1763803800000001,1763803800000005,NULL);
INSERT INTO "draft" VALUES(5,7,'xwrz',NULL,NULL,1763803800000005,1763803800000005,NULL,NULL);
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
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('applicant',9);
INSERT INTO "sqlite_sequence" VALUES('state',4);
INSERT INTO "sqlite_sequence" VALUES('step',1);
INSERT INTO "sqlite_sequence" VALUES('draft',5);
COMMIT;
