//! What goes out comes back, whatever lies between.

use super::answers::{AnswerRefusal, LONGEST, MOST_BYTES, Reply, holds_answers};
use super::link::{LinkRefusal, PATH};
use super::returning::{Already, Returned};
use super::*;
use crate::book::question_set::{BOTHERS, MISSING, OVERALL};
use crate::book::{
    Account, AnswerKind, Book, Change, Label, Mark, QuestionSet, RecordId, RecordKind, SatisfactionInterview, Stamp,
    satisfaction_interview,
};
use crate::calendar::date;

const ACCOUNT: RecordId = RecordId::well_known(1);
const INTERVIEW: RecordId = RecordId::well_known(2);

fn token() -> Token {
    Token::of([7, 200, 3, 9, 255, 0, 41, 90, 17, 128])
}

fn reply(said: &[(usize, &str)]) -> Reply {
    let said = said.iter().map(|(place, words)| (*place, (*words).to_owned())).collect();
    Reply { token: token(), signed: String::new(), said }
}

/// A book with an interview that went out in a language.
fn book(language: Language) -> Book {
    let begun = Asked::begun(token(), &QuestionSet::usual(), Catalogue::whole(language));
    let interview = SatisfactionInterview { account: Some(ACCOUNT), sent: Some(date(2024, 5, 6)), ..begun };
    let mut edits = Account { name: "Alfa".into(), ..Account::default() }.create(ACCOUNT);
    edits.extend(interview.create(INTERVIEW));
    let mut book = Book::default();
    book.apply(&Change::new(Label::Sample, edits), Stamp { millis: 1, ..Stamp::default() });
    book
}

/// What goes out, of the book's interview.
fn asked(language: Language) -> Asked {
    let interview = book(language).get::<SatisfactionInterview>(INTERVIEW).expect("it is there");
    Asked::of(&interview, Catalogue::whole(language)).expect("it went out")
}

/// What the interview of a book holds after an answer.
fn after(book: &Book, reply: &Reply) -> SatisfactionInterview {
    let returned = Returned::of(book, reply).expect("it finds its place");
    let mut book = book.clone();
    book.apply(&returned.change(&book, date(2024, 5, 9)), Stamp { millis: 9, ..Stamp::default() });
    book.get(INTERVIEW).expect("it is there")
}

#[test]
fn a_token_survives_its_letters_whatever_their_case() {
    let text = token().to_string();
    assert_eq!(text.len(), 16);
    assert_eq!(Token::parse(&text), Some(token()));
    assert_eq!(Token::parse(&text.to_uppercase()), Some(token()));
    assert_eq!([Token::parse("short"), Token::parse("0000000000000000")], [None, None]);
}

#[test]
fn the_usual_questions_make_a_short_link_in_every_language() {
    for language in Language::ALL {
        let asked = asked(language);
        let fragment = asked.fragment().expect("it is short");
        assert!(fragment.len() < 250, "{language:?}: {}", fragment.len());
        let back = Asked::of_fragment(fragment.strip_prefix(PATH).expect("an address of ours"));
        assert_eq!(back, Ok(asked.clone()));
        let shown = asked.shown(Catalogue::whole(language));
        assert!(shown.iter().all(|question| !question.words.is_empty()));
    }
}

/// Own questions in a script of two bytes a letter still fit; what doesn't is said, never cut.
#[test]
fn a_link_is_never_longer_than_it_may_be() {
    let own = |number: usize, words: &str| Question {
        code: format!("own{number}"),
        kind: AnswerKind::Words,
        words: format!("{words} {number}؟"),
    };
    let of = |questions| Asked { questions, ..asked(Language::Persian) };
    let persian = "چه چیزی در کار با ما بیش از همه به دردتان می‌خورد و چه چیزی را باید بهتر انجام دهیم";
    let fits = of((1..=10).map(|number| own(number, persian)).collect());
    assert!(fits.fragment().is_ok_and(|fragment| fragment.len() <= link::LONGEST));
    // Letters without a pattern, which nothing packs.
    let mut at = 7_u32;
    let mut letters = move || {
        at = at.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        char::from_u32(0x4e00 + (at >> 16) % 0x5000)
    };
    let mut mixed = || (0..Question::LONGEST).filter_map(|_| letters()).collect::<String>();
    let long = of((0..12).map(|number| own(number, &mixed())).collect());
    assert!(long.fragment().is_err_and(|long| long.characters > link::LONGEST));
}

