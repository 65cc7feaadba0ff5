//! The words of `--help`, in both languages, and the way they are put on clap's commands.

use beishen_document::Locale;
use clap::{Arg, ArgAction, Command};

/// How `--now` is written.
pub(crate) const TIME: &str = "2026-11-22T09:00";
/// How `--today` is written.
pub(crate) const DAY: &str = "2026-11-22";
/// How `--map` is written.
#[cfg(feature = "vault")]
pub(crate) const COLUMN: &str = "C=degree.student_number";
/// How `--crop` is written.
pub(crate) const CROP: &str = "120,80,390,567";

/// Command, Chinese, English.
const COMMANDS: &[(&str, &str, &str)] = &[
    (
        "beishen",
        "备申：离线准备教育平台的申请。检查已填内容，生成准备回执和填报清单；不联网，不登录，不提交。",
        "Beishen prepares applications for education portals, offline: it checks answers and makes receipts and checklists. It never goes online, logs in or submits.",
    ),
    ("procedures", "列出可办理的事项", "List what can be prepared"),
    (
        "assess",
        "检查已填内容：缺什么、哪里不对、依据是什么",
        "Check answers: what is missing or wrong, and who says so",
    ),
    ("receipt", "生成准备回执（PDF）", "Make the preparation receipt (PDF)"),
    (
        "receipts",
        "生成多人的准备回执：每人一个 PDF，或合成一个；有一份做不出不影响其他人",
        "Make the receipts of many applicants: a PDF for each, or all in one; if one fails, the others go on",
    ),
    (
        "questionnaire",
        "生成空白信息采集表：打印后手工填写；写成 .html 时在浏览器里填好，存成文件再导入",
        "Make a blank questionnaire: to be filled in by hand or, as .html, in a browser, from which its answers come back",
    ),
    (
        "verify",
        "验证准备回执（PDF）与已填内容是否一致，不一致时逐项列出",
        "Say whether a receipt (PDF) agrees with the answers, and what differs",
    ),
    (
        "checklist",
        "生成填报清单：按平台页面顺序逐项列出要填的内容",
        "Make the checklist: what goes where, in the portal's own order",
    ),
    (
        "practice",
        "生成练习平台（网页）：在浏览器里把平台的页面先走一遍，不联网",
        "Make the practice portal (a page): go through the portal's pages in a browser first, offline",
    ),
    (
        "paper",
        "生成其他单据：材料清单、现场清单、拍照指南，多人的汇总表和信封清单",
        "Make other papers: the list of materials, the on-site checklist, the photo guide, and lists for many applicants",
    ),
    (
        "paper materials",
        "生成材料清单：每项材料的状态、建议的形式和依据",
        "Make the list of materials: state, suggested form and source of each",
    ),
    (
        "paper onsite",
        "生成现场清单：带什么原件和复印件，现场核验什么",
        "Make the on-site checklist: originals and copies to bring, and what is done there",
    ),
    (
        "paper photo-guide",
        "生成拍照指南：平台的要求、怎么拍、对与错的图；一页，可交给照相馆",
        "Make the photo guide: what the portal wants, how to take it, right and wrong; a page for a studio",
    ),
    (
        "paper summary",
        "生成多人的办理汇总表：进度、问题、缺的材料和期限",
        "Make the summary of many applicants: progress, problems, materials and deadlines",
    ),
    (
        "paper envelopes",
        "生成多人的信封清单：每个信封装什么，谁领取",
        "Make the list of envelopes of many applicants: what is in each, and who took it",
    ),
    (
        "correction",
        "生成数据检查勘误表（PDF）：平台显示有误或看不到的内容",
        "Make the correction form (PDF): what the portal shows wrongly or not at all",
    ),
    (
        "readback",
        "回读核对：平台结果页上的内容与已填的是否一致",
        "Read the portal's result page back: whether it shows what was to be entered",
    ),
    ("mail", "写好要发给平台客服的邮件", "Write the mails to the portal's service"),
    (
        "calendar",
        "生成日历文件（iCalendar）：期限和提醒，其中没有姓名",
        "Make a calendar file (iCalendar): deadlines and reminders, without a name",
    ),
    (
        "guide",
        "生成使用指南：每个画面怎么用，可存成 PDF 或网页",
        "Make the guide: how each screen is used, as PDF, page or text",
    ),
    (
        "demo",
        "用虚构的申请人生成一套准备回执和清单，看看是什么样子",
        "Make the papers of invented applicants, for a first look",
    ),
    (
        "value",
        "从标准输入逐行检查，每行输出一行 JSON",
        "Check values from standard input, one a line; one line of JSON for each",
    ),
    (
        "name",
        "逐字检查姓名：每个字符是什么、平台能不能用",
        "Look at a name character by character: what each is, and whether portals take it",
    ),
    ("pack", "检查办理事项文件", "Check a procedure pack, or begin a new one"),
    (
        "pack check",
        "检查办理事项文件能否载入；不能时说明哪一项不对",
        "Say whether a pack loads, and if not, which key is wrong",
    ),
    (
        "pack new",
        "输出一个带说明的办理事项模板，改好后用 check 检查",
        "Print a commented pack to begin with; change it, then check it",
    ),
    (
        "photo",
        "检查照片，裁剪并压缩成平台要的样子",
        "Check photos and make them ready for a portal",
    ),
    (
        "photo check",
        "按规格检查照片；IN 可以是文件夹",
        "Check photos against a profile; IN may be a folder",
    ),
    (
        "photo prepare",
        "裁剪、缩小、压缩照片，不修饰；另存处理记录",
        "Crop, scale down and compress photos, without retouching; writes a record of what was done as well",
    ),
    (
        "scan",
        "检查扫描件，压缩到平台要的大小，拼合证件正反面",
        "Check scans, compress them to a portal's limits, lay the sides of a card together",
    ),
    (
        "scan check",
        "检查扫描件：格式、大小、是否看得清",
        "Check a scan: format, size, whether it can be read",
    ),
    (
        "scan compress",
        "转成 JPG 并压到限定大小，画质尽量好；另存处理记录",
        "Make a JPEG within the limits, of the best quality that fits; writes a record of what was done as well",
    ),
    (
        "scan card",
        "把证件正反面拼成一张 JPG，能找到卡边就按边裁",
        "Lay both sides of a card together in one JPEG, cropped by its edges where they can be found",
    ),
    (
        "materials",
        "把全部材料按建议的文件名放到一个文件夹，并说明缺什么、哪里不对",
        "Put all files to hand in into one folder under their suggested names; say what is missing or wrong",
    ),
    #[cfg(feature = "vault")]
    (
        "applicants",
        "资料库里的人：列出、从表格导入、导出成表格",
        "The people of a vault: list them, take them in from a table, write them into one",
    ),
    #[cfg(feature = "vault")]
    ("applicants list", "列出每个人和在办的事项", "List everybody and what they prepare"),
    #[cfg(feature = "vault")]
    (
        "applicants import",
        "从 XLSX、XLS、ODS 或 CSV 导入；好的行一次写入，有问题的行说明原因",
        "Take in people from XLSX, XLS, ODS or CSV: the good rows at once, the others with the reason",
    ),
    #[cfg(feature = "vault")]
    (
        "applicants export",
        "把办理一个事项的人导出成 XLSX 或 CSV",
        "Write the people who prepare a procedure into an XLSX or CSV file",
    ),
    #[cfg(feature = "vault")]
    (
        "applicants template",
        "生成待填的表格（XLSX），有下拉选项和填写说明",
        "Make a table to be filled in (XLSX), with drop-downs and explanations",
    ),
    #[cfg(feature = "vault")]
    (
        "applicants files",
        "把文件夹里的照片或扫描件按文件名放到各人名下；拿不准的只列出来",
        "Put the photos or scans of a folder to whom their names say; what is doubtful is listed only",
    ),
    #[cfg(feature = "vault")]
    ("applicants undo", "撤销最近一次导入", "Take back the last import"),
    #[cfg(feature = "vault")]
    (
        "applicants receipts",
        "把很多人的准备回执（PDF）写进一个文件夹，按写法命名",
        "Write the receipts (PDF) of many into a folder, named by a pattern",
    ),
    #[cfg(feature = "vault")]
    ("applicants checklists", "同样写入填报清单（PDF）", "The same with checklists (PDF)"),
    #[cfg(feature = "vault")]
    (
        "applicants photos",
        "同样写入照片；缺的或不合格的列出来",
        "The same with photos; what is missing or wrong is listed",
    ),
    #[cfg(feature = "vault")]
    ("applicants materials", "同样写入要上传的全部文件", "The same with every file to hand in"),
    #[cfg(feature = "vault")]
    (
        "applicants calendar",
        "把很多人的期限写成一个日历文件（.ics），其中没有姓名",
        "Write what is due of many as one calendar (.ics), without a name",
    ),
    ("help", "显示帮助", "Show help"),
];

