//! Straight edges in a picture, by Hough's transform: the sides of a card among them.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "places within a picture of some hundred pixels"
)]

use image::RgbImage;

use crate::{in_pixels, portrait::color};

/// Where one colour ends and another begins, and across which way.
pub(super) struct Edges {
    width: usize,
    height: usize,
    labs: Vec<[f32; 3]>,
    /// The change across each pixel, as a vector in ΔE*ab; (0, 0) where it is not the steepest of its neighbours.
    steepest: Vec<[f32; 2]>,
    /// From here on a change is an edge and no grain.
    least: f32,
}

/// The points (x, y) with `normal · (x, y) = distance`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    normal: [f32; 2],
    distance: f32,
}

/// Which way a line goes, more or less.
#[derive(Clone, Copy)]
pub(super) enum Way {
    Across,
    Down,
}

/// Degrees to either side: a card lies 15° crooked at most, and a side seen from an angle a little more.
const TURN: i16 = 19;
/// So many lines of each kind are tried.
const LINES: usize = 24;
/// A line is as wide as this to either side, in pixels.
const WIDE: f32 = 1.6;

impl Edges {
    pub(super) fn of(picture: &RgbImage) -> Self {
        let (width, height) = (picture.width() as usize, picture.height() as usize);
        let labs: Vec<[f32; 3]> =
            picture.pixels().map(|it| color::lab(it.0.map(f32::from))).collect();
        let mut changes = vec![[0.0_f32; 2]; width * height];
        for (y, x) in inner(width, height) {
            let at = |dx: usize, dy: usize| labs[(y + dy - 1) * width + x + dx - 1];
            let steps = [0, 1, 2].map(|axis| {
                let sum = |a: [f32; 3], b: [f32; 3], c: [f32; 3]| a[axis] + 2.0 * b[axis] + c[axis];
                let across = sum(at(2, 0), at(2, 1), at(2, 2)) - sum(at(0, 0), at(0, 1), at(0, 2));
                let down = sum(at(0, 2), at(1, 2), at(2, 2)) - sum(at(0, 0), at(1, 0), at(2, 0));
                [across / 4.0, down / 4.0]
            });
            let most = steps.into_iter().max_by(|a, b| length(*a).total_cmp(&length(*b)));
            changes[y * width + x] = most.unwrap_or_default();
        }
        let steepest = changes.iter().enumerate().map(|(at, change)| {
            let (x, y, size) = (at % width, at / width, length(*change));
            if size == 0.0 || x == 0 || y == 0 || x + 1 >= width || y + 1 >= height {
                return [0.0; 2];
            }
            let step = change.map(|it| (it / size).round());
            let beside = |sign: f32| {
                let x = (x as f32 + sign * step[0]) as usize;
                let y = (y as f32 + sign * step[1]) as usize;
                length(changes[y * width + x])
            };
            if size >= beside(1.0) && size > beside(-1.0) { *change } else { [0.0; 2] }
        });
        let steepest = steepest.collect();
        let mut sizes: Vec<f32> = changes.iter().map(|it| length(*it)).collect();
        sizes.sort_by(f32::total_cmp);
        let usual = sizes.get(sizes.len() / 2).copied().unwrap_or(0.0);
        Self { width, height, labs, steepest, least: (2.0 * usual).clamp(LEAST, 4.0 * LEAST) }
    }

    /// The lines on which there are most edges.
    pub(super) fn lines(&self, way: Way) -> Vec<Line> {
        let reach = self.width + self.height;
        let turns = usize::from((2 * TURN + 1).unsigned_abs());
        let normals: Vec<[f32; 2]> = (-TURN..=TURN).map(|it| way.normal(it.into())).collect();
        let mut votes = vec![0.0_f32; turns * 2 * reach];
        for (x, y, change) in self.edges() {
            let size = length(change);
            for (turn, normal) in normals.iter().enumerate() {
                // Only where the edge itself goes that way.
                if dot(*normal, change).abs() < size * NEARLY {
                    continue;
                }
                let distance = dot(*normal, [x, y]) + reach as f32;
                let place = turn * 2 * reach + distance.round() as usize;
                if let Some(it) = votes.get_mut(place) {
                    *it += (size / self.least).min(3.0);
                }
            }
        }
        let mut lines: Vec<Line> = Vec::new();
        let mut order: Vec<usize> = (0..votes.len()).filter(|it| votes[*it] > 0.0).collect();
        order.sort_by(|a, b| votes[*b].total_cmp(&votes[*a]));
        for place in order.into_iter().take(MOST_TRIED) {
            let normal = normals[place / (2 * reach)];
            let distance = (place % (2 * reach)) as f32 - reach as f32;
            let middle = [self.width as f32 / 2.0, self.height as f32 / 2.0];
            let is_known = |line: Line| {
                let off = |it: &Line| dot(it.normal, middle) - it.distance;
                lines.iter().any(|it| {
                    (off(it) - off(&line)).abs() < 4.0 && dot(it.normal, line.normal) > 0.9985
                })
            };
            let rough = Line { normal, distance };
            if is_known(rough) {
                continue;
            }
            let Some(line) = self.fitted(rough).filter(|it| !is_known(*it)) else { continue };
            lines.push(line);
            if lines.len() == LINES {
                break;
            }
        }
        lines
    }

