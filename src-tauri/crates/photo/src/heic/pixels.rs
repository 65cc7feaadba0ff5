//! The pixels of a HEIC file: one HEVC picture, or a grid of them as telephones write it.
//!
//! **Invariant:** how many pixels would be decoded is known, from the streams themselves, before any is.

use beishen_core::PixelSize;
use heifer::{
    Options, decode_rgba8,
    heifer_hevc_dec::{
        nal::{NalUnit, NalUnitType, split_annex_b},
        params::Sps,
    },
    heifer_isobmff::{
        HeifFile, ItemId,
        boxes::{ColorInfo, Property},
    },
};
use image::{DynamicImage, RgbImage, RgbaImage};
use moxcms::{
    CicpColorPrimaries, CicpProfile, ColorProfile, MatrixCoefficients, TransferCharacteristics,
};

use crate::{
    bytes::size,
    limits::MAX_PIXELS,
    picture::{Picture, Unreadable, convert, to_srgb, without_transparency},
};

/// Decodes the primary picture, upright and in sRGB.
///
/// Overlays, references to other pictures, and HDR without an SDR picture are not read.
pub(crate) fn decode(bytes: &[u8]) -> Result<Picture, Unreadable> {
    let file = HeifFile::parse(bytes).map_err(|_| Unreadable::Heic)?;
    let coded = coded_pictures(&file).ok_or(Unreadable::Heic)?;
    check_effort(&file, &coded, bytes.len())?;
    let colors = Colors::of(&file, &coded)?;
    let config = coded.first().and_then(|it| file.hevc_config(*it).ok()?);
    let deepened = config.is_some_and(|it| it.bit_depth_luma.max(it.bit_depth_chroma) > 8);

    let options = Options { max_pixels: MAX_PIXELS, ..Options::default() };
    let image = decode_rgba8(bytes, &options).map_err(|_| Unreadable::Heic)?;
    let (width, height) = (image.width, image.height);
    let (mut pixels, transparent) = if image.has_alpha {
        let rgba = RgbaImage::from_raw(width, height, image.data).ok_or(Unreadable::Heic)?;
        without_transparency(DynamicImage::from(rgba))
    } else {
        (RgbImage::from_raw(width, height, image.into_rgb8()).ok_or(Unreadable::Heic)?, false)
    };
    let converted = match colors {
        Colors::Srgb => None,
        Colors::Icc(profile) => to_srgb(&mut pixels, profile),
        Colors::Coded(profile) => convert(&mut pixels, &profile),
    };
    let turned = file.item_properties(file.primary_id).ok().and_then(orientation);
    Ok(Picture { pixels, turned, converted, deepened, grey: false, transparent })
}

/// How large the primary picture is, less what is cut off (`clap`, ISO/IEC 14496-12, 12.1.4).
pub(crate) fn primary_size(bytes: &[u8]) -> Option<PixelSize> {
    let file = HeifFile::parse(bytes).ok()?;
    let (across, down) = file.image_size(file.primary_id).ok()??;
    let cut = file.item_properties(file.primary_id).ok()?.find_map(|it| match it {
        Property::CleanAperture { width, height, .. } => Some((*width, *height)),
        _ => None,
    });
    let Some((width, height)) = cut else { return size(across, down) };
    let rounded =
        |(part, of): (u32, u32)| (u64::from(part) + u64::from(of) / 2).checked_div(of.into());
    let side = |cut, all: u32| u32::try_from(rounded(cut)?).ok().filter(|it| *it <= all);
    size(side(width, across)?, side(height, down)?)
}

/// The HEVC pictures that make the primary one. `None` for anything but one, or a grid of them.
fn coded_pictures(file: &HeifFile<'_>) -> Option<Vec<ItemId>> {
    let primary = file.primary_id;
    let mut coded = parts(file, primary);
    // What says where a picture is transparent is decoded as well; depths and gain maps are not.
    let is_mask =
        |it: &Property| matches!(it, Property::AuxiliaryType(it) if MASKS.contains(&it.as_str()));
    let masks: Vec<ItemId> = [primary]
        .iter()
        .chain(&coded)
        .flat_map(|it| file.referencing_items(*it, b"auxl"))
        .filter(|it| file.item_properties(*it).is_ok_and(|mut it| it.any(is_mask)))
        .collect();
    coded.extend(masks.iter().flat_map(|it| parts(file, *it)));
    let is_coded = |it: &ItemId| file.item(*it).is_ok_and(|it| it.item_type.0 == *b"hvc1");
    coded.iter().all(is_coded).then_some(coded)
}

const MASKS: [&str; 2] =
    ["urn:mpeg:hevc:2015:auxid:1", "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha"];

/// The tiles of a grid; of anything else, itself.
fn parts(file: &HeifFile<'_>, item: ItemId) -> Vec<ItemId> {
    match file.item(item) {
        Ok(it) if it.item_type.0 == *b"grid" => file.referenced_items(item, b"dimg").to_vec(),
        _ => vec![item],
    }
}

