//! An encrypted export, opened by `docs/encrypted-export.md` alone: another maker of keys, and ChaCha20-Poly1305 written
//! out after RFC 8439. If this opens what the page writes, the document says what the page does.

use argon2_beside::{Config, Variant, Version};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use vital_few::exchange::encrypted::{Cost, Fresh, decrypt, encrypt};
use vital_few::exchange::json::from_json;

/// A file of each version so far, and what opens it.
const FILE: &str = include_str!("../data/export/encrypted_v1.json");
const PASSPHRASE: &str = "Königlich essen";

#[test]
fn a_stored_file_opens_by_the_document_and_by_the_page() {
    let text = opened(FILE, PASSPHRASE).expect("it opens");
    assert_eq!(decrypt(FILE, PASSPHRASE).as_deref(), Ok(text.as_str()));
    let export = from_json(&text).expect("an export");
    assert_eq!(export.book.account_ids().count(), 1);
    assert_eq!(opened(FILE, "Königlich trinken"), None);
}

#[test]
fn what_the_page_writes_opens_by_the_document() {
    let fresh = Fresh { salt: *b"sixteen byte sal", nonce: *b"twelve bytes" };
    let cost = Cost { memory_kib: 19 * 1024, passes: 2 };
    // Shorter than a block, one block, and more than some.
    for length in [0, 1, 63, 64, 65, 1_000] {
        let text: String = "чай".chars().cycle().take(length).collect();
        let file = encrypt(&text, PASSPHRASE, cost, &fresh).expect("it is written");
        assert_eq!(opened(&file, PASSPHRASE), Some(text));
    }
}

/// RFC 8439, 2.8.2.
#[test]
fn the_cipher_is_the_one_of_the_rfc() {
    let key: [u8; 32] = std::array::from_fn(|at| 0x80 + at as u8);
    let nonce = [7, 0, 0, 0, 0x40, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47];
    let aad = [0x50, 0x51, 0x52, 0x53, 0xc0, 0xc1, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7];
    let text = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.";
    let sealed = streamed(&key, &nonce, text);
    assert_eq!(sealed[..8], [0xd3, 0x1a, 0x8d, 0x34, 0x64, 0x8e, 0x60, 0xdb]);
    let tag = [0x1a, 0xe1, 0x0b, 0x59, 0x4f, 0x09, 0xe2, 0x6a, 0x7e, 0x90, 0x2e, 0xcb, 0xd0, 0x60, 0x06, 0x91];
    assert_eq!(mac(&key, &nonce, &aad, &sealed), tag);
}

/// What is in a file, if the passphrase is its own and nothing was changed.
fn opened(file: &str, passphrase: &str) -> Option<String> {
    let file = file.trim_end();
    let (head, _) = file.split_once(",\"data\":\"")?;
    let fields: Value = serde_json::from_str(file).ok()?;
    let bytes = |name: &str| STANDARD.decode(fields[name].as_str()?).ok();
    let config = Config {
        variant: Variant::Argon2id,
        version: Version::Version13,
        mem_cost: fields["memory_kib"].as_u64()?.try_into().ok()?,
        time_cost: fields["passes"].as_u64()?.try_into().ok()?,
        lanes: 1,
        hash_length: 32,
        ..Config::default()
    };
    let key = argon2_beside::hash_raw(passphrase.as_bytes(), &bytes("salt")?, &config).ok()?;
    let (key, nonce) = (key.try_into().ok()?, bytes("nonce")?.try_into().ok()?);
    let data = bytes("data")?;
    let (sealed, tag) = data.split_at_checked(data.len().checked_sub(16)?)?;
    let is_whole = mac(&key, &nonce, head.as_bytes(), sealed) == tag;
    is_whole.then(|| String::from_utf8(streamed(&key, &nonce, sealed)).ok())?
}