#[test]
fn a_link_that_is_not_whole_asks_nothing() {
    let fragment = asked(Language::English).fragment().expect("it is short");
    let whole = fragment.strip_prefix(PATH).expect("an address of ours");
    for cut in [0, 1, 5, whole.len() / 2, whole.len() - 1] {
        assert_eq!(Asked::of_fragment(&whole[..cut]), Err(LinkRefusal::Damaged), "{cut}");
    }
    for hostile in ["<script>", "../../../etc/passwd", "AAAAAAAA", "%00%00", "نه"] {
        assert_eq!(Asked::of_fragment(hostile), Err(LinkRefusal::Damaged), "{hostile}");
    }
    assert_eq!(Asked::of_fragment(&"A".repeat(2_001)), Err(LinkRefusal::TooLong));
    // A program puts a full stop behind an address.
    assert_eq!(Asked::of_fragment(&format!("{whole}.")), Ok(asked(Language::English)));
    assert_eq!(Asked::of_fragment(&link::tests::of_version(2)), Err(LinkRefusal::Newer));
    assert_eq!(Asked::of_fragment(&link::tests::bomb()), Err(LinkRefusal::Damaged));
}

#[test]
fn an_answer_reads_as_it_was_written() {
    let said = [(1, "7"), (5, "Late: twice\n[3] 10:30 == end ==\n> vital-few-answers 1 \\⏎"), (6, "۵: چیز")];
    let written = Reply { signed: "Josef Handl".into(), ..reply(&said) };
    assert_eq!(Reply::read(&written.text()), Ok(written.clone()));
    assert!(holds_answers(written.text().as_bytes()));
    assert!(!holds_answers(b"customer;day;amount"));
}

#[test]
fn a_mail_may_quote_and_wrap_it_and_say_more_around_it() {
    let long =
        "The van comes on Thursdays, when our cold store is full, and nobody calls before it stands at the gate.";
    let written = reply(&[(1, "7"), (2, "9"), (5, long)]);
    let mail = "Hello,\r\nhere it is.\r\n\r\n> == vital-few-answers 1 ".to_owned()
        + &token().to_string()
        + " ==\r\n\
        > 1: 7\r\n> 2: 9\r\n> 4: –\r\n> 5: The van comes on Thursdays, when our cold store is full, and\r\n\
        > nobody calls before it stands at the gate.\r\n>> == end ==\r\n\r\nBest regards\r\n3: no answer";
    assert_eq!(Reply::read(&mail), Ok(written));
}

/// The mail goes out, and somebody types behind the numbers and below them.
#[test]
fn the_mail_is_answered_by_hand_in_every_language() {
    for language in Language::ALL {
        let catalogue = Catalogue::whole(language);
        let mail = asked(language).mail(catalogue, |number| number.to_string());
        assert_eq!(Reply::read(&mail), Err(AnswerRefusal::Empty), "{language:?}: nobody answered yet");
        let typed = mail.replace("\n1: \n", "\n1: 8/10\n").replace("\n5: \n\n", "\n5:\nC:\\ drive at 10:30\n\n");
        let typed = typed.replace("\n0: \n", "\n0: Josef\n");
        let quoted: String = typed.lines().map(|line| format!("> {line}\n")).collect();
        let read = Reply::read(&format!("Here you are\n\n{quoted}")).expect("it is answered");
        assert_eq!(read, Reply { signed: "Josef".into(), ..reply(&[(1, "8/10"), (5, "C:\\ drive at 10:30")]) });
        let interview = after(&book(language), &read);
        assert_eq!((interview.overall, interview.bothers.as_str()), (Mark::new(8), "C:\\ drive at 10:30"));
    }
}

