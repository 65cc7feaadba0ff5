//! A hat: a line across the forehead, and above it a colour as even as cloth's. Hair of one colour has light and shadow.

use image::RgbImage;
use serde::{Deserialize, Serialize};

use super::{
    background::quantile,
    color::{self, tint},
    head::share,
    mesh::{CHEEKS, Mesh, Point},
    person::Person,
    place,
    square::{Outside, Square},
};

/// The line across the forehead at which most changes, and what is above it.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Brim {
    /// How much of the forehead's width the line goes across without a break, 0–1; 0 where background is above it.
    pub across: f32,
    /// ΔE*ab across the line, that three quarters of it exceed.
    pub step: f32,
    /// L* above the line.
    pub light: f32,
    /// How much L* and the colour differ above the line, that three quarters keep below. From 1.9 and 1.6 on where hair ends in a
    /// line, up to 1.5 and 0.7 of plain cloth.
    pub uneven: [f32; 2],
}

/// Places along a side of the square that is looked at, and that side as a share of the face's width: 120 places are a face.
const SIDE: u16 = 132;
const REACH: f32 = 1.1;
/// Columns between the temples.
const COLUMNS: usize = 33;
/// Places that a line may be off the columns'.
const NEAR: f32 = 2.5;
/// Places above the line in which the colour is looked at.
const ABOVE: std::ops::Range<usize> = 4..14;

/// The sharpest change in a column: its row, and how sharp it is.
type Change = (f32, f32);

impl Brim {
    pub(super) fn measure(mesh: &Mesh, person: &Person, picture: &RgbImage) -> Self {
        let hairline = mesh.point(10);
        let square = Square {
            x: hairline[0],
            y: hairline[1],
            side: REACH * mesh.distance(CHEEKS[0], CHEEKS[1]),
            turn: mesh.square().turn,
        };
        let colors = square.cut(picture, SIDE, [0.0, 255.0], Outside::Edge);
        let labs: Vec<[f32; 3]> =
            colors.chunks_exact(3).map(|it| color::lab([it[0], it[1], it[2]])).collect();
        let places = Places { labs: &labs };
        let [left, right] = [54, 284].map(|it| within(square, mesh.point(it))[0]);
        let (left, right) = (left.min(right) + 4.0, left.max(right) - 4.0);
        let brows = within(square, mesh.point(9))[1] - 4.0;
        let (top, low) = (at(within(square, hairline)[1] - 36.0).max(5), at(brows).max(6));
        let column = |it: usize| at(left + (right - left) * small(it) / small(COLUMNS - 1));
        let changes: Vec<Change> =
            (0..COLUMNS).map(|it| places.change(column(it), top..low)).collect();
        let line = line(&changes);
        let on_it = |it: &usize| (line[*it] - changes[*it].0).abs() < NEAR;
        let columns: Vec<usize> = (0..COLUMNS).filter(on_it).collect();
        let above = columns.iter().flat_map(|it| {
            let row = at(line[*it]);
            ABOVE.filter_map(move |up| Some((column(*it), row.checked_sub(up)?)))
        });
        let above: Vec<(usize, usize)> = above.collect();
        let is_person = |(x, y): &&(usize, usize)| {
            let [x, y] = [*x, *y].map(|it| (small(it) + 0.5) / f32::from(SIDE));
            let [x, y] = square.place(x, y);
            person.is_at(x, y)
        };
        if share(above.iter().filter(is_person).count(), above.len()) < 0.6 {
            return Self::default();
        }
        let cloth: Vec<_> = above.iter().map(|(x, y)| places.mean(*x, *y)).collect();
        let typical = place::typical(&cloth);
        let most =
            |of: &dyn Fn([f32; 3]) -> f32| quantile(cloth.iter().map(|it| of(*it)).collect(), 75);
        Self {
            across: share(columns.len(), COLUMNS),
            step: quantile(columns.iter().map(|it| changes[*it].1).collect(), 30),
            light: typical[0],
            uneven: [most(&|it| (it[0] - typical[0]).abs()), most(&|it| tint(it, typical))],
        }
    }
}

/// The colours of the square.
struct Places<'a> {
    labs: &'a [[f32; 3]],
}

impl Places<'_> {
    /// The mean of nine.
    fn mean(&self, x: usize, y: usize) -> [f32; 3] {
        let side = usize::from(SIDE);
        let (x, y) = (x.clamp(1, side - 2), y.clamp(1, side - 2));
        let mut sum = [0.0; 3];
        for row in y - 1..=y + 1 {
            for it in &self.labs[row * side + x - 1..=row * side + x + 1] {
                sum.iter_mut().zip(it).for_each(|(sum, it)| *sum += it / 9.0);
            }
        }
        sum
    }

    /// Where most changes in a part of a column.
    fn change(&self, x: usize, rows: std::ops::Range<usize>) -> Change {
        let of = |y: usize| {
            let (above, below) = (self.mean(x, y.saturating_sub(4)), self.mean(x, y + 3));
            (small(y), color::difference(above, below))
        };
        let all = rows.map(of);
        all.fold((0.0, 0.0), |most, it| if it.1 > most.1 { it } else { most })
    }
}

/// The rows of the curve through three of the changes that most of the others lie nearest to: a brim is round.
fn line(changes: &[Change]) -> Vec<f32> {
    let thirds = |from: usize| (from..from + 11).step_by(2);
    let mut best = (f32::MAX, vec![0.0; changes.len()]);
    for first in thirds(0) {
        for second in thirds(11) {
            for third in thirds(22) {
                let curve = curve([first, second, third], changes);
                let off = curve.iter().zip(changes).map(|(a, b)| (a - b.0).abs()).collect();
                let off = quantile(off, 75);
                if off < best.0 {
                    best = (off, curve);
                }
            }
        }
    }
    best.1
}

/// Lagrange's.
fn curve(through: [usize; 3], changes: &[Change]) -> Vec<f32> {
    let columns = through.map(small);
    let row = |x: f32| {
        let parts = (0..3).map(|it| {
            let [here, next, last] = [it, (it + 1) % 3, (it + 2) % 3].map(|it| columns[it]);
            changes[through[it]].0 * (x - next) * (x - last) / ((here - next) * (here - last))
        });
        parts.sum::<f32>()
    };
    (0..changes.len()).map(small).map(row).collect()
}

/// A point of the picture in the places of the square.
fn within(square: Square, [x, y, _]: Point) -> [f32; 2] {
    let (sin, cos) = square.turn.sin_cos();
    let (x, y) = ((x - square.x) / square.side, (y - square.y) / square.side);
    [x * cos + y * sin, y * cos - x * sin].map(|it| (it + 0.5) * f32::from(SIDE))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "places are clamped")]
fn at(place: f32) -> usize {
    place.clamp(0.0, f32::from(SIDE - 5)) as usize
}

#[expect(clippy::cast_precision_loss, reason = "places of a small square")]
fn small(it: usize) -> f32 {
    it as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_found_beside_what_is_not_on_it() {
        let on = |it: usize| 40.0 + (small(it) - 16.0).powi(2) / 40.0;
        let changes: Vec<Change> =
            (0..COLUMNS).map(|it| (if it % 6 == 0 { 12.0 } else { on(it) }, 30.0)).collect();
        for (it, row) in line(&changes).into_iter().enumerate() {
            assert!((row - on(it)).abs() < 0.01, "{it}: {row}");
        }
    }
}
