//! Colleagues: who has seen what, a file of what somebody lacks, and what was taken over from them.

use leptos::prelude::*;

use crate::book::{Device, MergeReceipt, MergeSide, RecordId};
use crate::browser::{clock, files, recovery_points};
use crate::chart::picture_name;
use crate::exchange::json::{Part, Sender, to_json};
use crate::exchange::sharing::{Peer, lacking, peers};
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Icon};
use crate::ui::fields::{field_name, field_value, record_title};
use crate::ui::importing::importing;
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, isolated, words};

/// How many receipts are listed.
const MOST: usize = 20;

#[component]
pub fn SharingSection() -> impl IntoView {
    let session = session();
    let words = words();
    let all = Memo::new(move |_| peers(&session.book(), session.actor().device()));
    let list = move || {
        let peers = all.get();
        if peers.is_empty() {
            return view! { <p class="note">{words.text(Key::ShareNobody)}</p> }.into_any();
        }
        let listed = |peers: Vec<Peer>| {
            let rows = peers.into_iter().map(|peer| view! { <PeerRow peer/> }).collect_view();
            view! { <ul class="exchanges" data-testid="peers">{rows}</ul> }
        };
        // Of those nothing came from, one line says all.
        let (partners, others): (Vec<Peer>, Vec<Peer>) = peers.into_iter().partition(Peer::has_exchanged);
        let others = (!others.is_empty()).then(|| {
            let title = words.count(Key::ShareNeverCount, others.len());
            view! {
                <details class="fold-more" data-testid="peers-never">
                    <summary>{title}</summary>
                    {listed(others)}
                </details>
            }
        });
        view! { {(!partners.is_empty()).then(|| listed(partners))} {others} }.into_any()
    };
    view! {
        <section class="section" data-testid="sharing">
            <div class="section-head"><h2>{words.text(Key::ShareTitle)}</h2></div>
            <div class="stack-s">
                <p class="note">{words.text(Key::ShareHint)}</p>
                {list}
                <h3>{words.text(Key::MergesTitle)}</h3>
                <Receipts/>
            </div>
        </section>
    }
}

/// What somebody is called: by their name, or by the device their files come from.
fn peer_name(session: Session, words: Words, peer: &Peer) -> String {
    let name = peer.colleague.map(|colleague| session.name(colleague)).filter(|name| !name.is_empty());
    name.unwrap_or_else(|| device_name(words, peer.device.unwrap_or_default()))
}

fn device_name(words: Words, device: Device) -> String {
    words.fill(Key::OtherDevice, &[("code", &format!("{:04x}", device.0 & 0xFFFF))])
}

#[component]
fn PeerRow(peer: Peer) -> impl IntoView {
    let session = session();
    let words = words();
    let name = peer_name(session, words, &peer);
    let last = match peer.last {
        Some(at) => words.fill(Key::ShareLast, &[("day", &words.day_of(at))]),
        None => words.text(Key::ShareNever).to_owned(),
    };
    let held = (peer.held > 0).then(|| words.count(Key::ShareYouHold, peer.held));
    let about = std::iter::once(last).chain(held).collect::<Vec<_>>().join(" · ");
    let lacks = match peer.lacks {
        0 => words.text(Key::ShareKnowsAll).to_owned(),
        n => words.count(Key::ShareTheyLack, n),
    };
    let can_write = peer.last.is_some() && peer.lacks > 0;
    let (file, seen) = (name.clone(), StoredValue::new(peer.seen));
    let write = move || {
        seen.with_value(|seen| {
            let (book, batches) = (session.book_untracked(), session.live_batches());
            let lacks = lacking(&book, seen);
            let sender = Sender {
                since: Some(seen.clone()),
                ..Sender::of(&book, session.actor().device(), Some(Part::Changes))
            };
            let batches = batches.iter().filter(|(id, _)| lacks.record(*id).is_some());
            let text = to_json(&lacks, batches.map(|(id, batch)| (*id, batch.as_ref())), &clock::timestamp(), &sender);
            let name = picture_name(&format!("vital-few for {file}"), clock::today(), "json");
            if let Err(error) = files::download(&name, "application/json", &text) {
                leptos::logging::error!("{}", crate::browser::error::message_of(&error));
            }
        })
    };
    view! {
        <li data-testid="peer" data-name=name data-lacks=peer.lacks>
            <Icon glyph=Glyph::Accounts/>
            <span><bdi>{name.clone()}</bdi><small>{about}</small></span>
            <span>
                {lacks}
                {can_write.then(|| view! {
                    " "
                    <Button
                        kind=ButtonKind::Link
                        text=Key::ShareWrite
                        test_id="export-lacking"
                        on_click=write
                    />
                })}
            </span>
        </li>
    }
}

#[component]
fn Receipts() -> impl IntoView {
    let session = session();
    let words = words();
    let receipts = Memo::new(move |_| {
        let device = session.actor().device();
        let all = MergeReceipt::all_of(&session.book(), device).into_iter().take(MOST);
        all.collect::<Vec<_>>()
    });
    // Those whose book before is kept.
    let kept = RwSignal::new(Vec::<String>::new());
    Effect::new(move |_| {
        receipts.track();
        let database = session.persister().and_then(|persister| persister.database().cloned());
        if let Some(database) = database {
            leptos::task::spawn_local(async move {
                kept.try_set(recovery_points::kept(&database).await.unwrap_or_default());
            });
        }
    });
    move || {
        let receipts = receipts.get();
        if receipts.is_empty() {
            return view! { <p class="note">{words.text(Key::MergesNone)}</p> }.into_any();
        }
        let rows = receipts.into_iter().map(|(id, receipt)| view! { <ReceiptRow id receipt kept/> }).collect_view();
        view! { <ol class="exchanges" data-testid="merge-receipts">{rows}</ol> }.into_any()
    }
}

