//! E-mail addresses: the part of RFC 5321 that every portal takes.

use super::{
    Problem, Reading, Reason,
    normalise::{self, code_point, is_hidden},
};

const AT_SIGN: Reason = Reason::error("at_sign", &["n"]);
const SPACE: Reason = Reason::error("space", &[]);
const NOT_ASCII: Reason = Reason::error("not_ascii", &["c", "u"]);
const CHARACTERS: Reason = Reason::error("characters", &["c"]);
const DOT: Reason = Reason::error("dot", &[]);
const LOCAL: Reason = Reason::error("local", &[]);
const DOMAIN: Reason = Reason::error("domain", &[]);
const TYPO_DOMAIN: Reason = Reason::warning("typo_domain", &["x"]);
const AVOIDED: Reason = Reason::warning("avoided", &["host"]);

pub(super) const REASONS: &[Reason] =
    &[AT_SIGN, SPACE, NOT_ASCII, CHARACTERS, DOT, LOCAL, DOMAIN, TYPO_DOMAIN, AVOIDED];

/// Hosts whose activation mail does not arrive, as the portal says.
const AVOIDED_HOSTS: [&str; 2] = ["hotmail", "yahoo"];

/// Well-known hosts with the slips of the finger that are met, none of them a mail host of its own.
const HOSTS: [(&str, &str, &[&str]); 13] = [
    ("qq", "com", &["qqq", "qqmail"]),
    ("163", "com", &["l63", "i63", "16s"]),
    ("126", "com", &["l26", "i26"]),
    ("139", "com", &["l39"]),
    (
        "gmail",
        "com",
        &[
            "gmial", "gamil", "gmai", "gmal", "gmil", "gnail", "gmaill", "gmali", "gmall", "gmeil",
            "gmaul", "gimail", "ggmail",
        ],
    ),
    (
        "foxmail",
        "com",
        &["foxmial", "foxmai", "foxmal", "foxmall", "foxmaill", "fxmail", "foxamil"],
    ),
    (
        "outlook",
        "com",
        &["outlok", "outllok", "outloook", "oulook", "outook", "outlock", "outlool"],
    ),
    ("icloud", "com", &["iclould", "iclod", "icould", "iclound"]),
    ("sina", "com", &["sian", "sinna"]),
    ("sohu", "com", &["souhu", "sohuu"]),
    ("yeah", "net", &["yeahh", "yaeh"]),
    ("hotmail", "com", &["hotmial", "hotmal", "hotmai", "hotmil", "hotmall"]),
    ("yahoo", "com", &["yaho", "yahooo", "yhoo"]),
];

/// What is typed for `com` at one of these hosts; `.co`, `.cm` and `.om` are countries, but have no such mail host.
const COM_SLIPS: [&str; 3] = ["om", "co", "cm"];

/// Ends that no host has (IANA, root zone), with the one that was meant.
const NO_ENDS: [(&str, &[&str]); 3] = [
    ("com", &["con", "cmo", "ocm", "comm", "vom", "xom", "cim", "coom", "cpm", "cok"]),
    ("net", &["nte", "ner", "nat", "ent", "nett", "met"]),
    ("cn", &["cnn", "ccn", "cnm"]),
];

/// Hosts that may be somebody's, but not the one of a mail box that people have; with the one they have.
const MEANT: [(&str, &str); 18] = [
    ("qq.cn", "qq.com"),
    ("qq.com.cn", "qq.com"),
    ("qq.net", "qq.com"),
    ("163.cn", "163.com"),
    ("163.com.cn", "163.com"),
    ("126.cn", "126.com"),
    ("126.com.cn", "126.com"),
    ("139.cn", "139.com"),
    ("139.com.cn", "139.com"),
    ("foxmail.cn", "foxmail.com"),
    ("foxmail.com.cn", "foxmail.com"),
    ("gmail.cn", "gmail.com"),
    ("gmail.com.cn", "gmail.com"),
    ("icloud.cn", "icloud.com"),
    ("outlook.cn", "outlook.com"),
    ("yeah.com", "yeah.net"),
    ("yeah.cn", "yeah.net"),
    ("189.com", "189.cn"),
];

