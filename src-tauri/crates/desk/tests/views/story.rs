//! What the window is told in a small story of invented people.

use std::{collections::BTreeSet, error::Error, fs, path::PathBuf};

use beishen_desk::{Desk, Library, Request, contract::FailureView};
use chrono::NaiveDateTime;
use image::{ImageFormat, RgbImage};
use serde_json::{Map, Value, json};
use tempfile::TempDir;

type Done<T = ()> = Result<T, Box<dyn Error>>;

/// Every question with its answer: a `reply`, a `failure`, or what it has `changed` in the draft. The same on every
/// machine and every day.
pub(crate) fn views() -> Done<String> {
    let packs = tempfile::tempdir()?;
    let mut story = Story::begin(Library::with_folder(packs.path())?)?;
    story.others()?;
    story.zhang()?;
    story.looks()?;
    story.changes()?;
    story.last()?;
    Ok(text(&Value::Array(story.told), 0) + "\n")
}

/// 张三's draft, which most is asked of; that of two procedures with comparisons, cards and scans.
const DRAFT: i32 = 1;
const COMPARING: i32 = 4;
const SCANS: i32 = 5;

/// What the portal's page shows after applying: one thing is not what was given.
const PAGE: &str = "学位授予单位所在省市地区：河北省\n学位授予单位：示例大学\n申请人类型：其他在职人员\n\
    申请学位类型：学术型学位\n申请学位学科门类：理学\n";

/// A part of 填写基本信息 as a portal might have it.
const FORM: &str = "<form><table>\
    <tr><td>*姓名拼音：<td><input>\
    <tr><td>*证件类型：<td><select><option value=''>请选择<option>中华人民共和国居民身份证<option>港澳居民来往内地通行证\
    <option>台湾居民来往大陆通行证<option>港澳台居民居住证<option>普通护照<option>外国人永久居留身份证<option>军官证<option>其他\
    <option>旅行证</select>\
    <tr><td>*证件号码：<td><input><tr><td>*确认证件号码：<td><input><tr><td>微信号：<td><input></table></form>";

/// Characters in a line of the text.
const WIDTH: usize = 120;

struct Story {
    library: Library,
    desk: Desk,
    folder: TempDir,
    /// Moved by hand.
    now: NaiveDateTime,
    told: Vec<Value>,
}

impl Story {
    fn begin(library: Library) -> Done<Self> {
        let folder = tempfile::tempdir()?;
        let now = "2026-11-21T10:30:00".parse()?;
        let desk = Desk::open(&folder.path().join("views.vault"), library.clone(), now)?;
        let mut story = Self { library, desk, folder, now, told: Vec::new() };
        story.ask(&json!({ "command": "add_applicant", "name": "张三" }))?;
        story.ask(&json!({ "command": "begin_draft", "applicant": 1, "procedure": "tdxl" }))?;
        story.log(DRAFT, "registered")?;
        Ok(story)
    }

    /// The reply, or the failure as the window is told of it.
    fn call(&mut self, asked: &Value) -> Done<Result<Value, Value>> {
        let mut request = asked.clone();
        request["locale"] = json!("zh");
        let request: Request = serde_json::from_value(request)?;
        let locale = request.locale;
        Ok(match self.desk.call(request, self.now) {
            Ok(reply) => Ok(without_pictures(serde_json::to_value(reply)?)),
            Err(failure) => Err(serde_json::to_value(FailureView::new(&failure, locale))?),
        })
    }

    /// Something that only leads on.
    fn ask(&mut self, asked: &Value) -> Done<Value> {
        Ok(self.call(asked)?.map_err(|failure| format!("{asked}: {failure}"))?)
    }

    /// A question whose answer is kept.
    fn keep(&mut self, asked: &Value) -> Done {
        let told = match self.call(asked)? {
            Ok(reply) => json!({ "asked": asked, "reply": reply }),
            Err(failure) => json!({ "asked": asked, "failure": failure }),
        };
        self.told.push(told);
        Ok(())
    }

