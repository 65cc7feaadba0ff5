//! What each command does.

/// Command, Chinese, English.
pub(super) const COMMANDS: &[(&str, &str, &str)] = &[
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
    (
        "portal",
        "平台的填报页：与办理事项文件对照",
        "The portal's form pages, against the procedure pack",
    ),
    (
        "portal compare",
        "对照存下的平台填报页（空白或已填）：名称、选项、顺序、星号和长度有没有变；填了什么不读",
        "Compare a saved form page, empty or filled in: whether labels, options, order, stars or lengths have changed; what was filled in is not read",
    ),
    (
        "portal learn",
        "把平台填报页与办理事项的不同写成更正：一个在它之上的办理事项文件，可看、可改、可分享",
        "Write what differs from saved form pages as a correction: a pack over this one, to be looked at, changed and shared",
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
        "按规格检查照片；IN 可以是几张照片或文件夹",
        "Check photos against a profile; IN may be several photos or a folder",
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
        "applicants everything",
        "把所有人的全部资料写成普通文件（表格、JSON、照片），不加密",
        "Write everything of everybody as ordinary files (a table, JSON, photos), not encrypted",
    ),
    #[cfg(feature = "vault")]
    (
        "applicants take-in",
        "从这样写出的文件夹取回；这里已有的人不动，可用 undo 撤销",
        "Take such a folder in; who is here already stays as they are, and `undo` takes it back",
    ),
    #[cfg(feature = "vault")]
    (
        "bundle",
        "交接包：把申请人交给另一台电脑，或从那里取入（要用 --vault 给出资料库）",
        "Bundles: hand people of a vault to another computer, and take them in from one (give the vault by --vault)",
    ),
    #[cfg(feature = "vault")]
    (
        "bundle export",
        "把选中的人连同草稿、文件和历史存进一个加密的交接包，并说出交接码",
        "Save people with drafts, files and history in one encrypted bundle, and say its transfer code",
    ),
    #[cfg(feature = "vault")]
    (
        "bundle open",
        "打开交接包看看：里面有谁，取入以后怎样；不写入",
        "Look into a bundle: who is in it, and what would come of taking it in; nothing is written",
    ),
    #[cfg(feature = "vault")]
    (
        "bundle apply",
        "取入交接包；可用 applicants undo 撤销",
        "Take a bundle in; `applicants undo` takes it back",
    ),
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
    (
        "completions",
        "输出补全脚本：装进命令行后，命令和选项可按 Tab 补全",
        "Print the script that makes a shell complete commands and options",
    ),
    ("manual", "输出手册页，供 man 显示", "Print the manual page, as source for man"),
    ("help", "显示帮助", "Show help"),
];
