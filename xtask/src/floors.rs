//! The floors of the house, which `src/lib.rs` tells in prose: what stands below knows nothing of
//! what stands above, the pure half knows no browser, and no modules beside each other go in a circle.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::{Path, PathBuf};

use crate::source::{Named, Source};

/// The rooms from the ground up. Each may use those before it, its tests too.
const ROOMS: [&str; 24] = [
    "calendar",
    "working_time",
    "currency",
    "digits",
    "text",
    "theme",
    "glyph",
    "book",
    "ledger",
    "analysis",
    "dossier",
    "service",
    "retention",
    "team",
    "prospecting",
    "planning",
    "today",
    "journal",
    "exchange",
    "chart",
    "route",
    "act",
    "browser",
    "ui",
];

/// The rooms that know a browser.
const BROWSER: [&str; 2] = ["browser", "ui"];

/// The crates that are a browser.
const BROWSER_CRATES: [&str; 7] =
    ["console_error_panic_hook", "gloo_storage", "js_sys", "leptos", "wasm_bindgen", "wasm_bindgen_futures", "web_sys"];

/// What reads files. The worker calls it; in the page it would be in the first load.
const READERS: [&[&str]; 3] = [&["exchange", "Importer"], &["exchange", "ImportService"], &["exchange", "Reader"]];

/// Circles that may stay, by the module they are in, with those in it. Where one is untied its line goes.
const KNOTS: [Knot; 5] = [
    // Each is half of the other's sentence: what would raise an account, and what it is then.
    ("analysis", &["account_type", "what_if"]),
    // A kind of record makes edits, an edit deletes a record of a kind.
    ("book", &["edit", "record"]),
    ("ledger", &["batch", "columns"]),
    // A form's input can open a form.
    ("ui::component::record_form", &["choose", "inputs", "instants", "names"]),
    // The list of parts names every page, and some pages show parts.
    (
        "ui::page",
        &[
            "account",
            "accounts",
            "data",
            "export_segments",
            "keys",
            "negotiations",
            "parts",
            "sample",
            "segments",
            "touch",
        ],
    ),
];

