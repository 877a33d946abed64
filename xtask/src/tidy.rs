//! House rules no other tool checks: documented modules, rooms that lean on nothing above them,
//! colours in one place, style sheets that are linked or travel with a page, properties that work in
//! both directions of writing, rules of the method that are cited and there, and crates of known origin
//! and licence.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::dist::files_below;
use crate::floors::House;

/// A file longer than this is pointed out: it likely holds two subjects.
const LONG_FILE: usize = 450;

/// The one style sheet that may name colours.
const TOKENS: &str = "tokens.css";

pub fn tidy(root: &Path) -> Result<()> {
    let mut problems = Vec::new();
    let (src, mut sources) = (root.join("src"), Vec::new());
    for path in files_with_extension(&src, "rs")? {
        let text = read(&path)?;
        if !text.starts_with("//!") {
            problems.push(format!("{}: begins without module docs (`//!`)", path.display()));
        }
        if path.starts_with(root.join("src/ui")) {
            problems.extend(written_buttons(&text).map(|line| {
                format!("{}:{line}: a `<button>` is written out; `ui::component::Button` makes them", path.display())
            }));
            problems.extend(written_styles(&text).map(|line| {
                format!(
                    "{}:{line}: a style is written out, which the policy refuses; `style:name` sets it",
                    path.display()
                )
            }));
        }
        let lines = text.lines().count();
        if lines > LONG_FILE {
            eprintln!("note: {} has {lines} lines", path.display());
        }
        sources.push((path.strip_prefix(&src).unwrap_or(&path).to_owned(), text));
    }
    problems.extend(House::of(sources).problems());
    let index = read(&root.join("index.html"))?;
    let travelling = crate::assets::travelling(root)?;
    for path in files_with_extension(&root.join("style"), "css")? {
        let text = read(&path)?;
        let name = path.strip_prefix(root).unwrap_or(&path);
        let is_linked = links(&index, &name.to_string_lossy().replace('\\', "/"));
        let travels = path.canonicalize().is_ok_and(|path| travelling.contains(&path));
        match (is_linked, travels) {
            (false, false) => {
                problems.push(format!("{}: neither linked in index.html nor with a page", path.display()))
            }
            (true, true) => problems.push(format!("{}: linked in index.html, and with a page again", path.display())),
            _ => {}
        }
        let colours_allowed = path.file_name().is_some_and(|name| name == TOKENS);
        for (line, problem) in style_problems(&text, colours_allowed) {
            problems.push(format!("{}:{line}: {problem}", path.display()));
        }
    }
    problems.extend(crate::method::problems(root)?);
    problems.extend(crate::dependencies::problems(root)?);
    for problem in &problems {
        eprintln!("{problem}");
    }
    match problems.len() {
        0 => Ok(()),
        1 => bail!("1 thing is untidy"),
        n => bail!("{n} things are untidy"),
    }
}

fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

fn files_with_extension(root: &Path, extension: &str) -> Result<Vec<PathBuf>> {
    let mut files = files_below(root)?;
    files.retain(|path| path.extension().is_some_and(|e| e == extension));
    Ok(files)
}

/// The lines on which a page writes a button out, unless a comment right above says why it must.
fn written_buttons(source: &str) -> impl Iterator<Item = usize> {
    let mut above = "";
    source.lines().enumerate().filter_map(move |(at, line)| {
        let is_comment = |line: &str| line.trim_start().starts_with("//");
        let is_explained = above.trim_start().starts_with("// No `Button`: ");
        above = line;
        (line.contains("<button") && !is_comment(line) && !is_explained).then_some(at + 1)
    })
}

/// The lines on which a page writes a style as text; a pair of a name and a value is set by itself.
fn written_styles(source: &str) -> impl Iterator<Item = usize> {
    let is_written = |line: &str| line.contains(" style=") && !line.contains(" style=(");
    source.lines().enumerate().filter(move |(_, line)| is_written(line)).map(|(at, _)| at + 1)
}

/// Whether a page links a file by this path.
fn links(page: &str, path: &str) -> bool {
    ["", "./", "/"].iter().any(|prefix| {
        page.contains(&format!("href=\"{prefix}{path}\"")) || page.contains(&format!("href='{prefix}{path}'"))
    })
}

/// What breaks a rule in a style sheet, with its line.
fn style_problems(css: &str, colours_allowed: bool) -> Vec<(usize, String)> {
    let mut problems = Vec::new();
    for declaration in declarations(css) {
        let Declaration { line, name, value } = &declaration;
        if !colours_allowed && let Some(colour) = hex_colour(value) {
            problems.push((*line, format!("`{colour}` belongs into {TOKENS}")));
        }
        if is_physical(name, value) {
            problems.push((*line, format!("`{name}: {value}` is for one direction of writing only")));
        }
    }
    problems
}

#[derive(Debug, PartialEq, Eq)]
struct Declaration {
    line: usize,
    name: String,
    value: String,
}

/// The declarations of a style sheet, nested ones too, without comments and
/// without what stands in strings and addresses.
fn declarations(css: &str) -> Vec<Declaration> {
    let css = blank_out(css);
    let mut found = Vec::new();
    let mut line = 1;
    let mut start = 0;
    let mut start_line = 1;
    for (at, c) in css.char_indices() {
        match c {
            '\n' => line += 1,
            // What ends in a brace that opens is a selector or an at-rule.
            '{' => (start, start_line) = (at + 1, line),
            ';' | '}' => {
                found.extend(declaration(&css[start..at], start_line));
                (start, start_line) = (at + 1, line);
            }
            _ => {}
        }
    }
    found
}

