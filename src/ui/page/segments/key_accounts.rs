//! Which accounts are key, and why: a ranked list on the overview, in which each suggestion is confirmed or
//! denied with one click.

use leptos::prelude::*;

use crate::analysis::{Analysis, Finding, KeyAccount, KeyAccounts, KeyStanding, Telling};
use crate::book::{AccountType, KeyDecision, RecordId};
use crate::glyph::Glyph;
use crate::route::Route;
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::component::{Button, ButtonKind, Icon, KeyReason, SegBadge};
use crate::ui::key_decision::KeyDecisions;
use crate::ui::keys::focus_after;
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, isolated, rich, words};

/// What has the focus when a button is gone.
const TITLE: &str = "#key-accounts";

#[component]
pub fn KeyAccountsSection(analysis: ByPtr<Analysis>) -> impl IntoView {
    let (session, words) = (session(), words());
    let decisions = KeyDecisions::new(session);
    // Who was just said not to be key keeps the place, so that nobody else comes under the pointer.
    let denied = RwSignal::new(None::<Denied>);
    let list = List { decisions, denied };
    let key = {
        let analysis = analysis.clone();
        Memo::new(move |_| ByPtr::new(KeyAccounts::of(&session.book(), Some(&*analysis))))
    };
    let body = move || {
        let key = key.get();
        if key.count() == 0 && denied.get().is_none() {
            return view! { <p class="note">{words.text(Key::KeyNone)}</p> }.into_any();
        }
        let mut sum = 0;
        let lines = key.iter().enumerate().map(|(at, found)| {
            let finding = found.position.and_then(|at| analysis.findings.get(at));
            sum += finding.map_or(0, |finding| finding.value.max(0));
            line(words, list, &analysis, at + 1, found, finding, sum).into_any()
        });
        let mut lines: Vec<AnyView> = lines.collect();
        let stays = denied.get().filter(|denied| {
            decisions.is_last(&denied.name, KeyDecision::NotKey)
                && key.iter().all(|found| found.account != denied.account)
        });
        if let Some(denied) = stays {
            lines.insert(denied.at.min(lines.len()), denied_line(words, decisions, &denied).into_any());
        }
        let customers = words.count(Key::CountCustomers, analysis.customers());
        let (share, limit) = (words.percent(analysis.share(sum)), words.limit(analysis.config.key.share));
        let places = [("customers", customers.as_str()), ("share", share.as_str()), ("limit", limit.as_str())];
        let told = key.iter().filter_map(|found| analysis.findings.get(found.position?));
        let ledger = session.ledger.get_untracked();
        let mut told = told.filter_map(|finding| Telling::of(&analysis, &ledger, finding));
        let quarters = told.find_map(Telling::quarters);
        let quarters = quarters.map(|quarters| {
            let quarters = words.list(quarters.map(|quarter| words.period(quarter)));
            view! { <p class="note" data-testid="key-quarters">{words.fill(Key::KeyQuarters, &[("quarters", &quarters)])}</p> }
        });
        let leave = move |event: web_sys::PointerEvent| {
            // A finger leaves with each touch.
            if event.pointer_type() != "touch" {
                denied.set(None);
            }
        };
        view! {
            <p class="reading">{rich(words.counted(Key::KeyReading, key.count(), &places))}</p>
            {quarters}
            <div class="keys-grid">
            <div class="keys-head" aria-hidden="true">
                <span>{words.text(Key::KeyColWhy)}</span>
                <span class="num">{words.text(Key::KeyColShare)}</span>
                <span class="num">{words.text(Key::KeyColSum)}</span>
                <span class="num">{words.text(Key::KeyColIs)}</span>
            </div>
            <ol class="keys" data-testid="key-accounts" on:pointerleave=leave>{lines}</ol>
            </div>
            {foot(words, decisions, &analysis, &key)}
        }
        .into_any()
    };
    view! {
        <section class="is-keys" aria-labelledby="key-accounts">
            <div class="block-head"><h2 id="key-accounts" tabindex="-1">{words.text(Key::KeyTitle)}</h2></div>
            {body}
            <KeyReason decisions/>
        </section>
    }
}

