use beishen_photo::*;
use std::time::Instant;
fn main() {
    let m = concat!(env!("CARGO_MANIFEST_DIR"), "/../../resources/models/");
    let models = Models::load(|n| std::fs::read(format!("{m}{n}")).ok()).unwrap();
    for f in std::env::args().skip(1) {
        let b = std::fs::read(&f).unwrap();
        let t = Instant::now();
        let p = Photo::look(&b, Some(&models));
        println!("{f} {:?}", t.elapsed());
        for profile in Profile::built_in() {
            println!("== {}", profile.id);
            for c in p.verdicts(&profile).checks { println!("{:?} {} {:?} {:?} {}", c.verdict, c.id, c.measured, c.limits, c.message.zh); }
            let t = Instant::now();
            match p.prepare(&profile, None, Some(&models)) {
                Ok(x) => { println!("prepared {:?} {:?}", t.elapsed(), x.record); for c in x.verdicts.checks { println!("   {:?} {} {:?} {:?} {}", c.verdict, c.id, c.measured, c.limits, c.message.zh); }
                    std::fs::write(format!("/tmp/ph/{}.jpg", profile.id), x.jpeg).unwrap(); }
                Err(x) => println!("{:?} {}", x, x.message().zh),
            }
        }
    }
}
