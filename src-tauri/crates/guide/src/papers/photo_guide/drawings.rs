//! The drawings of the photo guide: lines, and nobody's face.

use std::f32::consts::TAU;

use beishen_document::{Point, Text};

/// What the places of the lines are counted on, across and down.
const PAPER: Point = [27.0, 36.0];

/// Lines on that paper.
type Lines = Vec<Vec<Point>>;

/// Right ones first. The points are shares of the box.
pub(super) fn all() -> Vec<(Text, Lines)> {
    let drawn = [
        (true, "正对镜头，露出双眉、双耳", "facing the camera, brows and ears seen", facing()),
        (true, "镜头与眼同高，离人 1.5 米", "lens at eye level, 1.5 m away", distances()),
        (true, "两侧前方打光，或面对窗户", "lamps at both sides, or a window", lamps()),
        (false, "歪头、侧脸", "tilted or turned head", tilted()),
        (false, "头发遮住眉毛、耳朵", "hair over brows, ears", fringe()),
        (false, "戴帽子、墨镜", "hat, sunglasses", hat()),
        (false, "一侧打光，留下影子", "light from one side, shadows", shadow()),
        (false, "太近，头顶出框", "too near, the crown cut off", near()),
        (false, "背景有东西", "things behind the person", things()),
    ];
    drawn
        .into_iter()
        .map(|(right, zh, en, mut lines)| {
            lines.extend(if right { tick() } else { cross() });
            let caption = if right {
                Text::new(format!("对：{zh}"), format!("Right: {en}"))
            } else {
                Text::new(format!("错：{zh}"), format!("Wrong: {en}"))
            };
            let share = |[x, y]: &Point| [x / PAPER[0], y / PAPER[1]];
            let within = |it: &Point| it.iter().all(|it| (0.0..=1.0).contains(it));
            // What reaches beyond the paper ends at its edge.
            let lines = lines.iter().map(|line| line.iter().map(share).filter(within).collect());
            (caption, lines.filter(|it: &Vec<Point>| it.len() > 1).collect())
        })
        .collect()
}

/// A part of an ellipse, in shares of a turn clockwise from the right.
fn arc([x, y]: Point, [across, down]: Point, from: f32, to: f32) -> Vec<Point> {
    (0..=20_u8)
        .map(|step| {
            let turn = (from + (to - from) * f32::from(step) / 20.0) * TAU;
            [x + across * turn.cos(), y + down * turn.sin()]
        })
        .collect()
}

fn line(from: Point, to: Point) -> Vec<Point> {
    vec![from, to]
}

fn square([x, y]: Point, [width, height]: Point) -> Lines {
    let (right, bottom) = (x + width, y + height);
    vec![
        line([x, y], [right, y]),
        line([right, y], [right, bottom]),
        line([right, bottom], [x, bottom]),
        line([x, bottom], [x, y]),
    ]
}

/// The middle of the face, and half its width and height.
const FACE: Point = [13.5, 14.5];
const HALF: Point = [5.2, 6.8];

fn outline() -> Lines {
    vec![arc(FACE, HALF, 0.0, 1.0)]
}

fn ears() -> Lines {
    let [x, y] = FACE;
    vec![
        arc([x - HALF[0] - 0.2, y + 0.8], [1.3, 2.1], 0.2, 0.8),
        arc([x + HALF[0] + 0.2, y + 0.8], [1.3, 2.1], -0.3, 0.3),
    ]
}

fn brows() -> Lines {
    let [x, y] = FACE;
    [-2.3, 2.3].map(|it| arc([x + it, y - 0.9], [1.4, 0.9], 0.56, 0.94)).into()
}

fn eyes() -> Lines {
    let [x, y] = FACE;
    [-2.3, 2.3].map(|it| arc([x + it, y + 0.2], [1.1, 0.6], 0.0, 1.0)).into()
}

fn nose_and_mouth() -> Lines {
    let [x, y] = FACE;
    vec![
        vec![[x, y + 0.6], [x - 0.7, y + 2.4], [x + 0.5, y + 2.5]],
        line([x - 1.6, y + 4.3], [x + 1.6, y + 4.3]),
    ]
}

