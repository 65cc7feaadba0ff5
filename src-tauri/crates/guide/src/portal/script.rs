//! Lists in scripts: arrays of words, or of objects that have words and a value, with the names that stand before them.

use super::{form::FormOption, segments::one_line};

/// An array of a script.
pub(super) struct Array {
    /// What it is the value of: `sexList` in `sexList: […]`, and what is named close before it.
    names: Vec<String>,
    pub(super) options: Vec<FormOption>,
}

impl Array {
    /// Whether it is for a box that has one of these names: `sex`, `form.sex`.
    pub(super) fn is_for(&self, names: &[&str]) -> bool {
        let last = |it: &str| it.rsplit(['.', '[', '$', ':']).next().map(bare).unwrap_or_default();
        names.iter().any(|it| {
            let (whole, last) = (bare(it), last(it));
            self.names.iter().any(|it| !it.is_empty() && (*it == whole || *it == last))
        })
    }
}

/// Tokens before an array in which its name is looked for.
const NEAR: usize = 24;
/// Arrays that are read of a page.
const MOST: usize = 500;
/// What an object calls its words, and its value.
const WORDS: [&str; 7] = ["label", "text", "name", "title", "caption", "dictlabel", "mc"];
const VALUES: [&str; 8] = ["value", "id", "code", "key", "val", "dictvalue", "dm", "bm"];
/// What names the box that a list is for.
const NAMES: [&str; 7] = ["prop", "name", "field", "id", "key", "model", "elem"];

#[derive(Debug, Clone, PartialEq)]
enum Token {
    /// In quotation marks.
    Text(String),
    /// A name or a number.
    Word(String),
    Sign(char),
}

/// The arrays of a script's text that can be a list's.
pub(super) fn arrays(text: &str, into: &mut Vec<Array>) {
    if !text.contains('[') {
        return;
    }
    let tokens = tokens(text);
    let mut at = 0;
    while at < tokens.len() && into.len() < MOST {
        let read = match tokens.get(at) {
            Some(Token::Sign('[')) => options(&tokens, at + 1),
            _ => None,
        };
        at = match read {
            Some((options, end)) => {
                into.push(Array { names: names(&tokens, at), options });
                end
            }
            None => at + 1,
        };
    }
}

/// A name as it is compared: small, without signs, and without what only says that it is a list.
fn bare(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    let mut name: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    for end in [
        "list", "options", "option", "opts", "data", "array", "arr", "dict", "items", "source",
        "select",
    ] {
        if let Some(before) = name.strip_suffix(end).filter(|it| !it.is_empty()) {
            name = before.to_owned();
        }
    }
    name
}

/// What an array is called: the word it is assigned to, an element (`#sex`) or a field (`prop: 'sex'`) close before it.
fn names(tokens: &[Token], at: usize) -> Vec<String> {
    let token = |back: usize| at.checked_sub(back).and_then(|it| tokens.get(it));
    let mut names = Vec::new();
    if let (Some(Token::Sign(':' | '=')), Some(Token::Word(name) | Token::Text(name))) =
        (token(1), token(2))
    {
        names.push(bare(name));
    }
    for back in 1..NEAR {
        match token(back) {
            Some(Token::Sign(']' | ';')) => break,
            Some(Token::Text(text)) if text.starts_with('#') => names.push(bare(text)),
            Some(Token::Text(text)) => {
                if let (Some(Token::Sign(':')), Some(Token::Word(key) | Token::Text(key))) =
                    (token(back + 1), token(back + 2))
                    && NAMES.contains(&key.as_str())
                {
                    names.push(bare(text));
                }
            }
            _ => {}
        }
    }
    names
}

/// The options of an array that begins before `at`, and where it ends. Nothing if it is one of something else.
fn options(tokens: &[Token], mut at: usize) -> Option<(Vec<FormOption>, usize)> {
    let mut found = Vec::new();
    loop {
        match tokens.get(at)? {
            Token::Sign(']') => return (!found.is_empty()).then_some((found, at + 1)),
            Token::Sign(',') => at += 1,
            Token::Text(text) => {
                found.push(FormOption { text: one_line(text), value: String::new() });
                at += 1;
            }
            Token::Sign('{') => {
                let (option, end) = object(tokens, at + 1)?;
                found.push(option);
                at = end;
            }
            _ => return None,
        }
    }
}

