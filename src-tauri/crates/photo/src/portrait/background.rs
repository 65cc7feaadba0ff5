//! The background: what is surely not the person, beside and above the head.

use image::RgbImage;
use serde::{Deserialize, Serialize};

use super::{
    color::{self, chroma},
    head::{Head, share},
    person::Person,
    place,
};
use crate::in_pixels;

/// The colour behind the person, and how even it is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Background {
    /// The median of each channel, 0–255.
    pub rgb: [f32; 3],
    /// ΔE*ab to that colour that 95 % of the background keep below, but for what hangs together with shoulders. 0–2 were measured
    /// of even ones.
    pub unevenness: f32,
    /// The same of what lies above the eyes, where no collar or strand of hair is taken for background.
    pub above: f32,
    /// Percent that are of another colour and do not hang together with the person, or are far from it. 0–0.1 were measured of
    /// clean ones, 0.2 and more of stains and seals.
    pub things: f32,
    /// Percent of the person's outline that is whitish while the background is not. 0 was measured of photos as they were
    /// taken, 4 and more of persons cut out of a white background.
    pub halo: f32,
    /// Percent of the picture's edge above the shoulders that are of another colour than what lies a little further in: a frame
    /// has all of it, hair that reaches the edge a fifth at most.
    pub frame: f32,
    /// ΔE*ab of neighbours, the median. 0–1 were measured of clean ones, 10 and more of noise and raster.
    pub grain: f32,
    /// The share of the picture above the shoulders, 0–1.
    pub share: f32,
}

/// Below this share of the person a place is background.
const CLEAR: f32 = 0.1;
/// Places to look at along a side, at most.
const PLACES: u32 = 300;
/// Of the face's width: hair has no sharp edge, so a place counts when what is so far around it is clear, too …
const NEAR: f32 = 0.05;
/// … and lies away from the person when all of this is.
const AWAY: f32 = 0.15;
/// ΔE*ab to the background from where on a place is of another colour.
const OTHER: f32 = 12.0;
/// ΔE*ab that even backgrounds keep below.
const EVEN: f32 = 6.0;
/// Places from one to the next of what hangs together: single hairs leave gaps.
const REACH: usize = 2;

