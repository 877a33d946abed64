//! What to propose that is of interest to them, and when in the talk.

use leptos::prelude::*;

use super::suggested::Suggested;
use super::view::TalkView;
use crate::dossier::negotiation::Part;
use crate::text::Key;
use crate::ui::component::{AddButton, Opener, SampleMark, forms};
use crate::ui::words::{isolated, words};

#[component]
pub fn Proposals(talk: TalkView) -> impl IntoView {
    let words = words();
    let forms = forms();
    let body = move || {
        let all = talk.file.with(|file| file.as_ref().map(|file| file.proposals.clone())).unwrap_or_default();
        if all.is_empty() {
            return view! { <p class="note">{words.text(Key::ProposalsNone)}</p> }.into_any();
        }
        let rows = all.into_iter().map(|(id, of)| {
            let title = if of.what.trim().is_empty() { words.text(Key::Unnamed).to_owned() } else { of.what };
            let serves = (!of.serves.trim().is_empty())
                .then(|| words.fill(Key::ProposalServes, &[("what", &isolated(of.serves.trim()))]));
            let answer = of.answer.map(|answer| view! { <span class="mark">{words.text(answer.name())}</span> });
            view! {
                <li data-testid="talk-proposal">
                    <div>
                        <Opener open=move |()| forms.edit(id)><b><bdi>{title}</bdi></b></Opener>
                        " "
                        {answer}
                        " "
                        <SampleMark shown=of.sample/>
                        <small>{serves}</small>
                    </div>
                    <span class="muted"><bdi>{of.occasion}</bdi></span>
                </li>
            }
        });
        view! { <ol class="questions">{rows.collect_view()}</ol> }.into_any()
    };
    view! {
        <section class="section" data-testid="talk-proposals">
            <div class="section-head">
                <h2>{words.text(Key::ProposalsTitle)}</h2>
                <AddButton text=Key::ProposalAdd test_id="add-proposal" add=move |()| talk.add(forms, Part::Proposal)/>
            </div>
            {body}
            <Suggested talk part=Part::Proposal/>
        </section>
    }
}
