//! Mails as programs write them, and as somebody writes them who means harm.

use super::*;
use crate::book::{
    Account, Book, Change, Colleague, Contact, Edit, Label, Reach, ReachKind, RecordId, RecordKind, Side, Stamp,
};
use crate::calendar::date;
use crate::text::Language;
use proptest::prelude::*;

fn of(text: &str) -> Mail {
    read(text.replace('\n', "\r\n").as_bytes()).expect("a mail")
}

fn mailbox(name: &str, address: &str) -> Mailbox {
    Mailbox { name: name.into(), address: address.into() }
}

const PLAIN: &str = "Received: from mx.alfa.example by mx.ours.example; Tue, 5 May 1998 23:30:00 -0700
From: \"Mendel, Roland\" <Roland.Mendel@Alfa.example>
To: janet@ours.example, Ana <ana@ours.example>
Cc: bo@alfa.example
Subject: Order
 11008
Date: Tue, 5 May 1998 23:30:00 -0700
Message-ID: <1@alfa.example>

Dear Janet,

it is not here yet.


Roland

On Mon, 4 May 1998, janet@ours.example wrote:
> It leaves today.
";

#[test]
fn day_subject_people_and_new_words_are_read() {
    let mail = of(PLAIN);
    assert_eq!(mail.day, Some(date(1998, 5, 5)), "as the writer's clock had it");
    assert_eq!(mail.subject, "Order 11008", "folded");
    assert_eq!(mail.from, [mailbox("Mendel, Roland", "roland.mendel@alfa.example")]);
    let to = [mailbox("", "janet@ours.example"), mailbox("Ana", "ana@ours.example"), mailbox("", "bo@alfa.example")];
    assert_eq!(mail.to, to);
    assert_eq!(mail.words, "Dear Janet,\n\nit is not here yet.\n\nRoland");
}

