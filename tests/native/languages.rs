//! What files of several languages call their columns, customers and months.

/// What depends on the language of a file: headers, names, months.
pub struct Language {
    pub headers: [&'static str; 4],
    pub names: [&'static str; 10],
    pub months: &'static str,
}

pub const MANY: Language = Language {
    headers: ["Customer", "Date", "Invoice", "Amount"],
    names: [
        "Müller & Söhne",
        "ООО \"Ёлка\"",
        "Пекара Сунце",
        "شرکت الف",
        "પટેલ ટ્રેડર્સ",
        "Żabka, Hurt",
        "O'Reilly; Sons",
        "Čebelar | Kočevje",
        "Łódź",
        "B's Beverages",
    ],
    months: "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
};
pub const RUSSIAN: Language = Language {
    headers: ["Контрагент", "Дата", "Номер документа", "Сумма"],
    names: [
        "ООО \"Ромашка\"",
        "ЗАО «Ёлка»",
        "ИП Щербаков А. Н.",
        "Северный ветер",
        "Жар-Птица",
        "Хлебный дом",
        "Цветы Подмосковья",
        "Фабрика Рассвет",
        "Объём",
        "Юсупова и Ко",
    ],
    months: "янв фев мар апр мая июн июл авг сен окт ноя дек",
};
pub const SERBIAN: Language = Language {
    headers: ["Kupac", "Datum", "Broj računa", "Iznos"],
    names: [
        "Pekara Sunce d.o.o.",
        "Mlin Čačak",
        "Šumadija Promet",
        "Đurđevak",
        "Žitopromet Niš",
        "Voćar Ćuprija",
        "Knjižara Čitaonica",
        "Elektro Šabac",
        "Građa Užice",
        "Kuća čaja",
    ],
    months: "jan feb mar apr maj jun jul avg sep okt nov dec",
};
pub const POLISH: Language = Language {
    headers: ["Nabywca", "Data sprzedaży", "Nr faktury", "Wartość"],
    names: [
        "Piekarnia Złoty Kłos",
        "Młyn Szczepanki",
        "Żabka Hurt",
        "Łódzkie Zakłady Mięsne",
        "Księgarnia Świt",
        "Cukiernia Gąska",
        "Spółdzielnia Ćmielów",
        "Ogród Róż",
        "Drukarnia Źródło",
        "Pod Lwem",
    ],
    months: "sty lut mar kwi maj cze lip sie wrz paź lis gru",
};
pub const GERMAN: Language = Language {
    headers: ["Kunde", "Belegdatum", "Belegnummer", "Nettobetrag"],
    names: [
        "Müller & Söhne GmbH",
        "Bäckerei Groß",
        "Käsehaus Schütz KG",
        "Öz Import e.K.",
        "Getränke Höfer",
        "Straßenbau Weiß AG",
        "Gärtnerei Lüders",
        "Jürgens Möbelhaus",
        "Fleischerei Bräuer",
        "Übersee",
    ],
    months: "Jan Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez",
};
pub const FRENCH: Language = Language {
    headers: ["Société", "Date", "Facture", "Montant"],
    names: [
        "Boulangerie Léon",
        "Côté Crème",
        "Épicerie Saint-Éloi",
        "Hôtel du Château",
        "Société des Thés",
        "Café Français",
        "Pâtisserie Noël",
        "Étoile",
        "Brasserie à la Cigogne",
        "Ça Va",
    ],
    months: "janv févr mars avr mai juin juil août sept oct nov déc",
};
