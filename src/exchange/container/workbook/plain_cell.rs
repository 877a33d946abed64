//! Cells of an `xlsx` sheet as most programs write them, told by their bytes: `<c r="B3" s="5"><v>17</v></c>`.
//!
//! Millions of them cost seconds as events of an XML reader, and as many again may hold nothing but their format. What
//! is any more than that, or doesn't end in the bytes at hand, is left to the XML reader: **what is told here is what
//! that would tell.**

/// A cell, or a row without cells, as its bytes say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Plain<'a> {
    Cell(PlainCell<'a>),
    /// A row without cells, by its `r`.
    Row(&'a str),
}

/// What a cell says; what it doesn't is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct PlainCell<'a> {
    /// Its attributes `r`, `s` and `t`.
    pub place: &'a str,
    pub style: &'a str,
    pub kind: &'a str,
    pub has_formula: bool,
    pub value: &'a str,
    /// Whether the value is an inline string, which may be escaped.
    pub is_inline: bool,
}

/// The cell or empty row that the bytes begin with, perhaps behind white space, and how long it is.
pub(super) fn plain(bytes: &[u8]) -> Option<(Plain<'_>, usize)> {
    let mut rest = Rest(bytes.trim_ascii_start());
    let tag = rest.tag()?;
    let is_empty = tag.is_closed || rest.end(tag.name).is_some();
    let found = match tag.local {
        b"row" if is_empty => Plain::Row(tag.cell.place),
        b"c" if is_empty => Plain::Cell(tag.cell),
        b"c" => Plain::Cell(rest.content(&tag)?),
        _ => return None,
    };
    Some((found, bytes.len() - rest.0.len()))
}

/// A tag with the attributes that cells have.
struct Tag<'a> {
    name: &'a [u8],
    /// The name without its prefix.
    local: &'a [u8],
    cell: PlainCell<'a>,
    /// Whether it has no end of its own.
    is_closed: bool,
}

