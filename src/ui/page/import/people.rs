//! A file of people: whose they are, where no account says so, and what the file says otherwise than the book.

use leptos::prelude::*;

use crate::book::{Account, RecordId, contact};
use crate::exchange::apply_import::{differences, without_account};
use crate::exchange::people::Difference;
use crate::exchange::{FileKind, Preview, Subject};
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::component::Button;
use crate::ui::importing::current_import;
use crate::ui::page::likeness::likeness_key;
use crate::ui::words::{Words, isolated, words};

/// So many companies, or differences, are shown one by one.
const SHOWN: usize = 50;
/// Names of accounts a field suggests; whoever has more types more of them.
const SUGGESTED: usize = 2_000;

/// Companies of the file that no account is called like.
#[derive(Clone, Debug, PartialEq)]
struct Open {
    /// Its place in the file.
    customer: usize,
    name: String,
    has_company: bool,
    /// How many people it has, or entries.
    people: usize,
    counted: Key,
    /// Accounts it may be, with why.
    alike: Vec<(RecordId, String, String)>,
}

/// The preview, if it is one of people or of what was spoken with them.
fn people_in_hand() -> Memo<Option<ByPtr<Preview>>> {
    let importing = current_import();
    let is_one = |kind: FileKind| matches!(kind, FileKind::People | FileKind::Activities);
    Memo::new(move |_| importing.preview.get().filter(|preview| is_one(preview.import.kind)))
}

/// Whose those are whom no account is known for: nobody's, a new account's, one of the book's.
#[component]
pub fn WithoutAccount() -> impl IntoView {
    let (importing, words, preview) = (current_import(), words(), people_in_hand());
    let open = Memo::new(move |_| -> Vec<Open> {
        let Some(preview) = preview.get() else { return Vec::new() };
        let book = importing.book();
        let suggested = importing.suggested.get();
        let suggested = suggested.as_ref().map(|all| all.as_slice()).unwrap_or_default();
        // Decided or not: a choice must not take away what it was made from.
        let decided = importing.decisions.with(|decisions| decisions.same.clone());
        let mut open = without_account(&book, &preview);
        open.extend(decided.keys().filter_map(|at| {
            let of = preview.import.customers.get(*at)?;
            Some((*at, of.contacts.len() + of.activities.len()))
        }));
        open.sort_unstable();
        open.dedup_by_key(|(at, _)| *at);
        let of = |(customer, people): (usize, usize)| {
            let is_it = |subject: Subject| matches!(subject, Subject::Customer(at) if at as usize == customer);
            let alike = suggested.iter().filter(|one| is_it(one.subject)).filter_map(|one| {
                let name = book.get::<Account>(one.account)?.name;
                Some((one.account, name, words.text(likeness_key(one.reason)).to_owned()))
            });
            let known = preview.import.customers.get(customer)?;
            let (name, has_company) = (known.name.clone(), known.stand_in.is_none());
            let counted = if known.activities.is_empty() { Key::CountPeople } else { Key::CountActivities };
            Some(Open { customer, name, has_company, people, counted, alike: alike.collect() })
        };
        open.into_iter().filter_map(of).collect()
    });
    let names = move || {
        let mut names: Vec<String> = importing.book().accounts().map(|(_, account)| account.name).collect();
        names.sort_unstable();
        names.dedup();
        names.truncate(SUGGESTED);
        names.into_iter().map(|name| view! { <option value=name></option> }).collect_view()
    };
    let all = move || {
        let companies = open.with(|open| -> Vec<String> {
            open.iter().filter(|one| one.has_company).map(|one| one.name.clone()).collect()
        });
        (companies.len() > 1).then(|| {
            let text = words.count(Key::PeopleAsideAll, companies.len());
            let found = move || importing.found_accounts(companies.clone(), true);
            view! { <p class="row"><Button small=true text test_id="people-found-all" on_click=found/></p> }
        })
    };
    let rows = move || {
        let open = open.get();
        let more = open.len().saturating_sub(SHOWN);
        let more = (more > 0).then(|| view! { <p class="note">{words.count(Key::CandidatesMore, more)}</p> });
        view! { {open.into_iter().take(SHOWN).map(|one| ask(words, one)).collect_view()} {more} }
    };
    move || {
        (!open.with(Vec::is_empty)).then(|| {
            view! {
                <section data-testid="people-aside">
                    <div class="section-head"><h2>{words.text(Key::PeopleAsideTitle)}</h2></div>
                    <p class="note">{words.text(Key::PeopleAsideHint)}</p>
                    {all}
                    <datalist id="people-accounts">{names}</datalist>
                    <div class="stack-s questions">{rows}</div>
                </section>
            }
        })
    }
}