    /// What each would change in a draft as it is now. Together they name everything that one of them changes.
    fn each(&mut self, draft: i32, alternatives: &[Value]) -> Done {
        let mut replies = Vec::new();
        let mut touched = BTreeSet::new();
        for asked in alternatives {
            let mut story = Self::begin(self.library.clone())?;
            if draft == DRAFT {
                story.zhang()?;
            } else {
                story.others()?;
            }
            let before = story.ask(&json!({ "command": "open_draft", "draft": draft }))?;
            story.now = "2026-11-22T14:33:00".parse()?;
            let mut reply = story.ask(asked)?;
            let view =
                if reply["draft"].is_object() { reply["draft"].take() } else { reply.take() };
            differences(&before, &view, String::new(), &mut touched);
            replies.push((asked, reply, view));
        }
        for (asked, reply, view) in replies {
            let changed =
                touched.iter().filter_map(|at| Some((at.clone(), view.pointer(at)?.clone())));
            let changed: Map<_, _> = changed.collect();
            self.told.push(json!({ "asked": asked, "reply": reply, "changed": changed }));
        }
        Ok(())
    }

    /// The samples, each with a second procedure, somebody new, and somebody in the bin.
    fn others(&mut self) -> Done {
        self.now = "2026-11-22T09:00:00".parse()?;
        self.ask(&json!({ "command": "add_samples" }))?;
        self.ask(
            &json!({ "command": "begin_draft", "applicant": 3, "procedure": "chsi-account" }),
        )?;
        self.ask(
            &json!({ "command": "begin_draft", "applicant": 2, "procedure": "hunnu-bachelor" }),
        )?;
        self.log(SCANS, "photo_bound")?;
        self.log(SCANS, "photo_uploaded")?;
        self.ask(&json!({ "command": "add_applicant", "name": "赵六" }))?;
        self.ask(&json!({ "command": "add_applicant", "name": "周八" }))?;
        self.ask(&json!({ "command": "bin_applicant", "applicant": 5 })).map(drop)
    }

    fn log(&mut self, draft: i32, act: &str) -> Done {
        self.ask(&json!({ "command": "log", "draft": draft, "act": act, "at": null, "note": "" }))
            .map(drop)
    }

    /// 张三 is half through: a photo that is too large, a month of five digits, a break in the history, lists not chosen from.
    fn zhang(&mut self) -> Done {
        self.now = "2026-11-22T14:30:00".parse()?;
        for (fact, text) in [
            ("person.id_number", "11010519491231002X"),
            ("contact.email", "zhangsan@example.cn"),
            ("contact.mobile", "13800008000"),
            ("contact.address", "示例市示例区示例路 1 号"),
            ("contact.postcode", "050000"),
            ("contact.work_phone", "031188888888"),
            ("work.start_month", "200606"),
            ("degree.prior_month", "201406"),
            ("degree.prior_type", "学士"),
            ("person.ethnic_group", "汉族"),
            ("degree.province", "河北省"),
            ("degree.institution", "示例大学"),
            ("degree.type", "学术型学位"),
            ("degree.category", "工学"),
            ("degree.applicant_type", "其他在职人员"),
            ("work.province", "河北省"),
            ("work.employer", "示例设计院"),
            ("work.employer_type", "国有企业"),
            ("work.admin_rank", "无"),
            ("work.tech_rank", "中级"),
        ] {
            self.answer(fact, text)?;
        }
        let rows = json!([
            { "from": "201109", "to": "201506", "place": "示例大学", "role": "土木工程专业，学生", "witness": "李四" },
            { "from": "201507", "to": "201806", "place": "示例建筑公司", "role": "技术员", "witness": "王五" },
            { "from": "201901", "to": "202611", "place": "示例设计院", "role": "工程师", "witness": "赵六" },
        ]);
        self.ask(&json!({ "command": "set_history", "draft": DRAFT, "rows": rows }))?;
        let path = self.photo()?;
        self.ask(
            &json!({ "command": "attach", "draft": DRAFT, "material": "photo", "path": path }),
        )?;
        self.now = "2026-11-22T14:32:00".parse()?;
        self.answer("work.start_month", "20060")
    }

    fn answer(&mut self, fact: &str, text: &str) -> Done {
        self.ask(&json!({ "command": "answer", "draft": DRAFT, "fact": fact, "text": text }))
            .map(drop)
    }

