//! The words of the packs: short, plain, in both languages, and each message says what to do.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use beishen_core::Finding;
use beishen_document::Locale;
use beishen_tests::{PACKS, assess, asset, cases, now, pack};

const BANNED: [&str; 7] = ["你", "您", "非法", "失败", "错误码", "抱歉", "哎呀"];

/// One of these stands in every message: something to do, or that it may be kept.
const REMEDIES: [&str; 11] =
    ["请", "点“", "改", "补", "核对", "可保留", "可以", "可只填", "写成", "选择", "填写"];
const REMEDIES_IN_ENGLISH: &str = "add ask change check choose clear compare complete compress confirm convert copy correct crop \
    delete export extend fill follow give keep leave make open save shorten sort swap take type use write";

/// Every finding that the cases bring about, with its parameters filled in.
fn findings() -> BTreeMap<String, Finding> {
    let of_pack = |id: &&str| {
        let pack = pack(id);
        let mut drafts: Vec<_> =
            cases(id, &pack).into_iter().map(|it| (it.answers, it.now)).collect();
        drafts.push((beishen_core::Answers::default(), now()));
        let found = drafts
            .iter()
            .flat_map(|(answers, now)| assess(&pack.procedure, answers, *now).findings);
        found.collect::<Vec<_>>()
    };
    PACKS
        .iter()
        .flat_map(of_pack)
        .map(|it| (format!("{}/{}: {}", it.rule, it.reason, it.message.zh), it))
        .collect()
}

