//! The styles of markup in which portals set their forms, with what a person has filled in.

use std::fmt::Write as _;

use beishen_guide::portal::{FormBox, FormKind};

/// What is filled in everywhere; no result may have it.
pub(crate) const PERSON: &str = "张三丰";

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Style {
    TableLeft,
    TableTwice,
    TableAbove,
    Divs,
    LabelFor,
    Terms,
    Plain,
    Element,
    ElementScript,
    Ant,
    Layui,
    Frame,
}

pub(crate) const STYLES: [Style; 12] = [
    Style::TableLeft,
    Style::TableTwice,
    Style::TableAbove,
    Style::Divs,
    Style::LabelFor,
    Style::Terms,
    Style::Plain,
    Style::Element,
    Style::ElementScript,
    Style::Ant,
    Style::Layui,
    Style::Frame,
];

pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

impl Style {
    pub(crate) fn page(self, boxes: &[FormBox]) -> String {
        let body = match self {
            Self::TableLeft => self.table(boxes, 1),
            Self::TableTwice => self.table(boxes, 2),
            Self::TableAbove => self.above(boxes),
            Self::Frame => {
                let inner = Self::TableLeft.page(boxes);
                return format!(
                    "<html><body><h1>平台</h1><form><input name=q placeholder=搜索></form><iframe srcdoc=\"{}\"></iframe></body></html>",
                    escaped(&inner)
                );
            }
            _ => boxes.iter().enumerate().map(|(n, it)| self.item(n, it)).collect(),
        };
        format!(
            "<!DOCTYPE html><html><head><meta charset=utf-8><title>填报</title></head><body><div class=top>欢迎您，{PERSON} <a href=#>退出</a></div>\
             <h2>填写信息</h2><form action=/save><p>带星号的为必填项，请认真核对。</p>{}{body}{}<button>保存</button></form>\
             {}<div class=foot>主办单位</div></body></html>",
            if matches!(self, Self::Terms) { "<dl>" } else { "" },
            if matches!(self, Self::Terms) { "</dl>" } else { "" },
            self.behind(boxes),
        )
    }

    fn table(self, boxes: &[FormBox], pairs: usize) -> String {
        let mut out = "<table border=1><tbody>".to_owned();
        for (row, pair) in boxes.chunks(pairs).enumerate() {
            out.push_str("<tr>");
            for (n, it) in pair.iter().enumerate() {
                let star = if it.required { "<font color=red>*</font>" } else { "" };
                // Some portals have the star behind the box.
                let (before, behind) = if row % 2 == 0 { (star, "") } else { ("", star) };
                let _ = write!(
                    out,
                    "<td align=right nowrap>{before}{}：</td><td>{} {behind}</td>",
                    escaped(&it.label),
                    self.control(row * pairs + n, it)
                );
            }
            out.push_str("</tr>\n");
        }
        out + "</tbody></table>"
    }

    fn above(self, boxes: &[FormBox]) -> String {
        let mut out = "<table>".to_owned();
        for (row, some) in boxes.chunks(3).enumerate() {
            out.push_str("<tr>");
            for it in some {
                let star = if it.required { "*" } else { "" };
                let _ = write!(out, "<td>{}{star}</td>", escaped(&it.label));
            }
            out.push_str("</tr><tr>");
            for (n, it) in some.iter().enumerate() {
                let _ = write!(out, "<td>{}</td>", self.control(row * 3 + n, it));
            }
            out.push_str("</tr>");
        }
        out + "</table>"
    }

