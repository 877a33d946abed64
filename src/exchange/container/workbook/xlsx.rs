//! Workbooks of Excel 2007 and later: parts of XML in an archive, or of binary records (`xlsb`).

use std::collections::HashMap;

use quick_xml::events::Event;

use super::grid::Grid;
use super::package::Package;
use super::rich_text::rich_text;
use super::shared::{Shared, Strings, Styles};
use super::xml::{Xml, attribute, attributes, is_true, name};
use super::{MAX_SHEETS, Name, Source, xlsb, xlsx_sheet};
use crate::exchange::{Limit, Refusal};

struct Xlsx {
    package: Package,
    shared: Shared,
    is_binary: bool,
    names: Vec<Name>,
    /// Where each sheet is.
    parts: Vec<String>,
}

/// Opens a workbook: its list of sheets, strings and styles.
pub(super) fn open(bytes: Vec<u8>) -> Result<Box<dyn Source>, Refusal> {
    let mut package = Package::open(bytes)?;
    let office = relations(&mut package, "")?.into_values().find(|relation| relation.is("officeDocument"));
    let workbook = office.map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.target);
    if !package.has(&workbook) {
        return Err(Refusal::NoSheet);
    }
    let relations = relations(&mut package, &workbook)?;
    let mut shared = Shared::default();
    let target =
        |kind: &str| relations.values().find(|relation| relation.is(kind)).map(|relation| relation.target.clone());
    let (strings, styles) = (target("sharedStrings"), target("styles"));
    // What it is by its parts, whatever the archive's first bytes look like.
    let is_binary = workbook.to_lowercase().ends_with(".bin");
    let list = if is_binary { xlsb::sheets } else { sheets };
    let sheets = list(&mut package, &workbook, &mut shared)?;
    if let Some(part) = styles {
        let read = if is_binary { xlsb::read_styles } else { read_styles };
        read(&mut package, &part, &mut shared.styles)?;
    }
    if let Some(part) = strings {
        let read = if is_binary { xlsb::read_strings } else { read_strings };
        read(&mut package, &part, &mut shared.strings)?;
    }
    // Charts and macros stand in the same list.
    let sheets = sheets.into_iter().filter_map(|(name, id)| {
        let relation = relations.get(&id).filter(|relation| relation.is("worksheet"))?;
        Some((name, relation.target.clone()))
    });
    let (names, parts) = sheets.filter(|(_, part)| package.has(part)).unzip();
    Ok(Box::new(Xlsx { package, shared, is_binary, names, parts }))
}

impl Source for Xlsx {
    fn names(&self) -> &[Name] {
        &self.names
    }

    fn read(&mut self, only: Option<usize>, grid: &mut Grid) -> Result<(), Refusal> {
        if only.is_some() {
            self.package.refill();
        }
        for (at, part) in self.parts.iter().enumerate() {
            if only.is_some_and(|only| only != at) || !grid.sheet(at)? {
                continue;
            }
            match self.package.part(part)? {
                Some(part) if self.is_binary => xlsb::read_sheet(part, &self.shared, grid)?,
                Some(part) => xlsx_sheet::read(Xml::new(part, "sheet"), &self.shared, grid)?,
                None => {}
            }
        }
        Ok(())
    }
}

/// What a part refers to.
struct Relation {
    kind: String,
    target: String,
}

impl Relation {
    /// Whether it is of a kind: the last word of its address, which two standards spell differently.
    fn is(&self, kind: &str) -> bool {
        self.kind.rsplit('/').next() == Some(kind)
    }
}

/// The relations of a part by their ids, with targets as names of parts.
fn relations(package: &mut Package, part: &str) -> Result<HashMap<String, Relation>, Refusal> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let name_of_part = format!("{folder}/_rels/{file}.rels");
    let mut relations = HashMap::new();
    let Some(part) = package.part(&name_of_part)? else { return Ok(relations) };
    let mut xml = Xml::new(part, "relations");
    while let Some(event) = xml.next()? {
        let Event::Start(element) = event else { continue };
        let (mut id, mut kind, mut target) = (String::new(), String::new(), String::new());
        for (name, value) in attributes(&element) {
            match name {
                "Id" => id = value.into_owned(),
                "Type" => kind = value.into_owned(),
                "Target" => target = value.into_owned(),
                _ => {}
            }
        }
        if name(&element) == "Relationship" {
            relations.insert(id, Relation { kind, target: resolve(folder, &target) });
        }
    }
    Ok(relations)
}

/// The name of the part a target means, seen from a folder.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let from = if target.starts_with('/') { "" } else { folder };
    let mut path: Vec<&str> = Vec::new();
    for step in from.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            step => path.push(step),
        }
    }
    path.join("/")
}

/// The sheets, each with the id of its relation.
fn sheets(package: &mut Package, part: &str, shared: &mut Shared) -> Result<Vec<(Name, String)>, Refusal> {
    let mut sheets = Vec::new();
    let Some(part) = package.part(part)? else { return Ok(sheets) };
    let mut xml = Xml::new(part, "workbook");
    while let Some(event) = xml.next()? {
        let Event::Start(element) = event else { continue };
        match name(&element) {
            "workbookPr" => shared.is_1904 = attribute(&element, "date1904").is_some_and(|value| is_true(&value)),
            "sheet" => {
                let (mut sheet, mut id) = (Name { name: String::new(), hidden: false }, String::new());
                for (name, value) in attributes(&element) {
                    match name {
                        "name" => sheet.name = value.into_owned(),
                        "state" => sheet.hidden = value != "visible",
                        "id" => id = value.into_owned(),
                        _ => {}
                    }
                }
                sheets.push((sheet, id));
            }
            _ => {}
        }
        if sheets.len() > MAX_SHEETS {
            return Err(Refusal::Workbook(Limit::Entries));
        }
    }
    Ok(sheets)
}

fn read_styles(package: &mut Package, part: &str, styles: &mut Styles) -> Result<(), Refusal> {
    let Some(part) = package.part(part)? else { return Ok(()) };
    let mut xml = Xml::new(part, "styles");
    let mut in_cells = false;
    while let Some(event) = xml.next()? {
        match event {
            Event::Start(element) => match name(&element) {
                "numFmt" => {
                    let id = attribute(&element, "numFmtId").and_then(|id| id.parse().ok());
                    if let (Some(id), Some(code)) = (id, attribute(&element, "formatCode")) {
                        styles.format(id, &code);
                    }
                }
                "cellXfs" => in_cells = true,
                "xf" if in_cells => {
                    let id = attribute(&element, "numFmtId").and_then(|id| id.parse().ok());
                    styles.style(id.unwrap_or_default());
                }
                _ => {}
            },
            Event::End(element) if element.local_name().into_inner() == "cellXfs" => in_cells = false,
            _ => {}
        }
    }
    Ok(())
}

fn read_strings(package: &mut Package, part: &str, strings: &mut Strings) -> Result<(), Refusal> {
    let Some(part) = package.part(part)? else { return Ok(()) };
    let mut xml = Xml::new(part, "strings");
    let mut text = String::new();
    while let Some(event) = xml.next()? {
        if matches!(&event, Event::Start(element) if name(element) == "si") {
            text.clear();
            rich_text(&mut xml, "si", &mut text)?;
            strings.open().push_str(&text);
            strings.close();
        }
        // Each costs memory, the empty ones too.
        if strings.len() as u64 > super::MAX_CELLS {
            return Err(Refusal::Workbook(Limit::Cells));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_seen_from_their_folder() {
        assert_eq!(resolve("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolve("xl", "/xl/worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolve("xl", "../a/./b.xml"), "a/b.xml");
    }
}
