//! Hair that hangs over a forehead, whatever its colour: strands go down, and wrinkles and light go across.

use image::RgbImage;

use super::{
    background::quantile,
    color,
    mesh::{CHEEKS, Mesh, encloses},
    square::{Outside, Square},
};

/// Places along a side of the square that is looked at, and that side, as a share of the face's width.
const SIDE: u16 = 72;
const REACH: f32 = 0.75;
/// Both halves of a forehead, from the hairline to the brows: a fringe may hang over one of them.
const HALVES: [[usize; 5]; 2] = [[67, 109, 10, 9, 107], [10, 338, 297, 336, 9]];
/// In L*: smoother than that no photo is.
const SMOOTH: f32 = 0.08;

/// How much more the light changes from place to place across the forehead than down it, in the half where it does most. What
/// changes evenly, such as light from a side, does not count.
pub(super) fn measure(mesh: &Mesh, picture: &RgbImage) -> f32 {
    let [top, low] = [10, 9].map(|it| mesh.point(it));
    let square = Square {
        x: f32::midpoint(top[0], low[0]),
        y: f32::midpoint(top[1], low[1]),
        side: REACH * mesh.distance(CHEEKS[0], CHEEKS[1]),
        turn: mesh.square().turn,
    };
    let colors = square.cut(picture, SIDE, [0.0, 255.0], Outside::Edge);
    let lights: Vec<f32> =
        colors.chunks_exact(3).map(|it| color::lab([it[0], it[1], it[2]])[0]).collect();
    let side = usize::from(SIDE);
    let of = |half: &[usize; 5]| {
        let contour = mesh.contour(half);
        let inner = (1..SIDE - 1).flat_map(|row| (1..SIDE - 1).map(move |column| (row, column)));
        let within = inner.filter(|(row, column)| {
            let [u, v] = [column, row].map(|it| (f32::from(*it) + 0.5) / f32::from(SIDE));
            let [x, y] = square.place(u, v);
            encloses(&contour, x, y)
        });
        let places: Vec<usize> =
            within.map(|(row, column)| usize::from(row) * side + usize::from(column)).collect();
        let change = |step: usize| {
            let bend =
                |at: &usize| (lights[at - step] + lights[at + step] - 2.0 * lights[*at]).abs();
            quantile(places.iter().map(bend).collect(), 50)
        };
        change(1) / change(side).max(SMOOTH)
    };
    HALVES.iter().map(of).fold(0.0, f32::max)
}
