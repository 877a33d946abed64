//! How the accounts of each of the nine cells are handled: to read, in the page's own words or the company's,
//! and to edit where somebody asks to.

use leptos::html;
use leptos::prelude::*;

use super::own_sub;
use super::returns::ReturnsSection;
use crate::analysis::{AbcClass, AccountFilter, CONTACTS_A_YEAR, Segment, Tally, XyzClass, contacts};
use crate::book::{Book, Change, Edit, Label, RecordId, SegmentStrategy, segment_strategy};
use crate::route::Route;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, LabelledField};
use crate::ui::session::session;
use crate::ui::words::{Words, rich, words};

impl Segment {
    /// The record that holds the company's words for it.
    pub fn strategy(self) -> RecordId {
        SegmentStrategy::of_cell(self.abc as u8, self.xyz as u8)
    }
}

/// The page's own words for a cell: its name, and how its accounts are handled.
pub fn own_words(segment: Segment) -> (Key, Key) {
    match segment.letters() {
        "AX" => (Key::MeanAX, Key::StrategyAX),
        "AY" => (Key::MeanAY, Key::StrategyAY),
        "AZ" => (Key::MeanAZ, Key::StrategyAZ),
        "BX" => (Key::MeanBX, Key::StrategyBX),
        "BY" => (Key::MeanBY, Key::StrategyBY),
        "BZ" => (Key::MeanBZ, Key::StrategyBZ),
        "CX" => (Key::MeanCX, Key::StrategyCX),
        "CY" => (Key::MeanCY, Key::StrategyCY),
        _ => (Key::MeanCZ, Key::StrategyCZ),
    }
}

/// The page's own words for what else is done, in short.
fn own_also(segment: Segment) -> Key {
    match segment.letters() {
        "AX" => Key::AlsoAX,
        "AY" => Key::AlsoAY,
        "AZ" => Key::AlsoAZ,
        "BX" => Key::AlsoBX,
        "BY" => Key::AlsoBY,
        "BZ" => Key::AlsoBZ,
        "CX" => Key::AlsoCX,
        "CY" => Key::AlsoCY,
        _ => Key::AlsoCZ,
    }
}

/// "every two weeks": how often that is, of contacts a year.
fn often(words: Words, a_year: u32) -> String {
    let key = match a_year {
        0 => Key::ContactNever,
        1 => Key::ContactYearly,
        2 => Key::ContactHalfYearly,
        4 => Key::ContactQuarterly,
        6 => Key::ContactTwoMonthly,
        9 => Key::ContactSixWeekly,
        12 => Key::ContactMonthly,
        26 => Key::ContactTwoWeekly,
        52 => Key::ContactWeekly,
        // Another version's choice.
        other => return words.count(Key::ContactTimes, usize::try_from(other).unwrap_or_default()),
    };
    words.text(key).into()
}

/// Contacts a year with an account of a cell, as the book has it.
fn contacts_of(book: &Book, segment: Segment) -> u32 {
    book.value(segment.strategy(), segment_strategy::field::contacts).unwrap_or_else(|| segment.usual_contacts())
}

#[component]
pub fn StrategyPage() -> impl IntoView {
    let session = session();
    let words = words();
    let sub = own_sub();
    Effect::new(move |_| {
        let book = session.book();
        let is_own = |segment: &Segment| {
            let record = book.get::<SegmentStrategy>(segment.strategy()).unwrap_or_default();
            record != SegmentStrategy::default()
        };
        let own = Segment::all().filter(is_own).count();
        sub.set(Some(words.counted(Key::StrategySub, own, &[("all", &words.number(Segment::all().count()))])));
    });
    // Which cell is edited: one at a time.
    let edited = RwSignal::new(None::<Segment>);
    let rows = AbcClass::ALL.map(|class| view! { <ClassRow class edited/> });
    view! {
        <div data-testid="strategies">
            <Effort/>
            <p class="note strat-note">{words.text(Key::StrategyKeyNote)}</p>
            {rows.into_iter().collect_view()}
            <ReturnsSection edited/>
        </div>
    }
}

