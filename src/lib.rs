//! **Vital Few** finds the few customers that bring most of the money and keeps
//! what is known about each. Everything happens in the browser; there is no server.
//!
//! # The rooms, in reading order
//!
//! | room | what it holds | what it doesn't know |
//! | --- | --- | --- |
//! | [`book`] | what people know: accounts, people, tenders, promises, competitors, settings, as records of stamped fields; what each kind is to people | files, figures, the browser |
//! | [`ledger`] | what was bought: sales by account, day, document and product group | people, classes |
//! | [`analysis`] | what the two mean: classes, movement, concentration, behaviour, recommendations, types and levels | how it is shown |
//! | [`dossier`] | the file on one account: its decision map, timeline, white space, health, what is due, what leaves in a file | pages, formats |
//! | [`service`] | how well accounts are served: orders followed, requests, satisfaction, the health of a relationship | pages, formats |
//! | [`retention`] | keeping accounts: early warnings, losses with their reasons, winning back | pages, formats |
//! | [`team`] | our people: who answers for whom, load, skills, handing over | pages, formats |
//! | [`prospecting`] | who could become key: the three questions, the key list of the market, what sources bring | pages, formats |
//! | [`planning`] | plans for accounts, and how far they have come | pages, formats |
//! | [`today`] | what is to be done today, and for whom: lines with their reasons, ranked; the cadence | pages, formats, how it is kept |
//! | [`exchange`] | files in and out: order files, JSON, CSV | where they come from |
//! | [`journal`] | what was done, kept so that nothing of it is lost: the open book, entries, seals, recovery, undo, history | which stores a browser has |
//! | [`chart`] | findings to SVG, by plotters | the page around them |
//! | [`text`] | every word, in each language | numbers' and dates' looks (the browser's `Intl`) |
//! | [`route`] | which page an address names | the pages |
//! | [`calendar`] | dates | times, zones |
//! | [`working_time`] | instants, and the hours in which people work | zones' offsets, which are handed in |
//! | [`currency`] | currencies and their minor units | rates |
//! | [`digits`] | digits of every script | numbers |
//! | [`glyph`] | the pictures there are | where they stand |
//! | [`theme`] | light and dark | how they look |
//! | [`act`] | what a person can do: its name, its keys, where it applies | how it is done |
//! | `browser` | storage, files, the worker's other end, clock, address bar | what the data mean |
//! | `ui` | session, shell, pages, components | what a record looks like in storage |
//!
//! The first twenty-two are the **pure half**: they know no browser and are tested natively
//! (`cargo test --no-default-features`). The last two stand behind the feature `web`.
//!
//! There are two binaries: `main.rs`, the page, and `bin/import_worker.rs`, which reads order files
//! off the page's thread and knows the pure half only. It is fetched when a file is to be read;
//! readers of files are not called from `ui`, for the first load would carry them.
//!
//! Rooms stand on floors: each may use those below it and none above, its tests too, and modules beside
//! each other go in no circle. `cargo xtask tidy` holds that, and what stands in the table; the order of
//! the floors and the few knots that are left are in `xtask/src/floors.rs`.
//!
//! What all this is for stands in `docs/method.md`: the rules of key-account management and of reading files,
//! each under an id that comments cite, such as (D6), with the file that holds it. `docs/definitions.md`
//! has the exact definitions. A formula that isn't ours names author and year where it is written.
//!
//! # How a day flows through
//!
//! A file enters by [`exchange`], in the worker, becomes a [`book::Change`] and a [`ledger::Batch`];
//! the book and the ledger take them; [`analysis`] reads both; `ui` and [`chart`] show what it says;
//! a person edits, which is a `Change` too. Each becomes an [`Entry`](journal::Entry) of the
//! [`journal`], which `browser` keeps and tells the other tabs. One way in, one way out.
//!
//! # Invariants
//!
//! 1. **The pure half knows no browser.** Time, randomness and ids come in as arguments.
//! 2. **Everything that changes the book is a [`book::Change`].** Applying one returns its inverse;
//!    undo, import, merge and a keystroke are the same thing. There is no second way to write;
//!    erasing everything is the one act that is none, since it leaves nothing to undo. A change that erases a
//!    person has no inverse, and what the journal has of them goes with it.
//! 3. **A record is an id and a set of stamped fields.** Typed in the code, generic in the
//!    machinery; a field or a kind this version doesn't know is kept as it came.
//! 4. **Pages see the book through derived values** and write by handing a `Change` to the session,
//!    which keeps it. No page touches storage.
//! 5. **Parsers return what they understood and a list of problems.** A problem has a code and a
//!    place; its words are made by [`text`].
//! 6. **Money is exact** (integer minor units with a currency), dates are calendar dates; floats
//!    live only inside statistics and never reach storage.
//! 7. **Saved means on the disk.** A change is acknowledged once the vault's transaction is complete;
//!    what the stores hold opens as a state that was, or the page says that it may not be.
//! 8. **A number on the screen can say where it came from.** Each finding carries its evidence.

pub mod act;
pub mod analysis;
pub mod book;
pub mod calendar;
pub mod chart;
pub mod currency;
pub mod digits;
pub mod dossier;
pub mod exchange;
pub mod glyph;
pub mod journal;
pub mod ledger;
pub mod planning;
pub mod prospecting;
pub mod retention;
pub mod route;
pub mod service;
pub mod team;
pub mod text;
pub mod theme;
pub mod today;
pub mod working_time;

#[cfg(feature = "web")]
pub mod browser;
#[cfg(feature = "web")]
pub mod ui;
