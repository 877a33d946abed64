//! Where what is written of a person leads: texts come from files and from other people's books, and may be anything.

use crate::book::{Reach, ReachKind};

/// An address a browser may follow: of a page, a letter or a telephone, and of nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// With its scheme, which is one of `https`, `http`, `mailto` and `tel`.
    pub address: String,
    /// Whether it opens a page, which then learns neither of this one nor where somebody came from.
    pub is_page: bool,
}

impl Link {
    /// Where one of the ways to reach a person leads; a fax or a messenger leads nowhere.
    pub fn of(reach: &Reach) -> Option<Self> {
        match reach.kind {
            ReachKind::Phone | ReachKind::Mobile => Self::tel(&reach.value),
            ReachKind::Email => Self::mail(&reach.value),
            ReachKind::Web => Self::web(&reach.value),
            ReachKind::Fax | ReachKind::Messenger | ReachKind::Other => None,
        }
    }

    /// What a telephone dials.
    pub fn tel(number: &str) -> Option<Self> {
        let digits: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        (digits.len() > 2).then(|| Self { address: format!("tel:{digits}"), is_page: false })
    }

    /// A letter to one address, about nothing.
    pub fn mail(address: &str) -> Option<Self> {
        let address = address.trim();
        let is_odd = |c: char| c.is_whitespace() || c.is_control() || matches!(c, ',' | '?' | '&' | '%' | '#');
        let is_one = address.contains('@') && !address.contains(is_odd);
        is_one.then(|| Self { address: format!("mailto:{address}"), is_page: false })
    }

    /// A page, by its whole address or by its name alone.
    pub fn web(address: &str) -> Option<Self> {
        let address = address.trim();
        let begins = |scheme: &str| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
        if address.contains(|c: char| c.is_whitespace() || c.is_control()) {
            return None;
        }
        if begins("https://") || begins("http://") {
            return Some(Self { address: address.into(), is_page: true });
        }
        let is_plain = address.contains('.') && !address.contains([':', '/', '\\', '?', '#', '@']);
        is_plain.then(|| Self { address: format!("https://{address}"), is_page: true })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(link: Option<Link>) -> String {
        link.map(|link| link.address).unwrap_or_default()
    }

    #[test]
    fn pages_letters_and_telephones_are_followed() {
        assert_eq!(address(Link::web(" https://alfa.example/team ")), "https://alfa.example/team");
        assert_eq!(address(Link::web("HTTP://alfa.example")), "HTTP://alfa.example");
        assert_eq!(address(Link::web("www.alfa.example")), "https://www.alfa.example");
        assert_eq!(address(Link::mail("ana@alfa.example")), "mailto:ana@alfa.example");
        assert_eq!(address(Link::tel("+381 (11) 123-45")), "tel:+3811112345");
        assert!(Link::web("alfa.example").is_some_and(|link| link.is_page));
        assert!(Link::mail("a@b.c").is_some_and(|link| !link.is_page));
    }

    #[test]
    fn nothing_else_is() {
        for text in [
            "javascript:alert(1)",
            "JavaScript:alert('a.b')",
            "java\nscript:alert.call()",
            "data:text/html,a.b",
            "vbscript:a.b",
            "file:///etc/hosts.txt",
            "//evil.example",
            "\\\\evil.example\\share",
            "https:evil.example",
            "https://a.example /b",
            "ftp://a.example",
            "x@y.example",
            "",
            "alfa",
        ] {
            assert_eq!(Link::web(text), None, "{text}");
        }
        for text in ["a@b.c?bcc=d@e.f", "a@b.c,d@e.f", "a b@c.d", "alfa", "a@b.c%0Abcc:d@e.f"] {
            assert_eq!(Link::mail(text), None, "{text}");
        }
        for text in ["", "n/a", "ext. 7"] {
            assert_eq!(Link::tel(text), None, "{text}");
        }
        for kind in [ReachKind::Fax, ReachKind::Messenger, ReachKind::Other] {
            assert_eq!(Link::of(&Reach { kind, value: "https://a.example".into() }), None);
        }
        assert!(Link::of(&Reach { kind: ReachKind::Web, value: "a.example".into() }).is_some());
    }
}