fn object(tokens: &[Token], mut at: usize) -> Option<(FormOption, usize)> {
    let (mut text, mut value) = (None, None);
    loop {
        let key = match tokens.get(at)? {
            Token::Sign('}') => break,
            Token::Sign(',') => {
                at += 1;
                continue;
            }
            Token::Text(key) | Token::Word(key) => key.to_ascii_lowercase(),
            Token::Sign(_) => return None,
        };
        if *tokens.get(at + 1)? != Token::Sign(':') {
            return None;
        }
        let (Token::Text(said) | Token::Word(said)) = tokens.get(at + 2)? else { return None };
        if let Some(place) = WORDS.iter().position(|it| *it == key) {
            let better = text.as_ref().is_none_or(|it: &(usize, String)| place < it.0);
            text = if better { Some((place, said.clone())) } else { text };
        } else if let Some(place) = VALUES.iter().position(|it| *it == key) {
            let better = value.as_ref().is_none_or(|it: &(usize, String)| place < it.0);
            value = if better { Some((place, said.clone())) } else { value };
        }
        at += 3;
    }
    let value = value.map(|it| it.1).unwrap_or_default();
    Some((FormOption { text: one_line(&text?.1), value }, at + 1))
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' | '\'' | '`' => {
                let mut said = String::new();
                while let Some(it) = chars.next().filter(|it| *it != c) {
                    if it == '\\' {
                        said.extend(escaped(&mut chars));
                    } else {
                        said.push(it);
                    }
                }
                tokens.push(Token::Text(said));
            }
            '/' if chars.peek() == Some(&'/') => while chars.next_if(|it| *it != '\n').is_some() {},
            '/' if chars.peek() == Some(&'*') => {
                let mut last = ' ';
                chars.next();
                for it in chars.by_ref() {
                    if last == '*' && it == '/' {
                        break;
                    }
                    last = it;
                }
            }
            _ if c.is_whitespace() => {}
            _ if c.is_alphanumeric() || matches!(c, '_' | '$') => {
                let mut word = c.to_string();
                while let Some(it) =
                    chars.next_if(|it| it.is_alphanumeric() || matches!(it, '_' | '$' | '.'))
                {
                    word.push(it);
                }
                tokens.push(Token::Word(word));
            }
            _ => tokens.push(Token::Sign(c)),
        }
    }
    tokens
}

/// What stands for a character: `\u7537`.
fn escaped(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Option<char> {
    match chars.next()? {
        'u' => {
            let code: String =
                std::iter::from_fn(|| chars.next_if(char::is_ascii_hexdigit)).take(4).collect();
            u32::from_str_radix(&code, 16).ok().and_then(char::from_u32)
        }
        'n' | 'r' | 't' => Some(' '),
        it => Some(it),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, name: &str) -> Vec<String> {
        let mut all = Vec::new();
        arrays(text, &mut all);
        let found = all.iter().filter(|it| it.is_for(&[name]));
        found
            .flat_map(|it| it.options.iter().map(|it| format!("{}={}", it.text, it.value)))
            .collect()
    }

    #[test]
    fn a_list_is_found_by_the_name_that_stands_before_it() {
        let same = ["男=1", "女=2"];
        for (script, name) in [
            ("var sexList = [{value:'1',label:'男'},{value:'2',label:'女'}];", "sex"),
            (r#"{"data":{"sex":[{"id":1,"name":"\u7537"},{"id":2,"name":"\u5973"}]}}"#, "form.sex"),
            (
                "$('#sex').combobox({valueField:'id',data:[{id:'1',text:'男'},{id:'2',text:'女'}]})",
                "sex",
            ),
            (
                "[{prop:'sex',label:'性别',options:[{code:'1',label:'男'},{code:'2',label:'女'}]}]",
                "sex",
            ),
            (
                "// [\nconst sex_options=[{key:'1',title:'男',/* x */},{key:'2',title:\"女\"}]",
                "user[sex]",
            ),
        ] {
            let name = name.trim_end_matches(']');
            assert_eq!(read(script, name), same, "{script}");
        }
        assert_eq!(read("x={sex:['男','女']}", "sex"), ["男=", "女="]);
        for other in
            ["sex=[1,2]", "sex=[f()]", "sex=[{a:[1]}]", "sex=[", "sex=[{label:'男'", "sex=[]"]
        {
            assert!(read(other, "sex").is_empty(), "{other}");
        }
        assert!(read("sex=[{label:'男'}]", "age").is_empty());
    }
}
