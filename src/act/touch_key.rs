//! Single keys within the drawer that logs a touch, on every keyboard layout: by what they write, and where that is
//! no Latin letter, by where they lie.

use super::shortcut::{Press, Shift, Shortcut};
use crate::book::Channel;
use crate::digits::digit;

/// What a key means while no field has it for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TouchKey {
    Channel(Channel),
    /// One of their people, by the place among those shown, from 0.
    Person(usize),
    /// Nobody was there: logged at once.
    NotReached,
    /// To what was said.
    Words,
    WePromise,
    TheyPromise,
    Need,
    Next,
}

/// The channels that are offered, in their order.
pub const CHANNELS: [Channel; 4] = [Channel::Call, Channel::Visit, Channel::Letter, Channel::Video];

/// Each key, as it is written on the page.
const KEYS: [(TouchKey, Shortcut); 10] = [
    (TouchKey::Channel(Channel::Call), letter("c", "KeyC")),
    (TouchKey::Channel(Channel::Visit), letter("v", "KeyV")),
    (TouchKey::Channel(Channel::Letter), letter("m", "KeyM")),
    (TouchKey::Channel(Channel::Video), letter("o", "KeyO")),
    (TouchKey::NotReached, letter("n", "KeyN")),
    (TouchKey::Words, Shortcut { letter: "Enter", code: None, ctrl: false, shift: Shift::Without }),
    (TouchKey::WePromise, letter("w", "KeyW")),
    (TouchKey::TheyPromise, letter("t", "KeyT")),
    (TouchKey::Need, letter("d", "KeyD")),
    (TouchKey::Next, letter("s", "KeyS")),
];

const fn letter(letter: &'static str, code: &'static str) -> Shortcut {
    Shortcut { letter, code: Some(code), ctrl: false, shift: Shift::Without }
}

impl TouchKey {
    /// What a press means; `None`: nothing here.
    pub fn of_press(press: &Press<'_>) -> Option<Self> {
        let by = |is: fn(Shortcut, &Press<'_>) -> bool| {
            KEYS.into_iter().find(|(_, shortcut)| is(*shortcut, press)).map(|(key, _)| key)
        };
        by(Shortcut::is_written_by).or_else(|| Self::person(press)).or_else(|| by(Shortcut::lies_at))
    }

    /// By a digit of any script, or by where the row of digits lies: in France it writes them with Shift alone.
    fn person(press: &Press<'_>) -> Option<Self> {
        if press.ctrl || press.alt {
            return None;
        }
        let mut letters = press.letter.chars();
        let written = letters.next().and_then(digit).filter(|_| letters.next().is_none());
        let lies = || press.code.strip_prefix("Digit").and_then(|digit| digit.parse().ok());
        let number = written.or_else(lies)?;
        usize::try_from(number).ok()?.checked_sub(1).map(Self::Person)
    }

    /// What is written on the key; of a person their number. Empty for what needs no word.
    pub fn shown(self) -> String {
        match self {
            Self::Person(at) => (at + 1).to_string(),
            Self::Words => String::new(),
            _ => KEYS
                .iter()
                .find(|(key, _)| *key == self)
                .map(|(_, shortcut)| shortcut.letter.to_uppercase())
                .unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(letter: &'static str, code: &'static str) -> Press<'static> {
        Press { letter, code, ctrl: false, shift: false, alt: false }
    }

    fn found(letter: &'static str, code: &'static str) -> Option<TouchKey> {
        TouchKey::of_press(&press(letter, code))
    }

    #[test]
    fn a_key_is_found_on_every_layout() {
        for (letter, code) in [("c", "KeyC"), ("C", "KeyC"), ("с", "KeyC"), ("ز", "KeyC"), ("મ", "KeyC"), ("c", "KeyJ")]
        {
            let expected = if letter == "C" { Some(TouchKey::Channel(Channel::Call)) } else { found("c", "KeyC") };
            assert_eq!(found(letter, code), expected, "{letter} at {code}");
            assert!(expected.is_some());
        }
        assert_eq!(found("т", "KeyN"), Some(TouchKey::NotReached), "in Russian");
        assert_eq!(found("د", "KeyN"), Some(TouchKey::NotReached), "in Persian");
        assert_eq!(found("લ", "KeyN"), Some(TouchKey::NotReached), "in Gujarati");
        assert_eq!(found("x", "KeyN"), None, "a Latin letter is that letter");
    }

    #[test]
    fn a_person_is_a_digit_of_any_script() {
        for (letter, code) in [("2", "Digit2"), ("2", "Numpad2"), ("۲", "Digit2"), ("૨", "Digit2"), ("é", "Digit2")]
        {
            assert_eq!(found(letter, code), Some(TouchKey::Person(1)), "{letter}");
        }
        assert_eq!(found("0", "Digit0"), None);
        assert_eq!(TouchKey::of_press(&Press { ctrl: true, ..press("2", "Digit2") }), None, "the browser has it");
    }

    #[test]
    fn no_two_mean_the_same_key_and_each_says_what_it_is() {
        for (at, (key, shortcut)) in KEYS.iter().enumerate() {
            assert!(KEYS.iter().skip(at + 1).all(|(_, other)| !shortcut.clashes_with(*other)), "{key:?}");
            assert_eq!(key.shown().is_empty(), *key == TouchKey::Words);
        }
        for channel in CHANNELS {
            assert!(KEYS.iter().any(|(key, _)| *key == TouchKey::Channel(channel)), "{channel:?}");
        }
        assert_eq!(TouchKey::Person(0).shown(), "1");
    }
}