fn short_hair() -> Lines {
    let [x, y] = FACE;
    vec![
        arc([x, y - 0.8], [5.7, 7.2], 0.54, 0.96),
        vec![[x - 5.2, y - 1.8], [x - 3.2, y - 4.6], [x + 1.0, y - 4.2], [x + 5.2, y - 1.8]],
    ]
}

fn shoulders() -> Lines {
    vec![
        vec![[2.0, 35.6], [3.0, 28.6], [8.0, 25.6], [11.0, 24.4], [11.2, 20.8]],
        vec![[25.0, 35.6], [24.0, 28.6], [19.0, 25.6], [16.0, 24.4], [15.8, 20.8]],
        vec![[11.0, 24.4], [13.5, 29.0], [16.0, 24.4]],
    ]
}

fn person() -> Lines {
    [outline(), ears(), brows(), eyes(), nose_and_mouth(), short_hair()].concat()
}

fn facing() -> Lines {
    [person(), shoulders()].concat()
}

/// From the side: a person between a wall and a camera on its stand.
fn distances() -> Lines {
    let mut lines = vec![
        line([2.5, 3.0], [2.5, 26.0]),
        line([1.0, 26.0], [26.0, 26.0]),
        arc([9.0, 8.0], [1.8, 2.3], 0.0, 1.0),
        line([9.0, 10.3], [9.0, 18.5]),
        line([9.0, 18.5], [7.6, 26.0]),
        line([9.0, 18.5], [10.4, 26.0]),
        line([9.0, 12.0], [7.2, 16.8]),
        line([9.0, 12.0], [10.8, 16.8]),
        line([23.0, 10.0], [21.3, 26.0]),
        line([23.0, 10.0], [24.7, 26.0]),
        arc([21.0, 8.0], [0.8, 0.9], 0.25, 0.75),
    ];
    lines.extend(square([21.2, 6.4], [3.6, 3.4]));
    // From eye to lens, and the two distances.
    lines.extend([[11.4, 12.8], [14.0, 15.4], [16.6, 18.0]].map(|[a, b]| line([a, 8.0], [b, 8.0])));
    lines.extend(measure(2.5, 9.0, 28.0));
    lines.extend(measure(9.0, 23.0, 28.0));
    lines
}

/// How far it is from one place to another.
fn measure(from: f32, to: f32, y: f32) -> Lines {
    vec![
        line([from, y], [to, y]),
        line([from, y - 0.8], [from, y + 0.8]),
        line([to, y - 0.8], [to, y + 0.8]),
    ]
}

/// From above: the wall, the person, the camera, and a lamp at each side of it.
fn lamps() -> Lines {
    let mut lines = vec![
        line([3.0, 4.0], [24.0, 4.0]),
        arc([13.5, 11.0], [1.6, 1.6], 0.0, 1.0),
        arc([13.5, 11.6], [3.6, 1.5], 0.55, 0.95),
        arc([13.5, 11.4], [3.8, 1.7], 0.0, 0.5),
        arc([13.5, 26.0], [0.9, 0.7], 0.5, 1.0),
    ];
    lines.extend(square([11.7, 26.0], [3.6, 2.6]));
    for (x, way) in [(4.5, 1.0), (22.5, -1.0)] {
        lines.push(arc([x, 24.0], [1.6, 1.6], 0.0, 1.0));
        for [near, far] in [[2.4, 4.6], [5.4, 7.6]] {
            for slope in [1.0, 1.35, 1.8] {
                let at = |it: f32| [x + way * it * 0.75, 24.0 - it * slope * 0.75];
                lines.push(line(at(near), at(far)));
            }
        }
    }
    lines
}

/// The head turned about the chin.
fn tilted() -> Lines {
    let (sin, cos) = 0.3_f32.sin_cos();
    let [x, y] = [13.5, 21.3];
    let turned = |[a, b]: &Point| {
        let (a, b) = (a - x, b - y);
        [x + a * cos - b * sin, y + a * sin + b * cos]
    };
    let head = person().iter().map(|it| it.iter().map(turned).collect()).collect();
    [head, shoulders()].concat()
}