/// Argument, Chinese, English; in the order of the help page.
const ARGUMENTS: &[(&str, &str, &str)] = &[
    ("replica", "写到这个文件", "The file to write"),
    (
        "table",
        "表格：XLSX、XLS、ODS 或 CSV；或收回的采集表（JSON 文件，或装这些文件的文件夹）",
        "The table: XLSX, XLS, ODS or CSV; or questionnaires that came back (a JSON file, or a folder of them)",
    ),
    ("material", "哪项材料，如 photo", "The material, such as photo"),
    ("files", "装照片或扫描件的文件夹", "The folder of photos or scans"),
    ("sheet", "人员在哪张表；默认看哪张像", "The sheet with the people; by default the likeliest"),
    (
        "map",
        "把列当作哪一项，可多次给；等号后留空则不导入这一列",
        "What a column is; may be given several times; nothing behind the sign leaves it out",
    ),
    (
        "take_over",
        "资料台已有不同答案时用表格的；默认保留原来的",
        "Take the table's word where the desk has another; by default the desk's stays",
    ),
    (
        "fill",
        "填入这份表格的空格，另存到 -o；原有的字和格式都不变",
        "Fill in the empty cells of this table and write it to -o; what stands in it and its looks stay",
    ),
    ("one_class", "只填入这个班", "Fill in this class only"),
    ("of_class", "只要这个班，可多次给", "Of this class only; may be given several times"),
    (
        "tag",
        "只要有这个标签的，可多次给",
        "Of those with this tag only; may be given several times",
    ),
    (
        "search",
        "只要找到的：姓名、拼音、尾号、学号、班级",
        "Of those that are found only: name, pinyin, end of a number, student number, class",
    ),
    (
        "into",
        "写到这个文件夹；同名的文件按 --existing 处理",
        "The folder to write to; --existing says what becomes of files of the same name",
    ),
    (
        "pattern",
        "文件名的写法，如 {学号}-{姓名}-{文件}，/ 是子文件夹；默认用上次的",
        "How files are called, such as {student_number}-{name}-{file}; / makes folders; by default as the last time",
    ),
    (
        "existing",
        "已有同名文件时：number 另加编号（默认），skip 不写，replace 替换",
        "Where a file of that name is there: number the new one (by default), skip it, or replace the old one",
    ),
    ("leave_hidden", "不导入表格里隐藏的行", "Leave out rows that are hidden in the spreadsheet"),
    (
        "bad_rows",
        "把有问题的行写到这个文件，改好后可再导入",
        "Write the rows with something wrong here, to be put right and taken in again",
    ),
    ("dry_run", "只检查，不写入", "Look only; write nothing"),
    (
        "vault",
        "资料库所在的文件夹，与 applicants 一起用；密码另外问，或取自 BEISHEN_PASSPHRASE，或标准输入",
        "The folder of the vault, with `applicants`; its passphrase is asked for, or taken from BEISHEN_PASSPHRASE or standard input",
    ),
    ("receipt", "备申生成的准备回执（PDF）", "The receipt, a PDF made by Beishen"),
    ("procedure", "办理事项", "The procedure"),
    (
        "facts",
        "已填内容（JSON 文件）；它提到的文件放在同一文件夹里",
        "The answers (a JSON file); the files it names lie in its folder",
    ),
    (
        "applicants",
        "装已填内容（JSON 文件）的文件夹，每位申请人一个文件",
        "A folder of answers, a JSON file for each applicant",
    ),
    (
        "many",
        "已填内容（JSON 文件），或装这些文件的文件夹",
        "Facts files (JSON), or folders of them",
    ),
    (
        "page",
        "平台结果页：存成文本或网页（HTML）的文件",
        "The portal's result page, saved as text or HTML",
    ),
    ("kind", "按什么检查", "The kind of value in the lines"),
    ("text", "姓名", "The name"),
    ("pack", "办理事项文件（TOML）", "The pack (a TOML file)"),
    ("id", "新办理事项的名称，也是文件名", "The id of the new pack, and its file's name"),
    ("extends", "以它为基础，只写不同之处", "Say only what differs from this one"),
    ("from", "照片，或装照片的文件夹", "A photo, or a folder of photos"),
    (
        "ready",
        "写到这个文件（或文件夹）；默认写在 IN 旁边",
        "The file (or folder) to write to; by default beside IN",
    ),
    ("scan", "扫描件：图片，检查时也可以是 PDF", "A scan: a picture or, to be checked, a PDF"),
    ("front", "证件正面的图片", "The picture of the card's front"),
    ("back", "证件反面的图片", "The picture of the card's back"),
    ("made", "写到这个文件", "The file to write"),
    ("layout", "上下拼（默认）还是左右拼", "One above the other (by default) or side by side"),
    ("min_kb", "至少多少 K", "The smallest file size in KB"),
    (
        "max_kb",
        "文件大小上限，KB；不写则检查时不限，制作时按 1000",
        "The largest file size in KB; by default any when checking, and 1000 when making",
    ),
    (
        "replace",
        "替换文件夹里的同名文件；默认不替换",
        "Replace files of the same names; by default nothing is replaced",
    ),
    ("profile", "按哪种规格", "What the photo is for"),
    (
        "crop",
        "裁剪框：左、上、宽、高（像素），如 120,80,390,567；默认按人像自动裁剪",
        "The crop: left, top, width, height in pixels, such as 120,80,390,567; by default where the head says",
    ),
    (
        "folder",
        "写到这个文件夹，每位申请人一个子文件夹",
        "The folder to write to; each applicant gets a folder in it",
    ),
    (
        "pdf",
        "写到这个文件；默认写在 FACTS.json 旁边",
        "The file to write; by default beside FACTS.json",
    ),
    (
        "to",
        "写到这个文件夹；同名的文件不会被替换",
        "The folder to write to; no file in it is replaced",
    ),
    (
        "one_file",
        "合成一个 PDF；超过 100 份时分成几个，每个不超过 100 份",
        "All in one PDF; more than 100 in several, each of up to 100",
    ),
    (
        "named",
        "文件名里加上姓名；默认只有回执编号",
        "Add the name to the names of files; by default they have the receipt's number only",
    ),
    ("out", "写到这个文件；默认输出到屏幕", "The file to write; by default standard output"),
    (
        "format",
        "格式；默认看文件名，输出到屏幕时为 txt",
        "The format; by default what the file's name says, or txt",
    ),
    (
        "show_id",
        "完整印出证件号码和手机号；默认隐去中间几位",
        "Print identity and mobile numbers in full; by default their middle is hidden",
    ),
    ("json", "输出 JSON，供其他程序使用", "Print JSON, for other programs"),
    (
        "now",
        "按这个时间检查，如 2026-11-22T09:00；默认现在",
        "The time to assess at, such as 2026-11-22T09:00; by default now",
    ),
    (
        "today",
        "按这一天检查，如 2026-11-22；默认今天",
        "The day to check at, such as 2026-11-22; by default today",
    ),
    (
        "packs",
        "自备办理事项的文件夹；也可用环境变量 BEISHEN_PACKS",
        "The folder of your own packs; or the variable BEISHEN_PACKS",
    ),
    ("lang", "语言：zh 中文（默认）、en 英文", "Language: zh Chinese (default), en English"),
    ("help", "显示帮助", "Show help"),
    ("version", "显示版本", "Show the version"),
];