    /// A blue picture in which nobody is, with a comment that makes it larger than the portal takes.
    fn photo(&self) -> Done<PathBuf> {
        let path = self.folder.path().join("张三.jpg");
        RgbImage::from_pixel(390, 567, image::Rgb([67, 142, 219]))
            .save_with_format(&path, ImageFormat::Jpeg)?;
        let mut bytes = fs::read(&path)?;
        let comment = [&[0xFF, 0xFE, 0xF0, 0x02][..], &b" ".repeat(0xF000)[..]].concat();
        bytes.splice(2..2, comment.repeat(4));
        fs::write(&path, bytes)?;
        Ok(path)
    }

    /// Everything there is to see.
    fn looks(&mut self) -> Done {
        self.keep(&json!({ "command": "open_desk" }))?;
        let query = json!({
            "text": "", "sort": "changed", "down": true, "by_class": false, "procedures": [], "classes": [],
            "tags": [], "states": [],
        });
        self.keep(&json!({ "command": "list_roster", "query": query, "offset": 0, "limit": 100 }))?;
        for draft in [DRAFT, COMPARING, SCANS] {
            self.keep(&json!({ "command": "open_draft", "draft": draft }))?;
            self.keep(&json!({ "command": "help", "draft": draft }))?;
        }
        for command in ["deadlines", "profiles", "added_options", "list_packs", "portal_packs"] {
            self.keep(&json!({ "command": command }))?;
        }
        self.keep(&json!({ "command": "review", "draft": DRAFT }))?;
        for fact in ["work.start_month", "work.employer"] {
            self.keep(&json!({ "command": "past_values", "draft": DRAFT, "fact": fact }))?;
        }
        for name in ["张三", "阿依古丽．买买提", "买买提江 阿卜杜拉"] {
            self.keep(&json!({ "command": "inspect_name", "text": name }))?;
        }
        for (fact, query) in [
            ("degree.discipline", "tmgc"),
            ("degree.discipline", "tm"),
            ("degree.institution", "河北中医"),
            ("degree.institution", "河北中医药大学"),
        ] {
            self.keep(&json!({ "command": "search_options", "draft": DRAFT, "fact": fact, "query": query }))?;
        }
        self.keep(&json!({ "command": "read_back", "draft": DRAFT, "text": "无关的文字" }))?;
        for one_file in [false, true] {
            let choice = json!({ "one_file": one_file, "named": false, "show_numbers": false });
            self.keep(
                &json!({ "command": "name_receipts", "drafts": [DRAFT, 3, COMPARING, 2, SCANS], "choice": choice }),
            )?;
        }
        for page in ["register", "photo"] {
            let key = json!({ "page": page });
            self.keep(&json!({ "command": "press_companion", "draft": DRAFT, "key": key }))?;
        }
        self.exports()
    }

    /// What has left: a paper of 张三's, and the list of everybody.
    fn exports(&mut self) -> Done {
        let folder = self.folder.path().join("答辩材料");
        fs::create_dir_all(&folder)?;
        let (paper, people) = (folder.join("清单.txt"), folder.join("名册.csv"));
        self.ask(&json!({
            "command": "save_paper", "draft": DRAFT, "paper": "materials", "path": paper, "format": "txt",
        }))?;
        self.ask(&json!({
            "command": "save_people", "procedure": null, "show_numbers": false, "path": people,
        }))?;
        self.keep(&json!({ "command": "exports" }))
    }

    /// What 张三 may do next.
    fn changes(&mut self) -> Done {
        let answer = |fact: &str, text: &str| json!({ "command": "answer", "draft": DRAFT, "fact": fact, "text": text });
        for (fact, texts) in [
            ("work.start_month", &["200606", "2006", "２００６０６"][..]),
            ("degree.prior_month", &["2014", "201506"]),
        ] {
            let answers: Vec<_> = texts.iter().map(|it| answer(fact, it)).collect();
            self.each(DRAFT, &answers)?;
        }
        let view = self.ask(&json!({ "command": "open_draft", "draft": DRAFT }))?;
        let findings = view["findings"].as_array().map(Vec::as_slice).unwrap_or_default();
        let gap = findings.iter().find(|it| it["reason"] == "gap").map(|it| it["id"].clone());
        let keep =
            |on: bool| json!({ "command": "keep", "draft": DRAFT, "finding": gap, "on": on });
        self.each(DRAFT, &[keep(true), keep(false)])?;
        for asked in [
            json!({ "command": "fix", "draft": DRAFT, "finding": gap, "fix": 0 }),
            json!({ "command": "tick", "draft": DRAFT, "tick": "irreversible.name-locked", "on": true }),
            json!({ "command": "log", "draft": DRAFT, "act": "activated", "at": null, "note": "" }),
            json!({ "command": "read_back", "draft": DRAFT, "text": PAGE }),
            json!({ "command": "undo", "draft": DRAFT }),
        ] {
            self.each(DRAFT, &[asked])?;
        }
        let (at, note) = ("2026-11-22 11:00", "照片不清晰");
        let rejected = json!({ "command": "log", "draft": COMPARING, "act": "rejected", "at": at, "note": note });
        self.each(COMPARING, &[rejected])
    }

