//! The page's tests run on what the program says now. `cargo xtask contract` writes it down anew.

mod story;

#[test]
fn what_the_page_is_tested_with_is_current() {
    let told = story::views().unwrap();
    expect_test::expect_file!["../../../../../ui/tests/views.gen.json"].assert_eq(&told);
}