const EXIT_CODES: (&str, &str) = (
    "退出码：\n  0  完成（assess：可以填报）\n  1  已检查，有要改的内容（readback：有不一致；receipts：有没存成的）\n  2  用法不对\n  3  输入有问题（办理事项文件、JSON、照片等文件）\n  4  系统做不到（磁盘、权限）",
    "Exit codes:\n  0  done (assess: ready)\n  1  assessed, with errors in the answers (readback: something differs; receipts: some are not made)\n  2  wrong usage\n  3  bad input (pack, JSON, file)\n  4  the system failed (disk, permission)",
);

/// The command with the words of one language on it and on everything below it.
pub(crate) fn worded(command: Command, locale: Locale) -> Command {
    let mut command = on_one(command, "", locale)
        .after_help(locale.pick(EXIT_CODES.0, EXIT_CODES.1))
        .arg(Arg::new("version").short('V').long("version").action(ArgAction::Version))
        .mut_arg("version", |it| on_argument(it, locale));
    // clap adds the `help` commands when it builds.
    command.build();
    on_help(command, locale)
}

/// A help page, with the one word that clap takes from nobody.
pub(crate) fn page(text: &str, locale: Locale) -> String {
    match locale {
        Locale::Zh => text.replace("[OPTIONS]", "[选项]"),
        Locale::En => text.to_owned(),
    }
}