fn fringe() -> Lines {
    let [x, y] = FACE;
    let mut lines = vec![
        arc([x, y - 0.6], [6.2, 7.4], 0.5, 1.0),
        vec![[x - 6.2, y - 0.6], [x - 6.8, y + 5.0], [x - 6.0, y + 10.0]],
        vec![[x + 6.2, y - 0.6], [x + 6.8, y + 5.0], [x + 6.0, y + 10.0]],
        vec![[x - 4.0, y - 3.4], [x - 4.4, y + 3.0], [x - 4.2, y + 9.0]],
        vec![[x + 4.0, y - 3.4], [x + 4.4, y + 3.0], [x + 4.2, y + 9.0]],
        arc(FACE, HALF, 0.09, 0.41),
    ];
    lines.extend(
        [-3.6, -2.2, -0.8, 0.6, 2.0, 3.4]
            .map(|it| vec![[x + it * 0.5, y - 7.6], [x + it * 0.9, y - 4.0], [x + it, y - 0.6]]),
    );
    [lines, eyes(), nose_and_mouth(), shoulders()].concat()
}

fn hat() -> Lines {
    let [x, y] = FACE;
    let mut lines = vec![
        arc([x, y - 3.4], [5.6, 6.4], 0.5, 1.0),
        vec![[x - 8.0, y - 2.6], [x, y - 3.6], [x + 8.0, y - 2.6]],
        vec![[x - 8.0, y - 2.6], [x, y - 1.9], [x + 8.0, y - 2.6]],
        line([x - 0.8, y + 0.2], [x + 0.8, y + 0.2]),
        arc(FACE, HALF, -0.07, 0.57),
    ];
    for it in [-2.5, 2.5] {
        lines.push(arc([x + it, y + 0.5], [1.8, 1.3], 0.0, 1.0));
        // Dark glass.
        lines.extend(
            [-0.9, -0.3, 0.3, 0.9]
                .map(|dx: f32| line([x + it + dx - 0.4, y + 1.4], [x + it + dx + 0.4, y - 0.4])),
        );
    }
    [lines, ears(), nose_and_mouth(), shoulders()].concat()
}

fn shadow() -> Lines {
    let [x, y] = FACE;
    let mut lines = facing();
    // On the dark half of the face, and behind it on the wall.
    for step in 0..6_u8 {
        let at = f32::from(step);
        lines.push(line([x + 1.2, y - 2.0 + at * 1.4], [x + 4.0, y - 4.0 + at * 1.4]));
    }
    lines.push(arc([x + 5.4, y + 0.6], [5.4, 6.8], -0.2, 0.2));
    for step in 0..5_u8 {
        let at = f32::from(step);
        lines.push(line([x + 7.4, y - 1.6 + at * 1.8], [x + 9.8, y - 3.6 + at * 1.8]));
    }
    lines
}

/// The same person, larger and higher.
fn near() -> Lines {
    let larger = |[x, y]: &Point| [(x - 13.5) * 1.55 + 13.5, (y - 14.5) * 1.55 + 11.0];
    facing().iter().map(|it| it.iter().map(larger).collect()).collect()
}

fn things() -> Lines {
    let mut lines = square([1.5, 3.0], [6.0, 9.0]);
    lines.extend([line([4.5, 3.0], [4.5, 12.0]), line([1.5, 7.5], [7.5, 7.5])]);
    lines.extend([
        line([20.0, 9.0], [26.0, 9.0]),
        line([20.0, 15.5], [26.0, 15.5]),
        line([21.0, 9.0], [21.0, 5.0]),
        line([22.2, 9.0], [22.2, 4.4]),
        line([23.4, 9.0], [23.4, 5.4]),
        line([21.4, 15.5], [22.4, 11.4]),
        line([23.6, 15.5], [23.6, 11.0]),
    ]);
    [lines, facing()].concat()
}

fn tick() -> Lines {
    vec![line([20.6, 32.4], [22.2, 34.4]), line([22.2, 34.4], [25.6, 29.8])]
}

fn cross() -> Lines {
    vec![line([21.4, 30.2], [25.4, 34.4]), line([25.4, 30.2], [21.4, 34.4])]
}