/// A block of the ChaCha20 stream.
fn block(key: &[u8; 32], counter: u32, nonce: &[u8; 12]) -> [u8; 64] {
    let word = |bytes: &[u8]| u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
    let mut start = [0x6170_7865, 0x3320_646e, 0x7962_2d32, 0x6b20_6574, 0, 0, 0, 0, 0, 0, 0, 0, counter, 0, 0, 0];
    key.chunks(4).zip(&mut start[4..12]).for_each(|(bytes, place)| *place = word(bytes));
    nonce.chunks(4).zip(&mut start[13..]).for_each(|(bytes, place)| *place = word(bytes));
    let mut state = start;
    for _ in 0..10 {
        for [a, b, c, d] in [
            [0, 4, 8, 12],
            [1, 5, 9, 13],
            [2, 6, 10, 14],
            [3, 7, 11, 15],
            [0, 5, 10, 15],
            [1, 6, 11, 12],
            [2, 7, 8, 13],
            [3, 4, 9, 14],
        ] {
            for (to, with, turned, by) in [(a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)] {
                state[to] = u32::wrapping_add(state[to], state[with]);
                state[turned] = (state[turned] ^ state[to]).rotate_left(by);
            }
        }
    }
    let mut bytes = [0; 64];
    for ((place, word), first) in bytes.chunks_mut(4).zip(state).zip(start) {
        place.copy_from_slice(&word.wrapping_add(first).to_le_bytes());
    }
    bytes
}

/// A text and its stream, added up: what is sealed, or what was.
fn streamed(key: &[u8; 32], nonce: &[u8; 12], text: &[u8]) -> Vec<u8> {
    let blocks = text.chunks(64).zip(1..).map(|(chunk, counter)| (chunk, block(key, counter, nonce)));
    blocks.flat_map(|(chunk, block)| chunk.iter().zip(block).map(|(a, b)| a ^ b).collect::<Vec<u8>>()).collect()
}

/// The tag of a head and of what is sealed: Poly1305, in five limbs of 26 bits.
fn mac(key: &[u8; 32], nonce: &[u8; 12], aad: &[u8], sealed: &[u8]) -> [u8; 16] {
    const MASK: u64 = (1 << 26) - 1;
    let once = block(key, 0, nonce);
    let number = |bytes: &[u8]| bytes.iter().rev().fold(0u128, |sum, byte| sum << 8 | u128::from(*byte));
    let limbs = |number: u128| std::array::from_fn::<u64, 5, _>(|at| (number >> (26 * at)) as u64 & MASK);
    let r = limbs(number(&once[..16]) & 0x0fff_fffc_0fff_fffc_0fff_fffc_0fff_ffff);

    let padded = |part: &[u8]| [part, &vec![0; part.len().next_multiple_of(16) - part.len()]].concat();
    let lengths = [aad.len(), sealed.len()].map(|length| (length as u64).to_le_bytes()).concat();
    let message = [padded(aad), padded(sealed), lengths].concat();

    let mut sum = [0u64; 5];
    for chunk in message.chunks(16) {
        for (limb, part) in sum.iter_mut().zip(limbs(number(chunk))) {
            *limb += part;
        }
        sum[4] += 1 << 24;
        let mut product = [0u64; 5];
        for (i, a) in sum.iter().enumerate() {
            for (j, b) in r.iter().enumerate() {
                // 2^130 is 5.
                product[(i + j) % 5] += a * b * if i + j < 5 { 1 } else { 5 };
            }
        }
        sum = carried(product);
    }
    sum = carried(carried(sum));
    // Less the prime, where that is not below zero: with 5 more, it reaches 2^130.
    let mut less = sum;
    less[0] += 5;
    for at in 0..4 {
        less[at + 1] += less[at] >> 26;
        less[at] &= MASK;
    }
    let sum = if less[4] > MASK { less } else { sum };
    let sum =
        sum.iter().enumerate().fold(0u128, |all, (at, limb)| all.wrapping_add(u128::from(limb & MASK) << (26 * at)));
    sum.wrapping_add(number(&once[16..32])).to_le_bytes()
}

fn carried(mut limbs: [u64; 5]) -> [u64; 5] {
    for at in 0..5 {
        let carry = limbs[at] >> 26;
        limbs[at] &= (1 << 26) - 1;
        limbs[(at + 1) % 5] += carry * if at == 4 { 5 } else { 1 };
    }
    limbs
}
