//! Encodings told by their bytes.

use proptest::prelude::*;

use super::*;

const RUSSIAN: &str = "ООО «Ромашка» Белый Медведь Торговый дом Восток Пекарня Колосок Стройматериалы Щукин \
    Южный рынок Энергосбыт Ёлкин и сыновья Цветочный ряд Молоко Хлеб Жигулёвское Иванова Петров Сидоренко Итого";
const SERBIAN_LATIN: &str = "Đorđević Štamparija Žitoprodukt Čačak Šećerana Mlekara Kikinda Petrović Jovanović \
    Nikolić Građevinar Niš Užice Požarevac Ćuprija Vršac Pekara Žito Trgovina Živković Kovačević Hladnjača Ukupno";
const SERBIAN_CYRILLIC: &str = "Ђорђевић Штампарија Житопродукт Чачак Шећерана Млекара Кикинда Петровић Јовановић \
    Николић Грађевинар Ниш Ужице Пожаревац Ћуприја Вршац Пекара Жито Трговина Живковић Љубљана Његуш Џеп Укупно";
const POLISH: &str = "Gdańsk Łódź Źródło Świętokrzyskie Żywiec Kraków Piątek Księgarnia Pszczoła Zakład Usługowy \
    Społem Mleczarnia Żółta Gęś Wrocław Hurtownia Śląska Dąbrowski Kowalczyk Wójcik Spółka Zarząd Przedsiębiorstwo Razem";
const FRENCH: &str = "Société Générale Boulangerie Forêt Château Déjà Vu Crêperie Noël Français Bière Hôtel Théâtre \
    Pâtisserie Épicerie Fromagerie Léger Garçon Maïs Cœur Légumes Père Chaussée Été Où Ça Bébé Façade Bœuf Élégance";
const GERMAN: &str = "Müller Bäckerei Größe Straßenbau Käse Köln Düsseldorf Österreich Übersee Weiß Schröder Jäger \
    Königlich Essen Gebäude Möbelhaus Würth Süd Fußball Äpfel Öl Getränke Schäfer Krüger Günther Hübner Summe";

fn bytes(text: &str, encoding: &'static encoding_rs::Encoding) -> Vec<u8> {
    if encoding == UTF_16LE {
        return text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    }
    if encoding == UTF_16BE {
        return text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    }
    encoding.encode(text).0.into_owned()
}

fn in_chunks(bytes: &[u8], encoding: Encoding, size: usize) -> Vec<u8> {
    let mut text = Vec::new();
    let mut decoder = Decoder::new(encoding);
    bytes.chunks(size).for_each(|chunk| decoder.feed(chunk, &mut |part| text.extend_from_slice(part)));
    decoder.finish(&mut |part| text.extend_from_slice(part));
    text
}

/// Names of one language, or of two: a house in Warsaw that sells to Berlin.
fn names() -> impl Strategy<Value = (&'static encoding_rs::Encoding, Vec<&'static str>)> {
    let languages = prop::sample::select(vec![
        (WINDOWS_1251, RUSSIAN),
        (WINDOWS_1251, SERBIAN_CYRILLIC),
        (WINDOWS_1250, SERBIAN_LATIN),
        (WINDOWS_1250, POLISH),
        (WINDOWS_1252, FRENCH),
        (WINDOWS_1252, GERMAN),
    ]);
    languages.prop_flat_map(|(encoding, text)| {
        let words: Vec<&str> = text.split_whitespace().collect();
        let beyond_ascii = words.iter().filter(|word| !word.is_ascii()).copied().collect::<Vec<_>>();
        // Every fourth name at least has a letter that tells.
        let name = prop_oneof![3 => prop::sample::select(words), 1 => prop::sample::select(beyond_ascii)];
        (Just(encoding), prop::collection::vec(name, 50..80))
    })
}

