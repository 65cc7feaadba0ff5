use proptest::prelude::*;

use super::*;

fn item(id: &str, action: ItemAction, value: &str) -> Item {
    Item {
        id: id.to_owned(),
        action,
        label: format!("«{id}»"),
        value: value.to_owned(),
        note: String::new(),
        required: true,
    }
}

/// Two pages: a name behind a point of no return, a number twice, a password; then a choice and a file.
fn walk() -> Companion {
    let page = |id: &str, items| CompanionPage { id: id.to_owned(), title: id.to_owned(), items };
    let pages = vec![
        page(
            "one",
            vec![
                item("stop", ItemAction::Irreversible, ""),
                item("one.name", ItemAction::Copy, "张三"),
                item("one.number", ItemAction::Copy, "11010519491231002X"),
                item("one.again", ItemAction::Confirm, "11010519491231002X"),
                item("one.password", ItemAction::Secret, ""),
                item("one.fax", ItemAction::Copy, ""),
            ],
        ),
        page(
            "two",
            vec![
                item("two.sex", ItemAction::Choose, "女"),
                item("two.photo", ItemAction::Upload, "照片"),
            ],
        ),
    ];
    Companion::new(pages, Memory::default(), Phase::Paused)
}

/// A clipboard that others use too and that now and then cannot be reached.
#[derive(Default)]
struct Board {
    text: String,
    ours: bool,
    stuck: bool,
}

impl Board {
    fn press(&mut self, companion: &mut Companion, key: &Key) -> Pressed {
        companion.press(key, &mut |clip| {
            if self.stuck {
                return false;
            }
            match clip {
                Clip::Copy(item) => (self.text, self.ours) = (item.value.clone(), true),
                Clip::Clear if self.ours => (self.text, self.ours) = (String::new(), false),
                Clip::Clear => {}
            }
            true
        })
    }
}

/// The shown item and the clipboard, after each key.
fn told(keys: &[Key]) -> Vec<(String, String)> {
    let (mut companion, mut board) = (walk(), Board::default());
    keys.iter()
        .map(|key| {
            board.press(&mut companion, key);
            (companion.shown().map(|it| it.id.clone()).unwrap_or_default(), board.text.clone())
        })
        .collect()
}

fn tick(item: &str, done: bool) -> Key {
    Key::Tick { item: item.to_owned(), done }
}

#[test]
fn one_key_goes_through_everything_and_copies_what_is_shown() {
    let mut keys = vec![Key::Next, Key::Next, tick("stop", true)];
    keys.extend(vec![Key::Next; 9]);
    let number = "11010519491231002X";
    let expected = [
        ("stop", ""),
        ("stop", ""), // not before it is ticked
        ("stop", ""),
        ("one.name", "张三"),
        ("one.number", number),
        ("one.again", number),
        ("one.password", ""),
        ("one.fax", ""),
        ("two.sex", ""),
        ("two.photo", ""),
        ("", ""),
        ("", ""),
    ];
    let told = told(&keys);
    let told: Vec<_> = told.iter().map(|it| (it.0.as_str(), it.1.as_str())).collect();
    assert_eq!(told, expected);
}

#[test]
fn a_clipboard_that_cannot_be_reached_holds_everything_where_it_was() {
    let (mut companion, mut board) = (walk(), Board::default());
    board.press(&mut companion, &Key::Item("one.name".to_owned()));
    let before = companion.clone();
    board.stuck = true;
    for key in [
        Key::Next,
        Key::Previous,
        Key::Pause,
        Key::Clear,
        Key::RestartPage,
        Key::Page("two".to_owned()),
    ] {
        assert_eq!(board.press(&mut companion, &key), Pressed::Stuck, "{key:?}");
        assert!(companion == before, "{key:?}");
        assert_eq!(board.text, "张三", "{key:?}");
    }
}

