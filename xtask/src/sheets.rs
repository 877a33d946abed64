//! Joins the release's style sheets into one.
//!
//! In the source each component and page has a sheet of its own, and so it is while one works on them.
//! Dozens of requests are slower than one, and apart they compress to nearly twice the size.

use std::collections::hash_map::DefaultHasher;
use std::hash::Hasher;
use std::path::Path;

use anyhow::{Context, Result, ensure};

/// Puts one sheet in the place of all that the page links to.
pub fn join(dist: &Path) -> Result<()> {
    let index = dist.join("index.html");
    let page = std::fs::read_to_string(&index).context("cannot read index.html")?;
    let names = linked(&page);
    ensure!(names.len() > 1, "index.html links to {} style sheets: there is nothing to join", names.len());
    let mut joined = String::new();
    for name in &names {
        joined += &std::fs::read_to_string(dist.join(name)).with_context(|| format!("cannot read {name}"))?;
    }
    let mut hasher = DefaultHasher::new();
    hasher.write(joined.as_bytes());
    let name = format!("style-{:016x}.css", hasher.finish());
    std::fs::write(dist.join(&name), joined).with_context(|| format!("cannot write {name}"))?;
    std::fs::write(&index, pointed(&page, &name)).context("cannot write index.html")?;
    for name in names {
        std::fs::remove_file(dist.join(name)).with_context(|| format!("cannot remove {name}"))?;
    }
    Ok(())
}

/// The page cut at its links: each with the text before it, and the text after the last.
fn cut(page: &str) -> (Vec<(&str, &str)>, &str) {
    let (mut links, mut rest) = (Vec::new(), page);
    while let Some((before, tag)) = rest.find("<link ").map(|at| rest.split_at(at)) {
        let Some(end) = tag.find('>') else { break };
        let (link, after) = tag.split_at(end + 1);
        links.push((before, link));
        rest = after;
    }
    (links, rest)
}

/// The file a link takes its style from; `None` if it is no link to a sheet beside the page.
fn sheet(link: &str) -> Option<&str> {
    let of = |attribute: &str| {
        let value = link.split_once(&format!(" {attribute}="))?.1;
        let (value, end) = match value.strip_prefix('"') {
            Some(quoted) => (quoted, quoted.find('"')?),
            None => (value, value.find([' ', '>'])?),
        };
        value.get(..end)
    };
    of("href").filter(|_| of("rel") == Some("stylesheet"))?.strip_prefix("./")
}

fn linked(page: &str) -> Vec<&str> {
    cut(page).0.into_iter().filter_map(|(_, link)| sheet(link)).collect()
}

/// The page with this one sheet where the first of them was.
fn pointed(page: &str, name: &str) -> String {
    let (links, rest) = cut(page);
    let mut is_there = false;
    let mut text = String::new();
    for (before, link) in links {
        text += before;
        if sheet(link).is_none() {
            text += link;
        } else if !is_there {
            text += &format!("<link rel=stylesheet href=./{name}>");
            is_there = true;
        }
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<head><link href=./icon.svg rel=icon><link href=./layers-1.css integrity=sha384-x rel=stylesheet>\
        <link rel=\"stylesheet\" href=\"./base-2.css\"/><link href=./page.wasm rel=preload></head>";

    #[test]
    fn sheets_are_told_from_other_links_in_their_order() {
        assert_eq!(linked(PAGE), ["layers-1.css", "base-2.css"]);
        let elsewhere = "<link rel=stylesheet href=https://example.org/a.css>";
        assert_eq!(linked(elsewhere), Vec::<&str>::new());
    }

    #[test]
    fn one_stands_where_the_first_was() {
        let page = pointed(PAGE, "style-3.css");
        assert_eq!(linked(&page), ["style-3.css"]);
        assert!(page.starts_with("<head><link href=./icon.svg rel=icon><link rel=stylesheet"), "{page}");
        assert!(page.ends_with("<link href=./page.wasm rel=preload></head>"), "{page}");
    }

    #[test]
    fn what_is_joined_keeps_every_rule_in_order() -> Result<()> {
        let dist = std::env::temp_dir().join(format!("vital-few-sheets-{}", std::process::id()));
        std::fs::create_dir_all(&dist)?;
        std::fs::write(dist.join("index.html"), PAGE)?;
        std::fs::write(dist.join("layers-1.css"), "@layer a,b;")?;
        std::fs::write(dist.join("base-2.css"), "@layer b{p{margin:0}}")?;
        join(&dist)?;
        let page = std::fs::read_to_string(dist.join("index.html"))?;
        let names = linked(&page);
        assert_eq!(names.len(), 1, "{page}");
        assert_eq!(std::fs::read_to_string(dist.join(names[0]))?, "@layer a,b;@layer b{p{margin:0}}");
        assert!(!dist.join("base-2.css").exists());
        Ok(std::fs::remove_dir_all(dist)?)
    }
}
