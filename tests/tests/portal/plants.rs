//! Pages in every style with one planted change: it is found exactly, and nothing else.

use beishen_guide::portal::{Changed, FormBox, FormKind, FormOption, Says, compare};

use crate::{
    PACKS, pack, pages, said,
    styles::{PERSON, STYLES},
};

/// Labels, each with what is said of it.
type Told = Vec<(String, &'static str)>;

/// What a portal changes, and what must be said of it.
pub(crate) struct Plant {
    pub(crate) what: &'static str,
    /// Where it can be planted: the place among the boxes.
    pub(crate) at: fn(&[FormBox], usize) -> bool,
    pub(crate) change: fn(&mut Vec<FormBox>, usize),
    says: fn(&[FormBox], usize) -> Told,
}

fn of(boxes: &[FormBox], at: usize, what: &'static str) -> Told {
    vec![(boxes[at].label.clone(), what)]
}

pub(crate) const PLANTS: [Plant; 8] = [
    Plant { what: "nothing", at: |_, at| at == 0, change: |_, _| {}, says: |_, _| Vec::new() },
    Plant {
        what: "an option is renamed",
        at: |all, at| all[at].kind == FormKind::List && all[at].options.len() > 2,
        change: |all, at| {
            let middle = all[at].options.len() / 2;
            "改过的选项".clone_into(&mut all[at].options[middle].text);
        },
        says: |all, at| of(all, at, "options"),
    },
    Plant {
        what: "an option is added",
        at: |all, at| all[at].kind == FormKind::List && all[at].options.len() > 2,
        change: |all, at| {
            let new = FormOption { text: "新的选项".to_owned(), value: "99".to_owned() };
            all[at].options.insert(1, new);
        },
        says: |all, at| of(all, at, "options"),
    },
    Plant {
        what: "a box is added",
        at: |all, at| at == all.len() / 2,
        change: |all, at| {
            let mut new = all[0].clone();
            (new.label, new.required, new.kind) = ("微信号".to_owned(), false, FormKind::Text);
            (new.options, new.hint, new.most) = (Vec::new(), String::new(), None);
            all.insert(at, new);
        },
        says: |_, _| vec![("微信号".to_owned(), "new")],
    },
    Plant {
        what: "two are swapped",
        at: |all, at| at + 1 < all.len() && all[at].label != all[at + 1].label,
        change: |all, at| all.swap(at, at + 1),
        says: |all, at| [of(all, at + 1, "moved"), of(all, at, "moved")].concat(),
    },
    Plant {
        what: "a star is dropped",
        at: |all, at| all[at].required && all.iter().filter(|it| it.required).count() > 1,
        change: |all, at| all[at].required = false,
        says: |all, at| of(all, at, "star"),
    },
    Plant {
        what: "a length is changed",
        at: |all, at| {
            all[at].kind == FormKind::Text
                && all[at].options.is_empty()
                && all[at].most.is_some_and(|it| it != 300 && it != 6)
        },
        change: |all, at| all[at].most = all[at].most.map(|it| it + 1),
        says: |all, at| of(all, at, "length"),
    },
    Plant {
        what: "a box is gone",
        at: |all, at| at > 0 && all.iter().filter(|it| it.label == all[at].label).count() == 1,
        change: |all, at| {
            all.remove(at);
        },
        says: |all, at| of(all, at, "gone"),
    },
];

#[test]
fn a_planted_change_is_found_in_every_style_and_nothing_else() {
    let mut planted = 0;
    for id in PACKS {
        let procedure = pack(id).procedure;
        for (page, boxes) in pages(&procedure).into_iter().filter(|it| it.1.len() > 4) {
            for (style, plant) in
                STYLES.iter().flat_map(|it| PLANTS.iter().map(move |plant| (it, plant)))
            {
                let Some(at) = (0..boxes.len()).find(|it| (plant.at)(&boxes, *it)) else {
                    continue;
                };
                let mut changed = boxes.clone();
                (plant.change)(&mut changed, at);
                let html = style.page(&changed);
                let drift = compare(&procedure, &html)
                    .unwrap_or_else(|it| panic!("{id} {} {style:?}: {it:?}\n{html}", page.id));
                let mut told = said(&drift);
                let mut expected = (plant.says)(&boxes, at);
                if plant.what == "a box is gone" {
                    // What not everybody is asked for is only to be looked at.
                    told.iter_mut().filter(|it| it.1 == "look").for_each(|it| it.1 = "gone");
                }
                told.sort();
                expected.sort();
                let shown: String = html.chars().take(6000).collect();
                assert_eq!(told, expected, "{id} {} {style:?}: {}\n{shown}", page.id, plant.what);
                assert_eq!(drift.pages[0].page, page.id, "{id} {style:?}");
                assert!(!format!("{drift:?}").contains(PERSON), "{id} {} {style:?}", page.id);
                planted += 1;
            }
        }
    }
    assert!(planted > 300, "{planted}");
}

#[test]
fn a_changed_list_is_told_option_by_option() {
    let procedure = pack("tdxl").procedure;
    let pages = pages(&procedure);
    let (_, boxes) = pages.iter().find(|it| it.0.id == "basic").unwrap();
    let at = boxes.iter().position(|it| it.label == "政治面貌").unwrap();
    let mut changed = boxes.clone();
    let renamed = changed[at].options[1].text.clone();
    changed[at].options[1].text = "在职人员（新）".to_owned();
    let gone = changed[at].options.pop().unwrap().text;
    changed[at].options.insert(0, FormOption { text: "第一项".to_owned(), value: "00".to_owned() });
    for style in STYLES {
        let drift = compare(&procedure, style.page(&changed)).unwrap();
        let it = drift.pages[0].boxes.iter().find(|it| it.label == "政治面貌").unwrap();
        let expected = Changed {
            added: vec!["第一项".to_owned()],
            gone: vec![gone.clone()],
            renamed: vec![(renamed.clone(), "在职人员（新）".to_owned())],
        };
        assert_eq!(it.says, [Says::Options(expected)], "{style:?}");
        assert!(!it.is_same() && !drift.is_same());
    }
}
