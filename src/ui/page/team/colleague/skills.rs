//! One matrix of seven skills, and how they fit the accounts (T4).

use leptos::prelude::*;

use super::Shown;
use super::fit::FitShown;
use crate::book::skill_assessment::{SKILL_ASSESSMENT, field};
use crate::book::{RecordId, Skill, SkillAssessment, SkillStep};
use crate::calendar::Date;
use crate::team::skills::{Row as Seen, fit, matrix};
use crate::text::Key;
use crate::ui::component::{Forms, Opener, SampleMark, forms};
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, isolated, rich, words};

/// The steps, and what each means.
const STEPS: [(SkillStep, Key); 5] = [
    (SkillStep::Heard, Key::SkillHeardIs),
    (SkillStep::Helped, Key::SkillHelpedIs),
    (SkillStep::Alone, Key::SkillAloneIs),
    (SkillStep::Hard, Key::SkillHardIs),
    (SkillStep::Teaches, Key::SkillTeachesIs),
];

#[component]
pub fn Skills(shown: Shown) -> impl IntoView {
    let (session, words, forms) = (session(), words(), forms());
    let rows = Memo::new(move |_| matrix(&session.book(), shown.id));
    let accounts = shown.accounts();
    let fit = Memo::new(move |_| {
        let (book, ledger, today) = (session.book(), session.ledger.get(), session.read_on.get());
        accounts.with(|accounts| fit(&book, &ledger, shown.id, accounts, today))
    });
    let is_sample = Memo::new(move |_| rows.with(|rows| rows.iter().any(|row| row.is_sample)));
    let assessed = move || {
        let last: Option<Date> = rows.with(|rows| rows.iter().filter_map(|row| row.last?.1).max());
        last.map(|day| words.fill(Key::SkillsAssessed, &[("day", &words.day(day))]))
    };
    let reading = move || {
        let of_views = rows.with(|rows| {
            if rows.iter().all(|row| row.last.is_none()) {
                return shown.named(words, Key::SkillsNone);
            }
            let apart: Vec<&str> =
                rows.iter().filter(|row| row.is_apart()).map(|row| words.text(row.skill.name())).collect();
            match apart.len() {
                0 => words.text(Key::SkillsAgree).to_owned(),
                n => words.counted(Key::SkillsApart, n, &[("what", &words.enumerated(apart))]),
            }
        });
        let of_languages = fit.with(|fit| {
            (fit.tells_languages && fit.foreign > 0).then(|| {
                let (x, n) = (words.number(fit.foreign), words.number(fit.with_language));
                let name = isolated(&shown.name.get());
                words.fill(Key::SkillsForeign, &[("x", &x), ("n", &n), ("name", &name)])
            })
        });
        std::iter::once(of_views).chain(of_languages).collect::<Vec<_>>().join(" ")
    };
    let table = move || {
        let of = Of { session, words, forms, shown };
        rows.get().into_iter().map(|row| of.row(row)).collect_view()
    };
    let steps = STEPS.map(|(step, is)| {
        view! { <li><b>{words.text(step.name())}</b>{words.text(is)}</li> }
    });
    view! {
        <section class="section" data-testid="skills">
            <div class="section-head">
                <h2 id="skills" tabindex="-1">{words.text(Key::SkillsTitle)}</h2>
                <span class="row"><SampleMark shown=is_sample/><span class="note">{assessed}</span></span>
            </div>
            <p class="reading">{move || rich(reading())}</p>
            <table class="skills">
                <thead>
                    <tr>
                        <th scope="col">{words.text(Key::SkillName)}</th>
                        <th scope="col">{words.text(Key::SkillOwn)}</th>
                        <th scope="col">{words.text(Key::SkillManager)}</th>
                        <th scope="col">{words.text(Key::SkillNext)}</th>
                    </tr>
                </thead>
                <tbody>{table}</tbody>
            </table>
            <ol class="skill-steps below">{steps.into_iter().collect_view()}</ol>
            <FitShown fit name=shown.name/>
        </section>
    }
}

/// What a row needs.
#[derive(Clone, Copy)]
struct Of {
    session: Session,
    words: Words,
    forms: Forms,
    shown: Shown,
}

impl Of {
    /// Opens what was said of a skill today, or begins it.
    fn assess(self, skill: Skill) {
        let Self { session, forms, shown, .. } = self;
        let today = session.read_on.get_untracked();
        let id = SkillAssessment::of(shown.id, skill, today);
        if session.book_untracked().has::<SkillAssessment>(id) {
            return forms.edit(id);
        }
        let known = vec![
            field::colleague.set(id, Some(shown.id)),
            field::skill.set(id, Some(skill)),
            field::day.set(id, Some(today)),
        ];
        forms.add_as(id, &SKILL_ASSESSMENT, shown.id, shown.name.get_untracked(), known);
    }

    fn row(self, row: Seen) -> impl IntoView + use<> {
        let Self { words, .. } = self;
        let skill = row.skill;
        let name = words.text(skill.name());
        let is_apart = row.is_apart();
        let next = match row.next.as_str() {
            "" => view! { <span class="muted">{words.text(Key::SkillsNothingNext)}</span> }.into_any(),
            next => view! { <bdi>{next.to_owned()}</bdi> }.into_any(),
        };
        let when = row.next_on.map(|day| view! { <small class="muted">{words.day(day)}</small> });
        let hint = words.fill(Key::SkillsAssess, &[("what", name)]);
        let earlier = row.last.map(|(id, _)| id);
        let open = move || self.open(skill, earlier);
        view! {
            <tr data-testid="skill" data-skill=skill.code()>
                <th scope="row"><Opener open test_id="skill-open" hint>{name}</Opener></th>
                <td data-label=words.text(Key::SkillOwn) data-state=row.own.is_none().then_some("none")>
                    {pips(words, row.own)}
                </td>
                <td
                    data-label=words.text(Key::SkillManager)
                    data-state=row.manager.is_none().then_some("none")
                    data-apart=is_apart.then_some("")
                >
                    {pips(words, row.manager)}
                </td>
                <td data-label=words.text(Key::SkillNext)>{next} {when}</td>
            </tr>
        }
    }

    /// What was said on this very day is gone on with; else it is said anew, and what was said before stays.
    fn open(self, skill: Skill, earlier: Option<RecordId>) {
        let today = self.session.read_on.get_untracked();
        let of_today = earlier.filter(|id| self.session.with_book(|book| book.value(*id, field::day)) == Some(today));
        match of_today {
            Some(id) => self.forms.edit(id),
            None => self.assess(skill),
        }
    }
}

/// Five marks, and the step in words.
fn pips(words: Words, step: Option<SkillStep>) -> impl IntoView + use<> {
    let reached = step.map_or(0, SkillStep::number);
    let marks = (1..=5).map(|at| view! { <i data-on=(at <= reached).then_some("")></i> }).collect_view();
    let said = words.text(step.map_or(Key::SkillsNotYet, SkillStep::name));
    view! { <span class="pips" aria-hidden="true">{marks}</span> <span>{said}</span> }
}
