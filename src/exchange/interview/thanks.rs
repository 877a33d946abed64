//! Thanks for an answer, as words for a mail.

use super::word;
use crate::book::SatisfactionInterview;
use crate::text::{Catalogue, Key, fill};

/// The mail in the language of the catalogue: to somebody of this `name`, from somebody of ours; either may be
/// unknown, and is empty then. What they wished is said to be read, and no more promised than that.
pub fn thanks(catalogue: Catalogue, interview: &SatisfactionInterview, name: &str, from: &str) -> String {
    let dear = match name.trim() {
        "" => word(catalogue, Key::ThanksGreeting),
        name => fill(&word(catalogue, Key::ThanksDear), &[("name", name)]),
    };
    let has_wish = !interview.bothers.is_empty() || !interview.missing.is_empty();
    let body = [word(catalogue, Key::ThanksFor)].into_iter().chain(has_wish.then(|| word(catalogue, Key::ThanksWish)));
    let mut text = format!("{dear}\n\n{}\n\n{}\n", body.collect::<Vec<_>>().join(" "), word(catalogue, Key::ThanksBye));
    if !from.trim().is_empty() {
        text += from.trim();
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    #[test]
    fn thanks_are_said_in_each_language_and_wishes_only_where_there_are_some() {
        let content = SatisfactionInterview::default();
        let wishes = SatisfactionInterview { bothers: "Late".into(), ..SatisfactionInterview::default() };
        for language in Language::ALL {
            let catalogue = Catalogue::whole(language);
            let (plain, wished) =
                (thanks(catalogue, &content, "", ""), thanks(catalogue, &wishes, "Eva Kern", "Anna Berg"));
            assert!(!plain.contains('{') && !plain.contains("  "), "{plain}");
            assert!(wished.contains("Eva Kern") && wished.ends_with("Anna Berg\n"), "{wished}");
            assert!(!plain.contains(&word(catalogue, Key::ThanksWish)), "{plain}");
            assert!(wished.contains(&word(catalogue, Key::ThanksWish)), "{wished}");
        }
        let english = thanks(Catalogue::whole(Language::English), &wishes, "Eva Kern", "");
        assert!(english.starts_with("Dear Eva Kern,\n\nThank you"), "{english}");
    }
}
