//! XML of a part, event by event: every element closed, nothing expanded that the part defines itself.

use std::borrow::Cow;
use std::io::{self, BufRead};

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::broken;
use crate::exchange::{Limit, Refusal};

/// Deeper than any workbook.
const MAX_DEPTH: usize = 256;

pub(super) struct Xml<R> {
    reader: Reader<R>,
    buffer: Vec<u8>,
    depth: usize,
    part: &'static str,
}

impl<R: BufRead> Xml<R> {
    /// `part` is what to call it when it is broken.
    pub fn new(reader: R, part: &'static str) -> Self {
        let mut reader = Reader::from_reader(reader);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), depth: 0, part }
    }

    /// The next start, end or text; `None` at the end, where no element may be open.
    pub fn next(&mut self) -> Result<Option<Event<'_>>, Refusal> {
        self.buffer.clear();
        // What one event needed is not kept for all others.
        self.buffer.shrink_to(1 << 20);
        let event = self.reader.read_event_into(&mut self.buffer).map_err(|error| match error {
            quick_xml::Error::Io(error) => refused(self.part, &error),
            error => broken(self.part, error),
        })?;
        match &event {
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            Event::Eof if self.depth > 0 => return Err(broken(self.part, "it ends in the middle")),
            Event::Eof => return Ok(None),
            _ => {}
        }
        if self.depth > MAX_DEPTH { Err(broken(self.part, "too deep")) } else { Ok(Some(event)) }
    }

    /// Some of the bytes behind the last event; none at the end.
    pub fn ahead(&mut self) -> Result<&[u8], Refusal> {
        self.reader.get_mut().fill_buf().map_err(|error| refused(self.part, &error))
    }

    /// Passes over some of these bytes. Behind a start or an end they may be whole elements; elsewhere they may not.
    pub fn pass(&mut self, length: usize) {
        self.reader.get_mut().consume(length);
    }
}

/// What became of reading a part.
pub(super) fn refused(part: &str, error: &io::Error) -> Refusal {
    if error.kind() == io::ErrorKind::FileTooLarge { Refusal::Workbook(Limit::Inflated) } else { broken(part, error) }
}

/// The text of an event, if it is one, added to `text`.
pub(super) fn add_text(event: &Event, text: &mut String) -> Result<(), Refusal> {
    match event {
        Event::Text(content) => text.push_str(&content.xml10_content()),
        Event::CData(content) => text.push_str(&content.xml10_content()),
        Event::GeneralRef(entity) => match entity.resolve_char_ref().map_err(|error| broken("text", error))? {
            Some(char) => text.push(char),
            None => text.push_str(resolve_predefined_entity(entity).ok_or_else(|| broken("text", "unknown entity"))?),
        },
        _ => {}
    }
    Ok(())
}

/// The local name of an element.
pub(super) fn name<'a>(element: &'a BytesStart) -> &'a str {
    element.local_name().into_inner()
}

/// The attributes of an element by their local names.
pub(super) fn attributes<'a>(element: &'a BytesStart) -> impl Iterator<Item = (&'a str, Cow<'a, str>)> {
    let mut attributes = element.attributes();
    attributes.with_checks(false);
    attributes.filter_map(Result::ok).filter_map(|attribute: Attribute| {
        let name = attribute.key.local_name().into_inner();
        Some((name, attribute.normalized_value(XmlVersion::Implicit1_0).ok()?))
    })
}

/// An attribute by its local name.
pub(super) fn attribute<'a>(element: &'a BytesStart, name: &str) -> Option<Cow<'a, str>> {
    attributes(element).find(|(found, _)| *found == name).map(|(_, value)| value)
}

/// Whether an attribute says yes.
pub(super) fn is_true(value: &str) -> bool {
    matches!(value, "1" | "true" | "on")
}
