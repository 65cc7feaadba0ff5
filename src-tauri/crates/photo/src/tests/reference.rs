//! Our interpreter against another: what `LiteRT` makes of the same numbers, recorded by `reference/record.py`.

use std::{collections::HashMap, env, fs, path::Path};

use beishen_document::digest::{hex, sha256};
use image::RgbImage;

use super::scene::{AYOS, MARCS, models, portrait};
use crate::{Models, network::Network};

/// Portraits, with what `LiteRT` made of each.
const RECORDED: [(&str, &str, &str); 2] = [
    ("marc", MARCS, include_str!("reference/marc.txt")),
    ("ayo-ogunseinde-2", AYOS, include_str!("reference/ayo-ogunseinde-2.txt")),
];

/// A network, how it takes its picture, and how far two orders of adding floats may lead apart: boxes are up to 220
/// pixels, points up to 192, shares up to 1.
struct Case {
    name: &'static str,
    network: fn(&Models) -> &Network,
    /// From the picture: first column and row, then pixels for each pixel taken, as a fraction.
    from: ([u32; 2], [u32; 2]),
    number: fn(u8) -> f32,
    apart: f32,
}

const CASES: [Case; 4] = [
    Case {
        name: "faces",
        network: Models::faces,
        from: ([8, 8], [3, 1]),
        number: |it| f32::from(it) / 127.5 - 1.0,
        apart: 1.2e-4,
    },
    Case {
        name: "mesh",
        network: Models::mesh,
        from: ([66, 50], [3, 2]),
        number: |it| f32::from(it) / 255.0,
        apart: 9e-5,
    },
    Case {
        name: "eyes",
        network: Models::eyes,
        from: ([66, 50], [3, 2]),
        number: |it| f32::from(it) / 255.0,
        apart: 4e-4,
    },
    Case {
        name: "person",
        network: Models::person,
        from: ([0, 0], [25, 16]),
        number: |it| f32::from(it) / 255.0,
        apart: 1.6e-5,
    },
];

impl Case {
    /// Pixels taken without mixing any, so that every program takes the same.
    fn input(&self, picture: &RgbImage) -> Vec<u8> {
        let ([x, y], [times, of]) = self.from;
        let side = u32::try_from((self.network)(models()).side).unwrap();
        let places = (0..side).flat_map(|row| (0..side).map(move |column| (column, row)));
        let pixel =
            |(column, row)| picture.get_pixel(x + column * times / of, y + row * times / of).0;
        places.flat_map(pixel).collect()
    }
}

#[test]
fn the_networks_give_what_the_reference_gives() {
    for (name, file, recorded) in RECORDED {
        let recorded = sections(recorded);
        let picture = portrait(file);
        for case in &CASES {
            let input = case.input(&picture);
            if let Some(folder) = env::var_os("BEISHEN_REFERENCE_INPUTS") {
                let file = Path::new(&folder).join(format!("{name}.{}", case.name));
                fs::write(file, &input).unwrap();
                continue;
            }
            let (digest, expected) = &recorded[case.name];
            let same = hex(&sha256(&input)) == *digest;
            assert!(same, "{name} is decoded to other pixels than were recorded: record it anew");
            let input = input.into_iter().map(case.number).collect();
            let outputs = (case.network)(models()).run(input).unwrap();
            let numbers: Vec<f32> = outputs.iter().flat_map(|it| &it.data).copied().collect();
            let apart = expected.iter().map(|(at, it)| (numbers[*at] - it).abs());
            let most = apart.fold(0.0, f32::max);
            assert!(most < case.apart, "{name}, {}: {most:e} apart", case.name);
        }
    }
}

/// Digest of the input, then some numbers of the outputs by their place.
type Section<'a> = (&'a str, Vec<(usize, f32)>);

/// Sections begin with their name and digest; each line then names a place, and the numbers from there on.
fn sections(recorded: &str) -> HashMap<&str, Section<'_>> {
    let mut sections: HashMap<&str, Section<'_>> = HashMap::new();
    let mut current = "";
    for line in recorded.lines().filter(|it| !it.starts_with('#')) {
        let (first, rest) = line.split_once(' ').unwrap();
        if let Ok(place) = first.parse::<usize>() {
            let numbers = rest.split(' ').map(|it| it.parse().unwrap());
            sections.get_mut(current).unwrap().1.extend((place..).zip(numbers));
        } else {
            current = first;
            sections.insert(first, (rest, Vec::new()));
        }
    }
    sections
}