/// How the list lets people decide, and who left it just now.
#[derive(Clone, Copy)]
struct List {
    decisions: KeyDecisions,
    denied: RwSignal<Option<Denied>>,
}

/// Who was just said not to be key, and where they stood.
#[derive(Clone)]
struct Denied {
    at: usize,
    account: RecordId,
    name: String,
}

/// What is left of a line until the next act: the word stands where the button was, which a second click finds.
fn denied_line(words: Words, decisions: KeyDecisions, denied: &Denied) -> impl IntoView + use<> {
    let Denied { account, name, .. } = denied.clone();
    let (label, of) = (words.labelled(Key::Undo, &name), name.clone());
    view! {
        <li data-testid="key-denied" data-account=of>
            <span class="keys-rank"></span>
            <span></span>
            <span class="keys-name">
                <a href=Route::Account { id: account, section: None }.to_string() dir="auto">{name}</a>
            </span>
            <span class="num"></span>
            <span class="num keys-sum"></span>
            <span class="keys-word">
                <Button
                    kind=ButtonKind::Quiet
                    small=true
                    text=Key::Undo
                    label
                    writes=true
                    test_id="key-denied-undo"
                    on_click=move || decisions.undo()
                />
                <span class="mark">{words.text(Key::KeyIsDenied)}</span>
            </span>
        </li>
    }
}

fn name_of(session: Session, account: RecordId) -> String {
    session.with_book(|book| book.name(account))
}

fn line(
    words: Words,
    List { decisions, denied }: List,
    analysis: &Analysis,
    place: usize,
    found: &KeyAccount,
    finding: Option<&Finding>,
    sum: i128,
) -> impl IntoView + use<> {
    let (session, id) = (decisions.session, found.account);
    let name = name_of(session, id);
    let is_made = found.standing == KeyStanding::Made;
    let telling = finding.and_then(|finding| Telling::of(analysis, &session.ledger.get_untracked(), finding));
    let is_warning = telling.is_some_and(Telling::is_warning);
    let why: Vec<String> = [Some(reasons(words, found, finding)), telling.map(|telling| telling_words(words, telling))]
        .into_iter()
        .flatten()
        .collect();
    let so_far = analysis.share(sum);
    let size = format!("{:.1}%", so_far * 100.0);
    let decision = if is_made {
        view! { <span class="mark"><Icon glyph=Glyph::Check/>{words.text(Key::KeyIsConfirmed)}</span> }.into_any()
    } else {
        let button = |text: Key, label: Key, decision: KeyDecision, test_id: &'static str| {
            let what = name.clone();
            let press = move || {
                let stays = (decision == KeyDecision::NotKey).then(|| Denied {
                    at: place.saturating_sub(1),
                    account: id,
                    name: what.clone(),
                });
                denied.set(stays);
                decisions.decide(what.clone(), id, decision, TITLE);
                focus_after(TITLE);
            };
            view! {
                <Button
                    kind=ButtonKind::Quiet
                    small=true
                    text
                    label=words.fill(label, &[("name", &isolated(&name))])
                    account=name.clone()
                    writes=true
                    test_id
                    on_click=press
                />
            }
        };
        view! {
            {button(Key::KeyYes, Key::KeyYesOf, KeyDecision::Key, "key-yes")}
            {button(Key::KeyNo, Key::KeyNoOf, KeyDecision::NotKey, "key-no")}
        }
        .into_any()
    };
    view! {
        <li data-testid="key-account" data-account=name.clone() data-standing=if is_made { "made" } else { "suggested" }>
            <span class="keys-rank">{words.number(place)}</span>
            <SegBadge finding=finding.cloned()/>
            <span class="keys-name">
                <a class:suggested=!is_made href=Route::Account { id, section: None }.to_string() dir="auto">{name.clone()}</a>
                <small data-tone=is_warning.then_some("warn")>
                    {is_warning.then(|| view! { <Icon glyph=Glyph::Warn/> " " })}
                    {why.join(" · ")}
                </small>
            </span>
            <span class="num">{finding.map(|finding| words.percent(analysis.share(finding.value.max(0))))}</span>
            <span class="num keys-sum">{finding.map(|_| words.percent(so_far))}</span>
            <span class="keys-word">{decision}</span>
            <i class="keys-line" style:inline-size=size aria-hidden="true"></i>
        </li>
    }
}

