//! How it went quiet: a strip of order days, what it says, and why they left, said or suggested.

use std::fmt::Write;

use leptos::prelude::*;

use super::super::says::{all_evidence, evidence};
use super::CaseView;
use crate::analysis::behaviour::Yardstick;
use crate::analysis::losses::Standing;
use crate::book::loss_verdict::LOSS_VERDICT;
use crate::book::{LossReason, RecordId};
use crate::browser::clock;
use crate::calendar::Date;
use crate::glyph::Glyph;
use crate::retention::evidence::{OnTheDay, Suggested};
use crate::retention::file::LossFile;
use crate::retention::gone::LostOnce;
use crate::retention::opening::explain;
use crate::service::on_time::{Asked, Faults, OnTime};
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Icon, forms};
use crate::ui::fields::loss_reason;
use crate::ui::keys::focus_after;
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, rich, words};

/// The loss this is about: the one it is in or was last in; one that is merely presumed so has its day.
#[derive(Clone, Copy, Debug, PartialEq)]
struct About {
    loss: LostOnce,
    /// The record that says something of it.
    told: Option<RecordId>,
}

impl About {
    fn of(file: &LossFile) -> Option<Self> {
        if let Some(gone) = file.gone.filter(|_| file.now().is_none()) {
            let loss = LostOnce { day: gone.since, last: gone.last, returned: None, established: None };
            return Some(Self { loss, told: None });
        }
        let told = file.losses.last()?;
        Some(Self { loss: told.loss, told: told.told.as_ref().map(|(id, _)| *id) })
    }
}

#[component]
pub fn Quiet(case: CaseView) -> impl IntoView {
    let (session, words) = (session(), words());
    let is_rtl = words.language().is_rtl();
    let about = Memo::new(move |_| case.file.with(|file| file.as_ref().and_then(About::of)));
    let strip = move || {
        case.file.with(|file| {
            let file = file.as_ref()?;
            let lost = about.get().map(|about| about.loss.day);
            let from = *file.days.first()?;
            let span = words.fill(Key::QuietDays, &[("from", &words.day(from)), ("to", &words.day(file.until))]);
            Some((drawn(&file.days, lost, file.until, is_rtl), span))
        })
    };
    let drawing = move || {
        let (svg, span) = strip()?;
        Some(view! {
            <div class="winback-strip" role="img" aria-label=span inner_html=svg></div>
            <p class="winback-key">
                <span><i data-part="day"></i>{words.text(Key::QuietKey)}</span>
                <span><i data-part="silence"></i>{words.text(Key::QuietKeySilence)}</span>
                <span><i data-part="lost"></i>{words.text(Key::QuietKeyLost)}</span>
            </p>
        })
    };
    let signs = move || {
        case.file.with(|file| {
            let file = file.as_ref()?;
            let silent = file.standing.as_ref().and_then(|standing| silence(words, standing));
            let in_time = about.get().and_then(|about| deliveries(session, case, about.loss));
            let deliveries = in_time.filter(|found| found.late == 0 && found.on_time > 0).map(|found| {
                let (on, all) = (words.number(found.on_time), words.number(found.on_time + found.late));
                words.fill(Key::QuietInTime, &[("on", &on), ("all", &all)])
            });
            let sign = |tone: &'static str, glyph: Glyph, text: String| {
                view! { <li data-tone=tone><Icon glyph/><span>{rich(text)}</span></li> }
            };
            Some(view! {
                <ul class="winback-signs">
                    {silent.map(|text| sign("bad", Glyph::Promise, text))}
                    {sellers(session, words, case, file).map(|text| sign("plain", Glyph::Team, text))}
                    {deliveries.map(|text| sign("good", Glyph::Truck, text))}
                </ul>
            })
        })
    };
    view! {
        <section class="section" id="quiet" data-testid="winback-quiet">
            <div class="section-head">
                <h2>{words.text(Key::QuietTitle)}</h2>
                <span class="note">{move || strip().map(|(_, span)| span)}</span>
            </div>
            {drawing}
            {signs}
            <Reasons case about/>
        </section>
    }
}

