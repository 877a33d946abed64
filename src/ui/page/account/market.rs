//! How large the account is in its market: the figures of the key list (K4), where its business is told.

use leptos::prelude::*;

use crate::book::market_profile::MARKET_PROFILE;
use crate::book::{MarketProfile, RecordId};
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, SampleMark, forms};
use crate::ui::fields::input_value;
use crate::ui::printing::is_printing;
use crate::ui::session::session;
use crate::ui::words::words;

/// What is known, as facts; on paper only if something is.
#[component]
pub fn MarketFigures(id: RecordId, name: Memo<String>) -> impl IntoView {
    let (session, words) = (session(), words());
    let forms = forms();
    let own = MarketProfile::of(id);
    let record = Memo::new(move |_| session.record(own).filter(|record| !record.is_deleted()));
    let edit = move || forms.add_or_edit(own, &MARKET_PROFILE, id, name.get_untracked());
    let facts = move || {
        let record = record.get()?;
        let book = session.book_untracked();
        let rows = MARKET_PROFILE.fields.iter().filter_map(|field| {
            let value = input_value(words, &book, field.input, record.value(field.name))?;
            (!value.is_empty())
                .then(|| view! { <div><dt>{words.text(field.label)}</dt><dd><bdi>{value}</bdi></dd></div> })
        });
        let rows: Vec<_> = rows.collect();
        (!rows.is_empty()).then(|| view! { <dl class="facts">{rows}</dl> })
    };
    let is_sample = Signal::derive(move || record.with(|record| record.as_ref().is_some_and(|of| of.get("sample"))));
    let on_paper = is_printing();
    move || {
        (!on_paper || record.with(Option::is_some)).then(|| {
            let edit = (!on_paper).then(|| {
                view! {
                    <Button
                        kind=ButtonKind::Quiet
                        small=true
                        text=Key::MarketEdit
                        test_id="market-figures"
                        writes=true
                        on_click=edit
                    />
                }
            });
            view! {
                <div class="stack-s" data-testid="account-market">
                    <h3 class="block-head">{words.text(Key::PluralMarketProfile)} " " <SampleMark shown=is_sample/></h3>
                    {facts()}
                    {edit}
                </div>
            }
        })
    }
}