/// Whoever answers above our mail, which their program quotes below.
#[test]
fn of_several_blocks_the_first_that_says_something_counts() {
    let mail = asked(Language::English).mail(Catalogue::whole(Language::English), |number| number.to_string());
    let answered = reply(&[(1, "3")]);
    assert_eq!(Reply::read(&format!("{}\n{mail}", answered.text())), Ok(answered.clone()));
    assert_eq!(Reply::read(&format!("{mail}\n{}", answered.text())), Ok(answered));
}

#[test]
fn what_is_no_answer_says_why() {
    let head = |rest: &str| Reply::read(&format!("== vital-few-answers {rest} ==\n1: 7\n"));
    let refusals = [
        Reply::read(""),
        Reply::read("customer;day;amount"),
        Reply::read(&"a".repeat(MOST_BYTES + 1)),
        head(&format!("2 {}", token())),
        head("1"),
        head("one k7pm4x2c9dabewqz"),
        head("1 <script>alert(1)</script>"),
        Reply::read(&format!("== vital-few-answers 1 {} ==\n== end ==", token())),
        Reply::read(&reply(&[(5, &"word ".repeat(LONGEST / 4))]).text()),
        Reply::read(&format!("{}\"vital-few-answers\"{}", "[".repeat(9_000), "]".repeat(9_000))),
    ];
    use AnswerRefusal::{Damaged, Empty, Newer, NoAnswer, TooLarge, TooLong};
    let said = [NoAnswer, NoAnswer, TooLarge, Newer, Damaged, Damaged, Damaged, Empty, TooLong, Damaged];
    assert_eq!(refusals, said.map(Err));
}

/// Markup is text, and what turns the direction of others is gone.
#[test]
fn hostile_words_are_words() {
    let hostile = "<img src=x onerror=alert(1)> \u{202e}evil\u{0} {{7*7}} =cmd|' /C calc'!A0";
    let book = book(Language::English);
    let read = Reply::read(&reply(&[(5, hostile), (1, "<b>7</b>"), (9, "no such question")]).text());
    let interview = after(&book, &read.expect("it is an answer"));
    assert_eq!(interview.bothers, "<img src=x onerror=alert(1)> evil {{7*7}} =cmd|' /C calc'!A0");
    let kept: Vec<_> = interview.answers.iter().map(|answered| (answered.code.as_str(), &answered.words)).collect();
    assert_eq!((interview.overall, kept), (None, vec![(OVERALL, &"<b>7</b>".to_owned())]), "no mark is no mark");
}

#[test]
fn a_mark_is_read_as_people_write_it() {
    let marks = ["7", "۷", "7/10", "7 of 10", "7.", "10", "0"]
        .map(|said| after(&book(Language::English), &reply(&[(1, said)])).overall.map(Mark::value));
    assert_eq!(marks, [Some(7), Some(7), Some(7), Some(7), Some(7), Some(10), Some(0)]);
    for none in ["11", "7.5", "-1", "seven", "7th"] {
        assert_eq!(after(&book(Language::English), &reply(&[(1, none)])).overall, None, "{none}");
    }
}

#[test]
fn an_answer_finds_its_interview_and_no_other() {
    let book = book(Language::English);
    let strange = Reply { token: Token::of([1; 10]), ..reply(&[(1, "7")]) };
    assert_eq!(Returned::of(&book, &strange), Err(AnswerRefusal::Unknown));
    assert_eq!(Returned::of(&book, &reply(&[(30, "7")])), Err(AnswerRefusal::Empty));
    assert_eq!(Returned::of(&Book::default(), &reply(&[(1, "7")])), Err(AnswerRefusal::Unknown));
}

#[test]
fn an_answer_that_comes_twice_is_known_and_another_takes_its_place() {
    let mut book = book(Language::English);
    let (first, second) = (reply(&[(1, "7"), (6, "A list")]), reply(&[(1, "4")]));
    let already = |book: &Book, reply: &Reply| Returned::of(book, reply).map(|returned| returned.already());
    assert_eq!(already(&book, &first), Ok(Already::Nothing));
    let change = Returned::of(&book, &first).expect("it finds its place").change(&book, date(2024, 5, 9));
    book.apply(&change, Stamp { millis: 5, ..Stamp::default() });
    assert_eq!(already(&book, &first), Ok(Already::TheSame));
    assert_eq!(already(&book, &second), Ok(Already::Another));
    let interview = after(&book, &second);
    assert_eq!((interview.overall, interview.missing.as_str()), (Mark::new(4), ""));
    assert_eq!((interview.day, interview.returned), (Some(date(2024, 5, 9)), Some(date(2024, 5, 9))));
}