/// Where the contacts of a year go, beside what each class brings.
#[component]
fn Effort() -> impl IntoView {
    let session = session();
    let words = words();
    let shown = move || {
        let (analysis, book) = (session.analysis.get()?, session.book());
        let found = contacts(&analysis, |segment| contacts_of(&book, segment));
        let all: u64 = found.iter().map(|class| class.contacts).sum();
        let part = |contacts: u64| if all > 0 { contacts as f64 / all as f64 } else { 0.0 };
        let number = |count: u64| words.number(usize::try_from(count).unwrap_or(usize::MAX));
        let measure = words.measure(analysis.measure);
        let reading = found.first().filter(|_| all > 0).map(|a| {
            let places = [
                ("part", words.percent_round(part(a.contacts))),
                ("share", words.percent(a.share)),
                ("measure", measure.to_owned()),
                ("all", number(all)),
                ("there", number(a.contacts)),
            ];
            words.fill(Key::StrategyReading, &places.each_ref().map(|(name, value)| (*name, value.as_str())))
        });
        let reading = reading.unwrap_or_else(|| words.text(Key::StrategyHint).to_owned());
        let bar = |share: f64| view! { <i aria-hidden="true" style:inline-size=format!("{:.1}%", share * 100.0)></i> };
        let rows = found.map(|class| {
            let share = part(class.contacts);
            view! {
                <tr data-abc=class.class.letter()>
                    <th scope="row">{class.class.letter()}</th>
                    <td>{bar(class.share)}</td>
                    <td class="num">{words.percent(class.share)}</td>
                    <td>{bar(share)}</td>
                    <td class="num">{format!("{} · {}", number(class.contacts), words.percent_round(share))}</td>
                </tr>
            }
        });
        Some(view! {
            <section class="strategy-sum">
                <p class="reading">{rich(reading)}</p>
                <table class="strat-bar">
                    <caption class="sr">{words.text(Key::StrategyEffort)}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{words.text(Key::StrategyClass)}</th>
                            <th scope="colgroup" colspan="2">{words.fill(Key::StrategyOfMeasure, &[("measure", measure)])}</th>
                            <th scope="colgroup" colspan="2">{words.text(Key::StrategyOfContacts)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows.into_iter().collect_view()}</tbody>
                </table>
            </section>
        })
    };
    move || shown()
}

#[component]
fn ClassRow(class: AbcClass, edited: RwSignal<Option<Segment>>) -> impl IntoView {
    let session = session();
    let words = words();
    let reach = move || {
        let analysis = session.analysis.get()?;
        let (a, b) = (analysis.config.abc.a, analysis.config.abc.b);
        let (key, share) = match class {
            AbcClass::A => (Key::AHead, a),
            AbcClass::B => (Key::BHead, b.saturating_sub(a)),
            AbcClass::C => (Key::CHead, 10_000_u32.saturating_sub(b)),
        };
        let Tally { count, value } = analysis.abc_tally(class);
        Some(view! {
            <span>{words.fill(key, &[("share", &words.limit(share))])}</span>
            <span>{words.count(Key::CountAccounts, count)}</span>
            <span>{words.percent(analysis.share(value))}</span>
        })
    };
    let cells = XyzClass::ALL.map(|xyz| view! { <Cell segment=Segment { abc: class, xyz } edited/> });
    view! {
        <section class="strat-row" aria-label=words.fill(Key::StrategyClassOf, &[("class", class.letter())])>
            <div class="strat-class">
                <b>{class.letter()}</b>
                {reach}
            </div>
            {cells.into_iter().collect_view()}
        </section>
    }
}

#[component]
fn Cell(segment: Segment, edited: RwSignal<Option<Segment>>) -> impl IntoView {
    let session = session();
    let words = words();
    let (name, _) = own_words(segment);
    let tally = move || {
        let analysis = session.analysis.get()?;
        let Tally { count, value } = analysis.matrix().get(&segment).copied().unwrap_or_default();
        Some((words.count(Key::CountAccounts, count), words.percent(analysis.share(value))))
    };
    let filter = AccountFilter::of_cell(segment);
    let is_edited = Memo::new(move |_| edited.get() == Some(segment));
    let edit = move || {
        (!is_edited.get()).then(|| {
            view! {
                <Button
                    kind=ButtonKind::Quiet
                    small=true
                    class="no-print"
                    text=Key::StrategyEdit
                    label=words.fill(Key::StrategyEditOf, &[("segment", segment.letters())])
                    test_id=format!("strategy-edit-{}", segment.letters())
                    writes=true
                    on_click=move || edited.set(Some(segment))
                />
            }
        })
    };
    let body = move || match is_edited.get() {
        true => view! { <Form segment close=move |()| edited.set(None)/> }.into_any(),
        false => view! { <Told segment/> }.into_any(),
    };
    view! {
        <article class="strat" data-edit=move || is_edited.get().then_some("")>
            <div class="strat-head">
                <span class="seg" data-seg=segment.letters()>{segment.letters()}</span>
                <h2>{words.text(name)}</h2>
                {edit}
                <small>
                    <a class="muted strat-link" href=Route::Accounts(filter.into()).to_string()>
                        {move || tally().map(|(accounts, _)| accounts)}
                    </a>
                    " · "
                    {move || tally().map(|(_, share)| share)}
                </small>
            </div>
            {body}
        </article>
    }
}

