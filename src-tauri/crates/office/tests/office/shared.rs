//! People who are shared: what one desk says the others read, what two say at once meets as in a bundle, and the server reads nothing.

use std::{fs, thread, time::Duration};

use beishen_desk::Whose;
use beishen_office::{Office, Round};
use memchr::memmem;
use serde_json::json;

use crate::{
    desks::{Seat, settle},
    server::Server,
};

/// Sends what is new at a desk, once the desk that has sent last lets go of them, a second later.
fn sent(seat: &mut Seat, office: &mut Office) -> Round {
    seat.put_out();
    loop {
        match seat.round(office).unwrap() {
            Round { waiting: 1.., .. } => thread::sleep(Duration::from_millis(20)),
            round => return round,
        }
    }
}

#[test]
fn what_one_desk_says_the_others_read_and_two_at_once_meet() {
    let server = Server::shared();
    let access = server.office("telling", Some(1));
    let mut office = Office::open(&access).unwrap();
    let mut code = None;
    let mut seats = ["一号窗口", "二号窗口", "三号窗口"].map(|it| Seat::open(it, &mut code));
    let (zhang, draft) = seats[0].add("张三");
    seats[0].answer(draft, "person.id_number", "11010519491231002X");
    seats[0].answer(draft, "contact.address", "长沙市岳麓区麓山路36号");
    let photo = seats[0].path("photo.jpg");
    fs::write(&photo, include_bytes!("../../../../../assets/samples/photo-zhang.jpg")).unwrap();
    seats[0].call("attach", &json!({ "draft": draft, "material": "photo", "path": photo }));
    assert_eq!(seats[0].put_out().put, 0, "nobody is shared unasked");
    assert_eq!(seats[0].share(&[zhang]).put, 1);
    settle(&mut seats, &mut office);
    for seat in &mut seats {
        let people = seat.people();
        assert_eq!(people.len(), 1);
        assert_eq!(seat.said(people[0].2, "contact.address"), "长沙市岳麓区麓山路36号");
        assert_eq!(seat.view().shared, 1);
    }

    // Each of two changes something else: both are there. Both change the same: as in a bundle, the later is taken and it is told.
    let drafts: Vec<i64> = seats.iter_mut().map(|it| it.people()[0].2).collect();
    seats[1].answer(drafts[1], "contact.postcode", "410081");
    seats[2].answer(drafts[2], "contact.email", "zhang@example.cn");
    seats[1].answer(drafts[1], "contact.mobile", "13800138000");
    // A clock that is a day behind.
    seats[2].now -= chrono::Duration::days(1);
    seats[2].answer(drafts[2], "contact.mobile", "13900139000");
    assert_eq!(sent(&mut seats[1], &mut office).sent, 1);
    let round = sent(&mut seats[2], &mut office);
    assert_eq!((round.met, round.sent), (1, 0), "made from another revision than the newest");
    let came = seats[2].take_in_with(Whose::Later);
    assert_eq!(came.differing.len(), 1);
    assert_eq!(
        (&*came.differing[0].ours, &*came.differing[0].theirs),
        ("13900139000", "13800138000")
    );
    settle(&mut seats, &mut office);
    for (seat, draft) in seats.iter_mut().zip(&drafts) {
        for (fact, text) in [
            ("contact.postcode", "410081"),
            ("contact.email", "zhang@example.cn"),
            ("contact.mobile", "13800138000"),
        ] {
            assert_eq!(seat.said(*draft, fact), text);
        }
    }

    // Whoever is erased at one desk does not come back to it, and stays with the others.
    let id = seats[0].people()[0].1;
    seats[0].call("bin_applicant", &json!({ "applicant": id }));
    seats[0].call("erase_applicant", &json!({ "applicant": id }));
    seats[1].answer(drafts[1], "contact.address", "株洲市");
    settle(&mut seats, &mut office);
    assert_eq!((seats[0].people().len(), seats[0].view().erased), (0, 1));
    assert_eq!(seats[2].said(drafts[2], "contact.address"), "株洲市");
    // Until it is said that the office shall forget them as well: the others keep theirs, and are told.
    assert_eq!(seats[0].desk.office_forget_erased().unwrap(), 1);
    settle(&mut seats, &mut office);
    assert_eq!((seats[0].people().len(), seats[0].view().erased), (0, 0));
    assert_eq!((seats[2].people().len(), seats[2].view().forgotten), (1, 1));
    seats[2].answer(drafts[2], "contact.address", "湘潭市");
    assert_eq!(seats[2].put_out().put, 0, "what was forgotten is not sent by itself");
    assert_eq!(
        server.sql("telling", "SELECT count(*) FROM beishen.draft WHERE bundle IS NOT NULL"),
        "0"
    );
}

