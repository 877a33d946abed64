//! Words around a date that say nothing of which day it is: days of the week, "of", "am", the half of the day.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::digits::digit;
use crate::exchange::cell::fold::fold;

/// Days of the week, folded, in the order of the languages: English; Russian and Ukrainian; Serbian, Croatian and
/// Slovenian; German; French; Polish; Czech and Slovak; Hungarian; Italian, Spanish and Portuguese; Turkish; Dutch;
/// Scandinavian and Finnish; Romanian; Persian; Arabic; Hindi and Gujarati; Chinese; Japanese; Korean.
const WEEKDAYS: &str = "mon monday tue tues tuesday wed wednesday thu thur thurs thursday fri friday sat saturday sun sunday \
    пн понедельник вт вторник ср среда чт четверг пт пятница сб суббота вс воскресенье \
    понеділок вівторок середа четвер пятниця субота неділя нд \
    pon ponedeljak ponedeljek ponedjeljak uto utorak tor torek sre sreda sri srijeda cet cetvrtak cetrtek pet petak petek sub \
    subota sobota ned nedelja nedjelja пон понедељак уто уторак сре среда чет четвртак пет петак суб субота нед недеља \
    mo montag di dienstag mi mittwoch do donnerstag fr freitag sa samstag so sonntag sonnabend \
    lun lundi mar mardi mer mercredi jeu jeudi ven vendredi sam samedi dim dimanche \
    poniedzialek wt wtorek sr sroda czw czwartek pt piatek sob nie niedziela \
    po pondeli pondelok ut utery utorok st streda stvrtok ct ctvrtek pa patek piatok ne nedele nedela \
    hetfo kedd szerda csutortok pentek szombat vasarnap \
    lunedi martedi mercoledi giovedi venerdi sabato domenica gio dom lunes martes miercoles jueves viernes domingo mie jue vie sab \
    segunda terca quarta quinta sexta sabado feira seg ter qua qui sex \
    pazartesi sali carsamba persembe cuma cumartesi pazar pzt sal car per cum cmt paz \
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma wo vr za zo \
    mandag tirsdag onsdag torsdag fredag lordag sondag mandag tisdag lordag maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai \
    luni marti miercuri joi vineri sambata duminica \
    شنبه یکشنبه دوشنبه سهشنبه چهارشنبه پنجشنبه جمعه \
    الاثنین الاثنین الثلاثاء الاربعاء الخمیس الجمعه السبت الاحد \
    सोमवार मंगलवार बुधवार गुरुवार बृहस्पतिवार शुक्रवार शनिवार रविवार सोम मंगल बुध गुरु शुक्र शनि रवि \
    આદિત્યવાર રવિવાર સોમવાર મંગળવાર બુધવાર ગુરુવાર શુક્રવાર શનિવાર";

/// Chinese, Japanese and Korean days are a word with a numeral or a planet.
const EAST_ASIAN: [(&str, &str, &[&str]); 3] = [
    ("一二三四五六日天", "", &["星期", "周", "週", "礼拜", "禮拜"]),
    ("月火水木金土日", "曜日 曜", &[""]),
    ("월화수목금토일", "요일", &[""]),
];

/// Other words that may stand beside a date; those between a document and its date may as well.
const OTHERS: [&str; 24] = [
    "le", "el", "am", "den", "the", "dia", "uhr", "saat", "klo", "kl", "ore", "alle", "as", "h", "上午", "下午",
    "午前", "午後", "오전", "오후", "日期", "日付", "fecha", "дата",
];

/// Words between a document and its date, in many languages.
pub(super) const JOINERS: [&str; 22] = [
    "от",
    "of",
    "od",
    "z",
    "dnia",
    "vom",
    "von",
    "du",
    "dated",
    "date",
    "from",
    "on",
    "dne",
    "del",
    "dal",
    "з",
    "від",
    "од",
    "dana",
    "مورخ",
    "مورخه",
    "تاریخ",
];
/// All words that are known as they are: asked of every text with a digit in it.
static KNOWN: LazyLock<HashSet<&str>> =
    LazyLock::new(|| WEEKDAYS.split_whitespace().chain(OTHERS).chain(JOINERS).collect());

/// Longer texts aren't looked at, in bytes.
const LONGEST: usize = 80;

/// Whether a character belongs to a word; vowel signs do, which Rust doesn't count as letters.
pub(in crate::exchange) fn is_letter(c: char) -> bool {
    (c.is_alphabetic() || matches!(c, '\u{0900}'..='\u{0dff}')) && digit(c).is_none()
}