#[component]
fn ReceiptRow(id: RecordId, receipt: MergeReceipt, kept: RwSignal<Vec<String>>) -> impl IntoView {
    let session = session();
    let words = words();
    let own = session.actor().device();
    let who = match receipt.from {
        Some(device) if device != own => {
            let peer = peers_name(session, device);
            peer.unwrap_or_else(|| device_name(words, device))
        }
        Some(_) => words.text(Key::ThisDevice).to_owned(),
        None => receipt.file.clone(),
    };
    let n = |count: u64| usize::try_from(count).unwrap_or(usize::MAX);
    let counts = [
        (n(receipt.new), Key::MergeCountNew, true),
        (n(receipt.changed), Key::MergeCountChanged, true),
        (n(receipt.deleted), Key::MergeCountRemoved, true),
        (n(receipt.kept), Key::MergeKeptCount, false),
        (receipt.decided_for(MergeSide::Ours), Key::MergeDecidedOurs, false),
        (receipt.decided_for(MergeSide::Theirs), Key::MergeDecidedTheirs, false),
        (receipt.decided_for(MergeSide::Both), Key::MergeDecidedBoth, false),
        (receipt.seen.open.len(), Key::MergeOpenCount, false),
        (receipt.settings.len(), Key::MergeSettingCount, false),
    ];
    let counts = counts.into_iter().filter(|(n, _, is_always)| *is_always || *n > 0);
    let counts = words.list(counts.map(|(n, key, _)| words.count(key, n)));
    let details = move || {
        let book = session.book_untracked();
        let rows = receipt.decided.iter().map(|decided| {
            let record = book.record(decided.id);
            let kind = record.map(|record| record.kind.clone()).unwrap_or_default();
            let name = record.map(|record| record_title(words, &book, record)).unwrap_or_default();
            let value = |value| field_value(words, &book, &kind, &decided.field, value);
            let how = words.text(match decided.how {
                MergeSide::Ours => Key::MergeYours,
                MergeSide::Theirs => Key::MergeTheirs,
                MergeSide::Both => Key::MergeKeepBoth,
            });
            view! {
                <tr>
                    <th scope="row"><bdi>{name}</bdi></th>
                    <td>{field_name(words, &book, &kind, &decided.field)}</td>
                    <td class="history-value"><bdi>{value(&decided.ours)}</bdi></td>
                    <td class="history-value"><bdi>{value(&decided.theirs)}</bdi></td>
                    <td>{how}</td>
                </tr>
            }
        });
        let rows = rows.collect_view();
        let table = (!rows.is_empty()).then(|| {
            view! {
                <div class="table-wrap">
                    <table class="table history">
                        <thead>
                            <tr>
                                <td></td>
                                <th scope="col">{words.text(Key::HistoryWhat)}</th>
                                <th scope="col">{words.text(Key::MergeYours)}</th>
                                <th scope="col">{words.text(Key::MergeTheirs)}</th>
                                <td></td>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            }
        });
        view! { <p class="note"><bdi>{receipt.file.clone()}</bdi></p> {table} }
    };
    let details = details();
    let before = move || {
        let is_kept = kept.with(|kept| kept.contains(&id.to_string()));
        if !is_kept {
            return view! { <p class="note">{words.text(Key::BeforeMergeGone)}</p> }.into_any();
        }
        view! {
            <Button
                small=true
                glyph=Glyph::History
                text=Key::BeforeMerge
                test_id="before-merge"
                on_click=move || open_before(session, words, id)
            />
        }
        .into_any()
    };
    view! {
        <li data-testid="merge-receipt">
            <time>{words.day_of(receipt_time(session, id))}</time>
            <span>
                <bdi>{isolated(&who)}</bdi>
                <small>{counts}</small>
                <details>
                    <summary>{words.text(Key::ReceiptDetails)}</summary>
                    <div class="stack-s">{details} {before}</div>
                </details>
            </span>
            <span></span>
        </li>
    }
}

fn receipt_time(session: Session, id: RecordId) -> u64 {
    session.with_book(|book| book.value(id, crate::book::merge_receipt::field::at))
}

/// Who works at another device, as far as the book knows.
fn peers_name(session: Session, device: Device) -> Option<String> {
    use crate::book::{Author, author};
    let colleague = session.with_book(|book| book.value(Author::id(device), author::field::colleague))?;
    Some(session.name(colleague)).filter(|name| !name.is_empty())
}

/// Opens the book as it was before a merge, like any file: it says what it would change, and can be restored.
fn open_before(session: Session, words: Words, receipt: RecordId) {
    let Some(database) = session.persister().and_then(|persister| persister.database().cloned()) else { return };
    let importing = importing();
    let name = format!("{}.json", words.text(Key::BeforeMerge));
    leptos::task::spawn_local(async move {
        match recovery_points::read(&database, &receipt.to_string()).await {
            Ok(Some(text)) => importing.paste(text, &name),
            Ok(None) => {}
            Err(error) => leptos::logging::warn!("{error:?}"),
        }
    });
}