#[test]
fn the_same_person_of_two_desks_is_one_and_a_wrong_code_opens_nothing() {
    let server = Server::shared();
    let access = server.office("twins", Some(1));
    let mut office = Office::open(&access).unwrap();
    let mut code = None;
    let mut seats = ["一号窗口", "二号窗口"].map(|it| Seat::open(it, &mut code));
    for (seat, city) in seats.iter_mut().zip(["长沙", "株洲"]) {
        let (id, draft) = seat.add("李四");
        seat.answer(draft, "person.id_number", "110105199503140034");
        seat.answer(draft, if city == "长沙" { "contact.address" } else { "work.employer" }, city);
        seat.share(&[id]);
    }
    settle(&mut seats, &mut office);
    for seat in &mut seats {
        let people = seat.people();
        assert_eq!(people.len(), 1, "{people:?}");
        assert_eq!(seat.said(people[0].2, "contact.address"), "长沙");
        assert_eq!(seat.said(people[0].2, "work.employer"), "株洲");
    }

    let mut other = Seat::open("三号窗口", &mut None);
    assert!(other.round(&mut office).unwrap().came > 0);
    let came = other.take_in();
    assert!(came.unread > 0 && came.added == 0);
    assert_eq!(other.people(), []);
    assert!(other.view().come > 0, "they stay where they are");
    // With the right code they are read.
    let right = code.unwrap().to_lowercase().replace('-', " ");
    assert_eq!(other.desk.office_on("三号窗口", Some(&right)).unwrap(), None);
    assert_eq!(other.take_in().unread, 0);
    assert_eq!(other.people().len(), 1);

    // Off: the trays are gone, and nothing goes out.
    other.desk.office_off().unwrap();
    assert!(!other.path("office").exists());
    assert!(other.desk.office_outbox(other.now).is_err());
    assert_eq!(other.people().len(), 1);
}

#[test]
fn the_server_reads_nothing() {
    let server = Server::shared();
    let access = server.office("canaries", Some(1));
    let mut office = Office::open(&access).unwrap();
    let mut code = None;
    let mut seats = ["一号窗口", "二号窗口"].map(|it| Seat::open(it, &mut code));
    let (id, draft) = seats[0].add("欧阳旗标");
    let canaries = ["欧阳旗标", "11010519491231002X", "CANARY-ADDRESS-7", "canary@example.cn"];
    for (fact, text) in [
        ("person.id_number", canaries[1]),
        ("contact.address", canaries[2]),
        ("contact.email", canaries[3]),
    ] {
        seats[0].answer(draft, fact, text);
    }
    seats[0].share(&[id]);
    settle(&mut seats, &mut office);
    assert_eq!(seats[1].people().len(), 1);
    server.sql("canaries", "CHECKPOINT");
    let code = code.unwrap();
    let words = canaries.into_iter().chain([&*code]);
    let bare = code.replace('-', "");
    let words: Vec<_> = words.chain([&*bare]).collect();
    let mut looked = 0;
    for file in server.files() {
        let held = fs::read(&file).unwrap_or_default();
        looked += held.len();
        for word in &words {
            let encoded = hex(word);
            for bytes in [word.as_bytes(), encoded.as_bytes()] {
                assert!(memmem::find(&held, bytes).is_none(), "{word} in {}", file.display());
            }
        }
    }
    // The same look finds what the server may know: the log says every statement.
    assert!(looked > 1 << 20);
    let log = fs::read_to_string(server.path("log")).unwrap();
    assert!(log.contains("一号窗口") && log.contains("beishen.push"));
    // Nor do the trays beside the vault say who it is.
    for entry in fs::read_dir(seats[1].path("office")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(["outbox", "inbox", "have", "held", "name"].contains(&&*name), "{name}");
    }
}

/// As a log writes bytes.
fn hex(word: &str) -> String {
    let digit = |it: u8| char::from_digit(it.into(), 16).unwrap();
    word.bytes().flat_map(|it| [digit(it >> 4), digit(it & 15)]).collect()
}