impl Background {
    /// `None` when there is too little of it.
    pub(super) fn measure(person: &Person, picture: &RgbImage, head: &Head) -> Option<Self> {
        let step = (picture.width().max(picture.height()) / PLACES).max(1) as usize;
        let is_clear = |x: f32, y: f32, margin: f32| {
            let margin = margin * head.face_width();
            let around = [(0.0, 0.0), (margin, 0.0), (-margin, 0.0), (0.0, margin), (0.0, -margin)];
            person.knows(x, y) && around.iter().all(|(dx, dy)| person.share(x + dx, y + dy) < CLEAR)
        };
        // Frames and scanning edges at the border are left out.
        let inside = |side: u32| (side / 100 + 1)..side.saturating_sub(side / 100);
        let shoulders_at = head.chin + 0.1 * head.height();
        let lab = |x: u32, y: u32| color::lab(picture.get_pixel(x, y).0.map(f32::from));
        let columns: Vec<u32> = inside(picture.width()).step_by(step).collect();
        let rows =
            inside(picture.height()).step_by(step).take_while(|it| in_pixels(*it) < shoulders_at);
        let places: Vec<(u32, u32)> =
            rows.flat_map(|row| columns.iter().map(move |column| (*column, row))).collect();
        let labs: Vec<_> = places.iter().map(|(x, y)| lab(*x, *y)).collect();
        // A white collar is no rim of a person who was cut out.
        let cheeks = f32::midpoint(head.eyes, head.chin);
        let (mut clear, mut outline) = (Vec::new(), Vec::new());
        for (at, (column, row)) in places.iter().enumerate() {
            let (x, y) = (in_pixels(*column), in_pixels(*row));
            if is_clear(x, y, NEAR) {
                clear.push(at);
            } else if y < cheeks && person.knows(x, y) && person.share(x, y) < 0.5 {
                outline.push(labs[at]);
            }
        }
        if clear.len() < 50 {
            return None;
        }
        let pixel = |(x, y): (u32, u32)| picture.get_pixel(x, y).0.map(f32::from);
        let rgb = place::typical(&clear.iter().map(|it| pixel(places[*it])).collect::<Vec<_>>());
        let typical = color::lab(rgb);
        let differences: Vec<f32> = labs.iter().map(|it| color::difference(*it, typical)).collect();
        let of = |at: &usize| differences[*at];
        let is_above = |at: usize| in_pixels(places[at].1) < head.eyes;
        let above = clear.iter().filter(|it| is_above(**it));
        let above = quantile(above.map(of).collect(), 95);
        let others: Vec<bool> = differences.iter().map(|it| *it > OTHER).collect();
        let is_face = |(x, y): &(u32, u32)| {
            (head.face_left..head.face_right).contains(&in_pixels(*x)) && in_pixels(*y) > head.eyes
        };
        let shoulders = places.len() - columns.len();
        let starts = (0..places.len()).filter(|it| *it >= shoulders || is_face(&places[*it]));
        let persons = hanging_together(&others, columns.len(), starts);
        let things = (0..places.len()).filter(|it| {
            let (x, y) = places[*it];
            let is_away = || is_above(*it) && is_clear(in_pixels(x), in_pixels(y), AWAY);
            others[*it] && (!persons[*it] || is_away())
        });
        // A high shoulder or a collar that is taken for background hangs together with the person, and ends in an edge: a shadow
        // or a gradient also has what differs less.
        let behind = clear.iter().filter(|it| above > EVEN || is_above(**it) || !persons[**it]);
        let whitish = |it: &[f32; 3]| {
            it[0] > 80.0 && chroma(*it) < 14.0 && color::difference(*it, typical) > 15.0
        };
        let edge = edge(picture, shoulders_at);
        let framed =
            edge.iter().filter(|[a, b]| color::difference(lab(a.0, a.1), lab(b.0, b.1)) > OTHER);
        let beside = |at: &usize| {
            let (x, y) = places[*at];
            color::difference(labs[*at], lab(x - 1, y))
        };
        Some(Self {
            rgb,
            above,
            things: share(things.count(), clear.len()) * 100.0,
            halo: share(outline.iter().filter(|it| whitish(it)).count(), outline.len()) * 100.0,
            frame: share(framed.count(), edge.len()) * 100.0,
            grain: quantile(clear.iter().map(beside).collect(), 50),
            share: share(clear.len(), places.len()),
            unevenness: quantile(behind.map(of).collect(), 95),
        })
    }
}

/// A place of a picture.
type At = (u32, u32);

/// The places of the upper edge, and of both sides down to a line, each with one a twentieth of the width further in.
fn edge(picture: &RgbImage, line: f32) -> Vec<[At; 2]> {
    let (width, height) = picture.dimensions();
    let inset = width.min(height) / 20;
    let (right, inner) = (width.saturating_sub(1), width.saturating_sub(1 + inset));
    let top = (inset..=inner).map(|x| [(x, 0), (x, inset)]);
    let rows = (inset..height).take_while(|it| in_pixels(*it) < line);
    let sides = rows.flat_map(|y| [[(0, y), (inset, y)], [(right, y), (inner, y)]]);
    top.chain(sides).collect()
}

/// Which places hang together with those at which it starts, in rows of `columns`.
fn hanging_together(
    others: &[bool],
    columns: usize,
    starts: impl Iterator<Item = usize>,
) -> Vec<bool> {
    let mut reached = vec![false; others.len()];
    let mut open: Vec<usize> = starts.collect();
    while let Some(at) = open.pop() {
        if others.get(at) != Some(&true) || reached[at] {
            continue;
        }
        reached[at] = true;
        let column = at % columns;
        let (first, last) = (column.saturating_sub(REACH), (column + REACH).min(columns - 1));
        let row = at / columns;
        for row in row.saturating_sub(REACH)..=row + REACH {
            let near = row * columns + first..=row * columns + last;
            open.extend(near.filter(|it| others.get(*it) == Some(&true) && !reached[*it]));
        }
    }
    reached
}

/// The number that `percent` of the others do not exceed.
pub(super) fn quantile(mut numbers: Vec<f32>, percent: usize) -> f32 {
    let Some(last) = numbers.len().checked_sub(1) else { return 0.0 };
    let at = (numbers.len() * percent / 100).min(last);
    *numbers.select_nth_unstable_by(at, f32::total_cmp).1
}
