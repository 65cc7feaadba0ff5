//! Whose a file is, by its name: a document number, a student number or a name in it.

use beishen_core::reading::fold;
use beishen_store::DraftId;

/// Somebody a file may belong to.
pub(crate) struct Whom {
    pub(crate) draft: DraftId,
    pub(crate) name: String,
    /// As it is read.
    pub(crate) number: String,
    pub(crate) student: Vec<String>,
    /// There is such a file already.
    pub(crate) has: bool,
}

/// Files of a folder for one material, and whom they may belong to.
pub(crate) struct Found {
    pub(crate) material: String,
    pub(crate) files: Vec<std::path::PathBuf>,
    pub(crate) people: Vec<Whom>,
}

/// How a file was matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    Number,
    Student,
    Name,
}

/// A number must have so many characters to be told from any other digits of a name.
const SHORTEST: usize = 4;

/// Those of `people` whose the file may be, and what in its name says so; the surest thing decides alone. Of names the longest counts:
/// 王小明 is not 王小.
pub(crate) fn whose(stem: &str, people: &[Whom]) -> Option<(By, Vec<usize>)> {
    let plain: String = stem
        .chars()
        .map(fold)
        .filter(|it| !it.is_whitespace() && !matches!(it, '-' | '_'))
        .flat_map(char::to_uppercase)
        .collect();
    let having = |is: &dyn Fn(&Whom) -> bool| -> Vec<usize> {
        people.iter().enumerate().filter(|it| is(it.1)).map(|it| it.0).collect()
    };
    let long = |it: &str| it.chars().count() >= SHORTEST;
    let number = having(&|it| long(&it.number) && plain.contains(&it.number.to_uppercase()));
    if !number.is_empty() {
        return Some((By::Number, number));
    }
    // A student number is a word of its own: 2021 is not in 20210101.
    let words: Vec<String> = stem
        .split(|it: char| !it.is_ascii_alphanumeric())
        .map(str::to_uppercase)
        .filter(|it| long(it))
        .collect();
    let is_word = |it: &String| words.contains(&it.trim().to_uppercase());
    let student = having(&|it| it.student.iter().any(is_word));
    if !student.is_empty() {
        return Some((By::Student, student));
    }
    let in_it = |it: &Whom| !it.name.is_empty() && plain.contains(&it.name.to_uppercase());
    let longest = people.iter().filter(|it| in_it(it)).map(|it| it.name.chars().count()).max()?;
    Some((By::Name, having(&|it| in_it(it) && it.name.chars().count() == longest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_whose_its_name_says_and_what_is_not_certain_is_asked() {
        let whom = |name: &str, number: &str, student: &str| Whom {
            draft: DraftId(0),
            name: name.into(),
            number: number.into(),
            student: vec![student.into()],
            has: false,
        };
        let people = [
            whom("张三", "11010519491231002X", "20210101"),
            whom("李四", "440524188001010014", "20210102"),
            whom("王小", "", "2021"),
            whom("王小明", "", ""),
            whom("李四", "", "20210199"),
        ];
        for (stem, by, whose_it_is) in [
            ("11010519491231002x", Some(By::Number), &[0][..]),
            ("照片-１１０１０５１９４９１２３１００２Ｘ", Some(By::Number), &[0]),
            ("110105 19491231 002X 李四", Some(By::Number), &[0]),
            ("20210102_李四", Some(By::Student), &[1]),
            ("IMG_20210101", Some(By::Student), &[0]),
            ("2021010155", None, &[]),
            ("张三的照片", Some(By::Name), &[0]),
            ("王小明 2 寸", Some(By::Name), &[3]),
            ("李四", Some(By::Name), &[1, 4]),
            ("IMG_0001", None, &[]),
            ("", None, &[]),
        ] {
            let found = whose(stem, &people);
            let found = found.map_or((None, Vec::new()), |it| (Some(it.0), it.1));
            assert_eq!((found.0, found.1.as_slice()), (by, whose_it_is), "{stem}");
        }
    }
}