/// "Provider, expert", "By size"; "Provider (set by hand)" where the figures alone would not say so.
fn reasons(words: Words, found: &KeyAccount, finding: Option<&Finding>) -> String {
    let is_provider = finding.is_some_and(|finding| finding.is_provider);
    let named = |kind: AccountType| {
        let name = words.account_type(kind);
        if kind == AccountType::Provider && !is_provider {
            words.fill(Key::WhyByHand, &[("what", name)])
        } else {
            name.to_owned()
        }
    };
    let types: Vec<String> = found.suggestion.types().map(named).collect();
    if !types.is_empty() {
        words.enumerated(types.iter().map(String::as_str))
    } else if found.suggestion.by_size {
        words.text(Key::WhyBySize).into()
    } else {
        words.text(Key::WhyNamed).into()
    }
}

fn telling_words(words: Words, telling: Telling) -> String {
    let (key, name, value) = match telling {
        // Which two is said once, above.
        Telling::FellInQuarters(share, _) => (Key::WhyFellInQuarters, "share", words.percent_round(share)),
        Telling::GrewInQuarters(times, _) => (Key::WhyGrewInQuarters, "times", words.decimal(times, 1)),
        Telling::Silent(times) => (Key::WhySilent, "times", words.decimal(times, 1)),
        Telling::OneOrder(share) => (Key::WhyOneOrder, "share", words.percent_round(share)),
        Telling::OneQuarter(share) => (Key::WhyOneQuarter, "share", words.percent_round(share)),
        Telling::Fell(share) => (Key::WhyFell, "share", words.percent_round(share)),
        Telling::Grew(times) => (Key::WhyGrew, "times", words.decimal(times, 1)),
        Telling::Steady(cv) => (Key::WhySteady, "cv", words.decimal(cv, 2)),
        Telling::Every(days) => (Key::WhyEvery, "days", words.days(days)),
    };
    words.fill(key, &[(name, &value)])
}

/// All suggestions at once, the way to name another, and who comes next.
fn foot(words: Words, decisions: KeyDecisions, analysis: &Analysis, key: &KeyAccounts) -> impl IntoView + use<> {
    let session = decisions.session;
    let open: Vec<RecordId> =
        key.iter().filter(|found| found.standing == KeyStanding::Suggested).map(|found| found.account).collect();
    let confirm = (!open.is_empty()).then(|| {
        let count = open.len();
        let confirm = move || {
            decisions.decide_all(words.count(Key::CountAccounts, open.len()), &open, KeyDecision::Key);
            focus_after(TITLE);
        };
        view! {
            <Button
                small=true
                text=words.count(Key::KeyConfirmAll, count)
                writes=true
                test_id="key-confirm-all"
                on_click=confirm
            />
        }
    });
    let next = analysis.findings.iter().find(|finding| {
        let standing = key.standing(finding.account);
        finding.rank.is_some() && matches!(standing, KeyStanding::None)
    });
    let next = next.and_then(|finding| finding.rank.map(|rank| (finding, rank))).map(|(finding, rank)| {
        let places = [
            ("name", isolated(&finding.name)),
            ("share", words.percent(rank.share)),
            ("before", words.percent(rank.cumulative_share_before)),
        ];
        words.fill(Key::KeyNext, &places.each_ref().map(|(name, value)| (*name, value.as_str())))
    });
    let denied: Vec<String> = key.denied().map(|found| isolated(&name_of(session, found.account))).collect();
    let denied = (!denied.is_empty()).then(|| {
        view! { <p class="note">{words.fill(Key::KeyNotThough, &[("names", &words.list(denied))])}</p> }
    });
    view! {
        <div class="keys-foot">
            <p class="row">
                {confirm}
                <a class="btn" data-kind="quiet" data-size="s" href="#/accounts">
                    <Icon glyph=Glyph::Plus/>
                    {words.text(Key::KeyNameAnother)}
                </a>
            </p>
            <p class="note">{next} " " {words.text(Key::KeyTypically)}</p>
            {denied}
        </div>
    }
}