/// What was asked stays with its answer, whatever becomes of the questions.
#[test]
fn answers_keep_the_questions_they_were_given_to() {
    let interview = after(&book(Language::Russian), &reply(&[(2, "9"), (3, "сносно")]));
    let told: Vec<_> = interview.answers.iter().map(|of| (of.code.as_str(), of.asked.as_str(), of.mark)).collect();
    assert_eq!(
        told,
        [("goods", "А товаром?", Mark::new(9)), ("delivery", "Приходит ли заказ в обещанный день?", None)]
    );
}

#[test]
fn the_form_asks_nobody_for_anything_and_escapes_what_it_asks() {
    let hostile = "</script><script>alert(1)</script>\" onload='x' & <b>";
    let own = Question { code: "own1".into(), kind: AnswerKind::Words, words: hostile.into() };
    for language in Language::ALL {
        let questions = [asked(language).questions, vec![own.clone()]].concat();
        let asked = Asked { questions, ..asked(language) };
        let page = asked.html(Catalogue::whole(language), |number| number.to_string());
        for outside in ["http:", "https:", "//cdn", "src=", "@import", "url("] {
            assert!(!page.contains(outside), "{language:?}: {outside}");
        }
        assert!(page.contains("default-src 'none'"));
        assert_eq!(page.matches("<script").count(), 1, "{language:?}");
        assert!(
            page.contains(
                "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot; onload=&#39;x&#39; &amp; &lt;b&gt;"
            )
        );
        let direction = if language.is_rtl() { "dir=\"rtl\"" } else { "dir=\"ltr\"" };
        assert!(page.contains(direction) && page.contains(&format!("lang=\"{}\"", language.code())));
        assert!(page.contains(&token().to_string()));
        assert_eq!(page.matches("type=\"radio\"").count(), 4 * 11);
        assert!(page.len() < 20_000, "{}", page.len());
    }
}

/// Nothing of ours goes out: neither whose interview it is nor what we guess.
#[test]
fn what_goes_out_holds_nothing_of_ours() {
    let catalogue = Catalogue::whole(Language::English);
    let asked = asked(Language::English);
    let number = |number: usize| number.to_string();
    let fragment = asked.fragment().expect("it is short");
    for out in [asked.html(catalogue, number), asked.mail(catalogue, number), fragment] {
        for ours in ["Alfa", &INTERVIEW.to_string(), &ACCOUNT.to_string(), "2024"] {
            assert!(!out.contains(ours), "{ours}");
        }
    }
}

mod laws {
    use proptest::prelude::*;

    use super::*;

