#[path = "../tests/support/mod.rs"]
mod support;
fn main() {
    let fonts = support::fonts();
    for (name, doc) in [("receipt", support::receipt()), ("checklist", support::checklist())] {
        let p = beishen_print::print(&doc, &fonts).unwrap();
        std::fs::write(format!("/tmp/out-{name}.pdf"), &p.pdf).unwrap();
        eprintln!("{name} {} pages {} bytes {:?}", p.pages, p.pdf.len(), p.missing);
    }
}