/// "**Silent for 188 days**, 10.7 times its own gap of 17.5 days; the longest before was 87 days."
fn silence(words: Words, standing: &Standing) -> Option<String> {
    let silent = standing.silence?;
    let told = words.count(Key::QuietSilent, usize::try_from(silent).unwrap_or_default());
    let Some((Yardstick::Own(gap), longest)) = standing.yardstick.zip(standing.longest) else {
        return Some(words.fill(Key::QuietNoRhythm, &[("silent", &told)]));
    };
    let places = [
        ("silent", told),
        ("times", words.decimal(f64::from(silent) / gap, 1)),
        ("gap", words.days(gap)),
        ("longest", words.days(longest.into())),
    ];
    Some(words.fill(Key::QuietRhythm, &places.each_ref().map(|(name, value)| (*name, value.as_str()))))
}

/// How many of ours took their orders; nothing where the files don't say.
fn sellers(session: Session, words: Words, case: CaseView, file: &LossFile) -> Option<String> {
    let ledger = session.ledger.get();
    let mut people: Vec<u32> = ledger
        .sales(case.id)
        .iter()
        .filter_map(|sale| sale.document.and_then(|document| ledger.document(document)?.person))
        .collect();
    people.sort_unstable();
    people.dedup();
    (people.len() > 1).then(|| {
        let orders = words.count(Key::WorthOrders, file.days.len());
        words.fill(Key::QuietSellers, &[("people", &words.count(Key::QuietPeople, people.len())), ("orders", &orders)])
    })
}

/// How the orders of the last year they bought came, as it stood on the day of the loss.
fn deliveries(session: Session, case: CaseView, loss: LostOnce) -> Option<OnTime> {
    on_the_day(session, case, loss, |seen| seen.deliveries())?
}

