//! What people wish, in their words: one click makes a record of it, one takes it back.

use leptos::prelude::*;

use super::super::account_view::AccountView;
use crate::book::kind::Kind;
use crate::book::question_set::{BOTHERS, MISSING};
use crate::browser::clock;
use crate::glyph::Glyph;
use crate::service::wishes::{BECOMES, Wish, wishes};
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Icon, Opener, forms};
use crate::ui::session::session;
use crate::ui::words::{Words, isolated, words};

#[component]
pub fn Wishes(account_view: AccountView) -> impl IntoView {
    let (session, words) = (session(), words());
    let all = Memo::new(move |_| {
        let today = session.read_on.get();
        account_view.dossier.with(|dossier| dossier.as_ref().map(|dossier| wishes(dossier, today)).unwrap_or_default())
    });
    let count = move || {
        let (all, waiting) = all.with(|all| (all.len(), all.iter().filter(|wish| wish.became.is_none()).count()));
        let wait = (waiting > 0).then(|| words.count(Key::ReviewWishesWait, waiting));
        let said = (all > 0).then(|| words.count(Key::ReviewWishesCount, all));
        said.into_iter().chain(wait).collect::<Vec<_>>().join(" · ")
    };
    let list = move || {
        let all = all.get();
        if all.is_empty() {
            return view! { <p class="note">{words.text(Key::ReviewNoWishes)}</p> }.into_any();
        }
        let rows = all.into_iter().map(|wish| view! { <WishRow account_view wish/> }).collect_view();
        view! { <ol class="wishes">{rows}</ol> }.into_any()
    };
    view! {
        <section class="section" data-testid="wishes">
            <div class="section-head">
                <h2 id="wishes" tabindex="-1">{words.text(Key::ReviewWishes)}</h2>
                <span class="note">{count}</span>
            </div>
            {list}
        </section>
    }
}

#[component]
fn WishRow(account_view: AccountView, wish: Wish) -> impl IntoView {
    let (session, words) = (session(), words());
    let name = wish.person.map(|person| session.with_book(|book| book.name(person)));
    let name = name.filter(|name| !name.is_empty()).unwrap_or_else(|| wish.signed.clone());
    let about = match wish.code.as_str() {
        BOTHERS => words.text(Key::ReviewBothers).to_owned(),
        MISSING => words.text(Key::ReviewMissing).to_owned(),
        _ => isolated(&wish.asked),
    };
    let name = (!name.is_empty()).then(|| isolated(&name));
    let cite = name.into_iter().chain([about, words.day(wish.day)]).collect::<Vec<_>>().join(" · ");
    let said = wish.words.clone();
    let rest = match wish.became {
        Some(_) => view! { <Became wish/> }.into_any(),
        None => view! { <Becomes account_view wish/> }.into_any(),
    };
    view! {
        <li class="wish" data-testid="wish">
            <blockquote><bdi>{said}</bdi><cite>{cite}</cite></blockquote>
            {rest}
        </li>
    }
}

/// The buttons that make a record of it.
#[component]
fn Becomes(account_view: AccountView, wish: Wish) -> impl IntoView {
    let (session, words) = (session(), words());
    let wish = StoredValue::new(wish);
    let make = move |kind: &'static Kind| {
        let (now, by, new) = (session.this_minute(), session.author_untracked(), clock::new_id());
        let change = account_view.dossier.with_untracked(|dossier| {
            let dossier = dossier.as_ref()?;
            wish.with_value(|wish| wish.become_one(dossier, kind, now, by, new))
        });
        if let Some(change) = change {
            session.commit(change);
        }
    };
    let button = move |kind: &'static Kind| {
        let label = wish.with_value(|wish| made_of(words, kind, wish));
        view! {
            <Button
                small=true
                glyph=kind.glyph
                text=kind.title
                label
                test_id=format!("wish-{}", kind.code)
                writes=true
                on_click=move || make(kind)
            />
        }
    };
    view! { <div class="actions">{BECOMES.into_iter().map(button).collect_view()}</div> }
}

fn made_of(words: Words, kind: &Kind, wish: &Wish) -> String {
    words.fill(Key::ReviewMake, &[("what", words.text(kind.title)), ("wish", &isolated(&wish.words))])
}

/// What it became, with a way to it and back.
#[component]
fn Became(wish: Wish) -> impl IntoView {
    let (session, words) = (session(), words());
    let forms = forms();
    let record = wish.became?;
    let kind = session.with_book(|book| Kind::of_code(&book.record(record)?.kind))?;
    let became = words.fill(Key::ReviewBecame, &[("what", words.text(kind.title))]);
    let label = words.labelled(Key::Undo, &became);
    let take_back = move || {
        if let Some(change) = session.with_book(|book| wish.take_back(book)) {
            session.commit(change);
        }
    };
    Some(view! {
        <div class="became">
            <span class="mark" data-tone="good">
                <Icon glyph=Glyph::Check/>
                <Opener open=move || forms.edit(record)>{became}</Opener>
            </span>
            <Button kind=ButtonKind::Link text=Key::Undo label test_id="wish-back" writes=true on_click=take_back/>
        </div>
    })
}