fn on_one(command: Command, above: &str, locale: Locale) -> Command {
    let template = match locale {
        Locale::Zh => "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}",
        Locale::En => "{about-with-newline}\nUsage: {usage}\n\n{all-args}{after-help}",
    };
    let name = full_name(&command, above);
    let about = find(COMMANDS, &name, locale).1;
    command
        .about(about)
        .help_template(template)
        .subcommand_help_heading(locale.pick("命令", "Commands"))
        .subcommand_value_name(locale.pick("命令", "COMMAND"))
        .disable_help_flag(true)
        .arg(Arg::new("help").short('h').long("help").action(ArgAction::Help))
        .mut_args(|it| on_argument(it, locale))
        .mut_subcommands(|it| on_one(it, &name, locale))
}

/// `pack check`: two commands may have a command of one name.
fn full_name(command: &Command, above: &str) -> String {
    match above {
        "" | "beishen" => command.get_name().to_owned(),
        above => format!("{above} {}", command.get_name()),
    }
}

fn on_help(command: Command, locale: Locale) -> Command {
    if command.get_name() == "help" {
        return command.about(find(COMMANDS, "help", locale).1);
    }
    command.mut_subcommands(|it| on_help(it, locale))
}

fn on_argument(argument: Arg, locale: Locale) -> Arg {
    let heading =
        if argument.is_positional() { ("参数", "Arguments") } else { ("选项", "Options") };
    let (place, words) = find(ARGUMENTS, argument.get_id().as_str(), locale);
    let values = argument.get_possible_values();
    let options: Vec<_> = values.iter().map(clap::builder::PossibleValue::get_name).collect();
    let takes_value = argument.get_action().takes_values();
    let words = match locale {
        _ if !takes_value || options.is_empty() || argument.get_id() == "lang" => words.to_owned(),
        Locale::Zh => format!("{words}：{}", options.join("、")),
        Locale::En => format!("{words}: {}", options.join(", ")),
    };
    argument
        .help(words)
        .help_heading(locale.pick(heading.0, heading.1))
        .display_order(place)
        .hide_possible_values(takes_value)
}

