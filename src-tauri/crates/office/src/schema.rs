//! The form of the database: which version this program knows, how it is made, and who may use it.

use postgres::Client;

use crate::{Failure, Result};

/// The version this program makes and reads. A newer one is refused: whoever wrote it may mean something else by the same words.
pub const VERSION: i32 = 1;
/// Seconds for which a desk works on whom it has sent, unless the office wants it otherwise.
pub const LEASE: u32 = 15 * 60;

/// Each version's way from the one before it.
const MIGRATIONS: [&str; VERSION as usize] = [include_str!("schema.sql")];

/// What a desk's role may do: call these, and read which version it is. Nobody but the owner touches a table.
const FOR_DESKS: [&str; 7] = ["push", "take_over", "let_go", "forget", "listing", "fetch", "place"];
/// By so many the numbers of revisions grow when a database was put back: no desk has seen one of them.
const AHEAD: i64 = 1_000_000;

/// The version of the database; nothing where the office was never set up.
pub(crate) fn version(client: &mut Client) -> Result<Option<i32>> {
    let there = client.query_one("SELECT to_regclass('beishen.office') IS NOT NULL", &[])?;
    if !there.get::<_, bool>(0) {
        return Ok(None);
    }
    Ok(client.query_opt("SELECT version FROM beishen.office", &[])?.map(|it| it.get(0)))
}

/// That this program and the database know the same form, and that the database is where it was set up: in one that was put back from
/// a backup, numbers of revisions that desks know come a second time.
pub(crate) fn verify(client: &mut Client) -> Result<()> {
    match version(client)? {
        Some(VERSION) => {
            let same =
                client.query_opt("SELECT place = beishen.place() FROM beishen.office", &[])?;
            if same.is_some_and(|it| it.get(0)) { Ok(()) } else { Err(Failure::put_back()) }
        }
        Some(found) if found > VERSION => Err(Failure::newer(found)),
        _ => Err(Failure::not_set_up()),
    }
}

/// Brings the database to [`VERSION`], all or nothing; with a lease of so many seconds where one is said.
pub(crate) fn make(client: &mut Client, lease: Option<u32>) -> Result<()> {
    let mut tx = client.transaction()?;
    // Two that set it up at once: one waits for the other.
    tx.execute("SELECT pg_advisory_xact_lock(7309453671)", &[])?;
    let there: bool = tx.query_one("SELECT to_regclass('beishen.office') IS NOT NULL", &[])?.get(0);
    let found: i32 = if there {
        tx.query_opt("SELECT version FROM beishen.office", &[])?.map_or(0, |it| it.get(0))
    } else {
        0
    };
    if found > VERSION {
        return Err(Failure::newer(found));
    }
    let from = usize::try_from(found).unwrap_or_default();
    for migration in MIGRATIONS.iter().skip(from) {
        tx.batch_execute(migration)?;
    }
    let sql = "INSERT INTO beishen.office(version, lease, place)
        VALUES ($1, make_interval(secs => $2), beishen.place())
        ON CONFLICT (one) DO UPDATE SET version = $1";
    tx.execute(sql, &[&VERSION, &f64::from(LEASE)])?;
    if let Some(seconds) = lease {
        let sql = "UPDATE beishen.office SET lease = make_interval(secs => $1)";
        tx.execute(sql, &[&f64::from(seconds)])?;
    }
    Ok(tx.commit()?)
}

/// Says that the database was put back from a backup: every person gets a revision that no desk has seen, so that each compares
/// what it has and brings what came since. Nobody works on anybody.
pub(crate) fn put_back(client: &mut Client) -> Result<()> {
    let mut tx = client.transaction()?;
    let sql = "UPDATE beishen.draft SET rev = rev + $1, holder = NULL, lease_until = NULL";
    tx.execute(sql, &[&AHEAD])?;
    let sql = "INSERT INTO beishen.log(desk, what, uid, rev)
        SELECT '', 'restored', uid, rev FROM beishen.draft";
    tx.execute(sql, &[])?;
    tx.execute("UPDATE beishen.office SET place = beishen.place()", &[])?;
    Ok(tx.commit()?)
}

/// Lets a role of the server's use the office.
pub(crate) fn allow(client: &mut Client, role: &str) -> Result<()> {
    let quoted: String = client.query_one("SELECT quote_ident($1)", &[&role])?.get(0);
    let functions = FOR_DESKS.map(|it| format!("beishen.{it}")).join(", ");
    client.batch_execute(&format!(
        "GRANT USAGE ON SCHEMA beishen TO {quoted};
         GRANT SELECT ON beishen.office TO {quoted};
         GRANT EXECUTE ON FUNCTION {functions} TO {quoted};"
    ))?;
    Ok(())
}