type Knot = (&'static str, &'static [&'static str]);

/// Modules, each by the names on the way to it.
type Module = Vec<String>;

/// One file of source.
struct File {
    path: PathBuf,
    source: Source,
    is_test: bool,
}

/// The source of a crate as a tree of modules.
#[derive(Default)]
pub struct House {
    files: BTreeMap<Module, File>,
    /// Programs, which stand on top of it.
    programs: Vec<File>,
    knots: &'static [Knot],
}

/// What a path leads to.
#[derive(Debug, PartialEq, Eq)]
enum Target {
    /// Something in this module.
    Module(Module),
    /// Something in another crate, or what the module that names it made itself.
    Outside(String),
}

impl House {
    /// Of files by their paths below `src`, with their texts.
    pub fn of(files: impl IntoIterator<Item = (PathBuf, String)>) -> Self {
        let mut house = Self { knots: &KNOTS, ..Self::default() };
        for (path, text) in files {
            let file = File { source: Source::read(&text), is_test: false, path };
            match module_of(&file.path) {
                Some(module) => drop(house.files.insert(module, file)),
                None => house.programs.push(file),
            }
        }
        let declared = house.files.iter().flat_map(|(module, file)| {
            file.source.test_modules.iter().map(|name| [module.as_slice(), std::slice::from_ref(name)].concat())
        });
        let tests: Vec<Module> = declared.collect();
        for (module, file) in &mut house.files {
            file.is_test = tests.iter().any(|test| module.starts_with(test));
        }
        house
    }

    /// Everything that is not as it should be.
    pub fn problems(&self) -> Vec<String> {
        let mut problems = Vec::new();
        problems.extend(self.files.keys().filter_map(|module| no_floor(module)));
        problems.extend(self.names(|module, named| self.leans_up(module, named)));
        problems.extend(self.names(|module, named| self.knows_a_browser(module, named)));
        problems.extend(self.names(|module, named| self.reads_files(module, named)));
        problems.extend(self.programs.iter().flat_map(|file| {
            let is_worker = !file.path.ends_with("main.rs");
            file.source.named.iter().filter(move |_| is_worker).filter_map(|named| worker_in_the_page(file, named))
        }));
        problems.extend(READERS.iter().filter_map(|reader| self.is_gone(reader)));
        problems.extend(self.circles());
        problems
    }

    /// What is wrong with each of the paths.
    fn names<'a>(
        &'a self,
        wrong: impl Fn(&Module, &Named) -> Option<String> + 'a,
    ) -> impl Iterator<Item = String> + 'a {
        self.files.iter().flat_map(move |(module, file)| {
            let found: Vec<String> = file
                .source
                .named
                .iter()
                .filter_map(|named| {
                    Some(format!("src/{}:{}: {}", file.path.display(), named.line, wrong(module, named)?))
                })
                .collect();
            found
        })
    }

    fn leans_up(&self, module: &Module, named: &Named) -> Option<String> {
        let Target::Module(target) = self.target(module, named)? else { return None };
        let (own, other) = (module.first()?, target.first()?);
        (floor(own)? < floor(other)?).then(|| format!("`{own}` stands below `{other}` and can't use {}", shown(named)))
    }

    fn knows_a_browser(&self, module: &Module, named: &Named) -> Option<String> {
        let Target::Outside(name) = self.target(module, named)? else { return None };
        let is_pure = module.first().is_some_and(|room| !BROWSER.contains(&room.as_str()));
        (is_pure && BROWSER_CRATES.contains(&name.as_str()))
            .then(|| format!("the pure half knows no browser, so no {}", shown(named)))
    }

    fn reads_files(&self, module: &Module, named: &Named) -> Option<String> {
        if !module.first().is_some_and(|room| BROWSER.contains(&room.as_str())) {
            return None;
        }
        let path = self.absolute(module, &named.inside, &named.path)?;
        READERS
            .iter()
            .any(|reader| path.iter().map(String::as_str).take(reader.len()).eq(reader.iter().copied()))
            .then(|| format!("files are read in the worker, so no {}", shown(named)))
    }

    /// That a reader is called otherwise by now, so that the rule above holds nobody.
    fn is_gone(&self, reader: &[&str]) -> Option<String> {
        let (name, module) = reader.split_last()?;
        let module: Module = module.iter().map(ToString::to_string).collect();
        let file = self.files.get(&module)?;
        (!file.source.imports.contains_key(*name)).then(|| {
            format!(
                "src/{}: names no `{name}`; xtask/src/floors.rs takes it for a reader of files",
                file.path.display()
            )
        })
    }

    /// The circles that modules beside each other make, tests aside; and knots that are none any more.
    fn circles(&self) -> Vec<String> {
        let uses = self.uses();
        let mut problems = Vec::new();
        for (module, uses) in &uses {
            let name = module.join("::");
            let allowed: Vec<&[&str]> =
                self.knots.iter().filter(|(of, _)| *of == name).map(|(_, names)| *names).collect();
            problems.extend(circles_among(&name, uses, &allowed));
        }
        for (of, names) in self.knots {
            let module: Module = of.split("::").map(str::to_owned).collect();
            let untied =
                names.iter().filter(|name| uses.get(module.as_slice()).is_none_or(|uses| !is_in_a_circle(name, uses)));
            problems.extend(untied.map(|name| format!("{of}: `{name}` is in no circle any more; its knot can go")));
        }
        problems
    }

    /// By the module they stand in: who uses whom, and an example of where.
    fn uses(&self) -> BTreeMap<&[String], Uses<'_>> {
        let mut uses: BTreeMap<&[String], Uses> = BTreeMap::new();
        for (module, file) in self.files.iter().filter(|(_, file)| !file.is_test) {
            for named in file.source.named.iter().filter(|named| !named.is_test) {
                let Some(Target::Module(target)) = self.target(module, named) else { continue };
                let shared = module.iter().zip(&target).take_while(|(a, b)| a == b).count();
                let (Some(own), Some(other)) = (module.get(shared), target.get(shared)) else { continue };
                let place = || format!("src/{}:{}", file.path.display(), named.line);
                let uses = uses.entry(&module[..shared]).or_default().entry(own).or_default();
                uses.entry(other.clone()).or_insert_with(place);
            }
        }
        uses
    }

    /// What a path leads to; `None` if that is what the module itself made.
    fn target(&self, module: &Module, named: &Named) -> Option<Target> {
        self.lead(module, &named.inside, &named.path, 0)
    }

    fn lead(&self, module: &[String], inside: &[String], path: &[String], steps: usize) -> Option<Target> {
        let Some(path) = self.absolute(module, inside, path) else {
            return path.first().cloned().map(Target::Outside);
        };
        let mut at: Module = Vec::new();
        for (index, name) in path.iter().enumerate() {
            at.push(name.clone());
            if self.files.contains_key(&at) {
                continue;
            }
            at.pop();
            let import = self.files.get(&at).and_then(|file| file.source.imports.get(name));
            // An import of its own name, as of a function that is called like its module, leads nowhere.
            if let Some(import) = import.filter(|_| steps < 16) {
                let further = [import.as_slice(), &path[index + 1..]].concat();
                return self.lead(&at, &[], &further, steps + 1);
            }
            return Some(Target::Module(at));
        }
        Some(Target::Module(at))
    }

    /// The path from the root of the crate; `None` if it leads out of it.
    fn absolute(&self, module: &[String], inside: &[String], path: &[String]) -> Option<Vec<String>> {
        let (first, rest) = path.split_first()?;
        let mut base = [module, inside].concat();
        match first.as_str() {
            "crate" => return Some(rest.to_vec()),
            "self" => return Some([base.as_slice(), rest].concat()),
            "super" => {
                base.pop();
                // `super::super::…`
                return match rest.first().map(String::as_str) {
                    Some("super") => self.absolute(&base, &[], rest),
                    _ => Some([base.as_slice(), rest].concat()),
                };
            }
            _ => {}
        }
        let child = [module, std::slice::from_ref(first)].concat();
        if self.files.contains_key(&child) {
            return Some([child.as_slice(), rest].concat());
        }
        let import = self.files.get(module)?.source.imports.get(first)?;
        // `use leptos::leptos` and `use a; a::b` name what is outside by itself.
        if import.first() == Some(first) {
            return None;
        }
        self.absolute(module, &[], &[import.as_slice(), rest].concat())
    }
}

