//! How many stand where, and whether it is clear what comes next.

use leptos::prelude::*;

use super::shown::Shown;
use crate::calendar::Date;
use crate::prospecting::first_days::DAYS;
use crate::prospecting::prospects::{ProspectFile, Stage};
use crate::text::Key;
use crate::ui::session::session;
use crate::ui::words::{Words, isolated, rich, words};

/// So many names are told; more are counted.
const NAMED: usize = 3;

#[component]
pub fn StagesSection(shown: Shown) -> impl IntoView {
    let (session, words) = (session(), words());
    let strip = move || {
        let today = session.read_on.get();
        let all = shown.all.get();
        let of = |is: &dyn Fn(&ProspectFile) -> bool| all.iter().filter(|file| is(file)).count();
        let cells = [
            (of(&|file| file.stage == Stage::Found), Key::StageFound, Key::StageFoundIs, "found"),
            (of(&|file| file.stage == Stage::Talks), Key::StageTalks, Key::StageTalksIs, "talks"),
            (
                of(&|file| matches!(file.stage, Stage::Qualified | Stage::OfferOut)),
                Key::StageQualified,
                Key::StageQualifiedIs,
                "qualified",
            ),
            (of(&|file| is_new(file, today)), Key::StageCustomer, Key::StageCustomerIs, "customer"),
            (of(&|file| file.stage == Stage::Out), Key::StageOut, Key::StageOutIs, "out"),
        ];
        let cells = cells.map(|(count, name, means, code)| {
            let is_out = (code == "out").then_some("");
            let is_on = (count > 0).then_some("");
            view! {
                <li data-on=is_on data-out=is_out data-testid="stage-count" data-stage=code data-count=count.to_string()>
                    <b>{words.number(count)}</b>
                    <span>{words.text(name)}</span>
                    <small>{words.text(means)}</small>
                </li>
            }
        });
        cells.into_iter().collect_view()
    };
    // Who ordered is counted beside those who may, and not among them.
    let sum = move || {
        let (today, all) = (session.read_on.get(), shown.all.get());
        let since = all.iter().filter(|file| is_new(file, today)).count();
        let prospects = all.iter().filter(|file| file.stage != Stage::Customer).count();
        let days = words.number(usize::try_from(DAYS).unwrap_or_default());
        let places = [("all", words.number(prospects)), ("days", days)];
        let places = places.each_ref().map(|(name, value)| (*name, value.as_str()));
        (since > 0).then(|| view! { <p class="note stages-sum">{words.counted(Key::StagesSum, since, &places)}</p> })
    };
    view! {
        <section aria-label=words.text(Key::StagesTitle) data-testid="prospect-stages">
            <p class="reading">{move || rich(reading(words, &shown.all.get()))}</p>
            <ol class="stages">{strip}</ol>
            {sum}
        </section>
    }
}

/// Whether it is a customer since a short time.
fn is_new(file: &ProspectFile, today: Date) -> bool {
    file.reached.bought.is_some_and(|day| today.since(day) < DAYS) && file.stage == Stage::Customer
}

/// "One of six passes the three questions. For four it is clear what to find out next. FISSA has no next step."
fn reading(words: Words, all: &[ProspectFile]) -> String {
    let listed: Vec<&ProspectFile> = all.iter().filter(|file| file.stage != Stage::Customer).collect();
    let passing = listed.iter().filter(|file| matches!(file.stage, Stage::Qualified | Stage::OfferOut)).count();
    let count = words.number(listed.len());
    let pass = match passing {
        0 => words.count(Key::ReadingNonePasses, listed.len()),
        n => words.counted(Key::ReadingPasses, n, &[("all", &count)]),
    };
    let to_find_out = listed.iter().filter(|file| file.is_to_find_out()).count();
    let find_out = (to_find_out > 0).then(|| words.count(Key::ReadingFindOut, to_find_out));
    let lacking: Vec<&&ProspectFile> = listed.iter().filter(|file| file.lacks_next_step()).collect();
    let lacks = match lacking.len() {
        0 => None,
        n if n <= NAMED => {
            let names = words.list(lacking.iter().map(|file| isolated(&file.name)));
            Some(words.counted(Key::ReadingNoStepNamed, n, &[("names", &names)]))
        }
        n => Some(words.count(Key::ReadingNoStep, n)),
    };
    [Some(pass), find_out, lacks].into_iter().flatten().collect::<Vec<_>>().join(" ")
}