/// The place in a table, and the words; none for what the table lacks, which a test refuses.
fn find(
    table: &[(&str, &'static str, &'static str)],
    name: &str,
    locale: Locale,
) -> (usize, &'static str) {
    let found = table.iter().enumerate().find(|(_, it)| it.0 == name);
    found.map_or((usize::MAX, ""), |(place, it)| (place, locale.pick(it.1, it.2)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::Cli;
    use clap::CommandFactory;

    fn walk(command: &Command, above: &str, locale: Locale) {
        let name = &full_name(command, above);
        assert!(!find(COMMANDS, name, locale).1.is_empty(), "{name} has no words");
        for argument in command.get_arguments() {
            let id = argument.get_id().as_str();
            assert!(!find(ARGUMENTS, id, locale).1.is_empty(), "{name} {id} has no words");
        }
        command.get_subcommands().for_each(|it| walk(it, name, locale));
    }

    #[test]
    fn everything_that_can_be_typed_has_words() {
        walk(&Cli::command(), "", Locale::Zh);
        walk(&Cli::command(), "", Locale::En);
    }

    #[test]
    fn help_speaks_one_language() {
        fn pages(command: &mut Command, all: &mut Vec<String>, locale: Locale) {
            all.push(page(&command.render_long_help().to_string(), locale));
            command
                .get_subcommands_mut()
                .filter(|it| it.get_name() != "help")
                .for_each(|it| pages(it, all, locale));
        }
        let (mut zh, mut en) = (Vec::new(), Vec::new());
        pages(&mut worded(Cli::command(), Locale::Zh), &mut zh, Locale::Zh);
        pages(&mut worded(Cli::command(), Locale::En), &mut en, Locale::En);
        assert_eq!(zh.len(), COMMANDS.len() - 1, "a page for each command; help is none");
        for page in zh {
            for word in [
                "Usage",
                "Options",
                "OPTIONS",
                "COMMAND",
                "Arguments",
                "Print",
                "possible",
                "default",
            ] {
                assert!(!page.contains(word), "{word} in\n{page}");
            }
        }
        for page in en {
            assert!(
                page.chars().all(|it| !('\u{2e80}'..'\u{a000}').contains(&it)),
                "Chinese in\n{page}"
            );
        }
    }
}