    /// A table on its way in: somebody who is fine, somebody who is not, 张三 who is here with another telephone.
    fn table(&mut self) -> Done {
        let path = self.folder.path().join("名册.csv");
        let rows = "姓名,身份证号,手机,邮编,说明\n钱七,440524188001010014,13900139000,'050000,\n\
            孙八,4405241880010100,13700137000,,\n张三,11010519491231002X,13800008001,,\n";
        fs::write(&path, rows)?;
        for asked in [
            json!({ "command": "read_table", "path": path, "procedure": "tdxl" }),
            json!({ "command": "import_rows", "offset": 0, "limit": 50, "show": "bad" }),
            json!({ "command": "import_rows", "offset": 0, "limit": 50, "show": "all" }),
        ] {
            self.keep(&asked)?;
            if let Some(told) = self.told.last_mut() {
                told["asked"].as_object_mut().map(|it| it.remove("path"));
            }
        }
        self.ask(&json!({ "command": "leave_import" })).map(drop)
    }

    /// A question whose answer is kept, whatever it is asked of.
    fn keep_for_all(&mut self, asked: &Value, without: &[&str]) -> Done {
        self.keep(asked)?;
        let asked = self.told.last_mut().and_then(|it| it["asked"].as_object_mut());
        if let Some(asked) = asked {
            asked.retain(|key, _| !without.contains(&key.as_str()));
        }
        Ok(())
    }

    /// 事项 and 认识平台页面: packs that are written, a page of the portal, a correction from elsewhere.
    fn packs(&mut self) -> Done {
        self.keep(&json!({ "command": "list_procedures" }))?;
        let begin = json!({ "command": "new_pack", "id": "our-school", "extends": "image-check" });
        self.keep_for_all(&begin, &["id", "extends"])?;
        for file in ["tdxl-example.toml", "our-school.toml"] {
            self.keep(&json!({ "command": "pack_text", "file": file }))?;
        }
        let text = self.told.last().map(|it| it["reply"]["text"].clone());
        let check =
            |text| json!({ "command": "check_pack", "file": "our-school.toml", "text": text });
        self.keep(&check(json!("id = \"our-school\"\nextends = ")))?;
        let edit = json!({
            "command": "edit_pack", "file": "our-school.toml", "text": text,
            "act": { "act": "add_box", "page": "register", "label": "微信号" },
        });
        self.keep_for_all(&edit, &["file", "text", "act"])?;
        let edited = self.told.last().map(|it| it["reply"]["text"].clone());
        self.keep(&check(json!(edited)))?;
        self.keep_for_all(&check(json!(text)), &["file", "text"])?;
        for command in ["write_pack", "drop_pack_text"] {
            let mut asked = check(json!(text));
            asked["command"] = json!(command);
            if command == "drop_pack_text" {
                asked.as_object_mut().map(|it| it.remove("text"));
            }
            self.keep_for_all(&asked, &["file", "text"])?;
        }
        self.ask(&json!({ "command": "put_back" }))?;
        let path = self.folder.path().join("page.html");
        fs::write(&path, FORM)?;
        let words = json!({ "command": "read_portal_text", "procedure": "tdxl", "text": "文字" });
        self.keep(&words)?;
        let pasted = json!({ "command": "read_portal_text", "procedure": "tdxl", "text": FORM });
        self.keep_for_all(&pasted, &["text"])?;
        let saved = json!({ "command": "read_portal", "procedure": "tdxl", "path": path });
        self.keep_for_all(&saved, &["path"])?;
        let boxes = json!(["basic.id_type", "basic 微信号"]);
        for command in ["look_portal", "take_portal"] {
            let asked = json!({ "command": command, "boxes": boxes, "apart": [] });
            self.keep_for_all(&asked, &["boxes", "apart"])?;
        }
        let fix = self.folder.path().join("fix.toml");
        let text = self.folder.path().join("broken.toml");
        self.ask(&json!({ "command": "untake_portal", "procedure": "tdxl" }))?;
        self.ask(&json!({ "command": "save_portal", "path": fix }))?;
        fs::write(&text, "id = ")?;
        self.keep(&json!({ "command": "open_correction", "path": text }))?;
        if let Some(told) = self.told.last_mut() {
            told["asked"]["path"] = json!("/下载/broken.toml");
        }
        self.keep_for_all(&json!({ "command": "open_correction", "path": fix }), &["path"])?;
        self.keep(&json!({ "command": "take_correction" }))?;
        self.keep(&json!({ "command": "untake_portal", "procedure": "tdxl" }))?;
        self.ask(&json!({ "command": "open_correction", "path": fix }))?;
        self.keep(&json!({ "command": "keep_pack" }))?;
        self.ask(&json!({ "command": "put_back" })).map(drop)
    }

