//! A reader of the SVG the charts write, strict enough to call it well-formed.

/// An element with its attributes and, of a text or a title, its content.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub text: String,
}

impl Element {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    pub fn is(&self, name: &str, value: &str) -> bool {
        self.get(name) == Some(value)
    }

    pub fn number(&self, name: &str) -> f64 {
        self.get(name).and_then(|value| value.parse().ok()).unwrap_or_else(|| panic!("{name} of {self:?}"))
    }

    pub fn points(&self) -> Vec<(f64, f64)> {
        let point = |pair: &str| {
            let (x, y) = pair.split_once(',').unwrap_or_else(|| panic!("{pair}"));
            (x.parse().expect("x"), y.parse().expect("y"))
        };
        self.get("points").unwrap_or_default().split(' ').filter(|pair| !pair.is_empty()).map(point).collect()
    }

    /// All its numbers, each finite and with at most one decimal.
    pub fn check_numbers(&self) {
        const NUMBERS: [&str; 12] = ["x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "width", "height", "points"];
        for (_, value) in self.attributes.iter().filter(|(name, _)| NUMBERS.contains(&name.as_str())) {
            for number in value.split([' ', ',']).filter(|number| !number.is_empty()) {
                assert!(number.parse::<f64>().is_ok_and(f64::is_finite), "{number} in {self:?}");
                assert!(number.split_once('.').is_none_or(|(_, rest)| rest.len() == 1), "{number} in {self:?}");
            }
        }
    }
}

/// Reads an svg; panics where it isn't well-formed. The `<svg>` itself comes first.
pub(super) fn elements(svg: &str) -> Vec<Element> {
    let mut found: Vec<Element> = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut rest = svg;
    while let Some(start) = rest.find('<') {
        let text = unescaped(&rest[..start]);
        match (open.last().map(String::as_str), found.last_mut()) {
            (Some("text" | "title"), Some(element)) => element.text.push_str(&text),
            _ => assert!(text.is_empty(), "stray text {text:?}"),
        }
        let end = rest.find('>').expect("a tag ends");
        let tag = &rest[start + 1..end];
        assert!(!tag.contains('<'), "{tag}");
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name));
            continue;
        }
        let is_empty = tag.ends_with('/');
        let tag = tag.trim_end_matches('/');
        let (name, mut attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        let mut element = Element { name: name.to_owned(), attributes: Vec::new(), text: String::new() };
        while !attributes.is_empty() {
            let (key, value) = attributes.split_once("=\"").expect("an attribute has a value");
            let (value, after) = value.split_once('"').expect("a value ends");
            assert!(!element.has(key), "{key} twice in {tag}");
            element.attributes.push((key.trim().to_owned(), unescaped(value)));
            attributes = after.trim_start();
        }
        element.check_numbers();
        found.push(element);
        if !is_empty {
            open.push(name.to_owned());
        }
    }
    assert!(rest.is_empty() && open.is_empty(), "unfinished: {rest:?} {open:?}");
    found
}

fn unescaped(text: &str) -> String {
    assert!(!text.contains(['<', '>']), "{text}");
    assert!(!text.chars().any(char::is_control), "{text:?}");
    let names = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    for at in text.match_indices('&').map(|(at, _)| at) {
        assert!(names.iter().any(|(name, _)| text[at..].starts_with(name)), "{text}");
    }
    names.iter().fold(text.to_owned(), |text, (name, c)| text.replace(name, c))
}
