//! Why two may be the same customer, in words.

use crate::exchange::Likeness;
use crate::text::Key;

pub fn likeness_key(likeness: Likeness) -> Key {
    match likeness {
        Likeness::TaxId => Key::LikeTaxId,
        Likeness::SameName => Key::LikeSameName,
        Likeness::SimilarName => Key::LikeSimilarName,
        Likeness::Phone => Key::LikePhone,
        Likeness::Mail => Key::LikeMail,
        Likeness::Address => Key::LikeAddress,
    }
}
