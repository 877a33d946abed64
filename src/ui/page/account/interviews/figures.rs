//! The figures of satisfaction (C8): the mean with the lowest mark, how well we had guessed, whom we asked.

use leptos::prelude::*;

use super::super::account_view::AccountView;
use super::{of, tenths};
use crate::book::{RecordId, SatisfactionInterview};
use crate::calendar::Date;
use crate::dossier::Dossier;
use crate::service::satisfaction::{self, Satisfaction, coverage, gaps, marks, to_be_asked};
use crate::text::Key;
use crate::ui::session::session;
use crate::ui::words::{Words, isolated, words};

/// So many names stand in one line.
const NAMES: usize = 4;

#[component]
pub fn Figures(account_view: AccountView) -> impl IntoView {
    let (session, words) = (session(), words());
    // The gap is of a person of ours over all accounts, and read from the whole book: when an interview here is
    // another, not with every keystroke.
    let here = Memo::new(move |_| {
        account_view
            .dossier
            .with(|dossier| dossier.iter().flat_map(Dossier::all::<SatisfactionInterview>).collect::<Vec<_>>())
    });
    let own_gap = Memo::new(move |_| {
        here.track();
        let (today, author) = (session.read_on.get(), session.author_untracked()?);
        session.with_book(|book| gaps(book, today)).get(&author).copied()
    });
    move || {
        let today = session.read_on.get();
        account_view.dossier.with(|dossier| {
            let dossier = dossier.as_ref()?;
            let name = |id| session.with_book(|book| isolated(&book.name(id)));
            let figures =
                [mean(words, dossier, today), lowest(words, dossier, today, name), guess(words, own_gap.get())];
            let figures = figures.into_iter().flatten().chain([asked(words, dossier, today, name)]);
            let figures = figures.map(|[label, value, note]| {
                view! { <div><dt>{label}</dt><dd>{value}</dd><dd>{note}</dd></div> }
            });
            Some(view! { <dl class="figures" data-testid="satisfaction">{figures.collect_view()}</dl> })
        })
    }
}

/// What it is called, how much it is, and what is to be said about it.
type Figure = [String; 3];

fn mean(words: Words, dossier: &Dossier, today: Date) -> Option<Figure> {
    let found = Satisfaction::of(dossier, today)?;
    let before = Satisfaction::of(dossier, today.plus(-satisfaction::YEAR));
    let before = before.map(|before| words.fill(Key::SatisfactionBefore, &[("mark", &tenths(words, before.tenths))]));
    let note = [Some(words.count(Key::SatisfactionMarkOf, found.persons)), before];
    let note = note.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    Some([words.text(Key::SatisfactionTitle).into(), tenths(words, found.tenths), note])
}

fn lowest(words: Words, dossier: &Dossier, today: Date, name: impl Fn(RecordId) -> String) -> Option<Figure> {
    let (person, said) = marks(dossier, today).into_iter().min_by_key(|(_, said)| said.mark)?;
    Some([words.text(Key::SatisfactionLowest).into(), words.number(said.mark.value().into()), name(person)])
}

fn guess(words: Words, gap: Option<f64>) -> Option<Figure> {
    let gap = gap?;
    let rounded = (gap * 10.0).round() as i128;
    let says = match rounded {
        0 => Key::SatisfactionGapNone,
        1.. => Key::SatisfactionGapOver,
        _ => Key::SatisfactionGapUnder,
    };
    let value = words.signed(words.decimal(gap.abs(), 1), rounded);
    let of_all = words.fill(Key::SatisfactionGapOfAll, &[("n", &words.number(satisfaction::ENOUGH))]);
    Some([words.text(Key::SatisfactionGap).into(), value, format!("{} · {of_all}", words.text(says))])
}

fn asked(words: Words, dossier: &Dossier, today: Date, name: impl Fn(RecordId) -> String) -> Figure {
    let (share, asked) = (coverage(dossier, today), marks(dossier, today));
    let left: Vec<RecordId> =
        to_be_asked(dossier, today).map(|(id, _)| id).filter(|id| !asked.contains_key(id)).collect();
    let note = match (share.among, left.len()) {
        (0, _) => words.text(Key::SatisfactionNobodyToAsk).into(),
        (_, 0) => words.text(Key::SatisfactionAllAsked).into(),
        (_, count) => {
            let mut names = words.list(left.into_iter().take(NAMES).map(name));
            if count > NAMES {
                names.push('…');
            }
            words.fill(Key::SatisfactionNotYet, &[("names", &names)])
        }
    };
    [words.text(Key::SatisfactionAsked).into(), of(words, share.of, share.among), note]
}

/// The mean of each year that had marks, and of those who were asked both times.
#[component]
pub fn Years(account_view: AccountView) -> impl IntoView {
    let (session, words) = (session(), words());
    move || {
        let today = session.read_on.get();
        let (years, same) = account_view.dossier.with(|dossier| {
            let dossier = dossier.as_ref()?;
            let years = Satisfaction::over_the_years(dossier, today);
            Some((years, Satisfaction::of_the_same(dossier, today)))
        })?;
        if years.len() < 2 {
            return None;
        }
        let year = |(day, found): (Date, Satisfaction)| {
            let of = words.counted(Key::SatisfactionYear, found.persons, &[("day", &words.day(day))]);
            view! { <div><dt>{of}</dt><dd>{tenths(words, found.tenths)}</dd></div> }
        };
        let same = same.map(|(then, now)| {
            let (then, mark) = (tenths(words, then.tenths), tenths(words, now.tenths));
            words.counted(Key::SatisfactionSame, now.persons, &[("then", &then), ("now", &mark)])
        });
        Some(view! {
            <section data-testid="satisfaction-years">
                <h2 class="block-head">{words.text(Key::SatisfactionYears)}</h2>
                <dl class="facts">{years.into_iter().map(year).collect_view()}</dl>
                {same.map(|same| view! { <p class="note">{same}</p> })}
            </section>
        })
    }
}
