//! The receipts of imports, each of which can be taken back.

use leptos::prelude::*;

use crate::book::{ImportBatch, Label, Receipt, RecordId, RecordKind};
use crate::exchange::delta::overlap;
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Icon};
use crate::ui::session::session;
use crate::ui::words::{Words, isolated, words};

#[component]
pub fn Imports() -> impl IntoView {
    let session = session();
    let words = words();
    let receipts = Memo::new(move |_| {
        let book = session.book();
        let imports = book.of_kind(ImportBatch::KIND);
        imports.map(|(id, record)| (id, Receipt::of(record))).collect::<Vec<_>>()
    });
    let table = move || {
        let receipts = receipts.get();
        if receipts.is_empty() {
            return view! { <p class="note">{words.text(Key::ImportsNone)}</p> }.into_any();
        }
        view! {
            <div class="table-wrap">
                <table class="table receipts" data-testid="receipts">
                    <thead>
                        <tr>
                            <th scope="col">{words.text(Key::ImportColFile)}</th>
                            <th scope="col">{words.text(Key::ImportColDate)}</th>
                            <th scope="col" class="num">{words.text(Key::ImportColRows)}</th>
                            <th scope="col" class="num">{words.text(Key::ReceiptSum)}</th>
                            <th scope="col">{words.text(Key::ReceiptDays)}</th>
                            <td></td>
                        </tr>
                    </thead>
                    <tbody>
                        {receipts.into_iter().map(|(id, receipt)| view! { <Row id receipt/> }).collect_view()}
                    </tbody>
                </table>
            </div>
        }
        .into_any()
    };
    let told_twice = move || {
        // Follows the sales, too.
        session.ledger.track();
        let book = session.book_untracked();
        let twice = overlap(&book, &session.stored_batches()).orders as usize;
        (twice > 0).then(|| view! { <p class="note" data-testid="told-twice">{words.count(Key::ToldTwice, twice)}</p> })
    };
    view! {
        <section class="section">
            <div class="section-head"><h2>{words.text(Key::ImportsTitle)}</h2></div>
            {table}
            {told_twice}
        </section>
    }
}

#[component]
fn Row(id: RecordId, receipt: Receipt) -> impl IntoView {
    let session = session();
    let words = words();
    let file = receipt.file.clone();
    // The files that would have to go with it, while that is asked.
    let others = RwSignal::new(Vec::<String>::new());
    let commit = Callback::new(move |()| {
        let label = Label::TakeBack { file: file.clone() };
        session.commit(ImportBatch::take_back(&session.book_untracked(), id, label));
    });
    let take_back = move || {
        let leaning = ImportBatch::leaning_on(&session.book_untracked(), id);
        if leaning.is_empty() {
            return commit.run(());
        }
        others.set(leaning.into_iter().map(|(_, import)| import.file).collect());
    };
    let ask = move || {
        let files = others.get();
        (!files.is_empty()).then(|| {
            let files = words.fill(Key::TakeBackLeaning, &[("files", &isolated(&files.join(", ")))]);
            view! {
                <tr>
                    <td colspan="6">
                        <div class="banner" data-tone="warn" role="alert" data-testid="take-back-leaning">
                            <Icon glyph=Glyph::Warn/>
                            <p>{files}</p>
                            <div class="actions">
                                <Button small=true text=Key::TakeBackAll test_id="take-back-all" on_click=commit/>
                                <Button
                                    kind=ButtonKind::Quiet
                                    small=true
                                    text=Key::Cancel
                                    on_click=move || others.set(Vec::new())
                                />
                            </div>
                        </div>
                    </td>
                </tr>
            }
        })
    };
    let details = details(words, &receipt);
    let details = (!details.is_empty()).then(|| {
        let facts = details.into_iter().map(|(key, value)| {
            view! {
                <div>
                    <dt>{words.text(key)}</dt>
                    <dd>{value}</dd>
                </div>
            }
        });
        view! {
            <details class="receipt">
                <summary>{words.text(Key::ReceiptDetails)}</summary>
                <dl class="facts">{facts.collect_view()}</dl>
            </details>
        }
    });
    view! {
        <tr data-testid="receipt">
            <th scope="row">
                <bdi>{receipt.file.clone()}</bdi>
                {details}
            </th>
            <td class="nowrap">{receipt.imported_on.map(|day| words.day(day))}</td>
            <td class="num" data-label=words.text(Key::ImportColRows)>{receipt.imported.map(|rows| words.number(rows as usize))}</td>
            <td class="num">{sum(words, &receipt)}</td>
            <td class="nowrap">{days(words, &receipt)}</td>
            <td class="num">
                <Button kind=ButtonKind::Quiet small=true text=Key::TakeBack test_id="take-back" on_click=take_back/>
            </td>
        </tr>
        {ask}
    }
}

/// All that the receipt says; what it doesn't is not there.
fn details(words: Words, receipt: &Receipt) -> Vec<(Key, String)> {
    let [new, changed, here] = receipt.orders.map_or([None; 3], |orders| orders.map(Some));
    let count = |count: Option<u64>| count.map(|count| words.number(count as usize));
    let all = [
        (Key::ReceiptRows, count(receipt.rows)),
        (Key::ImportColRows, count(receipt.imported)),
        (Key::ReceiptTotals, count(receipt.totals)),
        (Key::Problems, count(receipt.skipped)),
        (Key::OrdersNew, count(new)),
        (Key::OrdersUpdated, count(changed)),
        (Key::OrdersHere, count(here)),
        (Key::ReceiptSum, sum(words, receipt)),
        (Key::ReceiptDays, days(words, receipt)),
    ];
    all.into_iter().filter_map(|(key, value)| Some((key, value?))).collect()
}

fn sum(words: Words, receipt: &Receipt) -> Option<String> {
    receipt.sum.map(|(minor, currency)| format!("{} {currency}", words.money(currency, minor)))
}

fn days(words: Words, receipt: &Receipt) -> Option<String> {
    receipt.days.map(|(first, last)| format!("{} – {}", words.day(first), words.day(last)))
}
