//! What `pg_dump` takes away `pg_restore` brings back, and desks that are ahead of it bring the rest.

use beishen_office::Office;

use crate::{
    desks::{Seat, settle},
    server::Server,
};

#[test]
fn an_office_is_put_back_from_its_backup_and_the_desks_bring_what_came_since() {
    let server = Server::shared();
    server.sql("postgres", "CREATE ROLE desk_of_backup LOGIN PASSWORD 'p1'");
    let access = server.office("restoring", None);
    Office::init(&access, Some(1), &["desk_of_backup".to_owned()], false).unwrap();
    let mut office = Office::open(&access).unwrap();
    let mut code = None;
    let mut seats = ["一号窗口", "二号窗口"].map(|it| Seat::open(it, &mut code));
    let people: Vec<_> = ["张三", "李四"].map(|it| seats[0].add(it)).to_vec();
    seats[0].answer(people[0].1, "contact.address", "长沙");
    seats[0].share(&[people[0].0, people[1].0]);
    settle(&mut seats, &mut office);
    let state = "SELECT md5(string_agg(d::text, '|' ORDER BY uid)) FROM (SELECT uid, rev, bundle FROM beishen.draft) d";
    let log = "SELECT md5(string_agg(l::text, '|' ORDER BY number)) FROM beishen.log l";
    let before = [server.sql("restoring", state), server.sql("restoring", log)];
    let dump = server.path("office.dump");
    let made =
        server.client("pg_dump", "restoring").args(["-Fc", "-f"]).arg(&dump).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));

    // Work goes on, somebody comes, and then the server is lost.
    seats[0].answer(people[0].1, "contact.address", "株洲");
    let (wang, _) = seats[0].add("王五");
    seats[0].share(&[wang]);
    settle(&mut seats, &mut office);
    drop(office);
    server.sql("postgres", "DROP DATABASE restoring");
    server.sql("postgres", "CREATE DATABASE restoring");
    let restored = server
        .client("pg_restore", "restoring")
        .args(["-d", "restoring"])
        .arg(&dump)
        .output()
        .unwrap();
    assert!(restored.status.success(), "{}", String::from_utf8_lossy(&restored.stderr));
    assert_eq!([server.sql("restoring", state), server.sql("restoring", log)], before);

    // Numbers of revisions that the desks know would come again: nobody comes in until it is said what happened.
    assert!(Office::open(&access).err().unwrap().message.en.contains("init --restored"));
    Office::init(&access, None, &[], true).unwrap();
    let mut office = Office::open(&access).unwrap();
    // Roles and their rights are there as well, and the log is still only added to.
    let said = server
        .client("psql", "restoring")
        .args(["-X", "-c", "DELETE FROM beishen.log"])
        .output()
        .unwrap();
    assert!(!said.status.success());
    let has = "SELECT has_function_privilege('desk_of_backup', 'beishen.fetch(bytea)', 'EXECUTE')";
    assert_eq!(server.sql("restoring", has), "t");

    settle(&mut seats, &mut office);
    let mut third = Seat::open("三号窗口", &mut code);
    third.turn(&mut office).unwrap();
    let all = third.people();
    let names: Vec<_> = all.iter().map(|it| &*it.0).collect();
    assert_eq!(names, ["张三", "李四", "王五"]);
    assert_eq!(third.said(all[0].2, "contact.address"), "株洲", "what came after the backup");
}
