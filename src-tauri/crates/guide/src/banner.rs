//! What the practice portal says of itself on every page, so that nothing copied from it passes for the portal's.

/// In both languages.
pub(crate) const BANNER: [&str; 2] = [
    "练习平台 · 不是官方网站 · 什么都不会提交",
    "Practice portal · not an official website · nothing is submitted",
];

/// Whether a text holds it.
pub(crate) fn has_banner(text: &str) -> bool {
    BANNER.iter().any(|it| text.contains(it))
}