/// What is still to be read.
struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    /// Takes what is expected, if it stands there.
    fn take(&mut self, expected: &[u8]) -> Option<()> {
        self.0 = self.0.strip_prefix(expected)?;
        Some(())
    }

    /// Takes bytes up to one that ends them, which must be there.
    fn until(&mut self, is_end: impl Fn(&u8) -> bool) -> Option<&'a [u8]> {
        let (found, rest) = self.0.split_at_checked(self.0.iter().position(is_end)?)?;
        self.0 = rest;
        Some(found)
    }

    fn tag(&mut self) -> Option<Tag<'a>> {
        self.take(b"<")?;
        let name = self.until(|byte| !byte.is_ascii_alphanumeric() && *byte != b':')?;
        let local = name.rsplit(|byte| *byte == b':').next()?;
        let mut tag = Tag { name, local, cell: PlainCell::default(), is_closed: false };
        loop {
            let before = self.0.len();
            self.0 = self.0.trim_ascii_start();
            match self.0.first()? {
                b'>' => break,
                b'/' => {
                    self.take(b"/")?;
                    tag.is_closed = true;
                    break;
                }
                _ if self.0.len() == before => return None,
                _ => {}
            }
            let name = self.until(|byte| *byte == b'=' || byte.is_ascii_whitespace())?;
            self.take(b"=")?;
            let (quote, rest) = self.0.split_first()?;
            self.0 = rest;
            let value = self.until(|byte| byte == quote)?;
            self.0 = self.0.get(1..)?;
            // What may have to be read as something else is left alone.
            let is_plain = |byte: &u8| matches!(byte, b' '..=b'~') && !matches!(byte, b'&' | b'<' | b'>');
            if !matches!(quote, b'"' | b'\'') || !value.iter().all(is_plain) {
                return None;
            }
            let value = std::str::from_utf8(value).ok()?;
            match name {
                b"r" => tag.cell.place = value,
                b"s" => tag.cell.style = value,
                b"t" => tag.cell.kind = value,
                // With a prefix it is called the same.
                [.., b':', b'r' | b's' | b't'] => return None,
                _ => {}
            }
        }
        self.take(b">")?;
        Some(tag)
    }

    /// Takes the end of an element.
    fn end(&mut self, name: &[u8]) -> Option<()> {
        let after = self.0.strip_prefix(b"</")?.strip_prefix(name)?.strip_prefix(b">")?;
        self.0 = after;
        Some(())
    }

    /// Takes a text up to the next tag.
    fn text(&mut self) -> Option<&'a str> {
        let text = self.until(|byte| matches!(byte, b'<' | b'&' | b'\r'))?;
        if self.0.first() == Some(&b'<') { std::str::from_utf8(text).ok() } else { None }
    }

    /// What a cell that began holds, up to its end.
    fn content(&mut self, cell: &Tag<'a>) -> Option<PlainCell<'a>> {
        let mut found = cell.cell;
        let mut inner = self.tag()?;
        if inner.local == b"f" {
            found.has_formula = true;
            if !inner.is_closed {
                self.text()?;
                self.end(inner.name)?;
            }
            if self.end(cell.name).is_some() {
                return Some(found);
            }
            inner = self.tag()?;
        }
        match inner.local {
            b"v" if !inner.is_closed => {
                found.value = self.text()?;
                self.end(inner.name)?;
            }
            b"is" if !inner.is_closed && found.kind == "inlineStr" => {
                let text = self.tag().filter(|text| text.local == b"t" && !text.is_closed)?;
                (found.value, found.is_inline) = (self.text()?, true);
                self.end(text.name)?;
                self.end(inner.name)?;
            }
            _ => return None,
        }
        self.end(cell.name)?;
        Some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell<'a>(place: &'a str, kind: &'a str, value: &'a str) -> PlainCell<'a> {
        PlainCell { place, kind, value, ..PlainCell::default() }
    }

    #[test]
    fn cells_as_programs_write_them_are_plain() {
        let found = |text: &'static str| match plain(text.as_bytes()) {
            Some((found, length)) => (Some(found), &text[length..]),
            None => (None, text),
        };
        let whole = |text, cell| assert_eq!(found(text), (Some(Plain::Cell(cell)), ""), "{text}");
        whole("<c r=\"B3\" t=\"s\"><v>17</v></c>", cell("B3", "s", "17"));
        whole("\n  <c r='B3' cm='1'><v> 1.5 </v></c>", cell("B3", "", " 1.5 "));
        whole("<x:c r=\"B3\"><x:v>Ж</x:v></x:c>", cell("B3", "", "Ж"));
        whole("<c><v></v></c>", cell("", "", ""));
        whole("<c s=\"5\" />", PlainCell { style: "5", ..PlainCell::default() });
        whole("<c r=\"B3\" s=\"5\"></c>", PlainCell { style: "5", ..cell("B3", "", "") });
        let formula = |value| PlainCell { has_formula: true, ..cell("B3", "", value) };
        whole("<c r=\"B3\"><f>A1*2</f><v>4</v></c>", formula("4"));
        whole("<c r=\"B3\"><f t=\"shared\" si=\"0\"/><v>4</v></c>", formula("4"));
        whole("<c r=\"B3\"><f>A1</f></c>", formula(""));
        let inline = PlainCell { is_inline: true, ..cell("B3", "inlineStr", "a") };
        whole("<c r=\"B3\" t=\"inlineStr\"><is><t xml:space=\"preserve\">a</t></is></c>", inline);
        assert_eq!(found("<row r=\"7\" s=\"1\"/><row>"), (Some(Plain::Row("7")), "<row>"));
        assert_eq!(found("<row r=\"7\"></row>"), (Some(Plain::Row("7")), ""));
    }

    #[test]
    fn the_rest_is_left_to_the_reader_of_xml() {
        for text in [
            "",
            "<c r=\"B3\"><v>17</v></c",
            "<c r=\"B3\"><v>1&amp;7</v></c>",
            "<c r=\"B3\"><v>1\r\n</v></c>",
            "<c r=\"B3\"><v><![CDATA[1]]></v></c>",
            "<c r=\"B&#51;\"><v>1</v></c>",
            "<c x:r=\"B3\"><v>1</v></c>",
            "<c r=\"B3\"s=\"1\"><v>1</v></c>",
            "<c r=\"B3\"><v>1</x></c>",
            "<c r=\"B3\"><v>1</v><v>2</v></c>",
            "<c r=\"B3\"><is><t>a</t></is></c>",
            "<c r=\"B3\" t=\"inlineStr\"><is><r><t>a</t></r></is></c>",
            "<row r=\"7\">",
            "<col r=\"7\"/>",
            "</row>",
            "1<c/>",
        ] {
            assert_eq!(plain(text.as_bytes()), None, "{text}");
        }
        assert_eq!(plain(b"<c r=\"B3\"><v>\xff</v></c>"), None);
    }
}