/// The module a file holds; `None` if it is a program's.
fn module_of(path: &Path) -> Option<Module> {
    let mut module: Module = path.with_extension("").iter().map(|name| name.to_string_lossy().into_owned()).collect();
    match module.last().map(String::as_str) {
        _ if module.first().is_some_and(|first| first == "bin") => return None,
        Some("main") if module.len() == 1 => return None,
        Some("lib") if module.len() == 1 => drop(module.pop()),
        Some("mod") => drop(module.pop()),
        _ => {}
    }
    Some(module)
}

fn floor(room: &str) -> Option<usize> {
    ROOMS.iter().position(|other| *other == room)
}

fn no_floor(module: &[String]) -> Option<String> {
    let [room] = module else { return None };
    floor(room).is_none().then(|| format!("src/{room}: stands on no floor; xtask/src/floors.rs has the list"))
}

/// What a worker uses of the page.
fn worker_in_the_page(file: &File, named: &Named) -> Option<String> {
    let [first, room, ..] = named.path.as_slice() else { return None };
    (first == "vital_few" && BROWSER.contains(&room.as_str())).then(|| {
        format!("src/{}:{}: a worker knows the pure half only, so no {}", file.path.display(), named.line, shown(named))
    })
}

fn shown(named: &Named) -> String {
    format!("`{}`", named.path.join("::"))
}

/// Who uses whom among the children of a module, with an example of where.
type Uses<'a> = BTreeMap<&'a str, BTreeMap<String, String>>;

/// A circle of each knot among the children of a module, but for what is allowed.
fn circles_among(module: &str, uses: &Uses, allowed: &[&[&str]]) -> Vec<String> {
    let is_allowed = |from: &str, to: &str| allowed.iter().any(|names| names.contains(&from) && names.contains(&to));
    let mut circles = Vec::new();
    let mut told: BTreeSet<&str> = BTreeSet::new();
    let steps = uses.iter().flat_map(|(from, used)| used.keys().map(|to| (*from, to.as_str())));
    for (from, to) in steps.filter(|(from, to)| !is_allowed(from, to)) {
        if told.contains(from) && told.contains(to) {
            continue;
        }
        let Some(back) = way(to, from, uses) else { continue };
        told.extend(&back);
        let places = [&[from], back.as_slice()].concat();
        let place = |step: &[&str]| Some(format!("`{}` ({})", step[0], uses.get(step[0])?.get(step[1])?));
        let steps: Vec<String> = places.windows(2).filter_map(place).collect();
        let within = if module.is_empty() { String::new() } else { format!(" in {module}") };
        circles.push(format!("a circle{within}: {} → `{from}`", steps.join(" → ")));
    }
    circles
}

