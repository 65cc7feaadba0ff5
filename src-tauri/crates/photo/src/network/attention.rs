//! Looking closer at a part of a face: the operators that `MediaPipe` has added for its mesh with attention.
//!
//! Points of a first look tell where a part lies; the picture's features there are cut out, looked at again, and the points
//! found in the part are carried back.

use super::Tensor;
use crate::bytes::{le16, le32};

/// Where the part lies that some points enclose, and how it is turned: `Landmarks2TransformMatrix`, version 2.
pub(super) struct Part {
    /// Two points that are level in an upright part.
    level: [usize; 2],
    /// Points that lie in it.
    points: Vec<usize>,
    /// So many times as wide and as high as the box around them.
    larger: [f32; 2],
    /// Columns and rows that it is cut into.
    size: [f32; 2],
}

impl Part {
    /// From the operator's options, a map in `FlexBuffers`: values lie in the order of their keys, which are
    /// `left_rotation_idx`, `output_height`, `output_width`, `right_rotation_idx`, `scale_x`, `scale_y`, `subset_idxs` and
    /// `target_rotation_radians`. `points`: how many there are to choose from.
    pub(super) fn read(options: &[u8], points: usize) -> Option<Self> {
        // The last bytes: where the map begins, counted back from there; that it is a map of 32 bits; one byte for that.
        let [.., back, 0x26, 1] = *options else { return None };
        let map = (options.len() - 3).checked_sub(usize::from(back))?;
        let value = |at: usize| le32(options, map + 4 * at);
        let index = |at| usize::try_from(value(at)?).ok().filter(|it| *it < points);
        let float = |at| value(at).map(f32::from_bits);
        let side = |at| value(at).and_then(|it| u16::try_from(it).ok()).map(f32::from);
        let all = map + 4 * 6;
        let list = all.checked_sub(usize::try_from(le32(options, all)?).ok()?)?;
        let count = usize::from(le16(options, list.checked_sub(2)?)?);
        let inside = (0..count).map(|it| le16(options, list + 2 * it).map(usize::from));
        let inside = inside.collect::<Option<Vec<_>>>()?;
        let fits = !inside.is_empty() && inside.iter().all(|it| *it < points) && value(7)? == 0;
        fits.then_some(Self {
            level: [index(0)?, index(3)?],
            points: inside,
            larger: [float(4)?, float(5)?],
            size: [side(2)?, side(1)?],
        })
    }

    /// From places in the part to places in the picture: a matrix of 4 × 4 of which the first two rows count.
    pub(super) fn matrix(&self, points: &Tensor) -> Tensor {
        let point = |at: usize| [points.data[at * 3], points.data[at * 3 + 1]];
        let [left, right] = self.level.map(point);
        let (sin, cos) = (right[1] - left[1]).atan2(right[0] - left[0]).sin_cos();
        let (mut low, mut high) = ([f32::MAX; 2], [f32::MIN; 2]);
        for [x, y] in self.points.iter().map(|it| point(*it)) {
            for (axis, it) in [x * cos + y * sin, y * cos - x * sin].into_iter().enumerate() {
                low[axis] = low[axis].min(it);
                high[axis] = high[axis].max(it);
            }
        }
        let [u, v] = [0, 1].map(|axis: usize| f32::midpoint(low[axis], high[axis]));
        let [width, height] =
            [0, 1].map(|it: usize| self.larger[it] * (high[it] - low[it]) / self.size[it]);
        let [half_width, half_height] = self.size.map(|it| it / 2.0);
        let rows = [
            [cos * width, -sin * height, u * cos - v * sin],
            [sin * width, cos * height, u * sin + v * cos],
        ];
        let mut data = vec![0.0; 16];
        for (to, [x, y, shift]) in data.chunks_exact_mut(4).zip(rows) {
            to.copy_from_slice(&[x, y, 0.0, shift - x * half_width - y * half_height]);
        }
        data[10] = 1.0;
        data[15] = 1.0;
        Tensor { rows: 4, columns: 1, channels: 4, data }
    }
}

/// The two rows of a matrix that count.
fn rows_of(matrix: &Tensor) -> Option<[[f32; 3]; 2]> {
    let [rows @ .., _, _] = matrix.data.as_chunks::<4>().0 else { return None };
    let [first, second] = rows else { return None };
    Some([first, second].map(|it| [it[0], it[1], it[3]]))
}

/// Where the matrix leads to.
fn carried(rows: [[f32; 3]; 2], [column, row]: [f32; 2]) -> [f32; 2] {
    rows.map(|it| it[0] * column + it[1] * row + it[2])
}

