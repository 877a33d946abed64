//! Asking somebody: whom, in which language, what we think they will say; and how the questions go out.

use leptos::prelude::*;

use super::super::account_view::AccountView;
use super::questions::{QuestionsEditor, words_of};
use crate::book::satisfaction_interview::SATISFACTION_INTERVIEW;
use crate::book::{Change, Contact, Label, Mark, QuestionSet, RecordId, RecordKind, SatisfactionInterview, Way};
use crate::browser::error::message_of;
use crate::browser::{address, clipboard, clock, files};
use crate::exchange::interview::link::{LONGEST, TooLong};
use crate::exchange::interview::{Asked, Token};
use crate::glyph::Glyph;
use crate::service::satisfaction::to_be_asked;
use crate::text::{Catalogue, Key, Language};
use crate::ui::component::{Button, Dialog, LabelledField};
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, isolated, words};

/// Which interview is to go out.
#[derive(Clone, Copy)]
pub struct Sends {
    is_open: RwSignal<bool>,
    /// One that went out already; `None`: a new one.
    interview: RwSignal<Option<RecordId>>,
}

impl Sends {
    pub fn new() -> Self {
        Self { is_open: RwSignal::new(false), interview: RwSignal::new(None) }
    }

    /// Somebody is to be asked.
    pub fn begin(self) {
        self.interview.set(None);
        self.is_open.set(true);
    }

    /// One that is out is to go once more.
    pub fn again(self, id: RecordId) {
        self.interview.set(Some(id));
        self.is_open.set(true);
    }
}

/// What is said of an interview before it goes out.
#[derive(Clone, Copy)]
struct Draft {
    session: Session,
    words: Words,
    account_view: AccountView,
    person: RwSignal<Option<RecordId>>,
    guess: RwSignal<Option<Mark>>,
    language: RwSignal<Language>,
    /// The interview, once it went out.
    made: RwSignal<Option<RecordId>>,
    came: RwSignal<Option<Came>>,
}

/// What came of sending it.
#[derive(Clone, PartialEq)]
pub enum Came {
    Said(String),
    /// It is to be copied by hand.
    ByHand(String),
}

/// Says it, or shows what is to be copied by hand, under a `label`.
#[component]
pub fn CameView(came: RwSignal<Option<Came>>, label: Key) -> impl IntoView {
    let words = words();
    move || match came.get()? {
        Came::Said(text) => Some(view! { <p role="status" data-testid="send-said">{text}</p> }.into_any()),
        Came::ByHand(text) => Some(
            view! {
                <p role="status">{words.text(Key::SendNotCopied)}</p>
                <textarea class="input" rows="5" readonly=true aria-label=words.text(label)>{text}</textarea>
            }
            .into_any(),
        ),
    }
}

#[component]
pub fn SendDialog(account_view: AccountView, sends: Sends) -> impl IntoView {
    let words = words();
    let title = Signal::stored(words.text(Key::SendTitle).to_owned());
    view! {
        <Dialog is_open=sends.is_open name="send-interview" title is_wide=true>
            <Form account_view sends/>
        </Dialog>
    }
}

