//! What lies in the pages of a vault's file, free ones too.

use std::{fs, path::Path};

use aes::cipher::{Array, BlockModeDecrypt as _, KeyIvInit as _};

/// What the pages of a vault, a backup or a log hold under the key (`SQLCipher` 4: AES-256-CBC, the last 80 bytes of a page are its
/// vector and checksum).
pub(crate) fn decrypted(file: &Path, key: &[u8; 32]) -> Vec<u8> {
    const PAGE: usize = 4096;
    let bytes = fs::read(file).unwrap_or_default();
    let pages: Vec<&[u8]> = if file.to_string_lossy().ends_with("-wal") {
        let frames = bytes.get(32..).unwrap_or_default().chunks_exact(24 + PAGE);
        frames.map(|it| &it[24..]).collect()
    } else {
        bytes.chunks_exact(PAGE).collect()
    };
    let mut plain = Vec::new();
    for page in pages {
        let start = if page.starts_with(b"BSV1") { 16 } else { 0 };
        let (sealed, vector) = (&page[start..PAGE - 80], &page[PAGE - 80..PAGE - 64]);
        let mut cipher = cbc::Decryptor::<aes::Aes256>::new_from_slices(key, vector).unwrap();
        for block in sealed.chunks_exact(16) {
            let mut block = Array::try_from(block).unwrap();
            cipher.decrypt_block(&mut block);
            plain.extend_from_slice(&block);
        }
    }
    plain
}

/// Whether one of these words is in a file, as it lies there or in its pages.
pub(crate) fn holds(file: &Path, key: &[u8; 32], words: &[&str]) -> bool {
    let plain = [fs::read(file).unwrap_or_default(), decrypted(file, key)].concat();
    words.iter().any(|it| plain.windows(it.len()).any(|at| at == it.as_bytes()))
}
