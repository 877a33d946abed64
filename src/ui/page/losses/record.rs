//! The alarm and its own record: as set, by plain 90 days, and as it is tried (C14).

use leptos::prelude::*;

use super::alarm::{alarm, compared, told};
use super::shown::{PLAIN, Shown};
use crate::analysis::losses::{AlarmRecord, Criterion};
use crate::exchange::losses_table::back_test_table;
use crate::text::Key;
use crate::ui::component::{ButtonKind, ExportList};
use crate::ui::words::{rich, words};

#[component]
pub fn Records(shown: Shown) -> impl IntoView {
    let words = words();
    let super::shown::Records { as_set, plain, draft, .. } = shown.records;
    let most = Memo::new(move |_| {
        let raised = |record: Option<AlarmRecord>| record.map(|record| record.tally.raised()).unwrap_or_default();
        raised(as_set.get()).max(raised(plain.get())).max(raised(draft.get())).max(1)
    });
    let back_test = move || {
        let standings = shown.standings.get()?;
        let applied = shown.applied.get();
        let criteria = [
            ("at_risk", Criterion::AtRisk),
            ("presumed_lost", Criterion::PresumedLost),
            ("days_90", PLAIN),
            ("alarm", Criterion::Alarm(applied.silence)),
        ];
        let records = criteria.map(|(name, criterion)| (name, standings.replay.record(criterion, applied.loss)));
        Some(back_test_table(&records))
    };
    let line = move |name: Key, small: String, record: Option<AlarmRecord>, is_draft: bool| {
        let (record, standings) = record.zip(shown.standings.get())?;
        let tally = record.tally;
        let size = format!("{:.1}%", tally.raised() as f64 / most.get() as f64 * 100.0);
        let part = |name: &'static str, count: usize| {
            (count > 0).then(|| view! { <i data-part=name style:flex=count.to_string()></i> })
        };
        let otherwise = as_set.get().filter(|_| is_draft).map(|now| compared(words, &record, &now));
        let said = [Some(told(words, &record, &standings.replay)), otherwise];
        let said = said.into_iter().flatten().collect::<Vec<_>>().join(" ");
        Some(view! {
            <li class="record" data-draft=is_draft.then_some("") data-testid=if is_draft { "record-draft" } else { "record" }>
                <div class="record-name">
                    <b>{words.text(name)}</b>
                    <small>{small}</small>
                    {is_draft.then(|| view! { <span class="tag">{words.text(Key::AlarmDraft)}</span> })}
                </div>
                <div class="record-body">
                    <div class="record-bar" style:inline-size=size aria-hidden="true">
                        {part("right", tally.right)} {part("wrong", tally.wrong)} {part("open", tally.undecided)}
                    </div>
                    <p>{rich(said)}</p>
                </div>
            </li>
        })
    };
    let of_set = move || line(Key::AlarmAsSet, alarm(words, shown.applied.get().silence), as_set.get(), false);
    let of_plain = move || line(Key::AlarmPlain, words.text(Key::AlarmCompare).into(), plain.get(), false);
    let of_draft = move || line(Key::AlarmTried, alarm(words, shown.draft.get().silence), draft.get(), true);
    view! {
        <section class="section" data-testid="losses-record">
            <div class="section-head">
                <h2>{words.text(Key::AlarmTitle)}</h2>
                <span class="note">{words.text(Key::AlarmNote)}</span>
                <ExportList
                    list="backtest"
                    file="back-test"
                    kind=ButtonKind::Quiet
                    small=true
                    text=Key::LossesExport
                    label=Key::LossesExportBackTest
                    sheet=Key::AlarmTitle
                    table=back_test
                    is_empty=shown.is_unknown()
                />
            </div>
            <ul class="records">{of_set} {of_plain} {of_draft}</ul>
            <p class="key">
                <span><i data-part="right"></i>{words.text(Key::AlarmKeyLoss)}</span>
                <span><i data-part="wrong"></i>{words.text(Key::AlarmKeyBack)}</span>
                <span><i data-part="open"></i>{words.text(Key::AlarmKeyOpen)}</span>
            </p>
        </section>
    }
}
