//! Documents to print, about people who do not exist.

use std::{path::Path, sync::LazyLock};

use beishen_document::{
    Block, CheckLine, Column, Document, FormCell, Item, ItemAction, Jpeg, Locale, PhotoBox, Tone,
};
use beishen_print::Fonts;
use chrono::NaiveDate;

/// The fonts that set-up has copied.
pub(crate) fn fonts() -> &'static Fonts {
    static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
        let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../resources/fonts");
        Fonts::load(&dir).unwrap_or_else(|it| panic!("{it}: run `cargo xtask setup` first"))
    });
    &FONTS
}

/// A document of these blocks.
pub(crate) fn document(blocks: Vec<Block>) -> Document {
    Document {
        locale: Locale::Zh,
        title: "申请准备回执".into(),
        subtitle: "同等学力人员申请硕士学位 · 本机准备，非官方凭证".into(),
        number: "BS-20261122-3F9A2C1B".into(),
        made_at: NaiveDate::from_ymd_opt(2026, 11, 22)
            .and_then(|it| it.and_hms_opt(12, 30, 0))
            .unwrap(),
        notice: "本机准备回执，非官方凭证".into(),
        landscape: false,
        name: "王䶮㛃".into(),
        blocks,
    }
}

pub(crate) fn cell(label: &str, value: &str) -> FormCell {
    FormCell { label: label.into(), value: value.into() }
}

pub(crate) fn heading(text: &str) -> Block {
    Block::Heading { text: text.into() }
}

/// A photo of 390 × 567 pixels.
pub(crate) fn photo() -> Jpeg {
    let picture = image::RgbImage::from_fn(390, 567, |x, y| {
        let head = f64::from(x).mul_add(1.0, -195.0).powi(2) / 90_f64.powi(2)
            + (f64::from(y) - 230.0).powi(2) / 125_f64.powi(2);
        let body = f64::from(x).mul_add(1.0, -195.0).powi(2) / 170_f64.powi(2)
            + (f64::from(y) - 580.0).powi(2) / 220_f64.powi(2);
        let grain = u8::try_from((x * 7 + y * 13) % 23).unwrap();
        if head < 1.0 {
            image::Rgb([225, 190 - grain, 165])
        } else if body < 1.0 {
            image::Rgb([50, 55 + grain, 70])
        } else {
            image::Rgb([67, 142, 219 + grain / 2])
        }
    });
    let mut bytes = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 85)
        .encode_image(&picture)
        .unwrap();
    Jpeg { bytes, width: 390, height: 567, components: 3 }
}

pub(crate) fn photo_box(jpeg: Option<Jpeg>) -> PhotoBox {
    PhotoBox { jpeg, width_mm: 33.0, height_mm: 48.0, caption: "照片（33 mm×48 mm）".into() }
}

pub(crate) fn history(rows: usize) -> Block {
    let columns =
        [("起止年月", 38.0), ("学习或工作单位", 62.0), ("专业、职务", 42.0), ("证明人", 28.0)];
    let row = |at: usize| {
        let place = if at % 3 == 1 {
            "北方能源股份有限公司西部油田分公司勘探开发研究院地球物理研究所".to_owned()
        } else {
            format!("江南理工大学土木工程与建筑学院{}班", at + 1)
        };
        let role = if at < rows / 2 { "学生" } else { "助理工程师、项目负责人" };
        let witness = if at.is_multiple_of(2) { "𬱖䶮" } else { "买买提江·吐尔逊" };
        vec![
            format!("{}-09 至 {}-08", 1960 + at, 1961 + at),
            place,
            role.to_owned(),
            witness.to_owned(),
        ]
    };
    Block::Table {
        columns: columns.map(|(title, share)| Column { title: title.into(), share }).into(),
        rows: (0..rows).map(row).collect(),
    }
}