#[test]
fn encoded_words_and_bodies_are_read() {
    let mail = of("From: =?utf-8?Q?J=C3=BCrgen_M=C3=BCller?= <jm@alfa.example>
To: a@ours.example
Subject: =?UTF-8?B?0JfQsNC60LDQtyDigqw=?= =?UTF-8?Q?_11008?=
Date: 5 May 1998 10:00 +0200
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Gr=C3=BC=C3=9Fe=20aus K=
=C3=B6ln
");
    assert_eq!((mail.from[0].name.as_str(), mail.subject.as_str()), ("Jürgen Müller", "Заказ € 11008"));
    assert_eq!(mail.words, "Grüße aus Köln");
}

#[test]
fn windows_1251_and_base64_are_read() {
    let head = "From: a@alfa.example\r\nTo: b@ours.example\r\nSubject: =?windows-1251?B?z/Do4uXy?=\r\n\
        Date: 5 May 1998 10:00 +0300\r\nContent-Type: text/plain; charset=windows-1251\r\n";
    let plain = [format!("{head}\r\n").as_bytes(), b"\xcf\xf0\xe8\xe2\xe5\xf2"].concat();
    let mail = read(&plain).expect("a mail");
    assert_eq!((mail.subject.as_str(), mail.words.as_str()), ("Привет", "Привет"));
    let packed = format!("{head}Content-Transfer-Encoding: base64\r\n\r\nz/Do4uXy\r\n");
    assert_eq!(read(packed.as_bytes()).map(|mail| mail.words), Some("Привет".into()));
}

#[test]
fn of_a_page_the_text_is_read_and_nothing_of_it_is_done() {
    let mail = of("From: a@alfa.example
To: b@ours.example
Subject: page
Content-Type: text/html; charset=utf-8

<html><head><style>p{}</style><script>alert(1)</script></head><body><p>One &amp; two</p><p>three<br>four</p></body></html>
");
    assert!(mail.words.contains("One & two") && mail.words.contains("three"), "{}", mail.words);
    assert!(!mail.words.contains("alert") && !mail.words.contains('<'), "{}", mail.words);
    assert_eq!(mail.day, None);
}

#[test]
fn what_turns_the_line_or_controls_a_terminal_is_left_out() {
    let mail = of("From: =?utf-8?Q?Bo=E2=80=AE_gnp=2E?= <bo@alfa.example>
To: b@ours.example
Subject: =?utf-8?Q?a=E2=80=AEb=1B[31m=00c?=
Content-Type: text/plain; charset=utf-8

one\u{202e}two\u{7}\u{feff} three
");
    assert_eq!((mail.from[0].name.as_str(), mail.subject.as_str()), ("Bo gnp.", "ab [31m c"));
    assert_eq!(mail.words, "onetwo three");
}

#[test]
fn hostile_ones_are_cut_or_refused() {
    // A subject and words without an end.
    let long =
        format!("From: a@b.example\nTo: c@d.example\nSubject: {}\n\n{}", "x".repeat(50_000), "word ".repeat(50_000));
    let mail = of(&long);
    assert_eq!((mail.subject.chars().count(), mail.words.chars().count() <= WORDS), (LINE, true));
    // A thousand people.
    let people = (0..1_000).map(|at| format!("p{at}@b.example")).collect::<Vec<_>>().join(",\n ");
    assert_eq!(of(&format!("From: a@b.example\nTo: {people}\nSubject: x\n\n")).to.len(), PEOPLE);
    // Parts within parts within parts.
    let mut nested = String::from("From: a@b.example\nTo: c@d.example\n");
    for at in 0..2_000 {
        nested += &format!("Content-Type: multipart/mixed; boundary=b{at}\n\n--b{at}\n");
    }
    let _ = read(nested.as_bytes());
    // No head, none that is a mail's, and a file that is none.
    for text in
        ["", "hello", "Customer;Date;Amount\nAlfa: x;2024-01-01;1\n", "{\"from\": 1}", "From: a\n", "a: b\nc: d\n"]
    {
        assert_eq!(read(text.as_bytes()), None, "{text:?}");
    }
    // A date that is none.
    assert_eq!(of("From: a@b.example\nTo: c@d.example\nDate: 99 Foo 12345 99:99\n\nx").day, None);
}

#[test]
fn a_file_is_told_by_its_head() {
    for text in
        [PLAIN, "\u{feff}From: a\r\nTo: b\r\n\r\n", "From x@y Mon\nReceived: a\n\tb\nDate: c\n\n", "to: a\nFROM: b\n"]
    {
        assert!(is_mail(text.as_bytes()), "{text}");
    }
    for bytes in
        [b"PK\x03\x04".as_slice(), b"Date,From,To\n1,2,3\n", b"Date: 1\n\nFrom: b\n", b"\x00\x01\x02From: a\nTo: b"]
    {
        assert!(!is_mail(bytes), "{bytes:?}");
    }
}

#[test]
fn a_head_that_was_copied_is_read_in_three_languages() {
    let english = pasted(
        "From: Roland Mendel <r.mendel@alfa.example>\nSent: Tuesday, 5 May 1998 11:20\nTo: Janet [mailto:j@ours.example]; \
         ana@ours.example\nSubject: Order 11008\n\nIt is not here.",
        Language::English,
    );
    let expected = Mail {
        day: Some(date(1998, 5, 5)),
        subject: "Order 11008".into(),
        from: vec![mailbox("Roland Mendel", "r.mendel@alfa.example")],
        to: vec![mailbox("Janet", "j@ours.example"), mailbox("", "ana@ours.example")],
        words: "It is not here.".into(),
    };
    assert_eq!(english, Some(expected.clone()));
    let russian = pasted(
        "От: Roland Mendel <r.mendel@alfa.example>\nДата: 5 мая 1998 г. 11:20\nКому: Janet <j@ours.example>, ana@ours.example\n\
         Тема: Order 11008\n\nIt is not here.",
        Language::Russian,
    );
    assert_eq!(russian, Some(expected.clone()));
    let persian = pasted(
        "از: Roland Mendel <r.mendel@alfa.example>\nتاریخ: ۱۳۷۷/۲/۱۵\nبه: Janet <j@ours.example>, ana@ours.example\n\
         موضوع: Order 11008\n\nIt is not here.",
        Language::Persian,
    );
    assert_eq!(persian, Some(expected));
    // Its source.
    assert_eq!(pasted(PLAIN, Language::English), Some(of(PLAIN)));
    for words in ["", "Call him: he is in", "To: do\nSubject: nothing with an address", "a\nb\nc"] {
        assert_eq!(pasted(words, Language::English), None, "{words}");
    }
}

const ALFA: RecordId = RecordId::well_known(1);
const BETA: RecordId = RecordId::well_known(2);
const ROLAND: RecordId = RecordId::well_known(3);
const BO: RecordId = RecordId::well_known(4);
const CY: RecordId = RecordId::well_known(5);
const JANET: RecordId = RecordId::well_known(6);

fn book() -> Book {
    let account = |id, name: &str, email: &str| {
        Account { name: name.into(), email: email.into(), ..Account::default() }.create(id)
    };
    let contact = |id, of, email: &str, reach: &str| {
        let reach = vec![Reach { kind: ReachKind::Email, value: reach.into() }];
        Contact { account: Some(of), name: "x".into(), email: email.into(), reach, ..Contact::default() }.create(id)
    };
    let edits: Vec<Edit> = [
        account(ALFA, "Alfa", "office@alfa.example"),
        account(BETA, "Beta", ""),
        contact(ROLAND, ALFA, "Roland.Mendel@alfa.example", ""),
        contact(BO, ALFA, "", "bo@alfa.example"),
        contact(CY, BETA, "cy@beta.example", ""),
        Colleague { name: "Janet".into(), email: "janet@ours.example".into(), ..Colleague::default() }.create(JANET),
    ]
    .concat();
    let mut book = Book::default();
    book.apply(&Change::new(Label::Sample, edits), Stamp { millis: 1, ..Stamp::default() });
    book
}

#[test]
fn people_are_known_by_their_addresses() {
    let found = Matched::of(&of(PLAIN), &book());
    let expected = Matched {
        account: Some(ALFA),
        contacts: vec![ROLAND, BO],
        colleagues: vec![JANET],
        strangers: vec![mailbox("Ana", "ana@ours.example")],
        by: Some(Side::Them),
    };
    assert_eq!(found, expected);
    let mail = |from: &str, to: &[&str]| Mail {
        from: vec![mailbox("", from)],
        to: to.iter().map(|to| mailbox("", to)).collect(),
        ..Mail::default()
    };
    let of = |from, to| Matched::of(&mail(from, to), &book());
    assert_eq!(of("janet@ours.example", &["cy@beta.example"]).by, Some(Side::Us));
    // Most of them are of Alfa.
    let several = of("cy@beta.example", &["bo@alfa.example", "roland.mendel@alfa.example"]);
    assert_eq!((several.account, several.contacts), (Some(ALFA), vec![BO, ROLAND]));
    assert_eq!(of("cy@beta.example", &["bo@alfa.example"]).account, Some(BETA), "who wrote, among equals");
    let office = of("office@alfa.example", &["janet@ours.example"]);
    assert_eq!((office.account, office.contacts.len(), office.by), (Some(ALFA), 0, Some(Side::Them)));
    let nobody = of("x@gamma.example", &["y@gamma.example"]);
    assert_eq!((nobody.account, nobody.by, nobody.strangers.len()), (None, None, 2));
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes: Vec<u8>) {
        let head = b"From: a@b.example\r\nTo: c@d.example\r\n";
        let _ = is_mail(&bytes);
        let _ = read(&[head.as_slice(), &bytes].concat());
        let _ = pasted(&String::from_utf8_lossy(&bytes), Language::Persian);
    }

    #[test]
    fn no_header_panics(name in "(Date|Subject|From|Cc|Content-Type|Content-Transfer-Encoding)", value: String) {
        let _ = read(format!("From: a@b.example\r\nTo: c@d.example\r\n{name}: {value}\r\n\r\n{value}").as_bytes());
    }
}