#[test]
fn without_a_clipboard_one_goes_on_and_types_by_eye() {
    let mut companion = walk();
    let mut nothing_is_there = |clip: Clip<'_>| clip == Clip::Clear;
    assert_eq!(companion.press(&Key::Page("one".to_owned()), &mut nothing_is_there), Pressed::Done);
    companion.press(&tick("stop", true), &mut nothing_is_there);
    assert_eq!(companion.press(&Key::Next, &mut nothing_is_there), Pressed::Stuck);
    for id in ["one.name", "one.number"] {
        assert_eq!(companion.press(&Key::Past, &mut nothing_is_there), Pressed::Done);
        assert_eq!(companion.shown().unwrap().id, id);
    }
}

#[test]
fn a_pause_hides_the_item_and_the_same_key_brings_it_back() {
    let told = told(&[
        Key::Item("one.number".to_owned()),
        Key::Pause,
        Key::Next,
        Key::Next,
        Key::Pause,
        Key::Previous,
    ]);
    let shown: Vec<_> = told.iter().map(|it| it.0.as_str()).collect();
    assert_eq!(shown, ["one.number", "", "one.number", "one.again", "", "one.again"]);
    assert_eq!((told[1].1.as_str(), told[4].1.as_str()), ("", ""));
}

#[test]
fn every_page_remembers_its_place_and_what_is_done_across_a_restart() {
    let (mut companion, mut board) = (walk(), Board::default());
    for key in [
        Key::Item("one.number".to_owned()),
        Key::Next,
        Key::Page("two".to_owned()),
        Key::Next,
        tick("one.password", true),
        tick("one.number", false),
    ] {
        board.press(&mut companion, &key);
    }
    let memory = serde_json::to_string(companion.memory()).unwrap();
    assert!(!memory.contains("张三") && !memory.contains("1949"), "{memory}");
    let memory: Memory = serde_json::from_str(&memory).unwrap();
    let mut later = Companion::new(companion.pages().to_vec(), memory, Phase::Paused);
    assert!(later.shown().is_none());
    assert_eq!(later.next().unwrap().id, "two.photo");
    board.press(&mut later, &Key::Page("one".to_owned()));
    assert_eq!(later.shown().unwrap().id, "one.again");
    let done = |id: &str| {
        later.pages().iter().flat_map(|it| &it.items).any(|it| it.id == id && later.is_done(it))
    };
    assert_eq!(["one.number", "one.password", "two.sex"].map(done), [false, true, true]);
}

#[test]
fn what_is_remembered_and_gone_leads_to_what_is_not_done() {
    let (mut companion, mut board) = (walk(), Board::default());
    for key in [tick("stop", true), Key::Item("one.password".to_owned())] {
        board.press(&mut companion, &key);
    }
    let mut pages = companion.pages().to_vec();
    pages[0].items.retain(|it| it.id != "one.password");
    let later = Companion::new(pages, companion.memory().clone(), Phase::Walking);
    assert_eq!(later.shown().unwrap().id, "one.name");
    assert!(
        Companion::new(Vec::new(), companion.memory().clone(), Phase::Walking).shown().is_none()
    );
}

#[test]
fn a_portal_that_forgot_a_page_gets_it_again_from_this_item_or_from_the_first() {
    let (mut companion, mut board) = (walk(), Board::default());
    board.press(&mut companion, &Key::Next);
    board.press(&mut companion, &tick("stop", true));
    for _ in 0..4 {
        board.press(&mut companion, &Key::Next);
    }
    board.press(&mut companion, &Key::Item("one.number".to_owned()));
    let done = |companion: &Companion| -> Vec<String> {
        companion.pages()[0]
            .items
            .iter()
            .filter(|it| companion.is_done(it))
            .map(|it| it.id.clone())
            .collect()
    };
    board.press(&mut companion, &Key::RestartItem);
    assert_eq!(
        (companion.shown().unwrap().id.as_str(), board.text.as_str()),
        ("one.number", "11010519491231002X")
    );
    assert_eq!(done(&companion), ["stop", "one.name"]);
    board.press(&mut companion, &Key::RestartPage);
    assert_eq!((companion.shown().unwrap().id.as_str(), board.text.as_str()), ("stop", ""));
    assert!(done(&companion).is_empty());
    assert_eq!(
        board.press(&mut companion, &Key::Next),
        Pressed::Unchecked,
        "it is asked for again"
    );
}