fn on_the_day<T>(session: Session, case: CaseView, loss: LostOnce, read: impl FnOnce(OnTheDay<'_>) -> T) -> Option<T> {
    let (book, ledger) = (session.book(), session.ledger.get());
    let faults = Faults::of(&book);
    let tolerance = Asked::of(&book, loss.day).tolerance;
    case.dossier.with(|dossier| {
        let dossier = dossier.as_ref()?;
        let (day, last) = (loss.day, loss.last);
        Some(read(OnTheDay { dossier, ledger: &ledger, faults: &faults, tolerance, day, last }))
    })
}

/// Why they left: what somebody said, else what the book suggests, to be confirmed.
#[component]
fn Reasons(case: CaseView, about: Memo<Option<About>>) -> impl IntoView {
    let (session, words) = (session(), words());
    let forms = forms();
    let told = Memo::new(move |_| {
        let id = about.get()?.told?;
        Some((id, session.book().value(id, crate::book::loss_verdict::field::reasons)))
    });
    let suggested = Memo::new(move |_| {
        let Some(about) = about.get() else { return Vec::new() };
        let book = session.book();
        on_the_day(session, case, about.loss, |seen| seen.suggested(|id| book.name(id))).unwrap_or_default()
    });
    let confirm = move |of: Suggested| {
        let Some(about) = about.get_untracked() else { return };
        let reason = LossReason { evidence: all_evidence(words, &of), ..LossReason::of(of.cause) };
        let mut reasons = told.get_untracked().map(|(_, reasons)| reasons).unwrap_or_default();
        reasons.push(reason);
        let change = case.dossier.with_untracked(|dossier| {
            let by = session.author_untracked();
            Some(explain(dossier.as_ref()?, about.told, clock::new_id(), about.loss.day, by, reasons))
        });
        change.into_iter().for_each(|change| session.commit(change));
        focus_after("[data-testid=winback-edit-reasons]");
    };
    let said = move || {
        let (_, reasons) = told.get().filter(|(_, reasons)| !reasons.is_empty())?;
        let row = |reason: LossReason| {
            let hands = reason.hands().map(|hands| view! { <span class="tag">{words.text(hands.name())}</span> });
            view! { <li data-testid="winback-reason"><bdi>{loss_reason(words, &reason)}</bdi> " " {hands}</li> }
        };
        Some(view! { <ol class="winback-reasons">{reasons.into_iter().map(row).collect_view()}</ol> })
    };
    let named = move |of: &Suggested| {
        let reasons = told.with(|told| told.as_ref().map(|(_, reasons)| reasons.clone())).unwrap_or_default();
        reasons.iter().any(|reason| reason.cause == of.cause)
    };
    let open = move || suggested.get().into_iter().filter(|of| !named(of)).collect::<Vec<_>>();
    let offered = move || {
        let all = open();
        if all.is_empty() {
            let is_silent = told.with(|told| told.as_ref().is_none_or(|(_, reasons)| reasons.is_empty()));
            return is_silent.then(|| view! { <p class="note">{words.text(Key::QuietNoReasons)}</p> }.into_any());
        }
        let row = move |of: Suggested| {
            let (name, cause) = (words.text(of.cause.name()), of.cause.code());
            let with: Vec<_> = of.evidence.iter().map(|found| view! { <li>{evidence(words, found)}</li> }).collect();
            let label = words.labelled(Key::QuietConfirm, name);
            view! {
                <li data-testid="winback-suggested" data-cause=cause>
                    <span class="suggested">{name}</span>
                    <ul>{with}</ul>
                    <Button
                        kind=ButtonKind::Link
                        text=Key::QuietConfirm
                        label
                        test_id="winback-confirm-reason"
                        writes=true
                        on_click=move || confirm(of.clone())
                    />
                </li>
            }
        };
        Some(
            view! {
                <p class="note">{words.text(Key::QuietSuggested)}</p>
                <ul class="winback-suggested">{all.into_iter().map(row).collect_view()}</ul>
            }
            .into_any(),
        )
    };
    let edit = move || {
        let Some(about) = about.get_untracked() else { return };
        match about.told {
            Some(id) => forms.edit(id),
            None => forms.add_with(&LOSS_VERDICT, case.id, case.name.get_untracked(), |id| {
                use crate::book::loss_verdict::field;
                vec![
                    field::day.set(id, Some(about.loss.day)),
                    field::basis.set(id, Some(crate::book::LossBasis::Established)),
                ]
            }),
        }
    };
    move || {
        about.get()?;
        let key = if told.with(Option::is_some) { Key::QuietEdit } else { Key::QuietSayWhy };
        Some(view! {
            <h3 class="block-head">{words.text(Key::QuietReasons)}</h3>
            {said}
            {offered}
            <p class="row">
                <Button
                    kind=ButtonKind::Quiet
                    small=true
                    text=key
                    test_id="winback-edit-reasons"
                    writes=true
                    on_click=edit
                />
            </p>
        })
    }
}

const WIDTH: f64 = 400.0;

/// Order days as strokes, the silence after the last as a bar, the day of the loss as a notch. Time runs along the
/// line of writing.
fn drawn(days: &[Date], lost: Option<Date>, until: Date, is_rtl: bool) -> String {
    let Some((first, last)) = days.first().zip(days.last()) else { return String::new() };
    let (from, to) = (first.plus(-14), until.max(*last));
    let long = f64::from(to.since(from).max(1));
    let at = |day: Date| {
        let place = f64::from(day.since(from)) / long * WIDTH;
        if is_rtl { WIDTH - place } else { place }
    };
    let mut out = format!(
        "<svg viewBox=\"0 0 {WIDTH} 22\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\
         <path class=\"base\" vector-effect=\"non-scaling-stroke\" d=\"M0 12h{WIDTH}\"/>\
         <path class=\"silence\" vector-effect=\"non-scaling-stroke\" d=\"M{:.1} 12H{:.1}\"/>",
        at(*last),
        at(to)
    );
    for day in days {
        let _ = write!(out, "<path class=\"day\" vector-effect=\"non-scaling-stroke\" d=\"M{:.1} 3v14\"/>", at(*day));
    }
    if let Some(lost) = lost.filter(|lost| *lost <= to) {
        let _ = write!(out, "<path class=\"notch\" vector-effect=\"non-scaling-stroke\" d=\"M{:.1} 4v16\"/>", at(lost));
    }
    out + "</svg>"
}