/// That decoding takes no more than a picture of the size that is taken: by the sizes that the streams themselves
/// give, for those of the container may be others, and by their bytes, which a file may name again and again.
fn check_effort(file: &HeifFile<'_>, coded: &[ItemId], bytes: usize) -> Result<(), Unreadable> {
    let (mut pixels, mut read) = (0, 0);
    for item in coded {
        let stream = file.hevc_bitstream(*item).map_err(|_| Unreadable::Heic)?;
        let largest = split_annex_b(&stream).filter_map(parameters).map(|it| area(&it)).max();
        let largest = largest.unwrap_or(0);
        if largest > MAX_AT_ONCE {
            return Err(Unreadable::Heic);
        }
        pixels += largest;
        read += stream.len();
        // Tiles reach beyond the edges of the picture that they make; each comes with its parameters.
        if pixels > 2 * MAX_PIXELS || read > 2 * bytes + (64 << 10) {
            return Err(Unreadable::TooLarge);
        }
    }
    Ok(())
}

/// A single picture takes several times its pixels while it is decoded. Telephones write tiles of 512 × 512.
const MAX_AT_ONCE: u64 = 20_000_000;

fn parameters(unit: &[u8]) -> Option<Sps> {
    let unit = NalUnit::parse(unit).ok()?;
    (unit.header.unit_type == NalUnitType::Sps).then(|| Sps::parse(&unit.rbsp).ok())?
}

fn area(parameters: &Sps) -> u64 {
    u64::from(parameters.pic_width_in_luma_samples)
        * u64::from(parameters.pic_height_in_luma_samples)
}

/// What the numbers of the pixels mean.
enum Colors<'a> {
    Srgb,
    Icc(&'a [u8]),
    /// By the code points of ITU-T H.273.
    Coded(Box<ColorProfile>),
}

impl<'a> Colors<'a> {
    fn of(file: &'a HeifFile<'_>, coded: &[ItemId]) -> Result<Self, Unreadable> {
        if let Ok(Some(profile)) = file.icc_profile(file.primary_id) {
            return Ok(Self::Icc(profile));
        }
        let code_points = [file.primary_id].iter().chain(coded.first()).find_map(|it| {
            file.item_properties(*it).ok()?.find_map(|it| match it {
                Property::Color(ColorInfo::Nclx { primaries, transfer, .. }) => {
                    Some((*primaries, *transfer))
                }
                _ => None,
            })
        });
        match code_points {
            // BT.709's primaries are those of sRGB; those of BT.601 are nearly so; 2 says nothing.
            None | Some((1 | 2 | 5 | 6, 0..=15)) => Ok(Self::Srgb),
            Some((primaries, transfer @ 0..=15)) => {
                let profile = CicpProfile {
                    color_primaries: u8::try_from(primaries)
                        .ok()
                        .and_then(|it| CicpColorPrimaries::try_from(it).ok())
                        .ok_or(Unreadable::Heic)?,
                    transfer_characteristics: u8::try_from(transfer)
                        .ok()
                        .and_then(|it| TransferCharacteristics::try_from(it).ok())
                        .ok_or(Unreadable::Heic)?,
                    matrix_coefficients: MatrixCoefficients::Identity,
                    full_range: true,
                };
                Ok(Self::Coded(Box::new(ColorProfile::new_from_cicp(profile))))
            }
            // HDR: brightness beyond white would have to be invented anew.
            Some(_) => Err(Unreadable::Heic),
        }
    }
}

/// Turns and mirrorings (`irot`, `imir`), which the decoder carries out in their order, as an EXIF orientation; `None`
/// when they change nothing.
fn orientation<'a>(properties: impl Iterator<Item = &'a Property>) -> Option<u8> {
    // Quarter turns clockwise, then left and right exchanged or not.
    let (mut quarters, mut is_mirrored) = (0, false);
    for property in properties {
        match property {
            // Counted anticlockwise. Before a mirroring a turn goes the other way round.
            Property::Rotation(turns) if is_mirrored => quarters += turns % 4,
            Property::Rotation(turns) => quarters += 4 - turns % 4,
            Property::Mirror(is_upside_down) => {
                is_mirrored = !is_mirrored;
                quarters += if *is_upside_down { 2 } else { 0 };
            }
            _ => (),
        }
        quarters %= 4;
    }
    match (quarters, is_mirrored) {
        (0, false) => None,
        (0, true) => Some(2),
        (2, false) => Some(3),
        (2, true) => Some(4),
        (1, true) => Some(5),
        (1, false) => Some(6),
        (_, true) => Some(7),
        (_, false) => Some(8),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::metadata::Orientation;

    #[test]
    fn turns_and_mirrorings_are_one_orientation() {
        let data: Vec<u8> = (0..24).collect();
        let steps = [0, 1, 2, 3].map(Property::Rotation);
        let steps = [&steps[..], &[false, true].map(Property::Mirror)].concat();
        for (first, second) in
            steps.iter().flat_map(|it| steps.iter().map(move |other| (it, other)))
        {
            let mut decoded: heifer::Image<u8> = heifer::Image::filled_samples(2, 3, 8, [0; 4]);
            decoded.data.clone_from(&data);
            for step in [first, second] {
                decoded = match step {
                    Property::Rotation(turns) => decoded.rotate_ccw(*turns),
                    Property::Mirror(is_upside_down) => decoded.mirror(*is_upside_down),
                    _ => decoded,
                };
            }
            let mut turned = DynamicImage::from(RgbaImage::from_raw(2, 3, data.clone()).unwrap());
            let said = orientation([first, second].into_iter()).unwrap_or(1);
            turned.apply_orientation(Orientation::from_exif(said).unwrap());
            assert_eq!(turned.into_bytes(), decoded.data, "{first:?} {second:?}");
        }
    }
}