    fn item(self, n: usize, it: &FormBox) -> String {
        let (label, control) = (escaped(&it.label), self.control(n, it));
        let star = |markup: &str| if it.required { markup.to_owned() } else { String::new() };
        match self {
            Self::Divs => format!(
                "<div class=row><div class=name>{}{label}</div><div class=box>{control}<div class=tips>请如实填写</div></div></div>\n",
                star("<i>*</i>")
            ),
            Self::LabelFor => format!(
                "<p><label for=b{n}>{label}{}</label> {control}</p>\n",
                star("<em class=star>*</em>")
            ),
            Self::Terms => format!(
                "<dt>{}{label}</dt><dd>{control} <small>核对后再填</small></dd>\n",
                star("* ")
            ),
            Self::Plain => format!("{label}{}：{control}<br>\n", star("*")),
            Self::Element | Self::ElementScript => format!(
                "<div class=\"el-form-item{}\"><label for=\"f{n}\" class=\"el-form-item__label\">{label}</label>\
                 <div class=\"el-form-item__content\">{control}<div class=\"el-form-item__error\">不能为空</div></div></div>\n",
                star(" is-required")
            ),
            Self::Ant => format!(
                "<div class=\"ant-row ant-form-item\"><div class=\"ant-col ant-form-item-label\"><label for=\"b{n}\" class=\"{}\" title=\"{label}\">{label}</label></div>\
                 <div class=\"ant-col ant-form-item-control\"><div>{control}</div><div class=\"ant-form-item-explain\" role=\"alert\">必须填写</div></div></div>\n",
                star("ant-form-item-required")
            ),
            _ => format!(
                "<div class=layui-form-item><label class=layui-form-label>{}{label}</label><div class=layui-input-block>{control}</div></div>\n",
                star("<span>*</span>")
            ),
        }
    }

    fn control(self, n: usize, it: &FormBox) -> String {
        let most = it.most.map(|it| format!(" maxlength={it}")).unwrap_or_default();
        let text =
            |kind: &str| format!("<input type={kind} id=b{n} name=f{n}{most} value=\"{PERSON}\">");
        match it.kind {
            FormKind::Text | FormKind::Date | FormKind::Shown | FormKind::Checkbox if it.options.is_empty() => match self {
                Self::Element | Self::ElementScript => format!(
                    "<div class=\"el-input\"><input type=\"text\" autocomplete=\"off\"{most} class=\"el-input__inner\" value=\"{PERSON}\"></div>"
                ),
                Self::Ant => format!(
                    "<span class=\"ant-input-affix-wrapper\"><input class=\"ant-input\" id=\"b{n}\"{most} type=\"text\" value=\"{PERSON}\"></span>"
                ),
                _ => text("text"),
            },
            FormKind::Secret => text("password"),
            FormKind::ReadOnly => format!("<input id=b{n} readonly value=\"{PERSON}\">"),
            FormKind::File => format!("<input type=file id=b{n} style=\"display:none\"><button>选择文件</button>"),
            FormKind::Rows => "<table><thead><tr><th>开始</th><th>结束</th></tr></thead><tbody><tr><td><input></td><td><input></td></tr></tbody></table>".to_owned(),
            FormKind::Text => format!("{} @ {}", text("text"), select("", &it.options)),
            _ if it.options.len() < 4 && !it.options.is_empty() => self.circles(n, it),
            _ => self.list(n, it),
        }
    }

    fn circles(self, n: usize, it: &FormBox) -> String {
        let mut out = String::new();
        for (k, option) in it.options.iter().enumerate() {
            let (value, text, on) = (
                escaped(&option.value),
                escaped(&option.text),
                if k == 0 { " checked" } else { "" },
            );
            let native = format!("<input type=radio name=f{n} value=\"{value}\"{on}");
            let _ = match self {
                Self::Element | Self::ElementScript => write!(
                    out,
                    "<label role=\"radio\" aria-checked=\"false\" class=\"el-radio\"><span class=\"el-radio__input\"><span class=\"el-radio__inner\"></span>\
                     {native} aria-hidden=\"true\" class=\"el-radio__original\" style=\"opacity:0\"></span><span class=\"el-radio__label\">{text}</span></label>"
                ),
                Self::Ant => write!(
                    out,
                    "<label class=\"ant-radio-wrapper\"><span class=\"ant-radio\">{native}></span><span>{text}</span></label>"
                ),
                Self::Layui => write!(
                    out,
                    "{native} title=\"{text}\" style=\"display:none\"><div class=\"layui-unselect layui-form-radio\"><i></i><div>{text}</div></div>"
                ),
                Self::LabelFor => {
                    write!(out, "{native} id=r{n}_{k}><label for=r{n}_{k}>{text}</label> ")
                }
                Self::Terms => write!(out, "<label>{native}> {text}</label> "),
                _ => write!(out, "{native}>{text} "),
            };
        }
        out
    }

