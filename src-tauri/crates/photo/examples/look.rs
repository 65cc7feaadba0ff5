use beishen_photo::*;
use std::time::Instant;
fn main() {
    let m = concat!(env!("CARGO_MANIFEST_DIR"), "/../../resources/models/");
    let t = Instant::now();
    let models = Models::load(|n| std::fs::read(format!("{m}{n}")).ok()).unwrap();
    println!("load {:?}", t.elapsed());
    for f in std::env::args().skip(1) {
        let b = std::fs::read(&f).unwrap();
        let found = inspect(&b);
        let t = Instant::now();
        let p = read(&b, &found).unwrap();
        println!("{f} read {:?} {}x{}", t.elapsed(), p.pixels.width(), p.pixels.height());
        let t = Instant::now();
        let r = Portrait::measure(&models, &p.pixels);
        println!("measure {:?}", t.elapsed());
        println!("{r:#?}");
        if let Some(Some(f)) = r.as_ref().map(|x| &x.face) { println!("height {} width {} face {}", f.head.height(), f.head.width(), f.head.face_width()); }
    }
}