/// A text without such words, and with hyphens in place of `年` and `月`; `None` if there is none of them.
pub(super) fn without_words(text: &str) -> Option<String> {
    if text.len() > LONGEST || !text.contains(|c: char| is_letter(c)) {
        return None;
    }
    let text = numbered(text);
    let mut bare = String::with_capacity(text.len());
    let mut rest = text.as_str();
    let mut is_changed = text.contains('\u{1}');
    while let Some(first) = rest.chars().next() {
        if !is_letter(first) {
            bare.push(if first == '\u{1}' { '-' } else { first });
            rest = rest.get(first.len_utf8()..)?;
            continue;
        }
        let end = rest.find(|c: char| !is_letter(c) && !matches!(c, '\'' | '’')).unwrap_or(rest.len());
        let (word, after) = rest.split_at_checked(end)?;
        rest = after;
        if is_known(word) {
            is_changed = true;
            // What stands around the word goes with it.
            let end = bare.trim_end_matches(['(', '（', '[', ',']).len();
            bare.truncate(end);
            bare.push(' ');
            rest = rest.trim_start_matches([')', '）', ']', ',', '.', ':', '，']);
        } else {
            bare.push_str(word);
        }
    }
    is_changed.then(|| bare.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | ',' | ';' | ':')).to_owned())
}

/// `2024年1月3日` as a date with a mark between its parts, which becomes a hyphen.
fn numbered(text: &str) -> String {
    let mut before = ' ';
    let mark = |c: char| {
        let is_behind_number = digit(before).is_some();
        if !c.is_whitespace() {
            before = c;
        }
        match c {
            '年' | '月' | '년' | '월' if is_behind_number => '\u{1}',
            '日' | '号' | '號' | '일' if is_behind_number => ' ',
            c => c,
        }
    };
    text.chars().map(mark).collect()
}

fn is_known(word: &str) -> bool {
    let folded = fold(word).replace(' ', "");
    let is_east_asian = |(days, ends, begins): &(&str, &str, &[&str])| {
        begins.iter().filter_map(|begin| folded.strip_prefix(begin)).any(|rest| {
            let day = rest.chars().next().filter(|day| days.contains(*day));
            day.is_some_and(|day| {
                let end = rest.get(day.len_utf8()..).unwrap_or_default();
                end.is_empty() || ends.split(' ').any(|known| known == end)
            })
        })
    };
    KNOWN.contains(folded.as_str()) || EAST_ASIAN.iter().any(is_east_asian)
}

#[cfg(test)]
mod tests {
    use super::super::{DateFormat, read};
    use crate::calendar::date;

    /// Bug: a day of the week behind the date made a column of dates one of texts, and the file was refused.
    #[test]
    fn words_around_a_date_are_no_part_of_it() {
        for text in [
            "2024-01-03 星期三",
            "2024-01-03星期三",
            "2024/1/3（周三）",
            "2024年1月3日",
            "2024年01月03日 星期三 10:20",
            "2024年1月3日(水)",
            "2024/01/03(水曜日)",
            "2024년 1월 3일 (수)",
            "2024-01-03 수요일",
            "Wed 03.01.2024",
            "03.01.2024 Wed",
            "03/01/2024 (Wednesday) 10:15",
            "03.01.2024, Ср",
            "среда, 03.01.2024",
            "Mi., 03.01.2024",
            "03.01.2024 Mittwoch",
            "mer. 3 janvier 2024",
            "mercredi 3 janvier 2024",
            "miércoles, 3 de enero de 2024",
            "quarta-feira, 03/01/2024",
            "03/01/2024 qua",
            "mercoledì 3 gennaio 2024",
            "środa 03.01.2024",
            "03.01.2024 čt",
            "03.01.2024 Çarşamba",
            "середа 03.01.2024",
            "03.01.2024 чт",
            "الأربعاء 03/01/2024",
            "बुधवार 03/01/2024",
            "Date: 03.01.2024",
            "am 03.01.2024 um 10:12 Uhr",
        ] {
            assert_eq!(read(text, Some(DateFormat::Dmy)), Some(date(2024, 1, 3)), "{text}");
        }
    }

    #[test]
    fn months_are_known_in_thirteen_languages_more() {
        for text in
            ["3 de janeiro de 2024", "3 jan 2024", "3 Ocak 2024", "3 січня 2024", "3 يناير 2024", "3 जनवरी 2024"]
        {
            assert_eq!(read(text, None), Some(date(2024, 1, 3)), "{text}");
        }
        for text in ["9 Mayıs 2024", "9 травня 2024 р.", "9 مايو 2024", "9 मई 2024", "9 de maio de 2024", "9 أيار 2024"]
        {
            assert_eq!(read(text, None), Some(date(2024, 5, 9)), "{text}");
        }
    }

    #[test]
    fn a_text_with_other_words_is_no_date() {
        for text in
            ["Bolt 03.01.2024", "2024-02-30 星期五", "Invoice 5 of 03.01.2024", "星期三", "3 Wed", "Rue 3.1.2024 bis"]
        {
            assert_eq!(read(text, Some(DateFormat::Dmy)), None, "{text}");
        }
    }
}