#[component]
fn Form(account_view: AccountView, sends: Sends) -> impl IntoView {
    let (session, words) = (session(), words());
    let made = sends.interview.get_untracked();
    let known = made.and_then(|id| session.with_book(|book| book.get::<SatisfactionInterview>(id)));
    let asked_in = known.as_ref().and_then(|known| Language::of_code(&known.language));
    let draft = Draft {
        session,
        words,
        account_view,
        person: RwSignal::new(known.as_ref().and_then(|known| known.contact)),
        guess: RwSignal::new(known.as_ref().and_then(|known| known.guess)),
        language: RwSignal::new(asked_in.unwrap_or(words.language())),
        made: RwSignal::new(made),
        came: RwSignal::new(None),
    };
    // What went out with one person's guess is not asked of another.
    let before = move || draft.made.get().is_none().then(|| view! { <Whom draft/> });
    view! {
        <div class="stack-s send-interview">
            {before}
            <div class="actions">
                <Button
                    glyph=Glyph::Copy
                    text=Key::SendLink
                    test_id="send-link"
                    writes=true
                    on_click=move || draft.send(Way::Link)
                />
                <Button
                    glyph=Glyph::Download
                    text=Key::SendForm
                    test_id="export-interview-html"
                    writes=true
                    on_click=move || draft.send(Way::File)
                />
                <Button
                    glyph=Glyph::Mail
                    text=Key::SendMail
                    test_id="send-mail"
                    writes=true
                    on_click=move || draft.send(Way::Mail)
                />
            </div>
            <CameView came=draft.came label=Key::SendLink/>
            <p class="note">{words.text(Key::SendHint)}</p>
        </div>
    }
}

/// Whom, the guess, the language, and the questions in it.
#[component]
fn Whom(draft: Draft) -> impl IntoView {
    let Draft { session, words, account_view, person, guess, language, .. } = draft;
    let today = session.read_on.get_untracked();
    let people: Vec<(RecordId, Contact)> = account_view
        .dossier
        .with_untracked(|dossier| {
            // Those who use what we sell or decide stand first.
            let dossier = dossier.as_ref()?;
            let first: Vec<_> = to_be_asked(dossier, today).collect();
            let is_other = |id: &RecordId, of: &Contact| {
                of.is_there(today) && !of.placeholder && !first.iter().any(|(first, _)| first == id)
            };
            let others: Vec<_> = dossier.all::<Contact>().filter(|(id, of)| is_other(id, of)).collect();
            Some(first.into_iter().chain(others).collect())
        })
        .unwrap_or_default();
    let option = move |(id, contact): (RecordId, Contact)| {
        let name = match contact.function.is_empty() {
            true => isolated(&contact.name),
            false => words.list([isolated(&contact.name), isolated(&contact.function)]),
        };
        view! { <option value=id.to_string() prop:selected=move || person.get() == Some(id)>{name}</option> }
    };
    let mark = move |mark: Mark| {
        view! {
            <option value=mark.value().to_string() prop:selected=move || guess.get() == Some(mark)>
                {words.number(mark.value().into())}
            </option>
        }
    };
    let tongue = move |of: Language| {
        view! {
            <option value=of.code() lang=of.code() prop:selected=move || language.get() == of>{of.name()}</option>
        }
    };
    view! {
        <div class="pair">
            <LabelledField id="send-whom" label=words.text(Key::SendWhom)>
                <select
                    class="select"
                    id="send-whom"
                    data-testid="send-whom"
                    on:change=move |event| person.set(event_target_value(&event).parse().ok())
                >
                    <option value="">{words.text(Key::FormChoose)}</option>
                    {people.into_iter().map(option).collect_view()}
                </select>
            </LabelledField>
            <LabelledField id="send-guess" label=words.text(Key::SendGuess) hint=words.text(Key::SendGuessHint)>
                <select
                    class="select"
                    id="send-guess"
                    data-testid="send-guess"
                    aria-describedby="send-guess-hint"
                    on:change=move |event| guess.set(event_target_value(&event).parse().ok().and_then(Mark::new))
                >
                    <option value="">{words.text(Key::FormChoose)}</option>
                    {Mark::all().map(mark).collect_view()}
                </select>
            </LabelledField>
            <LabelledField id="send-language" label=words.text(Key::SendLanguage)>
                <select
                    class="select"
                    id="send-language"
                    data-testid="send-language"
                    on:change=move |event| {
                        language.set(Language::of_code(&event_target_value(&event)).unwrap_or_default());
                    }
                >
                    {Language::ALL.map(tongue).into_iter().collect_view()}
                </select>
            </LabelledField>
        </div>
        {move || view! { <QuestionsEditor language=language.get()/> }}
    }
}