fn ask(words: Words, Open { customer, name, has_company, people, counted, alike }: Open) -> impl IntoView {
    let importing = current_import();
    let group = format!("people-of-{customer}");
    let same = move || importing.decisions.with(|decisions| decisions.same.get(&customer).copied());
    let own = StoredValue::new(name.clone());
    let is_founded =
        move || own.with_value(|name| importing.decisions.with(|decisions| decisions.founded.contains(name)));
    let say = move |account: Option<RecordId>, founds: bool| {
        importing.found_accounts(vec![own.get_value()], founds);
        if same() != account {
            importing.decide_same(customer, account);
        }
    };
    let option = |account: Option<RecordId>, founds: bool, text: String, why: String| {
        view! {
            <label class="check">
                <input
                    type="radio"
                    name=group.clone()
                    data-choice=if founds { "new" } else if account.is_some() { "account" } else { "aside" }
                    prop:checked=move || same() == account && (account.is_some() || is_founded() == founds)
                    on:change=move |_| say(account, founds)
                />
                <span>{text} " " <small class="note">{why}</small></span>
            </label>
        }
    };
    let stay = option(None, false, words.text(Key::PeopleAsideStay).into(), String::new());
    let found = option(None, true, words.text(Key::PeopleAsideFound).into(), String::new());
    let known = alike
        .into_iter()
        .map(|(account, name, why)| {
            option(Some(account), false, words.fill(Key::MaybeSameIs, &[("account", &isolated(&name))]), why)
        })
        .collect_view();
    let typed = move |event| {
        let typed: String = event_target_value(&event);
        let is_it = |(_, account): &(RecordId, Account)| account.name == typed.trim();
        let account = importing.book().accounts().find(is_it).map(|(id, _)| id);
        if typed.trim().is_empty() || account.is_some() {
            say(account, false);
        }
    };
    let chosen = move || same().map(|account| importing.book().name(account)).unwrap_or_default();
    let company = name.clone();
    let said = (!has_company).then(|| view! { " " <small class="note">{words.text(Key::PeopleNoCompany)}</small> });
    view! {
        <fieldset class="field" data-company=company>
            <legend class="label">
                <bdi>{name}</bdi> " · " {words.count(counted, people)} {said}
            </legend>
            {stay}
            {found}
            {known}
            <input
                class="input"
                list="people-accounts"
                autocomplete="off"
                aria-label=words.text(Key::PeopleAsideOther)
                placeholder=words.text(Key::PeopleAsideOther)
                prop:value=chosen
                on:change=typed
            />
        </fieldset>
    }
}

/// What the file says otherwise than the book: it stands beside until it is taken.
#[component]
pub fn SaidOtherwise() -> impl IntoView {
    let (importing, words, preview) = (current_import(), words(), people_in_hand());
    let all = Memo::new(move |_| -> Vec<Difference> {
        let Some(preview) = preview.get() else { return Vec::new() };
        importing.decisions.with(|decisions| differences(&importing.book(), &preview, decisions))
    });
    let rows = move || {
        let all = all.get();
        let more = all.len().saturating_sub(SHOWN * 4);
        let more = (more > 0).then(|| view! { <p class="note">{words.count(Key::CandidatesMore, more)}</p> });
        view! { {all.into_iter().take(SHOWN * 4).map(|one| difference(words, one)).collect_view()} {more} }
    };
    move || {
        (!all.with(Vec::is_empty)).then(|| {
            view! {
                <section data-testid="people-differ">
                    <div class="section-head"><h2>{words.text(Key::PeopleDiffer)}</h2></div>
                    <p class="note">{words.text(Key::PeopleDifferHint)}</p>
                    <div class="stack-s">{rows}</div>
                </section>
            }
        })
    }
}

fn difference(words: Words, Difference { person, name, field, book, file }: Difference) -> impl IntoView {
    let importing = current_import();
    let is_taken = move || {
        importing.decisions.with(|decisions| decisions.taken.iter().any(|(id, own)| *id == person && own == field))
    };
    let shown = |said: String| {
        // An account is told by its id.
        let account: Option<RecordId> = said.parse().ok().filter(|_| field == contact::field::account.name);
        isolated(&account.map_or(said, |id| importing.book().name(id)))
    };
    let whose = name.clone();
    let line = words.fill(Key::PeopleDifferLine, &[("file", &shown(file)), ("book", &shown(book))]);
    view! {
        <label class="check" data-person=whose data-field=field>
            <input
                type="checkbox"
                prop:checked=is_taken
                on:change=move |event| importing.take_of_person(person, field, event_target_checked(&event))
            />
            <span><bdi>{name}</bdi> " · " {words.text(field_key(field))} <br/> <small class="note">{line}</small></span>
        </label>
    }
}

/// What a field of a person is called here.
fn field_key(field: &str) -> Key {
    match field {
        "account" => Key::RoleCustomer,
        "function" => Key::RoleFunction,
        "unit" => Key::RoleUnit,
        "birthday" => Key::RoleBirthday,
        "note" => Key::RoleNote,
        _ => Key::RoleContact,
    }
}
