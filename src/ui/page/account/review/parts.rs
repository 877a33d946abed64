//! The parts of the review's page.

use leptos::prelude::*;

use crate::analysis::Share;
use crate::book::Complaint;
use crate::glyph::Glyph;
use crate::service::business_review::{Agreed, Promised, Review};
use crate::service::on_time::Followed;
use crate::text::Key;
use crate::ui::component::Icon;
use crate::ui::words::{Words, isolated};

/// So much of each fits on one page.
const GROUPS: usize = 6;
const LATE: usize = 6;

/// "24 of 25"
fn of(words: Words, share: Share) -> String {
    let [of, among] = [share.of, share.among].map(|count| words.number(count));
    words.fill(Key::ReviewOf, &[("of", &of), ("among", &among)])
}

/// What there is to say of a share beside it: the per cent, from ten cases on.
fn per_cent(words: Words, share: Share) -> Option<String> {
    share.rate().filter(|_| !share.is_few()).map(|rate| words.percent(rate))
}

/// The figures of the period; a share of nothing is none.
pub fn figures(words: Words, review: &Review) -> impl IntoView + use<> {
    let figure = |label: String, value: String, below: Vec<String>| {
        let below = (!below.is_empty()).then(|| view! { <dd>{below.join(" · ")}</dd> });
        view! { <div><dt>{label}</dt><dd>{value}</dd>{below}</div> }
    };
    let share = |label: Key, share: Share, below: Option<String>| {
        let below = per_cent(words, share).into_iter().chain(below).collect();
        (share.among > 0).then(|| figure(words.text(label).into(), of(words, share), below))
    };
    let value = words.in_currency(words.text(Key::ReviewValue), review.currency);
    let groups = (!review.groups.is_empty()).then(|| words.count(Key::ReviewGroups, review.groups.len()));
    let took = review.took.map(|days| words.fill(Key::ReviewTook, &[("days", &words.days(days))]));
    let within = words.decimal(f64::from(review.target) / 60.0, 1);
    let within = words.fill(Key::ReviewWithin, &[("hours", &within)]);
    view! {
        <section class="section">
            <dl class="figures">
                {figure(words.text(Key::ReviewOrders).into(), words.number(review.orders), Vec::new())}
                {figure(value, words.money_round(review.currency, review.value as f64), groups.into_iter().collect())}
                {share(Key::ReviewOnTime, review.on_time.share(), took)}
                {share(Key::ReviewAnswered, review.answers, Some(within))}
                {share(Key::ReviewKept, review.kept, None)}
            </dl>
        </section>
    }
}

/// Bars of what they bought, by period and by group.
pub fn orders(words: Words, review: &Review) -> Option<impl IntoView + use<>> {
    if review.orders == 0 {
        return None;
    }
    let currency = review.currency;
    let bar = |name: String, note: Option<String>, value: i128, most: i128| {
        let size = format!("{:.1}%", value.max(0) as f64 / most.max(1) as f64 * 100.0);
        let note = note.map(|note| view! { <small>{note}</small> });
        view! {
            <li>
                <span><bdi>{name}</bdi> " " {note}</span>
                <i aria-hidden="true"><b style:inline-size=size></b></i>
                <span class="num">{words.money_round(currency, value as f64)}</span>
            </li>
        }
    };
    let most = review.periods.iter().map(|of| of.value).max().unwrap_or_default();
    let periods = review.periods.iter().map(|of| {
        let part = (!of.is_whole).then(|| words.text(Key::ReviewPart).to_owned());
        let note = words.list(std::iter::once(words.count(Key::CountOrders, of.orders)).chain(part));
        bar(words.period(of.period), Some(note), of.value, most)
    });
    let most = review.groups.first().map(|(_, value)| *value).unwrap_or_default();
    let groups = review.groups.iter().take(GROUPS).map(|(name, value)| bar(name.clone(), None, *value, most));
    Some(view! {
        <section class="section">
            <h2>{words.text(Key::ReviewYourOrders)}</h2>
            <div class="review-two">
                <ul class="review-tally">{periods.collect_view()}</ul>
                <ul class="review-tally">{groups.collect_view()}</ul>
            </div>
        </section>
    })
}