    /// What leaves the desk another one.
    fn last(&mut self) -> Done {
        let pack =
            concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/samples/packs/tdxl-example.toml");
        for (name, bytes) in [("own.docx", b"PK".to_vec()), ("own.toml", fs::read(pack)?)] {
            let path = self.folder.path().join(name);
            fs::write(&path, bytes)?;
            self.keep(&json!({ "command": "import_pack", "path": path, "replace": false }))?;
            if let Some(told) = self.told.last_mut() {
                told["asked"]["path"] = json!(format!("/下载/{name}"));
            }
        }
        self.packs()?;
        self.table()?;
        self.keep(&json!({ "command": "guide" }))?;
        self.keep(&json!({ "command": "add_applicant", "name": "李四" }))
    }
}

/// What stands for every picture: the page's tests look at none.
const BLUE: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 390 567'%3E\
    %3Crect fill='%23438EDB' width='390' height='567'/%3E%3C/svg%3E";

fn without_pictures(view: Value) -> Value {
    match view {
        Value::String(text) if text.starts_with("data:") => json!(BLUE),
        Value::Array(all) => all.into_iter().map(without_pictures).collect(),
        Value::Object(all) => {
            all.into_iter().map(|(key, it)| (key, without_pictures(it))).collect()
        }
        other => other,
    }
}

/// Where two views differ (RFC 6901). A list of other things is another list.
fn differences(before: &Value, after: &Value, at: String, into: &mut BTreeSet<String>) {
    let same = |a: &[Value], b: &[Value]| {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a["id"] == b["id"])
    };
    match (before, after) {
        (Value::Object(a), Value::Object(b)) => {
            for (key, after) in b {
                differences(a.get(key).unwrap_or(&Value::Null), after, format!("{at}/{key}"), into);
            }
        }
        (Value::Array(a), Value::Array(b)) if same(a, b) => {
            for (n, (before, after)) in a.iter().zip(b).enumerate() {
                differences(before, after, format!("{at}/{n}"), into);
            }
        }
        _ if before != after => _ = into.insert(at),
        _ => {}
    }
}

/// The text of a value, in lines that are filled.
fn text(value: &Value, indent: usize) -> String {
    let whole = value.to_string();
    let (open, close, parts): (_, _, Vec<_>) = match value {
        _ if indent + whole.chars().count() <= WIDTH => return whole,
        Value::Array(all) => ('[', ']', all.iter().map(|it| text(it, indent + 1)).collect()),
        Value::Object(all) => {
            let part = |(key, it): (&String, &Value)| format!("{key:?}: {}", text(it, indent + 1));
            ('{', '}', all.iter().map(part).collect())
        }
        _ => return whole,
    };
    let space = "\n".to_owned() + &" ".repeat(indent);
    let mut lines = open.to_string();
    let mut room = 0;
    for (n, part) in parts.iter().enumerate() {
        let length = part.chars().count() + 2;
        if part.contains('\n') || length > room {
            lines += &space;
            lines.push(' ');
            lines += part;
            room = if part.contains('\n') { 0 } else { (WIDTH - indent).saturating_sub(length) };
        } else {
            lines.push(' ');
            lines += part;
            room -= length;
        }
        lines += if n + 1 < parts.len() { "," } else { "" };
    }
    format!("{lines}{space}{close}")
}
