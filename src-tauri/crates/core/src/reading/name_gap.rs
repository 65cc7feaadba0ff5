//! A name with a blank or another sign where a dot may be meant: the person's people says which repair is the likelier.

use super::{
    name::{are_people, is_gap, judge},
    name_characters::{DOT, has_han},
    name_custom::Bearer,
};

/// The likely repair and the other, for somebody whose people is known: most have no dot in their names; where names have
/// one, it comes first. Nothing for a name that needs no such repair.
pub(crate) fn repairs_for(name: &str, bearer: Bearer<'_>) -> Option<(String, String)> {
    let parts: Vec<&str> = name.split(is_gap).filter(|it| !it.is_empty()).collect();
    if !has_han(name) || parts.len() < 2 || are_people(name) {
        return None;
    }
    let (apart, joined) = (parts.join(&DOT.to_string()), parts.concat());
    if [&apart, &joined].iter().any(|it| judge(it).is_some_and(|it| it.is_error())) {
        return None;
    }
    Some(if bearer.has_no_dot()? { (joined, apart) } else { (apart, joined) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_people_decides_which_repair_comes_first() {
        for (name, people, first, second) in [
            ("叶 尔肯", "哈萨克族", "叶·尔肯", "叶尔肯"),
            ("叶 尔肯", "汉族", "叶尔肯", "叶·尔肯"),
            ("王小 明", "汉族", "王小明", "王小·明"),
            ("王小 明", "壮族", "王小明", "王小·明"),
            ("买买提江 阿卜杜拉", "维吾尔族", "买买提江·阿卜杜拉", "买买提江阿卜杜拉"),
            ("买买提江-阿卜杜拉", "维吾尔族", "买买提江·阿卜杜拉", "买买提江阿卜杜拉"),
            ("卓玛 央金", "藏族", "卓玛·央金", "卓玛央金"),
        ] {
            let repairs = repairs_for(name, Bearer { ethnic_group: Some(people), document: None });
            assert_eq!(repairs, Some((first.to_owned(), second.to_owned())), "{name} {people}");
        }
        for (name, people) in [
            ("王小 明", ""),
            ("王小明", "汉族"),
            ("SMITH/JOHN", "汉族"),
            ("张3 四", "汉族"),
            ("张三、李四", "汉族"),
        ] {
            let bearer = Bearer { ethnic_group: Some(people), document: None };
            assert_eq!(repairs_for(name, bearer), None, "{name}");
        }
    }
}
