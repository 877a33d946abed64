//! The questions of an interview as one page of its own: it works from the disk, asks nobody for anything, and
//! makes the block of text that comes back.
//!
//! **Invariant:** the script is the same in every form; what is asked stands in the markup, escaped.

use std::fmt::Write;

use super::answers::{end, head};
use super::{Asked, Shown, word};
use crate::book::{AnswerKind, Mark};
use crate::text::{Catalogue, Key};

const STYLE: &str = include_str!("form.css");
const SCRIPT: &str = include_str!("form.js");

/// What the page may do: show itself.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; \
                      form-action 'none'";

impl Asked {
    /// What the file of answers is called. In Latin letters: it goes through mails.
    pub fn file_name(&self) -> String {
        format!("answers-{}.txt", self.token)
    }

    /// The page, in the language of the interview; `number` writes a number as that language does.
    pub fn html(&self, catalogue: Catalogue, number: impl Fn(usize) -> String) -> String {
        let said = |key| escaped(&word(catalogue, key));
        let shown = self.shown(catalogue);
        let all = shown.len();
        let language = self.language;
        let direction = if language.is_rtl() { "rtl" } else { "ltr" };
        let mut page = format!(
            "<!doctype html>\n<html lang=\"{}\" dir=\"{direction}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"robots\" \
             content=\"noindex\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n\
             <h1>{title}</h1>\n<p>{}</p>\n<form data-head=\"{}\" data-end=\"{}\" data-all=\"{all}\" \
             data-file=\"{}\" data-count=\"{}\" data-copied=\"{}\" data-by-hand=\"{}\">\n",
            language.code(),
            said(Key::AskIntro),
            head(self.token),
            end(),
            self.file_name(),
            said(Key::AskCount),
            said(Key::AskCopied),
            said(Key::AskByHand),
            title = said(Key::AskTitle),
        );
        for (place, question) in (1..).zip(&shown) {
            page.push_str(&asked(place, question, &number));
        }
        // Writing to a text can't fail.
        let _ = write!(
            page,
            "<div class=\"question\" data-place=\"0\"><label for=\"name\">{}</label><input type=\"text\" id=\"name\" \
             maxlength=\"200\" autocomplete=\"name\"><span class=\"hint\">{}</span></div>\n<section><h2>{}</h2>\n\
             <p class=\"note\">{}</p>\n<div class=\"actions\"><button type=\"button\" id=\"copy\" data-testid=\"ask-copy\">{}</button>\
             <button type=\"button\" id=\"save\" data-testid=\"ask-save\">{}</button><span class=\"note\" role=\"status\"></span></div>\n\
             <details><summary>{}</summary><pre data-testid=\"ask-text\"></pre></details></section>\n</form>\n<p class=\"note\">{}</p>\n\
             </main>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n",
            said(Key::AskName),
            said(Key::AskNameHint),
            said(Key::AskSend),
            said(Key::AskSendHint),
            said(Key::AskCopy),
            said(Key::AskSave),
            said(Key::AskShow),
            said(Key::AskKeepsNothing),
        );
        page
    }
}

fn asked(place: usize, question: &Shown, number: &impl Fn(usize) -> String) -> String {
    let (words, hint, at) = (escaped(&question.words), escaped(&question.hint), number(place));
    match question.kind {
        AnswerKind::Mark => {
            let mark = |mark: Mark| {
                let (value, shown) = (mark.value(), number(mark.value().into()));
                format!("<label><input type=\"radio\" name=\"q{place}\" value=\"{value}\">{shown}</label>")
            };
            let marks: String = Mark::all().map(mark).collect();
            let [low, high] = &question.ends;
            format!(
                "<fieldset data-place=\"{place}\"><legend>{at}. {words}</legend><div class=\"scale\">{marks}</div>\
                 <div class=\"ends\"><span>{} {}</span><span>{} {}</span></div></fieldset>\n",
                number(0),
                escaped(low),
                number(Mark::BEST.into()),
                escaped(high),
            )
        }
        AnswerKind::Words => format!(
            "<div class=\"question\" data-place=\"{place}\"><label for=\"q{place}\">{at}. {words}</label>\
             <textarea id=\"q{place}\" rows=\"3\" maxlength=\"{}\"></textarea><span class=\"hint\">{hint}</span></div>\n",
            super::answers::LONGEST,
        ),
    }
}

/// A text in markup, within an attribute too.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}