/// Case of the host's name does not matter and is lowered; the part before @ stays as typed.
pub(super) fn read(text: &str) -> Reading<'_> {
    let address = normalise::line(text);
    let address = match address.rsplit_once('@') {
        Some((local, host)) if host.bytes().any(|it| it.is_ascii_uppercase()) => {
            format!("{local}@{}", host.to_ascii_lowercase()).into()
        }
        _ => address,
    };
    let Some(problem) = judge(&address) else { return Reading::valid(address) };
    let is_better = |it: &String| *it != *address && judge(it).is_none_or(|it| !it.is_error());
    let fix = match problem.reason {
        it if it == &AVOIDED => None,
        it if it == &TYPO_DOMAIN => {
            problem.params.first().map(|it| it.1.clone()).filter(|_| is_sure(&address))
        }
        _ => Some(repaired(&address)),
    };
    let fix = fix.filter(is_better);
    Reading { fix, ..Reading::valid(address).with(Some(problem)) }
}

fn judge(address: &str) -> Option<Problem> {
    if address.contains(char::is_whitespace) {
        return Some(Problem::new(&SPACE, Vec::new()));
    }
    if let Some(c) = address.chars().find(|it| !it.is_ascii_graphic()) {
        return Some(Problem::new(&NOT_ASCII, vec![("c", c.to_string()), ("u", code_point(c))]));
    }
    let (Some((local, host)), n) = (address.split_once('@'), address.matches('@').count()) else {
        return Some(Problem::new(&AT_SIGN, vec![("n", "0".to_owned())]));
    };
    if n > 1 {
        return Some(Problem::new(&AT_SIGN, vec![("n", n.to_string())]));
    }
    let stray = local
        .chars()
        .find(|it| !it.is_ascii_alphanumeric() && !"!#$%&'*+-/=?^_`{|}~.".contains(*it));
    if let Some(c) =
        stray.or_else(|| host.chars().find(|it| !it.is_ascii_alphanumeric() && !"-.".contains(*it)))
    {
        return Some(Problem::new(&CHARACTERS, vec![("c", c.to_string())]));
    }
    if local.is_empty() || local.len() > 64 {
        return Some(Problem::new(&LOCAL, Vec::new()));
    }
    if [local, host].iter().any(|it| it.starts_with('.') || it.ends_with('.') || it.contains(".."))
    {
        return Some(Problem::new(&DOT, Vec::new()));
    }
    if !is_host(host) || address.len() > 254 {
        return Some(Problem::new(&DOMAIN, Vec::new()));
    }
    let meant = likely_host(host);
    if meant != host {
        return Some(Problem::new(&TYPO_DOMAIN, vec![("x", format!("{local}@{meant}"))]));
    }
    let labels: Vec<&str> = host.split('.').collect();
    let avoided = labels.iter().rev().skip(1).any(|it| AVOIDED_HOSTS.contains(it));
    avoided.then(|| Problem::new(&AVOIDED, vec![("host", host.to_owned())]))
}

/// Labels of letters, digits and hyphens, two of them or more, the last of letters (or an internationalised one).
fn is_host(host: &str) -> bool {
    let labels: Vec<&str> = host.split('.').collect();
    let is_label =
        |it: &&str| (1..=63).contains(&it.len()) && !it.starts_with('-') && !it.ends_with('-');
    let last = labels.last().copied().unwrap_or_default();
    let is_top = last.len() >= 2
        && (last.starts_with("xn--") || last.bytes().all(|it| it.is_ascii_alphabetic()));
    labels.len() >= 2 && labels.iter().all(is_label) && is_top
}

/// The host that was probably meant; the same one when there is no reason to doubt it.
fn likely_host(host: &str) -> String {
    if let Some(it) = MEANT.iter().find(|it| it.0 == host) {
        return it.1.to_owned();
    }
    // vip.163.com is a host of its own.
    let (before, host) = match host.strip_prefix("vip.") {
        Some(rest) => ("vip.", rest),
        None => ("", host),
    };
    let known = host.split_once('.').and_then(|(label, rest)| {
        let (name, top, slips) = HOSTS.iter().find(|it| it.0 == label || it.2.contains(&label))?;
        let is_com = *top == "com" && COM_SLIPS.contains(&rest);
        let is_slip = slips.contains(&label) && matches!(rest, "com" | "cn");
        let is_it = rest == *top || is_com || is_slip || real_end(rest).is_some();
        is_it.then(|| format!("{name}.{top}"))
    });
    let by_end = || {
        let (rest, end) = host.rsplit_once('.')?;
        let end = real_end(end)?;
        // 示例大学's is edu.cn, whatever stands there.
        let is_school = rest.rsplit('.').next() == Some("edu");
        Some(format!("{rest}.{}", if is_school { "cn" } else { end }))
    };
    let meant = known.or_else(by_end).unwrap_or_else(|| host.to_owned());
    format!("{before}{meant}")
}