/// What may happen: a key, the clipboard coming and going, its time running out, another program copying.
#[derive(Debug, Clone)]
enum Event {
    Key(Key),
    Stuck(bool),
    Expired,
    Others(String),
}

fn events(ids: Vec<String>) -> impl Strategy<Value = Vec<Event>> {
    let id = proptest::sample::select(ids);
    let key = prop_oneof![
        6 => Just(Key::Next),
        2 => Just(Key::Previous),
        1 => Just(Key::Past),
        1 => Just(Key::Again),
        1 => Just(Key::Clear),
        1 => Just(Key::Pause),
        1 => Just(Key::RestartItem),
        1 => Just(Key::RestartPage),
        1 => "one|two|three|none".prop_map(Key::Page),
        1 => id.clone().prop_map(Key::Item),
        2 => (id, any::<bool>()).prop_map(|(item, done)| Key::Tick { item, done }),
    ];
    let event = prop_oneof![
        8 => key.prop_map(Event::Key),
        1 => any::<bool>().prop_map(Event::Stuck),
        1 => Just(Event::Expired),
        1 => "[a-z]{0,3}".prop_map(Event::Others),
    ];
    proptest::collection::vec(event, 0..60)
}

const ACTIONS: [ItemAction; 9] = [
    ItemAction::Copy,
    ItemAction::Confirm,
    ItemAction::Choose,
    ItemAction::Upload,
    ItemAction::Secret,
    ItemAction::Code,
    ItemAction::Do,
    ItemAction::System,
    ItemAction::Irreversible,
];

type Shape = Vec<Vec<(ItemAction, String)>>;

fn pages(shape: &Shape) -> Vec<CompanionPage> {
    let page = |(id, items): (&str, &Vec<(ItemAction, String)>)| CompanionPage {
        id: id.to_owned(),
        title: id.to_owned(),
        items: (0..).zip(items).map(|(n, it)| item(&format!("{id}.{n}"), it.0, &it.1)).collect(),
    };
    ["one", "two", "three"].into_iter().zip(shape).map(page).collect()
}

fn any_walk() -> impl Strategy<Value = (Shape, Vec<Event>)> {
    let one = (proptest::sample::select(ACTIONS.to_vec()), "[A-D]{0,2}");
    let shape = proptest::collection::vec(proptest::collection::vec(one, 1..6), 0..4);
    shape.prop_flat_map(|shape| {
        let items = pages(&shape).into_iter().flat_map(|it| it.items);
        let mut ids: Vec<String> = items.map(|it| it.id).collect();
        ids.push("nowhere".to_owned());
        (Just(shape), events(ids))
    })
}

proptest! {
    /// What is ours on the clipboard is always the text of the item on the screen, whatever happens; and a key that was
    /// carried out leaves it there.
    #[test]
    fn shown_is_copied_or_nothing_of_ours_is((shape, events) in any_walk()) {
        let mut companion = Companion::new(pages(&shape), Memory::default(), Phase::Paused);
        let mut board = Board::default();
        for event in events {
            match event {
                Event::Stuck(stuck) => board.stuck = stuck,
                Event::Expired if board.ours => board = Board { stuck: board.stuck, ..Board::default() },
                Event::Expired => {}
                Event::Others(text) => board = Board { text, ours: false, stuck: board.stuck },
                Event::Key(key) => {
                    let before = companion.clone();
                    let pressed = board.press(&mut companion, &key);
                    if pressed != Pressed::Done {
                        prop_assert!(companion == before, "{key:?} changed something");
                    } else if !matches!(key, Key::Past | Key::Clear | Key::Tick { .. })
                        && let Some(text) = companion.text()
                    {
                        prop_assert!(board.ours && board.text == text, "{key:?}");
                    }
                }
            }
            prop_assert!(!board.ours || companion.text() == Some(&board.text));
        }
        let again = Companion::new(companion.pages().to_vec(), companion.memory().clone(), companion.phase());
        if companion.phase() == Phase::Walking {
            prop_assert!(again.shown() == companion.shown(), "the place is remembered");
        }
    }
}