/// The shortest way from a module to another, each the user of the next, both with it.
fn way<'a>(from: &'a str, to: &str, uses: &'a Uses) -> Option<Vec<&'a str>> {
    let mut ways = VecDeque::from([vec![from]]);
    let mut seen = BTreeSet::from([from]);
    while let Some(way) = ways.pop_front() {
        let at = *way.last()?;
        if at == to {
            return Some(way);
        }
        for next in uses.get(at).into_iter().flat_map(BTreeMap::keys).map(String::as_str) {
            if seen.insert(next) {
                ways.push_back([way.as_slice(), &[next]].concat());
            }
        }
    }
    None
}

/// Whether a module is in any circle.
fn is_in_a_circle(name: &str, uses: &Uses) -> bool {
    uses.get(name).is_some_and(|used| used.keys().any(|next| way(next, name, uses).is_some()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A house of these files; what READERS names is there.
    fn house(files: &[(&str, &str)]) -> House {
        let exchange = (
            "exchange/mod.rs",
            "mod importer; mod read; mod service;
            pub use importer::Importer; pub use read::Reader; pub use service::ImportService;",
        );
        let modules = ["exchange/importer.rs", "exchange/read.rs", "exchange/service.rs"];
        let readers: Vec<_> = std::iter::once(exchange).chain(modules.map(|path| (path, ""))).collect();
        let own = |path: &str| files.iter().all(|(other, _)| *other != path);
        let all = readers.into_iter().filter(|(path, _)| own(path)).chain(files.iter().copied());
        House { knots: &[], ..House::of(all.map(|(path, text)| (PathBuf::from(path), text.to_owned()))) }
    }

    fn problems(files: &[(&str, &str)]) -> Vec<String> {
        house(files).problems()
    }

    /// The only problem there is.
    fn problem(files: &[(&str, &str)]) -> String {
        let problems = problems(files);
        assert_eq!(problems.len(), 1, "{problems:#?}");
        problems.into_iter().next().unwrap_or_default()
    }

    #[test]
    fn a_house_in_order_is_fine() {
        let files = [
            ("lib.rs", "pub mod book; pub mod ledger; #[cfg(feature = \"web\")] pub mod ui;"),
            ("book/mod.rs", "mod account; pub use account::Account; pub struct Book;"),
            ("book/account.rs", "use super::Book; pub struct Account;"),
            ("ledger/mod.rs", "use crate::book::Account; fn a() { crate::book::account::b() }"),
            ("ui/mod.rs", "use leptos::prelude::*; use crate::ledger::Ledger; // crate::exchange::Importer\n"),
            ("bin/worker.rs", "use vital_few::exchange::Importer; use web_sys::Window;"),
            ("main.rs", "fn main() { vital_few::ui::mount() }"),
        ];
        assert_eq!(problems(&files), Vec::<String>::new());
    }

    #[test]
    fn a_lower_room_uses_no_higher_one() {
        for text in [
            "use crate::ledger::Ledger;",
            "\nuse crate::{calendar::Date, ledger::{Batch, Ledger}};",
            "use super::Ledger as Sales;",
            "fn a() -> crate::ledger::Ledger { todo!() }",
            "#[cfg(test)]\nmod tests {\n    use crate::ledger::Ledger;\n}",
            "#[cfg(test)]\nmod tests {\n    use super::super::ledger::Ledger;\n}",
        ] {
            let book = ("book.rs", text);
            let found = problems(&[("lib.rs", "use ledger::Ledger;"), book, ("ledger.rs", ""), ("calendar.rs", "")]);
            assert!(!found.is_empty(), "{text}");
            assert!(
                found.iter().all(|found| found.starts_with("src/book.rs:") && found.contains("`ledger`")),
                "{found:?}"
            );
        }
    }

    #[test]
    fn a_name_leads_to_where_it_is_made() {
        // `exchange` hands on what `journal` made, so the ledger leans on both.
        let files = [
            ("book/mod.rs", "mod kept; pub use kept::Kept;"),
            ("book/kept.rs", "pub use crate::ledger::Kept;"),
            ("ledger.rs", "pub struct Kept;"),
            ("calendar.rs", "use crate::book::Kept;"),
        ];
        let found = problems(&files);
        assert!(
            found.iter().any(|found| found.starts_with("src/calendar.rs:1: `calendar` stands below `ledger`")),
            "{found:?}"
        );
    }

    #[test]
    fn the_pure_half_knows_no_browser() {
        for text in ["use web_sys::Window;", "#[cfg(feature = \"web\")]\nfn a(_: leptos::prelude::Memo<u8>) {}"] {
            let found = problem(&[("analysis/abc.rs", text), ("analysis/mod.rs", "mod abc;")]);
            assert!(found.starts_with("src/analysis/abc.rs:") && found.contains("no browser"), "{found}");
        }
        assert_eq!(problems(&[("browser/mod.rs", "use web_sys::Window;")]), Vec::<String>::new());
    }

    #[test]
    fn the_page_reads_no_files() {
        for text in ["use crate::exchange::{Bytes, Importer};", "fn a() { crate::exchange::Reader::new() }"] {
            let found = problem(&[("ui/page.rs", text), ("ui/mod.rs", "")]);
            assert!(found.starts_with("src/ui/page.rs:1: files are read in the worker"), "{found}");
        }
    }

    #[test]
    fn a_reader_that_is_called_otherwise_is_missed() {
        let exchange = "mod importer; mod read; mod service;
            pub use importer::Reception; pub use read::Reader; pub use service::ImportService;";
        assert!(problem(&[("exchange/mod.rs", exchange)]).contains("names no `Importer`"));
    }

    #[test]
    fn a_worker_uses_nothing_of_the_page() {
        let found = problem(&[("bin/worker.rs", "use vital_few::ui::words;")]);
        assert!(found.starts_with("src/bin/worker.rs:1: a worker knows"), "{found}");
    }

    #[test]
    fn a_room_nobody_knows_stands_on_no_floor() {
        assert!(problem(&[("cellar.rs", "")]).starts_with("src/cellar: stands on no floor"));
    }

    const CIRCLE: [(&str, &str); 4] = [
        ("chart/mod.rs", "mod a; mod b; mod c; pub use c::C;"),
        ("chart/a.rs", "use super::b::B;"),
        ("chart/b.rs", "fn b() -> super::C { todo!() }"),
        ("chart/c.rs", "use crate::chart::a::A; #[cfg(test)] mod tests { use crate::chart::b::B; }"),
    ];

    #[test]
    fn modules_beside_each_other_go_in_no_circle() {
        let circle =
            "a circle in chart: `a` (src/chart/a.rs:1) → `b` (src/chart/b.rs:1) → `c` (src/chart/c.rs:1) → `a`";
        assert_eq!(problem(&CIRCLE), circle);
        let mut broken = CIRCLE;
        broken[3].1 = "#[cfg(test)] mod tests { use crate::chart::a::A; }";
        assert_eq!(problems(&broken), Vec::<String>::new(), "tests may look back");
    }

    #[test]
    fn folders_beside_each_other_go_in_no_circle() {
        let files = [
            ("ui/mod.rs", "mod page;"),
            ("ui/page/mod.rs", "mod data; mod segments;"),
            ("ui/page/data/mod.rs", "mod rates; use super::segments::path::Path;"),
            ("ui/page/data/rates.rs", ""),
            ("ui/page/segments/mod.rs", "mod path;"),
            ("ui/page/segments/path.rs", "use crate::ui::page::data::rates::Rate;"),
        ];
        assert!(problem(&files).starts_with("a circle in ui::page: `data` (src/ui/page/data/mod.rs:1) → `segments`"));
    }

    #[test]
    fn a_knot_may_stay_until_it_is_untied() {
        let knotted = |names| House { knots: names, ..house(&CIRCLE) }.problems();
        assert_eq!(knotted(&[("chart", &["a", "b", "c"])]), Vec::<String>::new());
        assert_eq!(knotted(&[("chart", &["a", "b"])]).len(), 1, "another is in it");
        assert_eq!(
            knotted(&[("chart", &["a", "b", "c", "d"])]),
            ["chart: `d` is in no circle any more; its knot can go"]
        );
    }
}