/// The features of a part, bilinear, zeros outside: `TransformTensorBilinear`, version 2.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "places within a picture of 48 × 48"
)]
pub(super) fn cut(from: &Tensor, matrix: &Tensor, [rows, columns]: [usize; 2]) -> Option<Tensor> {
    let matrix = rows_of(matrix)?;
    let (last_x, last_y) = (from.columns.checked_sub(1)?, from.rows.checked_sub(1)?);
    let mut data = Vec::with_capacity(rows * columns * from.channels);
    for row in 0..rows {
        for column in 0..columns {
            // Pixels' centres lie at their halves.
            let [x, y] =
                carried(matrix, [column as f32 + 0.5, row as f32 + 0.5]).map(|it| it - 0.5);
            if !(0.0..=last_x as f32).contains(&x) || !(0.0..=last_y as f32).contains(&y) {
                data.resize(data.len() + from.channels, 0.0);
                continue;
            }
            let (left, top) = (x.floor() as usize, y.floor() as usize);
            let (right_share, lower_share) = (x.fract(), y.fract());
            let mixed = |y: usize| {
                let (near, far) = (from.pixel(y, left), from.pixel(y, (left + 1).min(last_x)));
                near.iter().zip(far).map(|(near, far)| near + right_share * (far - near))
            };
            let both = mixed(top).zip(mixed((top + 1).min(last_y)));
            data.extend(both.map(|(upper, lower)| upper + lower_share * (lower - upper)));
        }
    }
    Some(Tensor { rows, columns, channels: from.channels, data })
}

/// Points of a part, carried back into the picture: `TransformLandmarks`, version 2.
pub(super) fn carry_back(points: &Tensor, matrix: &Tensor) -> Option<Tensor> {
    let matrix = rows_of(matrix)?;
    let (pairs, []) = points.data.as_chunks::<2>() else { return None };
    let data = pairs.iter().flat_map(|it| carried(matrix, *it));
    (points.channels == 2).then(|| Tensor { data: data.collect(), ..*points })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: &[f32], b: &[f32]) -> bool {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-4)
    }

    /// A box of 8 × 4 about (10, 20), turned by a right angle, cut into 4 × 4 at twice its size.
    fn part() -> (Part, Tensor) {
        let part =
            Part { level: [0, 1], points: vec![0, 1, 2, 3], larger: [2.0; 2], size: [4.0; 2] };
        // Level points lie above each other, so that the part is turned clockwise.
        let data = vec![8.0, 16.0, 0.0, 8.0, 24.0, 0.0, 12.0, 16.0, 0.0, 12.0, 24.0, 0.0];
        (part, Tensor { rows: 4, columns: 1, channels: 3, data })
    }

    #[test]
    fn a_part_is_found_where_its_points_lie_and_its_points_come_back() {
        let (part, points) = part();
        let matrix = part.matrix(&points);
        // The part's middle is that of the points; to its right is down in the picture.
        let inside = Tensor { rows: 2, columns: 1, channels: 2, data: vec![2.0, 2.0, 4.0, 2.0] };
        let back = carry_back(&inside, &matrix).unwrap();
        assert!(close(&back.data, &[10.0, 20.0, 10.0, 28.0]), "{:?}", back.data);
        assert_eq!(carry_back(&points, &matrix), None, "points of a part have two numbers");
    }

    #[test]
    fn features_are_cut_out_as_they_lie_and_there_are_none_outside() {
        // A picture whose numbers tell the place: 10 x + y at the middle of each pixel.
        let data = (0..6_u8).flat_map(|y| (0..6_u8).map(move |x| f32::from(10 * x + y)));
        let picture = Tensor { rows: 6, columns: 6, channels: 1, data: data.collect() };
        let mut matrix = Tensor { rows: 4, columns: 1, channels: 4, data: vec![0.0; 16] };
        // As it is, two pixels further on to the right and one down.
        matrix.data[..8].copy_from_slice(&[1.0, 0.0, 0.0, 2.0, 0.0, 1.0, 0.0, 1.0]);
        assert!(close(&cut(&picture, &matrix, [2, 2]).unwrap().data, &[21.0, 31.0, 22.0, 32.0]));
        // Half as large: every number lies between four.
        matrix.data[..8].copy_from_slice(&[2.0, 0.0, 0.0, 0.0, 0.0, 2.0, 0.0, 0.0]);
        assert!(close(&cut(&picture, &matrix, [1, 2]).unwrap().data, &[5.5, 25.5]));
        matrix.data[..8].copy_from_slice(&[1.0, 0.0, 0.0, 5.0, 0.0, 1.0, 0.0, 0.0]);
        assert!(close(&cut(&picture, &matrix, [1, 2]).unwrap().data, &[50.0, 0.0]));
    }

    #[test]
    fn options_that_are_cut_short_are_refused() {
        for options in [&[][..], &[1], &[40, 0x26, 1], &[0; 64]] {
            assert!(Part::read(options, 468).is_none());
        }
    }
}