    /// How much of the way from one point to another is an edge along that way, 0–1; the corners, which are round, left out.
    pub(super) fn share(&self, from: [f32; 2], to: [f32; 2]) -> f32 {
        let way = [to[0] - from[0], to[1] - from[1]];
        let steps = length(way).max(1.0) as u32;
        let normal = [way[1] / length(way).max(1.0), -way[0] / length(way).max(1.0)];
        let (first, last) = (steps * 8 / 100, steps * 92 / 100);
        let is_edge = |step: &u32| {
            let part = in_pixels(*step) / in_pixels(steps);
            (-2..=2_i8).any(|off| {
                let x = from[0] + way[0] * part + normal[0] * f32::from(off) * WIDE / 2.0;
                let y = from[1] + way[1] * part + normal[1] * f32::from(off) * WIDE / 2.0;
                let change = self.at(x, y);
                let size = length(change);
                size >= self.least && dot(change, normal).abs() >= size * NEARLY
            })
        };
        let found = (first..last).filter(is_edge).count() as u32;
        in_pixels(found) / in_pixels((last - first).max(1))
    }

    /// The colour from one point to another, and whether most of the way has it: so has a card along its sides, and a cloth
    /// with squares has not.
    pub(super) fn color(&self, from: [f32; 2], to: [f32; 2]) -> ([f32; 3], bool) {
        let colors: Vec<[f32; 3]> = (0..40_u8)
            .filter_map(|step| {
                let part = f32::from(step) / 39.0;
                self.place(from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part)
            })
            .filter_map(|at| self.labs.get(at).copied())
            .collect();
        let middle = [0, 1, 2].map(|axis| {
            let mut all: Vec<f32> = colors.iter().map(|it| it[axis]).collect();
            all.sort_by(f32::total_cmp);
            all.get(all.len() / 2).copied().unwrap_or(0.0)
        });
        let alike = colors.iter().filter(|it| color::difference(**it, middle) < ALIKE).count();
        (middle, alike * 10 >= colors.len() * 7)
    }

    fn at(&self, x: f32, y: f32) -> [f32; 2] {
        self.place(x, y).and_then(|it| self.steepest.get(it)).copied().unwrap_or_default()
    }

    fn place(&self, x: f32, y: f32) -> Option<usize> {
        let is_inside = x >= 0.0 && y >= 0.0 && x < self.width as f32 && y < self.height as f32;
        is_inside.then(|| y as usize * self.width + x as usize)
    }

    fn edges(&self) -> impl Iterator<Item = (f32, f32, [f32; 2])> {
        self.steepest
            .iter()
            .enumerate()
            .filter(|it| length(*it.1) >= self.least)
            .map(|(at, it)| ((at % self.width) as f32 + 0.5, (at / self.width) as f32 + 0.5, *it))
    }

    /// The line through the edges that lie on one, as near to them as can be.
    fn fitted(&self, line: Line) -> Option<Line> {
        let along = [-line.normal[1], line.normal[0]];
        let mut sums = [0.0_f64; 5];
        for (x, y, change) in self.edges() {
            let off = dot(line.normal, [x, y]) - line.distance;
            if off.abs() > WIDE || dot(change, line.normal).abs() < length(change) * NEARLY {
                continue;
            }
            let (place, off) = (f64::from(dot(along, [x, y])), f64::from(off));
            let more = [1.0, place, place * place, off, place * off];
            sums.iter_mut().zip(more).for_each(|(sum, it)| *sum += it);
        }
        let [count, places, squares, offs, products] = sums;
        let spread = count * squares - places * places;
        if count < 12.0 || spread <= 0.0 {
            return None;
        }
        let slope = (count * products - places * offs) / spread;
        let offset = (offs - slope * places) / count;
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a slope and a distance in a small picture"
        )]
        let (slope, offset) = (slope as f32, offset as f32);
        let size = (1.0 + slope * slope).sqrt();
        let normal = [0, 1].map(|it| (line.normal[it] - slope * along[it]) / size);
        Some(Line { normal, distance: (line.distance + offset) / size })
    }
}

/// ΔE*ab between neighbours: less is grain, also on paper.
const LEAST: f32 = 0.8;
/// ΔE*ab of what looks like one colour with print on it.
const ALIKE: f32 = 15.0;
/// The cosine of how much an edge may turn from its line: 18°.
const NEARLY: f32 = 0.95;
/// So many of the fullest places are looked at.
const MOST_TRIED: usize = 1500;

impl Line {
    /// Where it meets another.
    pub(super) fn meets(self, other: Self) -> Option<[f32; 2]> {
        let ([a, b], [c, d]) = (self.normal, other.normal);
        let area = a * d - b * c;
        (area.abs() > 0.1).then(|| {
            [
                (self.distance * d - other.distance * b) / area,
                (a * other.distance - c * self.distance) / area,
            ]
        })
    }
}

impl Way {
    /// Of a line that is turned by so many degrees.
    fn normal(self, degrees: f32) -> [f32; 2] {
        let (sin, cos) = degrees.to_radians().sin_cos();
        match self {
            Self::Across => [-sin, cos],
            Self::Down => [cos, sin],
        }
    }
}

fn inner(width: usize, height: usize) -> impl Iterator<Item = (usize, usize)> {
    (1..height.saturating_sub(1))
        .flat_map(move |y| (1..width.saturating_sub(1)).map(move |x| (y, x)))
}

fn length(it: [f32; 2]) -> f32 {
    // Not `hypot`: no length here is so large or small that its square is not a number, and many are asked for.
    dot(it, it).sqrt()
}

fn dot(a: [f32; 2], b: [f32; 2]) -> f32 {
    a[0] * b[0] + a[1] * b[1]
}
