//! Files that exist as measurements alone, judged as if they had been looked at: whoever is in a photo stands as the
//! portal wants it.

use beishen_core::{
    Answers, Assessment, Backdrop, ColorMode, FileFormat, Measurement, PixelSize, Procedure,
    Profile, Wanted,
};
use beishen_photo::{
    Background, Brim, Covered, Detail, Face, Features, Head, Light, Portrait, Print, Seen,
    Unreadable, judge,
};
use chrono::NaiveDateTime;

/// Assesses a draft, its files judged as they are now.
pub fn assess(procedure: &Procedure, answers: &Answers, now: NaiveDateTime) -> Assessment {
    beishen_core::assess(procedure, &judged(procedure, answers), now)
}

/// The same draft, its files judged.
pub fn judged(procedure: &Procedure, answers: &Answers) -> Answers {
    let mut answers = answers.clone();
    for material in procedure.materials() {
        if let Some(file) = answers.materials.get_mut(&material.id) {
            let wanted = procedure.wanted(material);
            file.verdicts = Some(judge(file, Some(&seen(file, wanted)), wanted));
        }
    }
    answers
}

/// What the program would see in a file that is what it says.
fn seen(file: &Measurement, wanted: Wanted<'_>) -> Seen {
    let known = !matches!(file.format, FileFormat::Unknown | FileFormat::Pdf | FileFormat::Gif);
    match file.size {
        Some(size) if known && !file.truncated && file.decodes != Some(false) => {
            if file.color == Some(ColorMode::Cmyk) {
                return Seen::Unreadable(Unreadable::Cmyk);
            }
            match wanted {
                Wanted::Photo(profile) => Seen::Person(size, Some(portrait(profile, size)), 1.0),
                Wanted::Scan(_) => {
                    Seen::Document(Print { size, sharpness: 1000.0, paper: 250.0, ink: 0.05 })
                }
            }
        }
        _ if known => Seen::Unreadable(Unreadable::Damaged),
        _ => Seen::Unreadable(Unreadable::Unknown),
    }
}

/// Somebody in the middle of every limit.
fn portrait(profile: &Profile, size: PixelSize) -> Portrait {
    let whole = beishen_photo::Crop { x: 0, y: 0, width: size.width, height: size.height };
    // Lying, it is too low for such a head; yet all of it is there.
    let head = Head::expected(whole, profile);
    let lowest = u16::try_from(size.height).map_or(f32::MAX, |it| 0.9 * f32::from(it));
    let head = Head { chin: head.chin.min(lowest), ..head };
    let rgb = match profile.backdrop {
        Backdrop::LightBlue(rgb) => rgb.map(f32::from),
        Backdrop::Any | Backdrop::Blue => [67.0, 142.0, 219.0],
    };
    let features = Features {
        breadth: 1.25,
        yaw: 0.0,
        roll: 0.0,
        eyes_open: [9.0; 2],
        mouth_open: 1.0,
        teeth: 0.0,
        bare: 0.0,
    };
    let face = Face {
        head,
        features,
        background: Some(Background {
            rgb,
            unevenness: 1.0,
            above: 1.0,
            things: 0.0,
            halo: 0.0,
            frame: 0.0,
            grain: 0.5,
            share: 0.5,
        }),
        light: Light {
            sharpness: 100.0,
            burnt: 0.0,
            brightness: 130.0,
            lightest: 180.0,
            sides: 0.5,
            near: 0.4,
            height: 0.5,
            chroma: 25.0,
            redness: 15.0,
            yellowness: 18.0,
        },
        covered: Covered {
            eyes: [40.0; 2],
            shade: 5.0,
            around: 5.0,
            grey: 0.9,
            whites: -8.0,
            lens: 5.0,
            yellow: 0.0,
            red: 0.0,
            forehead: 10.0,
            cloth: 5.0,
            spot: 15.0,
            strands: 1.0,
            hair: Some([5.0, 8.0]),
            edge: 8.0,
            brim: Brim::default(),
            brows: 10.0,
            lips: 20.0,
            below: 5.0,
            chin: 8.0,
        },
        detail: Detail { fine: 0.4, blocks: 1.05, smear: -1.2 },
    };
    Portrait { faces: 1, doubtful: 0, lies: false, face: Some(face) }
}