/// A receipt with every kind of block but the checklist's; two pages.
pub(crate) fn receipt() -> Document {
    let pairs = [
        [("姓名", "王䶮㛃"), ("姓名拼音", "WANG YANJIE")],
        [("性别", "女"), ("出生日期", "1949-12-31")],
        [("民族", "维吾尔族"), ("政治面貌", "中共党员")],
        [("国家或地区", "中华人民共和国"), ("移动电话", "13800138000")],
        [("证件类型", "居民身份证"), ("参加工作年月", "2012-07")],
        [("证件号码", "11010519491231002X"), ("邮政编码", "843000")],
        [("曾用名", "阿卜杜拉·买买提江"), ("婚姻状况", "未婚")],
    ];
    let mut person: Vec<Vec<FormCell>> =
        pairs.map(|it| it.map(|(label, value)| cell(label, value)).into()).into();
    person.push(vec![cell(
        "电子邮箱",
        "very.long.applicant.mailbox.name@graduate-school.example.edu.cn",
    )]);
    person.push(vec![cell("通信地址", ADDRESS)]);
    person.push(vec![cell(
        "前置学位",
        "管理学学士学位（江南理工大学，获得年月：2012-06，证书编号：1049642012000123）",
    )]);
    let degree = [
        [("学位授予单位", "江南理工大学"), ("所在省市地区", "湖北省")],
        [("申请学位类型", "学术型学位"), ("学科门类／名称", "工学／土木工程")],
        [("申请人类别", "其他在职人员"), ("学位申请年月", "2026-11")],
        [
            ("工作单位名称", "北方能源股份有限公司西部油田分公司勘探开发研究院"),
            ("单位性质／职级", "国有企业／其他"),
        ],
    ];
    let checks = [
        (true, "电子照片", "JPG，390×567 像素，200 KB 以内，蓝底，近三个月内正面免冠"),
        (true, "身份证正反面扫描件", "JPG，原件扫描，四角完整、无反光"),
        (
            false,
            "学士学位证书、毕业证书扫描件",
            "JPG；证书姓名与身份证不一致的，须附户籍部门更名证明，且证明上须有曾用名、现用名与公民身份号码",
        ),
        (false, "学籍（学历）备案表", "PDF，在“学信档案”下载，有效期内"),
        (false, "工作单位证明（资格审查表），加盖人事部门公章", ""),
    ];
    document(vec![
        Block::Notice {
            tone: Tone::Stop,
            text: "还有 1 处要改：\n1. 证件号码的校验位不对，请核对原件。".into(),
        },
        Block::Notice {
            tone: Tone::Warning,
            text: "2 处请核对：\n1. 通信地址较长，平台只收 100 个字。\n2. 个人经历中断了 3 个月。"
                .into(),
        },
        heading("一、基本信息"),
        Block::Form { rows: person, photo: Some(photo_box(Some(photo()))) },
        heading("二、拟申请学位"),
        Block::Form {
            rows: degree.map(|it| it.map(|(label, value)| cell(label, value)).into()).into(),
            photo: None,
        },
        heading("三、个人经历（自高中毕业起连续填写至本年本月）"),
        history(9),
        heading("四、材料清单"),
        Block::Checks {
            items: checks
                .map(|(ticked, text, detail)| CheckLine {
                    ticked,
                    text: text.into(),
                    detail: detail.into(),
                })
                .into(),
        },
        Block::Notice {
            tone: Tone::Info, text: "本回执由本机生成，没有上传任何内容。".into()
        },
        heading("五、本人承诺"),
        Block::Paragraph { text: PLEDGE.into() },
        Block::Signature {
            label: "申请人（签名）：".into(),
            date_label: "日期：　　　年　　月　　日".into(),
            signed: None,
        },
    ])
}

/// A portal's boxes in its order.
pub(crate) fn checklist() -> Document {
    let items = [
        (ItemAction::Copy, "姓名", "王䶮㛃", "与身份证一致，含生僻字", true),
        (ItemAction::Choose, "证件类型", "居民身份证", "", true),
        (ItemAction::Copy, "证件号码", "11010519491231002X", "最后一位字母大写", true),
        (ItemAction::Confirm, "确认证件号码", "11010519491231002X", "", true),
        (ItemAction::Secret, "登录密码", "", "8—20 位，须含字母和数字；本程序不保存密码", true),
        (ItemAction::Code, "短信验证码", "", "发到 13800138000，10 分钟内有效", true),
        (ItemAction::Upload, "电子照片", "照片.jpg", "390×567 像素，200 KB 以内", true),
        (ItemAction::Copy, "通信地址", ADDRESS, "省、市、区之间不留空格", false),
        (ItemAction::System, "报名号", "", "平台自动生成", false),
        (ItemAction::Do, "阅读并同意《网上报名公告》", "", "", true),
        (ItemAction::Irreversible, "提交", "", "提交后不能修改，请先对照本清单逐项核对", true),
    ];
    let items = items.map(|(action, label, value, note, required)| Item {
        id: "page.field".into(),
        action,
        label: label.into(),
        value: value.into(),
        note: note.into(),
        required,
    });
    let mut document = document(vec![
        Block::Notice {
            tone: Tone::Info, text: "按平台页面顺序排列。带星号的为必填项。".into()
        },
        heading("第 1 页　注册"),
        Block::Items { items: items.to_vec() },
    ]);
    document.title = "填报清单".into();
    document
}

pub(crate) const ADDRESS: &str = "新疆维吾尔自治区喀什地区叶城县巴仁乡“托万欧壤村”3号院（原机械厂家属区）12号楼2单元1501室；收件人：阿卜杜拉·买买提江，转交王䶮㛃。如无人签收，请放至小区东门《菜鸟驿站》并电话告知，多谢！";
pub(crate) const PLEDGE: &str = "本人承诺以上所填信息及所备材料真实、准确、完整，与学籍（学历）注册信息一致；如有不实，由此产生的一切后果由本人承担。本回执仅供本人向官方平台填报前核对使用，“提交”以官方平台显示的申请状态为准。";
