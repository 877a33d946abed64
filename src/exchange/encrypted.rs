//! An export under a passphrase. The format is described in `docs/encrypted-export.md`, by which somebody without this
//! program can open one.
//!
//! The key comes of the passphrase by Argon2id, which takes memory and time on purpose; text and head are then sealed
//! by ChaCha20-Poly1305, so that a byte that was changed anywhere is noticed. Both work without a secure context, off
//! the page's thread.
//!
//! **Invariant:** what a file asks for is compared with [`MEMORY_KIB`] and [`PASSES`] before any work is done for it.

use std::ops::RangeInclusive;

use argon2::{Algorithm, Argon2, Block, Params, Version};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{ChaCha20Poly1305, KeyInit, Nonce};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// The value of `format` in such a file.
pub const FORMAT: &str = "vital-few-encrypted";

/// The version this program writes, and the only one there is.
pub const VERSION: u64 = 1;

/// Of how many characters a passphrase must be at least. Argon2 makes guessing dear; no setting makes a short word safe.
pub const LEAST_CHARACTERS: usize = 10;

/// The memory a key may take, in KiB: 19 to 256 MiB.
pub const MEMORY_KIB: RangeInclusive<u32> = 19 * 1024..=256 * 1024;

/// How often that memory may be gone over.
pub const PASSES: RangeInclusive<u32> = 1..=10;

/// How such a file begins, whatever it holds.
const BEGINNING: &[u8] = b"{\"format\":\"vital-few-encrypted\"";

/// What stands between the head and what is sealed.
const DATA: &str = ",\"data\":\"";

const END: &str = "\"}";

const KDF: &str = "argon2id";
const CIPHER: &str = "chacha20-poly1305";

/// One way through the memory at a time: a page has no threads.
const LANES: u32 = 1;

type Key = [u8; 32];

/// What must be another in every file: random bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fresh {
    pub salt: [u8; 16],
    pub nonce: [u8; 12],
}

/// What opening a file costs whoever guesses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cost {
    /// In KiB.
    pub memory_kib: u32,
    pub passes: u32,
}

impl Cost {
    /// What this program writes: 64 MiB, three times (RFC 9106, section 4).
    pub const USUAL: Self = Self { memory_kib: 64 * 1024, passes: 3 };
}

/// Why an encrypted file can't be opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EncryptedRefusal {
    /// It isn't as such files are: cut off, or changed.
    Damaged,
    /// Written by a newer version.
    Newer { version: u64 },
    /// It asks for more, or for less, than is sensible: such a file isn't one of ours.
    Cost { memory_kib: u32, passes: u32 },
    /// The passphrase is another, or something in the file was changed: nobody can tell which.
    Wrong,
    /// There is not so much memory.
    NoMemory,
}

/// All but what is sealed, in the order it is written in.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    format: String,
    version: u64,
    kdf: String,
    memory_kib: u32,
    passes: u32,
    lanes: u32,
    salt: String,
    cipher: String,
    nonce: String,
}

/// Whether a file that begins so is an encrypted export.
pub fn is_encrypted(head: &[u8]) -> bool {
    head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).starts_with(BEGINNING)
}

/// Whether a passphrase is long enough.
pub fn is_long_enough(passphrase: &str) -> bool {
    passphrase.nfc().count() >= LEAST_CHARACTERS
}

/// A text under a passphrase. It has been opened again once, so that what is handed over can be opened.
///
/// # Errors
/// [`EncryptedRefusal::NoMemory`], and [`EncryptedRefusal::Damaged`] if it doesn't open to what went in.
pub fn encrypt(text: &str, passphrase: &str, cost: Cost, fresh: &Fresh) -> Result<String, EncryptedRefusal> {
    let file = seal(text, cost, fresh, |cost, salt| key(passphrase, cost, salt))?;
    if decrypt(&file, passphrase)? != text {
        return Err(EncryptedRefusal::Damaged);
    }
    Ok(file)
}

/// The text in an encrypted file.
///
/// # Errors
/// [`EncryptedRefusal`].
pub fn decrypt(file: &str, passphrase: &str) -> Result<String, EncryptedRefusal> {
    open(file, |cost, salt| key(passphrase, cost, salt))
}

/// The key of a passphrase, whose letters count as they look: composed (NFC), in UTF-8.
pub(super) fn key(passphrase: &str, cost: Cost, salt: &[u8]) -> Result<Key, EncryptedRefusal> {
    let refused = |_| EncryptedRefusal::Cost { memory_kib: cost.memory_kib, passes: cost.passes };
    let params = Params::new(cost.memory_kib, cost.passes, LANES, Some(size_of::<Key>())).map_err(refused)?;
    let mut memory: Vec<Block> = Vec::new();
    // A page that has no more memory says so instead of ending.
    memory.try_reserve_exact(params.block_count()).map_err(|_| EncryptedRefusal::NoMemory)?;
    memory.resize(params.block_count(), Block::new());
    let mut key = Key::default();
    let passphrase: String = passphrase.nfc().collect();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into_with_memory(passphrase.as_bytes(), salt, &mut key, &mut memory)
        .map_err(|_| EncryptedRefusal::Damaged)?;
    Ok(key)
}

