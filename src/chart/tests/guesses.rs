//! Guess and answer stand on one line a person, and a guess that nobody made is no ring.

use super::laws::{check_reflection, check_texts};
use super::*;

fn row(name: &str, answer: u8, guess: Option<u8>) -> GuessRow {
    GuessRow { name: name.into(), answer, guess, says: "2 lower than thought".into() }
}

fn picture(rows: &[GuessRow], width: f64, mirrored: bool) -> String {
    let words = GuessesWords { aria: "Guesses", mark: &|mark| mark.to_string(), key: ["Guess", "Answer"] };
    guesses(rows, guesses_frame(rows.len(), width, mirrored), &words)
}

#[test]
fn each_person_has_a_disc_and_who_was_guessed_a_ring() {
    let rows =
        [row("Roland Mendel", 8, Some(8)), row("Josef Handl", 6, Some(8)), row("Ana", 9, Some(5)), row("B", 4, None)];
    let svg = picture(&rows, 700.0, false);
    // One more of each in the key.
    assert_eq!((svg.matches("class=\"dot\"").count(), svg.matches("class=\"guess\"").count()), (5, 4));
    assert_eq!(svg.matches("between is-over").count(), 1, "thought better of");
    assert_eq!(svg.matches("class=\"between\"").count(), 1, "thought worse of");
    assert_eq!(svg.matches("class=\"value\"").count(), 4);
}

#[test]
fn names_of_any_length_leave_room_for_the_marks_and_turn_with_the_page() {
    let long = "Somebody with a name that is much longer than a line has room for it";
    for width in [240.0, 360.0, 700.0] {
        let rows = [row(long, 0, Some(10)), row("علی رضایی", 10, Some(0))];
        let (plain, mirrored) = (picture(&rows, width, false), picture(&rows, width, true));
        check_texts(&plain);
        check_reflection(&plain, &mirrored);
    }
}
