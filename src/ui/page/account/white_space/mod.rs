//! White space: what the account buys of us, of others, and where there is room (R6).

mod add;
mod row;

use leptos::prelude::*;

use super::account_view::AccountView;
use super::fold::Line;
use crate::book::RecordId;
use crate::book::white_space::{WHITE_SPACE, field};
use crate::dossier::white_space::{Basket, Group, Space};
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Forms, forms};
use crate::ui::next_frame::after_first_frame;
use crate::ui::printing::is_printing;
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, isolated, rich, words};

use add::AddGroup;
use row::Row;

/// Rows that are shown until somebody asks for all.
const MOST: usize = 40;

/// Where the room is.
pub fn line(account_view: AccountView) -> Signal<Option<Line>> {
    let (session, words) = (session(), words());
    let AccountView { space, dossier, .. } = account_view;
    let make = move || space.with(|space| space.as_ref().map(|space| Line::of(reading(words, space))));
    // What is followed is what the space is read from: to follow itself would be to work it out at once.
    let follow = move || {
        dossier.track();
        session.analysis.track();
    };
    after_first_frame(follow, make)
}

#[component]
pub fn WhiteSpaceSection(account_view: AccountView) -> impl IntoView {
    let AccountView { id, name, space, .. } = account_view;
    let session = session();
    let words = words();
    let forms = forms();
    let shows_all = RwSignal::new(is_printing());
    let count = Memo::new(move |_| space.with(|space| space.as_ref().map_or(0, |space| space.groups.len())));
    let ids = Memo::new(move |_| {
        let most = if shows_all.get() { usize::MAX } else { MOST };
        let of = |space: &Space| space.groups.iter().take(most).map(|group| group.id).collect::<Vec<_>>();
        space.with(|space| space.as_ref().map(of).unwrap_or_default())
    });
    // The longest bar fills its place.
    let widest = Memo::new(move |_| {
        let ends = |basket: &Basket| basket.own.max(basket.typical);
        let of = |space: &Space| {
            space.groups.iter().filter_map(|group| group.basket.as_ref().map(ends)).fold(0.01, f64::max)
        };
        space.with(|space| space.as_ref().map_or(1.0, of))
    });
    let has_baskets = Memo::new(move |_| {
        space.with(|space| space.as_ref().is_some_and(|space| space.groups.iter().any(|group| group.basket.is_some())))
    });
    let span = move || {
        let (from, to) = space.with(|space| space.as_ref()?.span)?;
        Some(words.fill(Key::SpaceSpan, &[("from", &words.day(from)), ("to", &words.day(to))]))
    };
    let row = move |group: RecordId| {
        let found = Memo::new(move |_| space.with(|space| space.as_ref()?.group(group).cloned()));
        view! { <Row of=Of { session, forms, account: id, name } group=found widest/> }
    };
    let currency = session.ledger.get_untracked().currency();
    let more = move || {
        (count.get() > MOST && !shows_all.get()).then(|| {
            view! {
                <Button
                    kind=ButtonKind::Link
                    text=words.fill(Key::SpaceAll, &[("n", &words.number(count.get()))])
                    on_click=move || shows_all.set(true)
                />
            }
        })
    };
    view! {
            <div class="fold-tools">
                <span class="note">{span}</span>
                {(!is_printing()).then(|| view! { <AddGroup of=Of { session, forms, account: id, name } space/> })}
            </div>
            <p class="reading" data-testid="space-reading">
                {move || space.with(|space| space.as_ref().map(|space| rich(reading(words, space))))}
            </p>
            <table aria-label=words.text(Key::SpaceTitle) class="table space" hidden=move || count.get() == 0 data-baskets=move || has_baskets.get().to_string()>
                <thead>
                    <tr>
                        <th scope="col">{words.text(Key::SpaceGroup)}</th>
                        <th scope="col" class="space-basket">{words.text(Key::SpaceBasket)}</th>
                        <th scope="col" class="num space-basket">{words.text(Key::SpaceHere)}</th>
                        <th scope="col" class="num space-basket">{words.text(Key::SpaceTypical)}</th>
                        <th scope="col" class="num space-basket">{words.in_currency(words.text(Key::SpaceRoomHead), currency)}</th>
                        <th scope="col" class="num">{words.in_currency(words.text(Key::SpaceSold), currency)}</th>
                        <th scope="col" class="num">{words.text(Key::SpaceSpends)}</th>
                        <th scope="col" class="num">{words.text(Key::SpaceShare)}</th>
                        <th scope="col">{words.text(Key::SpaceWho)}</th>
                    </tr>
                </thead>
                <tbody><For each=move || ids.get() key=|id| *id children=row/></tbody>
            </table>
            {more}
    }
}

/// Where the room is, and how much of what they spend is ours.
fn reading(words: Words, space: &Space) -> String {
    if space.groups.is_empty() {
        return words.text(Key::SpaceNone).into();
    }
    let money = |minor: i128| format!("{} {}", space.currency, words.money_round(space.currency, minor as f64));
    let names = |groups: &[(&Group, i128)]| words.list(groups.iter().map(|(group, _)| isolated(&group.name)));
    let sum = |groups: &[(&Group, i128)]| money(groups.iter().map(|(_, value)| *value).sum());
    let mut said = Vec::new();
    let elsewhere = space.elsewhere(3);
    if !elsewhere.is_empty() {
        said.push(words.fill(Key::SpaceElsewhere, &[("groups", &names(&elsewhere)), ("money", &sum(&elsewhere))]));
    }
    let room = space.room(3);
    if !room.is_empty() {
        let key = if room.len() == 1 { Key::SpaceRoomOne } else { Key::SpaceRoom };
        said.push(words.fill(key, &[("groups", &names(&room)), ("money", &sum(&room))]));
    }
    if said.is_empty() {
        said.push(words.text(Key::SpaceNoRoom).into());
    }
    let total = space.total();
    if let Some(share) = total.share() {
        said.push(
            words.fill(Key::SpaceTotal, &[("spend", &money(total.spend)), ("share", &words.percent_round(share))]),
        );
    }
    said.join(" ")
}

/// Whose white space it is.
#[derive(Clone, Copy)]
struct Of {
    session: Session,
    forms: Forms,
    account: RecordId,
    name: Memo<String>,
}

impl Of {
    /// Opens the record of a group, which may have to come to be first.
    fn open(self, group: &Group) {
        if group.is_recorded {
            return self.forms.edit(group.id);
        }
        let named = vec![field::group.set(group.id, group.name.clone())];
        self.forms.add_as(group.id, &WHITE_SPACE, self.account, self.name.get_untracked(), named);
    }
}