impl Draft {
    fn send(self, way: Way) {
        leptos::task::spawn_local(async move {
            let came = match words_of(self.language.get_untracked()).await {
                Some(catalogue) => self.send_in(way, catalogue).await,
                None => Came::Said(self.words.text(Key::SendNoWords).into()),
            };
            // The dialog may be closed by now.
            let _ = self.came.try_set(Some(came));
        });
    }

    /// Writes down that it goes out, and hands over what does.
    async fn send_in(self, way: Way, catalogue: Catalogue) -> Came {
        let Self { session, words, made, .. } = self;
        let known = made.get_untracked().and_then(|id| session.with_book(|book| book.get(id)));
        let interview = match known {
            Some(known) => self.with_token(known, catalogue),
            None => self.begun(catalogue),
        };
        let Some(asked) = Asked::of(&interview, catalogue) else {
            return Came::Said(words.text(Key::SendNoWords).into());
        };
        let number = Words::new(catalogue);
        let number = move |n| number.number(n);
        let out = match way {
            Way::Link => match asked.fragment() {
                Ok(fragment) => address::base() + &fragment,
                Err(TooLong { characters }) => {
                    let (n, most) = (words.number(characters), words.number(LONGEST));
                    return Came::Said(words.fill(Key::SendTooLong, &[("n", &n), ("most", &most)]));
                }
            },
            Way::File => asked.html(catalogue, number),
            Way::Mail => asked.mail(catalogue, number),
        };
        self.keep(interview, way);
        if way == Way::File {
            let saved = files::download(&format!("interview-{}.html", asked.token), "text/html;charset=utf-8", &out);
            return match saved {
                Ok(()) => Came::Said(words.text(Key::SendSaved).into()),
                Err(error) => Came::Said(message_of(&error)),
            };
        }
        match clipboard::write(&out).await {
            true => Came::Said(words.text(Key::SendCopied).into()),
            false => Came::ByHand(out),
        }
    }

    /// One that is known, with what it takes to go out: somebody may have written it down without.
    fn with_token(self, known: SatisfactionInterview, catalogue: Catalogue) -> SatisfactionInterview {
        if !known.token.is_empty() {
            return known;
        }
        let questions = self.session.with_book(|book| QuestionSet::in_use(book, catalogue.language().code()));
        let SatisfactionInterview { token, language, questions, .. } =
            Asked::begun(Token::of(clock::random()), &questions, catalogue);
        SatisfactionInterview { token, language, questions, ..known }
    }

    /// An interview that nobody has sent yet.
    fn begun(self, catalogue: Catalogue) -> SatisfactionInterview {
        let (by, guess) = (self.session.author_untracked(), self.guess.get_untracked());
        let begun = SatisfactionInterview {
            account: Some(self.account_view.id),
            contact: self.person.get_untracked(),
            guess,
            guessed_by: by.filter(|_| guess.is_some()),
            colleagues: by.into_iter().collect(),
            sent: Some(self.session.read_on.get_untracked()),
            ..SatisfactionInterview::default()
        };
        self.with_token(begun, catalogue)
    }

    /// That it went out, and how: a new one comes to be; of one that is known only what is new is written.
    fn keep(self, interview: SatisfactionInterview, way: Way) {
        let (kind, of) = (SATISFACTION_INTERVIEW.words(), self.account_view.name.get_untracked());
        let known = self.made.get_untracked();
        let id = known.unwrap_or_else(clock::new_id);
        let mut edits = SatisfactionInterview { way: Some(way), ..interview }.create(id);
        if known.is_some() {
            self.session.with_book(|book| {
                let record = book.record(id);
                edits.retain(|edit| record.is_none_or(|record| *record.value(&edit.field) != edit.value));
            });
        }
        let label = if known.is_some() { Label::Edit { kind, of } } else { Label::Add { kind, of } };
        if !edits.is_empty() {
            self.session.commit(Change::new(label, edits));
        }
        self.made.set(Some(id));
    }
}