    fn list(self, n: usize, it: &FormBox) -> String {
        let drawn = |list: &str| {
            format!(
                "<div class=\"el-select\"><div class=\"el-input el-input--suffix\"><input type=\"text\" readonly autocomplete=\"off\" placeholder=\"请选择\" class=\"el-input__inner\" value=\"{PERSON}\"></div>{list}</div>"
            )
        };
        match self {
            Self::Element => {
                let items = it.options.iter().map(|it| {
                    format!(
                        "<li class=\"el-select-dropdown__item\"><span>{}</span></li>",
                        escaped(&it.text)
                    )
                });
                let items: String = items.collect();
                drawn(&format!(
                    "<div class=\"el-select-dropdown el-popper\" style=\"display: none;\"><ul class=\"el-select-dropdown__list\">{items}</ul></div>"
                ))
            }
            Self::ElementScript => drawn(""),
            Self::Ant => format!(
                "<div class=\"ant-select ant-select-single\"><div class=\"ant-select-selector\"><span class=\"ant-select-selection-search\">\
                 <input type=\"search\" role=\"combobox\" id=\"b{n}\" aria-haspopup=\"listbox\" aria-owns=\"b{n}_list\" aria-controls=\"b{n}_list\" readonly></span>\
                 <span class=\"ant-select-selection-item\">{PERSON}</span></div></div>"
            ),
            Self::Layui => {
                let items = it
                    .options
                    .iter()
                    .map(|it| {
                        format!(
                            "<dd lay-value=\"{}\">{}</dd>",
                            escaped(&it.value),
                            escaped(&it.text)
                        )
                    })
                    .collect::<Vec<_>>()
                    .concat();
                format!(
                    "{}<div class=\"layui-unselect layui-form-select\"><div class=\"layui-select-title\"><input type=text placeholder=请选择 value={PERSON} readonly class=\"layui-input\"></div>\
                     <dl class=\"layui-anim\"><dd lay-value=\"\">请选择</dd>{items}</dl></div>",
                    select(&format!(" id=b{n} style=\"display:none\""), &it.options)
                )
            }
            _ => select(&format!(" id=b{n} name=f{n}"), &it.options),
        }
    }

    /// What libraries put at a page's end: open lists, and scripts.
    fn behind(self, boxes: &[FormBox]) -> String {
        let mut out = String::new();
        let lists = boxes
            .iter()
            .enumerate()
            .filter(|it| it.1.kind == FormKind::List && it.1.options.len() > 3);
        for (n, it) in lists {
            let _ = match self {
                Self::Ant => {
                    let shown = it.options.iter().take(3).enumerate();
                    let stub = shown
                        .map(|(k, _)| {
                            format!("<div role=\"option\" id=\"b{n}_list_{k}\">{k}</div>")
                        })
                        .collect::<Vec<_>>()
                        .concat();
                    let items = it.options.iter().map(|it| {
                        let text = escaped(&it.text);
                        format!("<div class=\"ant-select-item ant-select-item-option\" title=\"{text}\"><div class=\"ant-select-item-option-content\">{text}</div></div>")
                    });
                    let items: String = items.collect();
                    write!(
                        out,
                        "<div><div class=\"ant-select-dropdown\"><div><div role=\"listbox\" id=\"b{n}_list\">{stub}</div><div class=\"rc-virtual-list\">\
                         <div class=\"rc-virtual-list-holder\"><div>{items}</div></div></div></div></div></div>"
                    )
                }
                Self::ElementScript => {
                    let items = it
                        .options
                        .iter()
                        .map(|it| format!("{{value:'{}',label:'{}'}}", it.value, it.text));
                    let items: Vec<String> = items.collect();
                    write!(out, "<script>var f{n}Options = [{}];</script>", items.join(","))
                }
                _ => Ok(()),
            };
        }
        out
    }
}

fn select(attributes: &str, options: &[beishen_guide::portal::FormOption]) -> String {
    let mut out = format!("<select{attributes}><option value=\"\">请选择</option>");
    for (n, it) in options.iter().enumerate() {
        let on = if n == 0 { " selected" } else { "" };
        let _ = write!(out, "<option value=\"{n:02}\"{on}>{}</option>", escaped(&it.text));
    }
    out + "</select>"
}