/// What was meant by an end that no host has.
fn real_end(end: &str) -> Option<&'static str> {
    NO_ENDS.iter().find(|it| it.1.contains(&end)).map(|it| it.0)
}

/// Whether the host can be nothing but mistyped: one that may be somebody's is only asked about, unless digits alone stand before
/// it, as people have them at qq.com.
fn is_sure(address: &str) -> bool {
    let Some((local, host)) = address.split_once('@') else { return false };
    let is_number = !local.is_empty() && local.bytes().all(|it| it.is_ascii_digit());
    let may_be_real = MEANT.iter().any(|it| it.0 == host) || host.rsplit('.').next() == Some("cn");
    !may_be_real || is_number && host.starts_with("qq.")
}

/// The address without what is around it and no part of it, invisible characters, and with the dot of the same key for a Chinese
/// full stop. A blank, a second @ or a comma may stand for anything, or between two addresses: nothing is made of them.
fn repaired(address: &str) -> String {
    // mailto:, <…>, and what ends a sentence.
    let around = ['<', '>', ';', '；', ',', '，', '"', '(', ')', '。', '｡', '.'];
    let address = ["mailto:", "邮箱：", "邮箱:"]
        .iter()
        .find_map(|it| address.strip_prefix(it))
        .unwrap_or(address);
    let dot = |it: char| if matches!(it, '。' | '｡') { '.' } else { it };
    let plain: String =
        address.trim_matches(around).chars().filter(|it| !is_hidden(*it)).map(dot).collect();
    match plain.rsplit_once('@') {
        Some((local, host)) => format!("{local}@{}", host.to_ascii_lowercase()),
        None => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors() {
        for (typed, normalised, reason, fix) in [
            ("san.zhang@example.cn", "san.zhang@example.cn", "", None),
            ("  san@example.cn ", "san@example.cn", "", None),
            ("\u{FEFF}san@example.cn\u{200B}", "san@example.cn", "", None),
            ("San.Zhang@EXAMPLE.CN", "San.Zhang@example.cn", "", None),
            ("ｓａｎ＠example．cn", "san@example.cn", "", None),
            ("san+td@vip.qq.com", "san+td@vip.qq.com", "", None),
            ("san@example.com.cn", "san@example.com.cn", "", None),
            ("san@sina.cn", "san@sina.cn", "", None),
            ("san@163.com", "san@163.com", "", None),
            ("san@ex-ample.xn--fiqs8s", "san@ex-ample.xn--fiqs8s", "", None),
            ("san", "san", "at_sign", None),
            ("", "", "at_sign", None),
            ("sanqq.com", "sanqq.com", "at_sign", None),
            ("san@@qq.com", "san@@qq.com", "at_sign", None),
            ("san@li@qq.com", "san@li@qq.com", "at_sign", None),
            ("san @qq.com", "san @qq.com", "space", None),
            ("san zhang@qq.com", "san zhang@qq.com", "space", None),
            ("san@qq.com li@qq.com", "san@qq.com li@qq.com", "space", None),
            ("san@qq。com", "san@qq。com", "not_ascii", Some("san@qq.com")),
            ("san@qq.com。", "san@qq.com。", "not_ascii", Some("san@qq.com")),
            ("<san@qq.com>", "<san@qq.com>", "characters", Some("san@qq.com")),
            ("邮箱：san@qq.com；", "邮箱:san@qq.com;", "not_ascii", Some("san@qq.com")),
            ("san@qq，com", "san@qq,com", "characters", None),
            ("张三@example.cn", "张三@example.cn", "not_ascii", None),
            ("s\u{200B}an@qq.com", "s\u{200B}an@qq.com", "not_ascii", Some("san@qq.com")),
            ("san<@qq.com", "san<@qq.com", "characters", None),
            ("san@exa_mple.cn", "san@exa_mple.cn", "characters", None),
            ("@qq.com", "@qq.com", "local", None),
            ("san@", "san@", "domain", None),
            ("san@qq.com.", "san@qq.com.", "dot", Some("san@qq.com")),
            ("san@qq..com", "san@qq..com", "dot", None),
            (".san@qq.com", ".san@qq.com", "dot", Some("san@qq.com")),
            ("san.@qq.com", "san.@qq.com", "dot", None),
            ("san@example", "san@example", "domain", None),
            ("san@example.c", "san@example.c", "domain", None),
            ("san@-example.cn", "san@-example.cn", "domain", None),
            ("san@127.0.0.1", "san@127.0.0.1", "domain", None),
            ("san@qq", "san@qq", "domain", None),
            ("san@163com", "san@163com", "domain", None),
            ("san@qq.con", "san@qq.con", "typo_domain", Some("san@qq.com")),
            ("san@QQ.CON", "san@qq.con", "typo_domain", Some("san@qq.com")),
            ("san@gmial.com", "san@gmial.com", "typo_domain", Some("san@gmail.com")),
            ("san@gmial.con", "san@gmial.con", "typo_domain", Some("san@gmail.com")),
            ("san@163.cm", "san@163.cm", "typo_domain", Some("san@163.com")),
            ("san@hotmial.com", "san@hotmial.com", "typo_domain", Some("san@hotmail.com")),
            ("12345@qq.cn", "12345@qq.cn", "typo_domain", Some("12345@qq.com")),
            ("san@qq.cn", "san@qq.cn", "typo_domain", None),
            ("12345@qq.com.cn", "12345@qq.com.cn", "typo_domain", Some("12345@qq.com")),
            ("san@163.cn", "san@163.cn", "typo_domain", None),
            ("13800138000@139.cn", "13800138000@139.cn", "typo_domain", None),
            ("san@gmail.cn", "san@gmail.cn", "typo_domain", None),
            ("san@yeah.com", "san@yeah.com", "typo_domain", None),
            ("san@189.com", "san@189.com", "typo_domain", None),
            ("san@189.cn", "san@189.cn", "", None),
            ("san@sina.cm", "san@sina.cm", "typo_domain", Some("san@sina.com")),
            ("san@sina.com.cn", "san@sina.com.cn", "", None),
            ("san@126.con", "san@126.con", "typo_domain", Some("san@126.com")),
            ("san@vip.163.cm", "san@vip.163.cm", "typo_domain", Some("san@vip.163.com")),
            ("san@vip.qq.con", "san@vip.qq.con", "typo_domain", Some("san@vip.qq.com")),
            ("san@yeah.ner", "san@yeah.ner", "typo_domain", Some("san@yeah.net")),
            ("san@gmial.cn", "san@gmial.cn", "typo_domain", None),
            ("san@yeah.con", "san@yeah.con", "typo_domain", Some("san@yeah.net")),
            ("san@163.net", "san@163.net", "", None),
            ("san@example.con", "san@example.con", "typo_domain", Some("san@example.com")),
            ("san@example.cnn", "san@example.cnn", "typo_domain", Some("san@example.cn")),
            (
                "san@mail.example.edu.con",
                "san@mail.example.edu.con",
                "typo_domain",
                Some("san@mail.example.edu.cn"),
            ),
            ("san@example.co", "san@example.co", "", None),
            ("san@example.cm", "san@example.cm", "", None),
            ("san@hotmail.com", "san@hotmail.com", "avoided", None),
            ("san@Hotmail.co.uk", "san@hotmail.co.uk", "avoided", None),
            ("san@yahoo.com.cn", "san@yahoo.com.cn", "avoided", None),
            ("hotmail@example.cn", "hotmail@example.cn", "", None),
        ] {
            let reading = read(typed);
            assert_eq!(reading.normalised, normalised, "{typed}");
            assert_eq!(reading.fix.as_deref(), fix, "{typed}");
            assert_eq!(reading.problem.map_or("", |it| it.reason.name), reason, "{typed}");
        }
    }

    #[test]
    fn length_has_its_limits() {
        let address =
            |local: usize, host: usize| format!("{}@{}.cn", "a".repeat(local), "b".repeat(host));
        for (address, reason) in [
            (address(64, 10), ""),
            (address(65, 10), "local"),
            (address(1, 63), ""),
            (address(1, 64), "domain"),
            (
                format!(
                    "{}.{}",
                    address(64, 63).trim_end_matches(".cn"),
                    ["c".repeat(63), "d".repeat(62)].join(".")
                ),
                "domain",
            ),
        ] {
            assert_eq!(read(&address).problem.map_or("", |it| it.reason.name), reason, "{address}");
        }
    }
}