    /// Words as strangers type them: what would be misread is not rare.
    fn words() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            4 => "[a-zа-яآ-ی]{1,12}",
            2 => "[ \n\t:>=\\[\\]⏎\\\\0-9۰-۹.-]{1,6}",
            1 => Just("5: ".to_owned()),
            1 => Just("[2] ".to_owned()),
            1 => Just("== end ==".to_owned()),
            1 => Just("vital-few-answers 1".to_owned()),
            1 => any::<String>(),
        ];
        prop::collection::vec(piece, 1..30).prop_map(|pieces| pieces.join(" "))
    }

    /// What a mail does to a line: it wraps at spaces and quotes.
    fn mailed(text: &str, width: usize, quote: &str) -> String {
        let mut mail = format!("On Monday somebody wrote:\r\n{quote}\r\n");
        for line in text.lines() {
            let mut row = String::new();
            for word in line.split(' ') {
                if !row.is_empty() && row.chars().count() + word.chars().count() >= width {
                    mail += &format!("{quote}{row}\r\n");
                    row.clear();
                } else if !row.is_empty() {
                    row.push(' ');
                }
                row.push_str(word);
            }
            mail += &format!("{quote}{row}\r\n");
        }
        mail + "-- \r\nSomebody\r\n4: Example street"
    }

    fn replies() -> impl Strategy<Value = Reply> {
        let said = prop::collection::btree_map(1..=Question::MOST, words(), 1..6);
        (said, words(), any::<[u8; 10]>()).prop_map(|(said, signed, token)| Reply {
            token: Token::of(token),
            signed: plain(&signed),
            said: said.into_iter().map(|(place, words)| (place, plain(&words))).collect(),
        })
    }

    /// What of it says something.
    fn meant(reply: Reply) -> Reply {
        let is_dash = |words: &String| matches!(words.as_str(), "" | "-" | "–" | "—");
        let signed = if is_dash(&reply.signed) { String::new() } else { reply.signed };
        Reply { signed, said: reply.said.into_iter().filter(|(_, words)| !is_dash(words)).collect(), ..reply }
    }

    proptest! {
        #[test]
        fn nothing_is_lost_on_the_way_back(reply in replies(), width in 50_usize..90, quote in "(> ?){0,3}") {
            let wanted = meant(reply.clone());
            prop_assume!(!wanted.said.is_empty());
            prop_assert_eq!(Reply::read(&reply.text()), Ok(wanted.clone()));
            prop_assert_eq!(Reply::read(&mailed(&reply.text(), width, &quote)), Ok(wanted));
        }

        #[test]
        fn a_link_carries_what_is_asked(
            own in prop::collection::vec((any::<bool>(), "[a-zа-яآ-ی ?]{1,60}"), 1..8),
            usual in 0_usize..=4,
            random in any::<[u8; 10]>(),
            at in 0_usize..3,
        ) {
            let question = |(number, (is_mark, words)): (usize, (bool, String))| Question {
                code: format!("own{number}"),
                kind: if is_mark { AnswerKind::Mark } else { AnswerKind::Words },
                words: plain(&format!("{words}?")),
            };
            let own = own.into_iter().enumerate().map(question);
            let questions = QuestionSet::usual().into_iter().take(usual).chain(own).collect();
            let asked = Asked { token: Token::of(random), language: Language::ALL[at], questions };
            if let Ok(fragment) = asked.fragment() {
                prop_assert!(fragment.len() <= link::LONGEST);
                prop_assert_eq!(Asked::of_fragment(fragment.strip_prefix(PATH).unwrap_or_default()), Ok(asked));
            }
        }

        /// Whatever comes is refused or read, and what is read can be written and read again.
        #[test]
        fn nothing_hurts(text in any::<String>(), rest in words()) {
            let _ = Asked::of_fragment(&text);
            let block = format!("{text}\n== vital-few-answers 1 {} ==\n{rest}\n{text}", token());
            if let Ok(reply) = Reply::read(&block) {
                prop_assert_eq!(Reply::read(&reply.text()), Ok(reply));
            }
        }
    }

    /// An answer to each of the usual questions reaches its field, on every way back.
    #[test]
    fn every_answer_reaches_its_field() {
        let book = book(Language::English);
        let said = [(1, "7"), (2, "9"), (3, "8"), (4, "0"), (5, "The van"), (6, "A list")];
        let interview = after(&book, &Reply::read(&reply(&said).text()).expect("it is an answer"));
        let fields = (interview.overall, interview.bothers.as_str(), interview.missing.as_str());
        assert_eq!(fields, (Mark::new(7), "The van", "A list"));
        let others: Vec<_> = interview.answers.iter().map(|of| (of.code.as_str(), of.mark.map(Mark::value))).collect();
        assert_eq!(others, [("goods", Some(9)), ("delivery", Some(8)), ("response", Some(0))]);
        assert!([BOTHERS, MISSING].iter().all(|code| interview.answers.iter().all(|of| of.code != *code)));
        let label = Returned::of(&book, &reply(&said)).map(|returned| returned.change(&book, date(2024, 5, 9)).label);
        let kind = satisfaction_interview::SATISFACTION_INTERVIEW.words();
        assert_eq!(label, Ok(Label::Edit { kind, of: "Alfa".into() }));
    }
}
