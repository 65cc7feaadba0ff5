//! What was written out of the vault, and of whom.

use beishen_store::{ApplicantId, EXPORT_DAYS, Export, NewExport};
use chrono::Duration;

use crate::{Desk, at};

fn export(what: &str, folder: &str, of: &[ApplicantId]) -> NewExport {
    NewExport { what: what.into(), folder: folder.into(), of: of.to_vec(), others: 0 }
}

/// The newest first: what, the folder, of how many, how many of them are here, and the first of these.
fn lines(desk: &Desk) -> Vec<(String, String, u32, u32, String)> {
    let line = |it: Export| (it.what, it.folder, it.people, it.here, it.names.join(" "));
    desk.vault.exports(9, 2).unwrap().into_iter().map(line).collect()
}

fn line(
    what: &str,
    folder: &str,
    (people, here): (u32, u32),
    names: &str,
) -> (String, String, u32, u32, String) {
    (what.into(), folder.into(), people, here, names.into())
}

#[test]
fn what_was_written_is_told_and_whoever_is_erased_is_not() {
    let mut desk = Desk::new();
    let [zhang, li, wang] = ["张三", "李四", "王五"].map(|it| desk.add(it));
    let mut note = |export: NewExport, minute| desk.vault.note_export(&export, at(minute)).unwrap();
    note(export("receipt", "张三的材料", &[zhang]), 1);
    note(export("people", "名册", &[zhang, li, wang, li]), 2);
    note(NewExport { others: 4, ..export("rows", "退回", &[]) }, 3);
    let mut desk = desk.reopen();
    assert_eq!(
        lines(&desk),
        [
            line("rows", "", (4, 0), ""),
            line("people", "名册", (3, 3), "张三 李四"),
            line("receipt", "张三的材料", (1, 1), "张三"),
        ]
    );
    let newest = |desk: &Desk| desk.vault.exports(1, 0).unwrap();
    assert_eq!((newest(&desk).len(), newest(&desk)[0].at), (1, at(3)));

    // Whoever is in the bin may come back.
    desk.vault.delete_applicant(zhang, at(4)).unwrap();
    assert_eq!(lines(&desk).len(), 3);
    desk.vault.erase_applicant(zhang).unwrap();
    assert_eq!(
        lines(&desk),
        [line("rows", "", (4, 0), ""), line("people", "", (3, 2), "李四 王五")]
    );
    desk.vault.erase_applicants(&[li, wang]).unwrap();
    assert_eq!(lines(&desk), [line("rows", "", (4, 0), "")], "of nobody who is left");
    desk.vault.check().unwrap();
}

#[test]
fn a_batch_is_noted_when_it_begins_and_put_right_when_it_ends() {
    let mut desk = Desk::new();
    let [zhang, li, wang] = ["张三", "李四", "王五"].map(|it| desk.add(it));
    let begun = export("receipts", "回执", &[zhang, li, wang]);
    let mut note = || desk.vault.note_export(&begun, at(1)).unwrap();
    let (whole, nothing, erased) = (note(), note(), note());
    desk.vault.correct_export(whole, vec![zhang, wang]).unwrap();
    desk.vault.correct_export(nothing, Vec::new()).unwrap();
    let two = line("receipts", "回执", (2, 2), "张三 王五");
    let three = line("receipts", "回执", (3, 3), "张三 李四");
    assert_eq!(lines(&desk), [two, three]);
    assert_eq!(desk.vault.exports(1, 0).unwrap()[0].at, at(1), "when it began");
    // Somebody was erased while it went on: nothing of them comes back with its end.
    desk.vault.erase_applicants(&[li]).unwrap();
    desk.vault.correct_export(erased, vec![zhang, li]).unwrap();
    assert_eq!(lines(&desk)[0], line("receipts", "", (2, 1), "张三"));
    desk.vault.erase_applicants(&[zhang, wang]).unwrap();
    desk.vault.correct_export(erased, vec![zhang]).unwrap();
    assert_eq!(lines(&desk), []);
}

#[test]
fn it_is_known_for_a_year() {
    let mut desk = Desk::new();
    let zhang = desk.add("张三");
    desk.vault.note_export(&export("receipt", "回执", &[zhang]), at(0)).unwrap();
    let end = at(0) + Duration::days(EXPORT_DAYS);
    desk.vault.purge(end - Duration::seconds(1)).unwrap();
    assert_eq!(lines(&desk).len(), 1);
    desk.vault.purge(end).unwrap();
    assert_eq!(lines(&desk), []);
    assert_eq!(desk.names(), ["张三"]);
}

#[test]
fn whose_drafts_are_is_told_once_for_each() {
    let mut desk = Desk::new();
    let [zhang, li] = ["张三", "李四"].map(|it| desk.add(it));
    let drafts = [desk.begin(li, "a"), desk.begin(zhang, "a"), desk.begin(li, "b")];
    assert_eq!(desk.vault.whose(&drafts).unwrap(), [zhang, li]);
    assert_eq!(desk.vault.whose(&[]).unwrap(), []);
}