#[test]
fn messages_are_short_and_say_what_to_do() {
    let mut wrong = Vec::new();
    for (name, Finding { message, fixes, source, .. }) in findings() {
        let (zh, en) = (&message.zh, message.en.to_lowercase());
        let length = zh.chars().count();
        if length > 40 {
            wrong.push(format!("{name}: {length} characters"));
        }
        if !REMEDIES.iter().any(|it| zh.contains(it)) {
            wrong.push(format!("{name}: what is to be done?"));
        }
        let does = |word: &str| REMEDIES_IN_ENGLISH.split_whitespace().any(|it| it == word);
        if !en.split(|it: char| !it.is_ascii_alphabetic()).any(does) {
            wrong.push(format!("{name}: what is to be done? {en}"));
        }
        if polite(zh) > 1 {
            wrong.push(format!("{name}: 请 too often"));
        }
        let said = fixes.iter().map(|it| it.label.en.clone()).chain([source.line(Locale::En)]);
        wrong.extend(said.flat_map(|it| faults("", &it)).map(|it| format!("{name}: {it}")));
        wrong.extend(faults(zh, &message.en).into_iter().map(|it| format!("{name}: {it}")));
        if en.is_empty()
            || en.chars().filter(|it| ('\u{4E00}'..='\u{9FFF}').contains(it)).count()
                > en.chars().count() / 2
        {
            wrong.push(format!("{name}: hardly English: {en}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every Chinese text of the packs, messages or not.
#[test]
fn no_text_blames_or_begs() {
    let packs = PACKS.iter().map(|it| format!("procedures/{it}.toml"));
    for file in packs.chain(["facts.toml".to_owned()]) {
        let value: toml::Value = toml::from_str(&asset(&file)).unwrap();
        let mut texts = Vec::new();
        pairs(&value, &mut texts);
        assert!(texts.len() > 100, "{file}: {} texts", texts.len());
        for (text, english) in texts {
            assert_eq!(faults(text, english), [""; 0], "{file}: {text} {english}");
            for word in BANNED {
                assert!(!text.contains(word), "{file}: “{word}” in: {text}");
            }
            assert!(polite(text) <= 1, "{file}: 请 too often: {text}");
        }
    }
}

/// The words that are said in Rust: papers, failures, what the command line prints.
#[test]
fn no_text_of_the_program_blames_or_begs() {
    let text = r#""((?:[^"\\]|\\.)*)""#;
    let made = r"(?:format!\(\s*)?";
    let pair = format!(r"(?:Text::new|\.pick)\(\s*{made}{text}[^\x22]*?,\s*{made}{text}");
    // ("没有这个命令", "There is no such command")
    let bare = format!(r"\(\s*{text},\s*{text},?\s*\)");
    let [pair, bare] = [pair, bare].map(|it| regex::Regex::new(&it).unwrap());
    let is_han = |it: char| ('\u{4E00}'..='\u{9FFF}').contains(&it);
    let (mut said, mut wrong) = (0, Vec::new());
    let left_out = ["tests", "examples", "xtask", "target", "tests.rs"];
    let counts = |it: &PathBuf| !it.iter().any(|it| left_out.iter().any(|out| it == *out));
    for path in files(Path::new("../src-tauri/crates"), "rs").into_iter().filter(counts) {
        let source = fs::read_to_string(&path).unwrap();
        let source = source.split("#[cfg(test)]").next().unwrap_or_default();
        let mut pairs: BTreeSet<(&str, &str)> = BTreeSet::new();
        for words in pair.captures_iter(source).chain(bare.captures_iter(source)) {
            let of = |n| words.get(n).map_or("", |it| it.as_str());
            pairs.insert((of(1), of(2)));
        }
        // Two words in Chinese are no pair, nor are signs.
        pairs.retain(|it| it.0.contains(is_han) || !it.1.contains(is_han));
        pairs.retain(|it| it.1.contains(|it: char| it.is_ascii_alphabetic()));
        for (zh, en) in pairs {
            said += 1;
            let all = all_faults(zh, en).into_iter();
            wrong.extend(all.map(|it| format!("{}: {it}: {zh} | {en}", path.display())));
        }
    }
    assert!(said > 600, "only {said} texts");
    // The name of a list's first entry, which stands on the practice portal as on the portal.
    wrong.retain(|it| !it.contains("请选择 (choose)"));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The words of the window.
#[test]
fn no_text_of_the_window_blames_or_begs() {
    let pair = regex::Regex::new(r"zh:\s*['`]([^'`]*)['`],\s*en:\s*['`]([^'`]*)['`]").unwrap();
    let value = regex::Regex::new(r"\$\{[^}]*\}").unwrap();
    let (mut said, mut wrong) = (0, Vec::new());
    for path in files(Path::new("../ui/src"), "ts") {
        let source = fs::read_to_string(&path).unwrap();
        for words in pair.captures_iter(&source) {
            let [zh, en] = [&words[1], &words[2]].map(|it| value.replace_all(it, "").into_owned());
            said += 1;
            // “Everybody” of a list, where each has a row.
            let all = all_faults(&zh, &en).into_iter().filter(|it| it != "“everybody ”");
            wrong.extend(all.map(|it| format!("{}: {it}: {zh} | {en}", path.display())));
        }
    }
    assert!(said > 600, "only {said} texts");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// All files below a folder whose names end so.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|it| it == ending) {
            found.push(path);
        }
    }
    found
}

/// Every text below a value, in both languages.
fn pairs<'a>(value: &'a toml::Value, texts: &mut Vec<(&'a str, &'a str)>) {
    match value {
        toml::Value::Table(table) => {
            let said = |key| table.get(key).and_then(toml::Value::as_str);
            texts.extend(said("zh").zip(said("en")));
            table.values().for_each(|it| pairs(it, texts));
        }
        toml::Value::Array(items) => items.iter().for_each(|it| pairs(it, texts)),
        _ => {}
    }
}

/// What is not said in Chinese; “反悔” scolds.
const AVOIDED: [&str; 7] = ["人人", "反悔", "。；", "；。", "补齐邮箱", "四种任选", "Excel"];

/// What is not said in English: the reader is “you”, whatever an office does not take is “rejected”, 平台 is the portal, 身份证
/// the ID card, and one has a phone.
const AVOIDED_IN_ENGLISH: [&str; 29] = [
    "the platform",
    "identity card",
    "identity number",
    "telephone",
    "one's ",
    "oneself",
    "everybody ",
    " at most",
    "sent back",
    "sends it back",
    "safety e-mail",
    "own affair",
    "kept here",
    "by yourself",
    "insists",
    "must equal",
    "somebody else did",
    "not approved",
    " is refused",
    " are refused",
    "(1 months)",
    "there is not a ",
    "goes on still",
    "to give or to change",
    "hand the file over",
    "handed in apart",
    "yet to come",
    "ask otherwise",
    "papers and certificates",
];

/// What this program's own buttons are called in Chinese: its English words stand on them, not these.
const OUR_BUTTONS: [&str; 3] = ["“一致”", "“不一致”", "“看不到”"];

/// How a text differs from what was agreed. What stands in quotation marks is somebody else's words.
fn faults(zh: &str, en: &str) -> Vec<String> {
    let ours =
        OUR_BUTTONS.iter().filter(|it| en.contains(**it)).map(|it| format!("{it} in English"));
    let mut all: Vec<String> = ours.collect();
    let (zh, en) = (own_words(zh), own_words(en));
    // A law keeps its name.
    let low = en.replace("Resident Identity Card Law", "").to_lowercase();
    all.extend(AVOIDED.iter().filter(|it| zh.contains(**it)).map(|it| format!("“{it}”")));
    let heard = AVOIDED_IN_ENGLISH.iter().filter(|it| low.contains(**it));
    all.extend(heard.map(|it| format!("“{it}”")));
    all.extend([&zh, &en].into_iter().filter_map(|it| glued_unit(it)));
    if en.contains(|it| ('\u{3400}'..='\u{9FFF}').contains(&it)) {
        all.push("Chinese outside quotation marks".to_owned());
    }
    all
}

/// As well what blames, or begs too often.
fn all_faults(zh: &str, en: &str) -> Vec<String> {
    let mut all = faults(zh, en);
    all.extend(BANNED.iter().filter(|it| zh.contains(**it)).map(|it| (*it).into()));
    if polite(zh) > 1 {
        all.push("请 too often".to_owned());
    }
    all
}

/// The text without what it quotes.
fn own_words(text: &str) -> String {
    let mut depth = 0_u32;
    text.chars()
        .filter(|it| {
            match it {
                '“' => depth += 1,
                '”' => depth = depth.saturating_sub(1),
                _ => return depth == 0,
            }
            false
        })
        .collect()
}

/// A size is written “200 KB”, not 200K, 200KB, 200 K or 1M; nor with a number that is yet to be put in, {most}K.
fn glued_unit(text: &str) -> Option<String> {
    text.split(|it: char| it.is_ascii_digit() || it == '}').skip(1).find_map(|after| {
        let word =
            |it: &str| it.chars().take_while(char::is_ascii_alphanumeric).collect::<String>();
        let (glued, apart) = (word(after), after.strip_prefix(' ').map(word).unwrap_or_default());
        let is_glued = ["K", "M", "KB", "MB"].contains(&&*glued);
        (is_glued || ["K", "M"].contains(&&*apart))
            .then(|| format!("{glued}{apart} behind a digit"))
    })
}

#[test]
fn every_kind_of_bad_wording_is_found() {
    for (zh, en) in [
        ("文件 200K 以内", "Up to 200 KB"),
        ("文件 20–40KB", "20–40 KB"),
        ("文件 1 MB 以内", "Up to 1M"),
        ("文件 200 K 以内", "Up to 200 KB"),
        ("{most}K 以内", "Up to {most} KB"),
        ("请改选", "Choose “一致”."),
        ("没有这个文件夹", "There is not a folder"),
        ("上一批还没有完成", "The last batch goes on still"),
        ("还有几处要改", "3 to give or to change"),
        ("交给辅导员", "Hand the file over"),
        ("要备的材料", "Papers, handed in apart"),
        ("在今天之后", "It is yet to come"),
        ("请换个条件", "Ask otherwise"),
        ("照证件填写", "What papers and certificates say"),
        ("人人相同", "The same"),
        ("不能反悔", "It is final"),
        ("不是默认。；请改选", "Change it"),
        ("本人手机", "One's own mobile"),
        ("自己输入", "Typed by oneself"),
        ("只能申请一次", "Everybody applies once"),
        ("太长", "51 characters of 50 at most"),
        ("审核未通过", "The photo is refused"),
        ("审核未通过", "It was sent back"),
        ("审核未通过", "Not approved"),
        ("初审没有通过", "The school sends it back"),
        ("安全邮箱", "Safety e-mail"),
        ("后果自负", "That is your own affair"),
        ("校内信息", "It is the school's own affair"),
        ("本软件不记录", "It is not kept here"),
        ("由本人输入", "Typed by yourself"),
        ("必选", "The portal insists"),
        ("须完全一致", "It must equal the record"),
        ("被他人误注册", "Somebody else did"),
        ("请补齐邮箱", "Check it"),
        ("四种任选其一", "One of these"),
        ("还差一个月", "Still missing (1 months)"),
        ("由平台生成", "Made by the platform"),
        ("身份证", "The identity card"),
        ("身份证号", "Your identity number"),
        ("电话", "The service's telephone"),
        ("可能被 Excel 改过", "A spreadsheet has changed it"),
        ("打开首页", "Open 首页"),
        ("改为男", "Change to 男"),
    ] {
        assert_eq!(faults(zh, en).len(), 1, "{zh} {en}: {:?}", faults(zh, en));
    }
    assert_eq!(faults("平台写“1M以内”，即 1 MB", "The portal says “1M”: 1 MB"), [""; 0]);
}

/// How often it says 请; 申请 is another word.
fn polite(text: &str) -> usize {
    text.replace("申请", "").matches('请').count()
}