fn declaration(text: &str, line: usize) -> Option<Declaration> {
    let (name, value) = text.split_once(':')?;
    let leading = text.len() - text.trim_start().len();
    let name = name.trim();
    (!name.starts_with('@')).then(|| Declaration {
        line: line + text[..leading].matches('\n').count(),
        name: name.to_ascii_lowercase(),
        value: value.trim().to_owned(),
    })
}

/// Replaces comments, strings and `url(...)` by spaces, keeping the lines.
fn blank_out(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(c) = rest.chars().next() {
        let taken = if let Some(comment) = rest.strip_prefix("/*") {
            comment.find("*/").map_or(rest.len(), |end| end + 4)
        } else if c == '"' || c == '\'' {
            string_length(rest, c)
        } else if let Some(inside) = rest.strip_prefix("url(") {
            match inside.chars().next() {
                Some(quote @ ('"' | '\'')) => 4 + string_length(inside, quote),
                _ => inside.find(')').map_or(rest.len(), |end| end + 4),
            }
        } else {
            out.push(c);
            rest = &rest[c.len_utf8()..];
            continue;
        };
        out.extend(rest[..taken].chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
        rest = &rest[taken..];
    }
    out
}

/// The length of the string `text` begins with, its quotes included.
pub fn string_length(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        if escaped {
            escaped = false;
        } else if c == '\\' {
            escaped = true;
        } else if c == quote {
            return at + 1;
        }
    }
    text.len()
}

/// The first hex colour in a value.
fn hex_colour(value: &str) -> Option<&str> {
    value.match_indices('#').find_map(|(at, _)| {
        let digits = &value[at + 1..];
        let end = digits.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').unwrap_or(digits.len());
        let digits = &digits[..end];
        let is_colour = matches!(digits.len(), 3 | 4 | 6 | 8) && digits.chars().all(|c| c.is_ascii_hexdigit());
        is_colour.then(|| &value[at..at + 1 + end])
    })
}

/// Whether a declaration means left or right where it should mean start or end.
fn is_physical(name: &str, value: &str) -> bool {
    let sided = |word: &str| word == "left" || word == "right";
    match name {
        "text-align" | "float" | "clear" => sided(value.split_whitespace().next().unwrap_or("")),
        // Variables and gradients may have sides; properties may not.
        _ if name.starts_with("--") => false,
        _ => name.split('-').any(sided),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(css: &str) -> Vec<usize> {
        let found = style_problems(css, false);
        found.into_iter().map(|(line, _)| line).collect()
    }

    #[test]
    fn a_hex_colour_is_found_in_values_only() {
        assert_eq!(problems("a { color: #fff; }"), [1]);
        assert_eq!(problems("a {\n  b {\n    border: 1px solid #a1B2c3d4 }\n}"), [3]);
        assert!(problems("#fab { color: var(--ink); }").is_empty());
        assert!(problems("a:hover #add { display: none }").is_empty());
        assert!(problems("a { fill: url(#fade); mask: url(\"#fff\") }").is_empty());
        assert!(problems("a { content: '#fff'; /* #fff */ }").is_empty());
        assert!(problems("a { color: #notacolour }").is_empty());
    }

    #[test]
    fn the_tokens_may_name_colours() {
        assert!(style_problems(":root { --ink: #111 }", true).is_empty());
    }

    #[test]
    fn physical_properties_are_found() {
        for css in [
            "margin-left: 0",
            "padding-right: 1px",
            "left: 0",
            "RIGHT: 0",
            "border-left: 0",
            "border-top-right-radius: 0",
            "text-align: left",
            "text-align:right",
            "float: left",
        ] {
            assert_eq!(problems(&format!("a {{ {css} }}")), [1], "{css}");
        }
    }

    #[test]
    fn logical_properties_are_fine() {
        for css in [
            "margin-inline-start: 0",
            "inset-inline-end: 0",
            "text-align: start",
            "margin-top: 0",
            "--left: 1px",
            "background: linear-gradient(to right, red, blue)",
        ] {
            assert!(problems(&format!("a {{ {css} }}")).is_empty(), "{css}");
        }
    }

    #[test]
    fn a_problem_is_reported_on_its_own_line() {
        let css = "/* two\nlines */\n@media (width < 9rem) {\n  a {\n    color: red;\n\n    left: 0;\n  }\n}";
        assert_eq!(problems(css), [7]);
    }

    #[test]
    fn a_string_may_hold_anything() {
        assert!(problems(r#"a { content: "} b { left: 0; \" "; }"#).is_empty());
        assert!(problems("a { content: \"unclosed left: 0;").is_empty());
    }

    #[test]
    fn a_button_is_not_written_out_without_a_reason() {
        let written = |source: &str| written_buttons(source).collect::<Vec<_>>();
        assert_eq!(written("view! {\n    <p><button class=\"btn\">{text}</button></p>\n}"), [2]);
        assert_eq!(written("// Just so.\n<button/>\n<button/>"), [2, 3]);
        assert!(written("// No `Button`: it is a place in a drawing.\n<button").is_empty());
        assert!(written("//! Pages write no `<button>`.\n<Button text=key/>").is_empty());
    }

    #[test]
    fn a_style_is_set_and_not_written_out() {
        let written = |source: &str| written_styles(source).collect::<Vec<_>>();
        assert_eq!(written("view! {\n    <i style=width></i>\n}"), [2]);
        assert!(
            written("<i style:inline-size=width style=(\"--wide\", wide)></i>\nlet style = computed();").is_empty()
        );
    }

    #[test]
    fn a_style_sheet_is_linked_by_its_whole_path() {
        let page = r#"<link data-trunk rel="css" href="style/page/empty.css">"#;
        assert!(links(page, "style/page/empty.css"));
        assert!(!links(page, "style/empty.css"));
        assert!(!links(page, "page/empty.css"));
    }
}