/// What went wrong, with its cause, what we did, and their verdict; and what came late.
pub fn wrong(words: Words, review: &Review) -> impl IntoView + use<> {
    let complaint = |of: &Complaint| {
        let verdict = of.outcome.map(|outcome| words.text(outcome.name()).to_owned());
        let on = of.solved.map(|day| words.day(day));
        let open = of.solved.is_none().then(|| words.text(Key::HistoryOpen).to_owned());
        let verdict = words.list(verdict.into_iter().chain(on).chain(open));
        let cause = of.cause_kind.map(|cause| words.text(cause.name()));
        row(words, of.day.map(|day| words.day(day)), isolated(&of.subject), cause, of.containment.clone(), verdict)
    };
    let late = |of: &Followed| {
        let days = of.delivered.map(|day| usize::try_from(day.since(of.promised)).unwrap_or_default());
        let number = isolated(&of.number);
        let what = match days {
            Some(days) => words.counted(Key::ReviewLate, days, &[("number", &number)]),
            None => words.fill(Key::ReviewNotThere, &[("number", &number), ("day", &words.day(of.promised))]),
        };
        row(words, Some(words.day(of.ordered)), what, None, String::new(), String::new())
    };
    let more = review.late.len().saturating_sub(LATE);
    let more = (more > 0).then(|| view! { <p class="note">{words.count(Key::ReviewMoreLate, more)}</p> });
    let rows: Vec<_> = review.complaints.iter().map(complaint).chain(review.late.iter().take(LATE).map(late)).collect();
    let body = match rows.is_empty() {
        true => view! { <p>{words.text(Key::ReviewNothingWrong)}</p> }.into_any(),
        false => {
            let heads = [Key::ReviewWhen, Key::ReviewWhat, Key::ReviewCause, Key::ReviewMeasure, Key::ReviewVerdict];
            let heads = heads.map(|key| view! { <th scope="col">{words.text(key)}</th> });
            view! {
                <table class="table table-cards" aria-label=words.text(Key::ReviewWrong)>
                    <thead><tr>{heads.into_iter().collect_view()}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
                {more}
            }
            .into_any()
        }
    };
    view! {
        <section class="section">
            <h2>{words.text(Key::ReviewWrong)}</h2>
            {body}
        </section>
    }
}

fn row(
    words: Words,
    when: Option<String>,
    what: String,
    cause: Option<&'static str>,
    measure: String,
    verdict: String,
) -> AnyView {
    view! {
        <tr>
            <th scope="row">{when}</th>
            <td data-label=words.text(Key::ReviewWhat)>{what}</td>
            <td data-label=words.text(Key::ReviewCause)>{cause}</td>
            <td data-label=words.text(Key::ReviewMeasure)><bdi>{measure}</bdi></td>
            <td data-label=words.text(Key::ReviewVerdict)>{verdict}</td>
        </tr>
    }
    .into_any()
}

/// What we promised, and what is agreed next.
pub fn promises(words: Words, review: &Review) -> impl IntoView + use<> {
    let promised = review.promised.iter().map(|of| {
        let (tone, glyph) = if of.is_kept { ("good", Glyph::Check) } else { ("bad", Glyph::Close) };
        item(tone, glyph, isolated(&of.promise.what), Some(state(words, of)))
    });
    let agreed = review.agreed.iter().map(|of| {
        let named = |key: Key, what: &str| words.fill(key, &[("what", &isolated(what))]);
        let what = match of {
            Agreed::Ours(promise) => isolated(&promise.what),
            Agreed::Theirs(promise) => named(Key::ReviewYou, &promise.what),
            Agreed::Asked(request) => named(Key::ReviewYouAsked, &request.subject),
            Agreed::Offered(offer) => named(Key::ReviewOffer, &offer.subject),
        };
        item("open", Glyph::Promise, what, of.day().map(|day| words.day(day)))
    });
    let list = |items: Vec<AnyView>, none: Key| match items.is_empty() {
        true => view! { <p>{words.text(none)}</p> }.into_any(),
        false => view! { <ul class="review-promise">{items}</ul> }.into_any(),
    };
    let (promised, agreed) = (promised.collect(), agreed.collect());
    view! {
        <section class="section">
            <div class="review-two">
                <div>
                    <h2>{words.text(Key::ReviewPromised)}</h2>
                    {list(promised, Key::ReviewNoPromises)}
                </div>
                <div>
                    <h2>{words.text(Key::ReviewAgreed)}</h2>
                    {list(agreed, Key::ReviewNoAgreed)}
                </div>
            </div>
        </section>
    }
}

fn item(tone: &'static str, glyph: Glyph, what: String, when: Option<String>) -> AnyView {
    view! { <li data-tone=tone><Icon glyph/><span>{what}</span><span class="muted">{when}</span></li> }.into_any()
}

/// "kept, 1 Mar 1998"
fn state(words: Words, of: &Promised) -> String {
    let settled = of.promise.settled.map(|day| words.day(day));
    let key = match (of.is_kept, of.promise.outcome) {
        (true, _) => Key::ReviewKeptOn,
        (false, Some(crate::book::Kept::Kept)) => Key::ReviewKeptLate,
        (false, _) => Key::ReviewNotKept,
    };
    let day = settled.unwrap_or_else(|| words.day(of.due));
    words.fill(key, &[("day", &day)])
}