/// The strategy to read.
#[component]
fn Told(segment: Segment) -> impl IntoView {
    let session = session();
    let words = words();
    let id = segment.strategy();
    let text = session.field(id, segment_strategy::field::text);
    let also = session.field(id, segment_strategy::field::also);
    let contact = move || often(words, contacts_of(&session.book(), segment));
    let or_own = move |text: String, own: Key| if text.trim().is_empty() { words.text(own).to_owned() } else { text };
    let (_, own) = own_words(segment);
    view! {
        <p data-testid=format!("strategy-{}", segment.letters())>{move || or_own(text.get(), own)}</p>
        <dl class="strat-how">
            <dt>{words.text(Key::StrategyContact)}</dt>
            <dd>{contact}</dd>
            <dt>{words.text(Key::StrategyAlso)}</dt>
            <dd>{move || or_own(also.get(), own_also(segment))}</dd>
        </dl>
    }
}

/// The strategy to edit: nothing is written before it is saved.
#[component]
fn Form(segment: Segment, #[prop(into)] close: Callback<()>) -> impl IntoView {
    let session = session();
    let words = words();
    let id = segment.strategy();
    let letters = segment.letters();
    let (_, own) = own_words(segment);
    let now = session.with_book(|book| book.get::<SegmentStrategy>(id)).unwrap_or_default();
    let or_own =
        |text: &str, own: Key| if text.trim().is_empty() { words.text(own).to_owned() } else { text.to_owned() };
    let text = RwSignal::new(or_own(&now.text, own));
    let also = RwSignal::new(or_own(&now.also, own_also(segment)));
    let a_year = RwSignal::new(now.contacts.unwrap_or_else(|| segment.usual_contacts()));
    let field = NodeRef::<html::Textarea>::new();
    Effect::new(move |_| {
        // Refused only by what isn't shown.
        field.get().iter().for_each(|field| drop(field.focus()));
    });
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        // The page's own words stay its own: they change with the language and the version.
        let unless_own = |typed: String, own: Key| if typed.trim() == words.text(own) { String::new() } else { typed };
        let chosen = a_year.get_untracked();
        let chosen = Some(chosen).filter(|chosen| *chosen != segment.usual_contacts());
        let edits: Vec<Edit> = [
            segment_strategy::field::text.set(id, unless_own(text.get_untracked(), own)),
            segment_strategy::field::contacts.set(id, chosen),
            segment_strategy::field::also.set(id, unless_own(also.get_untracked(), own_also(segment))),
        ]
        .into();
        session.commit(Change::new(Label::Strategy { segment: letters.into() }, edits));
        close.run(());
    };
    let as_delivered = move || {
        text.set(words.text(own).into());
        also.set(words.text(own_also(segment)).into());
        a_year.set(segment.usual_contacts());
    };
    // What another version chose is kept in the list.
    let choices = CONTACTS_A_YEAR.into_iter().chain(now.contacts.filter(|chosen| !CONTACTS_A_YEAR.contains(chosen)));
    let choices: Vec<u32> = choices.collect();
    let options = choices.clone().into_iter().map(move |choice| {
        view! { <option prop:selected=move || a_year.get() == choice>{often(words, choice)}</option> }
    });
    let choose = move |event: web_sys::Event| {
        let select: web_sys::HtmlSelectElement = event_target(&event);
        let chosen = usize::try_from(select.selected_index()).ok().and_then(|at| choices.get(at));
        chosen.into_iter().for_each(|chosen| a_year.set(*chosen));
    };
    let leave = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            close.run(());
        }
    };
    view! {
        <form class="stack-s" on:submit=save on:keydown=leave>
            <LabelledField id="strategy-text" label=words.text(Key::StrategyWhat)>
                <textarea
                    class="input"
                    id="strategy-text"
                    data-testid=format!("strategy-text-{letters}")
                    node_ref=field
                    prop:value=text
                    on:input=move |event| text.set(event_target_value(&event))
                ></textarea>
            </LabelledField>
            <div class="strat-two">
                <LabelledField id="strategy-contact" label=words.text(Key::StrategyContact)>
                    <select class="select" id="strategy-contact" data-testid="strategy-contact" on:change=choose>
                        {options.collect_view()}
                    </select>
                </LabelledField>
                <LabelledField id="strategy-also" label=words.text(Key::StrategyAlso)>
                    <input
                        class="input"
                        id="strategy-also"
                        data-testid="strategy-also"
                        prop:value=also
                        on:input=move |event| also.set(event_target_value(&event))
                    />
                </LabelledField>
            </div>
            <div class="row">
                <Button kind=ButtonKind::Primary small=true submits=true text=Key::StrategySave test_id="strategy-save" writes=true/>
                <Button small=true text=Key::Cancel on_click=move || close.run(())/>
                <Button kind=ButtonKind::Quiet small=true text=Key::StrategyOwn on_click=as_delivered/>
            </div>
        </form>
    }
}