fn table(names: &[&str]) -> String {
    let rows = names
        .iter()
        .enumerate()
        .map(|(at, name)| format!("{};{name};{}.03.2024;{},50\r\n", at + 1, at % 28 + 1, at * 37));
    std::iter::once("No;Name;Date;Amount\r\n".to_owned()).chain(rows).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn names_are_read_in_the_encoding_they_were_written_in((legacy, names) in names(), size in 1_usize..9) {
        let text = table(&names);
        for encoding in [legacy, UTF_8, UTF_16LE, UTF_16BE] {
            let bytes = bytes(&text, encoding);
            let found = detect(&bytes, true);
            prop_assert_eq!(found.sure, encoding != legacy || text.is_ascii());
            // A German text may be the same in two encodings: what counts is that it reads right.
            prop_assert_eq!(decode(&bytes, found.encoding), text.as_str(), "{:?} as {:?}", encoding, found.encoding);
            prop_assert_eq!(found.choices.first().map(|choice| choice.encoding), Some(found.encoding));
            prop_assert_eq!(in_chunks(&bytes, found.encoding, size), text.as_bytes());
        }
    }

    #[test]
    fn a_cut_anywhere_proves_utf8_still(cut in 0_usize..400) {
        let text = table(&RUSSIAN.split_whitespace().collect::<Vec<_>>());
        let head = text.as_bytes().get(..cut).unwrap_or_default();
        let found = detect(head, false);
        prop_assert!(found.sure && found.encoding == Encoding::UTF_8);
    }

    #[test]
    fn chunks_do_not_matter(bytes in prop::collection::vec(any::<u8>(), 0..60), mark in 0_usize..4, size in 1_usize..7) {
        let marks: [&[u8]; 4] = [b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xef\xbb"];
        let bytes = [marks[mark], &bytes].concat();
        for encoding in GUESSES.into_iter().chain([UTF_8, UTF_16LE, UTF_16BE]).map(Encoding::from) {
            prop_assert_eq!(in_chunks(&bytes, encoding, size), in_chunks(&bytes, encoding, 100));
        }
        let _ = detect(&bytes, mark % 2 == 0);
    }
}

#[test]
fn a_russian_report_reads_total_as_total() {
    let file = include_bytes!("../../../../tests/data/locale/ru_cp1251.csv");
    let found = detect(file, true);
    assert_eq!((found.encoding.name(), found.sure, found.bom), ("windows-1251", false, false));
    assert!(found.choices.len() > 3, "{:?}", found.choices);
    assert_eq!(found.choices[0].sample, "Отчет по продажам за период Контрагент Код Номер документа Д");
    assert!(decode(file, found.encoding).contains("Итого"));
}

#[test]
fn the_bytes_of_the_other_reports_prove_their_encoding() {
    let french = detect(include_bytes!("../../../../tests/data/locale/fr_utf8bom.csv"), true);
    assert_eq!((french.encoding, french.sure, french.bom), (Encoding::UTF_8, true, true));
    let indian = detect(include_bytes!("../../../../tests/data/locale/in_utf8.csv"), true);
    assert_eq!((indian.encoding, indian.sure, indian.bom), (Encoding::UTF_8, true, false));
    assert_eq!(detect(b"a;b\n1;2", true).choices.len(), 1, "ASCII is the same in all");
}

#[test]
fn a_broken_byte_in_much_utf8_leaves_it_utf8() {
    let mut text = table(&RUSSIAN.split_whitespace().collect::<Vec<_>>()).into_bytes();
    text.extend_from_slice(b"9;\xc8\xf2;1.1.2024;5\r\n");
    let found = detect(&text, true);
    assert_eq!((found.encoding, found.sure), (Encoding::UTF_8, false));
    assert_eq!(in_chunks(&text, found.encoding, 5), text, "its row says that it is broken");
}

#[test]
fn what_an_encoding_cannot_read_is_no_utf8() {
    let text = in_chunks(b"a\0\x00\xd8b\0", UTF_16LE.into(), 3);
    assert!(std::str::from_utf8(&text).is_err());
}

#[test]
fn an_encoding_is_stored_by_its_name() {
    let json = serde_json::to_string(&Encoding::from(WINDOWS_1251)).unwrap_or_default();
    assert_eq!(json, "\"windows-1251\"");
    assert_eq!(serde_json::from_str::<Encoding>("\"windows-1251\"").ok(), Some(Encoding::from(WINDOWS_1251)));
    assert!(serde_json::from_str::<Encoding>("\"replacement\"").is_err());
}
