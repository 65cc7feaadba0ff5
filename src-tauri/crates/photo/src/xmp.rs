//! XMP (ISO 16684-1): what a program that edits or makes pictures says of itself.

use beishen_core::Measurement;

/// Reads the tool, whether a machine has made the picture, and whether the place is told.
pub(crate) fn read(packet: &[u8], found: &mut Measurement) {
    let text = String::from_utf8_lossy(packet);
    if let Some((_, value)) = text.split_once("CreatorTool") {
        // An attribute's value or an element's text.
        let value = value.trim_start_matches([' ', '=', '"', '\'', '>']);
        let tool = value.split(['"', '\'', '<']).next().unwrap_or_default();
        found.creator_tool = clean(tool.as_bytes()).or(found.creator_tool.take());
    }
    found.generated |= is_generated(packet);
    found.located |= text.contains("GPSLatitude") && text.contains("GPSLongitude");
}

/// Whether it is marked as made by a machine: the implicit label of GB 45438-2025 (`TC260:AIGC`, or a field of that name),
/// or what IPTC calls the source of such pictures.
pub(crate) fn is_generated(text: &[u8]) -> bool {
    ["AIGC", "rainedAlgorithmicMedia"]
        .iter()
        .any(|mark| text.windows(mark.len()).any(|it| it == mark.as_bytes()))
}

/// At most 64 printable characters.
pub(crate) fn clean(text: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(text);
    let text: String = text.chars().filter(|it| !it.is_control()).take(64).collect();
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
