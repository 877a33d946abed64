//! Why an account was lost, and in whose hands that was (L3).

use serde::{Deserialize, Deserializer, Serialize};

use super::codes::codes;

/// A reason why an account went, with what speaks for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LossReason {
    /// One of a later version is one of our own words.
    #[serde(deserialize_with = "known_cause")]
    pub cause: LossCause,
    /// In whose hands it was, where a person says otherwise than is usual for the cause.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "known_hands")]
    pub hands: Option<Hands>,
    /// What the cause is called, where it is one of our own.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// What speaks for it, as it was on the day of the loss.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub evidence: String,
}

impl LossReason {
    pub fn of(cause: LossCause) -> Self {
        Self { cause, hands: None, words: String::new(), evidence: String::new() }
    }

    /// In whose hands it was; `None`: of one of our own words nobody said.
    pub fn hands(&self) -> Option<Hands> {
        self.hands.or(self.cause.hands())
    }
}

fn known_cause<'de, D: Deserializer<'de>>(deserializer: D) -> Result<LossCause, D::Error> {
    let code = String::deserialize(deserializer)?;
    Ok(LossCause::of_code(&code).unwrap_or(LossCause::Own))
}

fn known_hands<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Hands>, D::Error> {
    let code = Option::<String>::deserialize(deserializer)?;
    Ok(code.and_then(|code| Hands::of_code(&code)))
}

codes! {
    /// Why accounts go (L3).
    LossCause {
        Service = "service" => LossByService,
        Quality = "quality" => LossByQuality,
        /// Deadlines or promises broken.
        Deadlines = "deadlines" => LossByDeadlines,
        /// Their opinion was not taken into account.
        Opinion = "opinion" => LossByOpinion,
        /// We forgot them.
        Forgotten = "forgotten" => LossByForgetting,
        /// A competitor's offer.
        Competitor = "competitor" => LossByCompetitor,
        /// The customer's own change.
        OwnChange = "own_change" => LossByOwnChange,
        /// In a company's own words.
        Own = "own" => LossByOther,
    }
}

impl LossCause {
    /// In whose hands such a cause usually is.
    pub const fn hands(self) -> Option<Hands> {
        match self {
            Self::Service | Self::Quality | Self::Deadlines | Self::Opinion | Self::Forgotten => Some(Hands::Ours),
            Self::Competitor => Some(Hands::Competitor),
            Self::OwnChange => Some(Hands::Theirs),
            Self::Own => None,
        }
    }
}

codes! {
    /// In whose hands the cause of a loss was.
    Hands {
        Ours = "ours" => HandsOurs,
        Theirs = "theirs" => HandsTheirs,
        Competitor = "competitor" => HandsCompetitor,
    }
}