fn seal(
    text: &str,
    cost: Cost,
    fresh: &Fresh,
    key: impl FnOnce(Cost, &[u8]) -> Result<Key, EncryptedRefusal>,
) -> Result<String, EncryptedRefusal> {
    let head = Head {
        format: FORMAT.into(),
        version: VERSION,
        kdf: KDF.into(),
        memory_kib: cost.memory_kib,
        passes: cost.passes,
        lanes: LANES,
        salt: STANDARD.encode(fresh.salt),
        cipher: CIPHER.into(),
        nonce: STANDARD.encode(fresh.nonce),
    };
    // Texts and numbers: nothing here can fail to serialise.
    let mut file = serde_json::to_string(&head).unwrap_or_default();
    file.pop();
    let cipher = ChaCha20Poly1305::new(&key(cost, &fresh.salt)?.into());
    let payload = Payload { msg: text.as_bytes(), aad: file.as_bytes() };
    // Refused above 256 GiB only.
    let sealed = cipher.encrypt(&Nonce::from(fresh.nonce), payload).map_err(|_| EncryptedRefusal::NoMemory)?;
    file += DATA;
    STANDARD.encode_string(sealed, &mut file);
    file += END;
    Ok(file)
}

fn open(
    file: &str,
    key: impl FnOnce(Cost, &[u8]) -> Result<Key, EncryptedRefusal>,
) -> Result<String, EncryptedRefusal> {
    let damaged = EncryptedRefusal::Damaged;
    // Mail programs end a text in a line break.
    let file = file.trim_start_matches('\u{feff}').trim_end_matches(['\r', '\n']);
    let (text, data) = file.strip_suffix(END).and_then(|file| file.split_once(DATA)).ok_or(damaged.clone())?;
    // What a newer version has besides is not known here; that it is newer is.
    #[derive(Deserialize)]
    struct Versioned {
        format: String,
        version: u64,
    }
    let json = format!("{text}}}");
    let versioned: Versioned = serde_json::from_str(&json).map_err(|_| damaged.clone())?;
    if versioned.format == FORMAT && versioned.version > VERSION {
        return Err(EncryptedRefusal::Newer { version: versioned.version });
    }
    let head: Head = serde_json::from_str(&json).map_err(|_| damaged.clone())?;
    let names = (head.format.as_str(), head.version, head.kdf.as_str(), head.lanes, head.cipher.as_str());
    if names != (FORMAT, VERSION, KDF, LANES, CIPHER) {
        return Err(damaged);
    }
    let cost = Cost { memory_kib: head.memory_kib, passes: head.passes };
    if !MEMORY_KIB.contains(&cost.memory_kib) || !PASSES.contains(&cost.passes) {
        return Err(EncryptedRefusal::Cost { memory_kib: cost.memory_kib, passes: cost.passes });
    }
    let decoded = |text: &str| STANDARD.decode(text).map_err(|_| EncryptedRefusal::Damaged);
    let salt: [u8; 16] = decoded(&head.salt)?.try_into().map_err(|_| damaged.clone())?;
    let nonce: [u8; 12] = decoded(&head.nonce)?.try_into().map_err(|_| damaged.clone())?;
    let sealed = decoded(data)?;
    let cipher = ChaCha20Poly1305::new(&key(cost, &salt)?.into());
    let payload = Payload { msg: &sealed, aad: text.as_bytes() };
    let opened = cipher.decrypt(&Nonce::from(nonce), payload).map_err(|_| EncryptedRefusal::Wrong)?;
    String::from_utf8(opened).map_err(|_| damaged)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FRESH: Fresh = Fresh { salt: [7; 16], nonce: [9; 12] };
    /// The least that is accepted.
    const CHEAP: Cost = Cost { memory_kib: 19 * 1024, passes: 1 };
    const TEXT: &str = "{\"format\":\"vital-few\",\"version\":5,\"book\":{\"name\":\"Königlich Essen\"}}";

    /// In place of Argon2, for what doesn't rest on how a key is made: as sensitive, and quick.
    fn quick(passphrase: &str) -> impl Fn(Cost, &[u8]) -> Result<Key, EncryptedRefusal> {
        move |cost, salt| {
            let all =
                [passphrase.as_bytes(), salt, &cost.memory_kib.to_le_bytes(), &cost.passes.to_le_bytes()].concat();
            let mut key = Key::default();
            for (at, bytes) in key.chunks_mut(8).enumerate() {
                bytes.copy_from_slice(&xxhash_rust::xxh3::xxh3_64_with_seed(&all, at as u64).to_le_bytes());
            }
            Ok(key)
        }
    }

    #[test]
    fn a_text_comes_back_by_its_passphrase_alone() {
        let file = encrypt(TEXT, "correct horse", CHEAP, &FRESH).unwrap();
        assert!(is_encrypted(file.as_bytes()) && !file.contains("Essen"), "{file}");
        assert_eq!(decrypt(&file, "correct horse").as_deref(), Ok(TEXT));
        assert_eq!(decrypt(&file, "correct horsf"), Err(EncryptedRefusal::Wrong));
        // A mail ended it in a line break; an editor began it with a mark.
        assert_eq!(decrypt(&format!("\u{feff}{file}\r\n"), "correct horse").as_deref(), Ok(TEXT));
    }

    #[test]
    fn a_letter_counts_as_it_looks() {
        let file = encrypt(TEXT, "cafe\u{301} noir", CHEAP, &FRESH).unwrap();
        assert_eq!(decrypt(&file, "caf\u{e9} noir").as_deref(), Ok(TEXT));
        assert!(is_long_enough("ten letter") && !is_long_enough("nine lett"));
        assert!(!is_long_enough("cafe\u{301} noir"), "nine letters, however they are written");
    }

    #[test]
    fn nobody_tells_what_is_in_two_files_of_one_text_apart() {
        let other = Fresh { nonce: [1; 12], ..FRESH };
        let files = [FRESH, other].map(|fresh| seal(TEXT, CHEAP, &fresh, quick("p")).unwrap());
        let data = |file: &str| file.split_once(DATA).unwrap().1.to_owned();
        assert_ne!(data(&files[0]), data(&files[1]));
    }

    /// Each byte of it, with each of its bits turned.
    #[test]
    fn a_file_with_one_bit_turned_anywhere_is_refused() {
        let file = seal(TEXT, Cost::USUAL, &FRESH, quick("p")).unwrap();
        assert_eq!(open(&file, quick("p")).as_deref(), Ok(TEXT));
        let mut refusals = 0;
        for (at, bit) in (0..file.len()).flat_map(|at| (0..8).map(move |bit| (at, bit))) {
            let mut bytes = file.clone().into_bytes();
            bytes[at] ^= 1 << bit;
            // What isn't text is none of these files: the browser reads them as text.
            let turned = String::from_utf8_lossy(&bytes).into_owned();
            assert!(open(&turned, quick("p")).is_err(), "byte {at}, bit {bit}: {turned}");
            refusals += 1;
        }
        assert_eq!(refusals, file.len() * 8);
    }

    #[test]
    fn what_asks_for_too_much_or_too_little_is_refused_before_any_work() {
        let file = seal(TEXT, Cost::USUAL, &FRESH, quick("p")).unwrap();
        let with = |memory: u32, passes: u32| {
            let file = file.replace("\"memory_kib\":65536", &format!("\"memory_kib\":{memory}"));
            let file = file.replace("\"passes\":3", &format!("\"passes\":{passes}"));
            open(&file, |_, _| panic!("a key was made"))
        };
        for (memory, passes) in [(19 * 1024 - 1, 3), (256 * 1024 + 1, 3), (u32::MAX, 3), (65_536, 0), (65_536, 11)] {
            assert_eq!(with(memory, passes), Err(EncryptedRefusal::Cost { memory_kib: memory, passes }));
        }
        for (from, to) in [
            ("\"lanes\":1", "\"lanes\":4"),
            ("argon2id", "argon2i"),
            ("chacha20-poly1305", "none"),
            ("\"memory_kib\":65536", "\"memory_kib\":4294967296"),
            ("\"memory_kib\":65536", "\"memory_kib\":-1"),
            ("\"passes\":3", "\"passes\":3,\"more\":1"),
        ] {
            let file = file.replace(from, to);
            assert_eq!(open(&file, |_, _| panic!("a key was made")), Err(EncryptedRefusal::Damaged), "{to}");
        }
        let newer = file.replace("\"version\":1", "\"version\":2").replace("\"lanes\":1", "\"lanes\":1,\"more\":1");
        assert_eq!(open(&newer, |_, _| panic!("a key was made")), Err(EncryptedRefusal::Newer { version: 2 }));
    }

    proptest! {
        #[test]
        fn every_text_comes_back(text in "\\PC{0,200}", passphrase in "\\PC{0,40}") {
            let file = seal(&text, Cost::USUAL, &FRESH, quick(&passphrase)).unwrap();
            prop_assert_eq!(open(&file, quick(&passphrase)), Ok(text));
        }

        #[test]
        fn what_is_no_such_file_is_refused(text in "\\PC{0,300}") {
            prop_assert!(open(&text, quick("p")).is_err());
        }

        #[test]
        fn a_file_that_is_cut_off_is_refused(keeps in 0usize..300) {
            let file = seal(TEXT, Cost::USUAL, &FRESH, quick("p")).unwrap();
            let cut: String = file.chars().take(keeps.min(file.len() - 1)).collect();
            prop_assert!(open(&cut, quick("p")).is_err());
        }
    }
}
