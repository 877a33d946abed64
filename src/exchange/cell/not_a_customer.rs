//! What stands in a customer's place and is no customer: values that say nothing, and names for many
//! customers together, in many languages.

use std::sync::OnceLock;

use crate::exchange::cell::fold::fold;

/// What says nothing, in lower case: as it stands, or in brackets.
const NOTHING: &str = "na|n/a|n.a.|n. a.|n.a|#n/a|#na|#ref!|#value!|#name?|#div/0!|#null!|#num!|null|none|nan|nil|undefined|unknown|\
    unknown customer|not available|not applicable|not specified|not set|not assigned|unassigned|no customer|no name|\
    unbekannt|unbekannter kunde|k.a.|k. a.|keine angabe|kein kunde|ohne kunde|ohne kunden|nicht zugeordnet|nicht angegeben|\
    inconnu|client inconnu|non renseigné|non défini|non défini(e)|sans client|néant|n/d|n.d.|n/c|n.c.|s/o|\
    desconocido|cliente desconocido|sin cliente|sin datos|sin especificar|sin asignar|ninguno|s/d|s/n|onbekend|onbekende klant|n.v.t.|geen klant|okänd|ukjent|ukendt|tuntematon|\
    desconhecido|cliente desconhecido|sem cliente|não informado|não identificado|nenhum|\
    sconosciuto|cliente sconosciuto|non specificato|senza cliente|nessuno|\
    nieznany|nieznany klient|brak|brak danych|bez klienta|nie dotyczy|\
    neznámý|neznámý zákazník|neuvedeno|nezadáno|bez zákazníka|žádný|\
    nepoznato|nepoznat|nepoznati kupac|bez kupca|nema|непознато|непознат|непознати купац|без купца|нема|\
    neznano|neznan|neznan kupec|brez kupca|ni podatka|\
    bilinmiyor|bilinmeyen|belirtilmemiş|tanımsız|yok|müşterisiz|\
    неизвестно|неизвестный|неизвестен|неизвестный клиент|не указан|не указано|не указана|не задан|не задано|\
    не определен|не определён|не выбран|нет|нет данных|без клиента|без контрагента|без покупателя|б/н|н/д|\
    невідомо|невідомий|не вказано|не вказаний|немає|немає даних|без клієнта|без контрагента|\
    未知|未知客户|不明|不详|无|無|なし|該当なし|未設定|未指定|不明客|\
    غير معروف|غير محدد|بدون عميل|لا يوجد|بلا|\
    نامشخص|نامعلوم|ندارد|بدون مشتری|ناشناس|\
    અજ્ઞાત|કોઈ નહીં|લાગુ નથી|अज्ञात|लागू नहीं|कोई नहीं|उपलब्ध नहीं";

/// What says nothing in brackets only, as pivot tables write empty cells: a company may be called Blank.
const EMPTY: &str = "blank|empty|missing|leer|vide|vacío|vacio|en blanco|vazio|em branco|vuoto|puste|prázdné|boş|prazno|празно|пусто|\
    пустая|пустые|порожньо|空白|空|فارغ|خالی|ખાલી|रिक्त|खाली|other|not set|none selected";

/// Names for many customers nobody tells apart. With a mark of exclamation they are the whole
/// name, else what it begins with: "Barverkauf Filiale Nord".
const MANY: &str = "walk in, walkin, cash customer, cash customers, cash sale!, cash sales!, cash!, counter sale!, counter sales!, \
    counter customer, over the counter!, retail customer, retail customers, retail client, retail sales!, retail sale!, retail!, \
    sundry customer, sundry customers, sundry debtors, miscellaneous customer, miscellaneous customers, misc customers, \
    various customers, one time customer, one off customer, occasional customer, general customer!, pos customer, guest!, \
    guest checkout, guest customer, anonymous!, anonymous customer, end consumer!, end consumers!, final consumer, \
    private customers!, private individuals!, individuals!, \
    barverkauf, barkunde, barkunden, barverkaufe, laufkundschaft, laufkunde, laufkunden, tageskunde, tageskunden, einmalkunde, \
    einmalkunden, kunde diverse, kunden diverse, diverse kunden, diverse debitoren, diverse!, endverbraucher, endkunde!, endkunden!, \
    privatkunde!, privatkunden!, sammelkonto, sammeldebitor, sammelkunde, thekenverkauf, ladenverkauf, kassenverkauf, \
    kassenkunde, barzahler, gast!, gastkunde, \
    client comptoir, clients comptoir, vente comptoir, ventes comptoir, client de passage, clients de passage, client divers, \
    clients divers, client occasionnel, particulier!, particuliers!, clients particuliers, vente au comptant, client au comptant, \
    consommateur final, vente au detail, \
    cliente mostrador, venta mostrador, ventas mostrador, venta de mostrador, publico en general, publico general, consumidor final, \
    cliente contado, cliente de contado, clientes varios, clientes contado, cliente ocasional, cliente generico, \
    venta al contado, ventas al contado, venta al publico, \
    cliente balcão, venda balcão, venda ao balcão, vendas balcão, cliente balcao, venda balcao, clientes diversos, cliente avulso, cliente eventual, \
    consumidor!, venda a consumidor, \
    cliente al banco, vendita al banco, vendite al banco, clienti vari, clienti diversi, cliente occasionale, clienti occasionali, \
    consumatore finale, privati!, corrispettivi!, vendita al dettaglio, vendite al dettaglio, cliente generico, \
    klient detaliczny, klienci detaliczni, klient indywidualny!, sprzedaz detaliczna, sprzedaz gotowkowa, detal!, paragon!, paragony!, \
    kontrahent jednorazowy, klient jednorazowy, klienci rozni, odbiorca detaliczny, osoba fizyczna!, \
    maloobchod!, maloobchodni zakaznik, hotovy prodej, prodej za hotove, koncovy zakaznik!, ruzni odberatele, drobny odberatel, \
    perakende!, perakende musteri, perakende satış, perakende satis, muhtelif musteri, muhtelif musteriler, nihai tuketici, pesin musteri, peşin satış, pesin satis, \
    maloprodaja!, maloprodajni kupac, maloprodajni kupci, gotovinski kupac, gotovinska prodaja, fizicko lice!, fizicka lica!, \
    krajnji kupac!, gradani!, razni kupci, малопродаја!, малопродајни купац, готовински купац, готовинска продаја, \
    физичко лице!, физичка лица!, крајњи купац!, грађани!, разни купци, \
    koncni kupec!, koncni potrosnik!, fizicne osebe!, fizicna oseba!, gotovinski kupec, drobni kupec, drobni kupci, razni kupci, \
    розничный покупатель, розничные покупатели, розничный клиент, розничные клиенты, розница!, розничные продажи!, \
    розничная продажа!, розничная выручка, частное лицо!, частные лица!, физическое лицо!, физические лица!, физлицо!, физлица!, \
    физ лицо!, физ лица!, конечный покупатель!, разовый покупатель, разовые покупатели, разовый клиент, разовые клиенты, \
    прочие покупатели!, прочие клиенты!, продажа за наличные, наличный расчет!, покупатель!, клиент!, аноним!, анонимный покупатель, \
    роздрібний покупець, роздрібні покупці, роздрібний клієнт, роздріб!, роздрібні продажі!, кінцевий споживач, \
    фізична особа!, фізичні особи!, фізособа!, фізособи!, разовий покупець, \
    散客, 零售客户, 零售顾客, 零售!, 现金客户, 门市客户, 个人客户!, 普通顾客!, 匿名, 一般客!, 一般顧客!, 店頭販売, 店頭客, 現金売上, 現金客, 諸口, 個人客!, 小売!, \
    عمیل نقدی, عملاء نقدیون, زبون نقدی, مبیعات نقدیه, مبیعات نقدیة, عمیل تجزئه, عمیل تجزئة, عملاء متنوعون, مستهلک نهائی, بیع نقدی, \
    مشتری گذری, مشتریان گذری, مشتری متفرقه, مشتریان متفرقه, متفرقه!, فروش نقدی!, مشتری نقدی, خرده فروشی!, مصرف کننده نهایی, \
    છૂટક ગ્રાહક, છૂટક વેચાણ, રોકડ વેચાણ, રોકડ ગ્રાહક, नकद बिक्री, नकद ग्राहक, खुदरा ग्राहक, खुदरा बिक्री";

/// Words by their length in bytes: most values are as long as none of them.
struct Words(Vec<Vec<&'static str>>);

impl Words {
    fn of(lists: &[&'static str]) -> Self {
        let mut by_length = Vec::new();
        for word in lists.iter().flat_map(|list| list.split('|')) {
            if by_length.len() <= word.len() {
                by_length.resize(word.len() + 1, Vec::new());
            }
            if let Some(words) = by_length.get_mut(word.len()) {
                words.push(word);
            }
        }
        Self(by_length)
    }

    fn has(&self, text: &str) -> bool {
        let first = text.chars().flat_map(char::to_lowercase).next();
        let is =
            |word: &&str| word.chars().next() == first && word.chars().eq(text.chars().flat_map(char::to_lowercase));
        self.0.get(text.len()).is_some_and(|words| words.iter().any(is))
    }
}

/// What stands within brackets or quotes; `None` if the text isn't in any.
fn within(text: &str) -> Option<&str> {
    const PAIRS: [(char, char); 7] =
        [('(', ')'), ('<', '>'), ('[', ']'), ('{', '}'), ('«', '»'), ('（', '）'), ('"', '"')];
    let (open, close) = PAIRS.iter().find(|(open, _)| text.starts_with(*open))?;
    Some(text.strip_prefix(*open)?.strip_suffix(*close)?.trim())
}

/// Whether a name or number stands for none: a dash, "n/a", "(blank)", an error of Excel's, "unknown" in any
/// language.
pub(in crate::exchange) fn says_nothing(text: &str) -> bool {
    static NONE: OnceLock<(Words, Words)> = OnceLock::new();
    // Nothing that is a word begins with a digit.
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    if !text.contains(|c: char| c.is_alphanumeric()) {
        return true;
    }
    let (nothing, empty) = NONE.get_or_init(|| (Words::of(&[NOTHING]), Words::of(&[NOTHING, EMPTY])));
    nothing.has(text) || within(text).is_some_and(|inner| empty.has(inner))
}

/// Whether a name stands for many customers nobody tells apart: retail, walk-in, cash sales.
pub(in crate::exchange) fn is_many(name: &str) -> bool {
    static NAMES: OnceLock<Vec<(String, bool)>> = OnceLock::new();
    let names = NAMES.get_or_init(|| MANY.split(", ").map(|name| (fold(name), name.ends_with('!'))).collect());
    let name = fold(within(name.trim()).unwrap_or(name));
    let is = |(known, is_whole): &(String, bool)| {
        let rest = name.strip_prefix(known.as_str());
        rest.is_some_and(|rest| rest.is_empty() || !is_whole && rest.starts_with(' '))
    };
    !name.is_empty() && names.iter().any(is)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bug: *NA* was the largest customer of a file, with 135,080 lines.
    #[test]
    fn values_that_say_nothing_are_no_customers() {
        for text in [
            "",
            "-",
            "—",
            "...",
            "NA",
            "N/C",
            "s/n",
            "Onbekend",
            "N/A",
            "n.a.",
            "#N/A",
            "NULL",
            "None",
            "nan",
            "NaN",
            "nil",
            "Unknown",
            "(blank)",
            "<unknown>",
            "[null]",
            "UNBEKANNT",
            "(Leer)",
            "k.A.",
            "Inconnu",
            "(vide)",
            "Desconocido",
            "(en blanco)",
            "(vazio)",
            "Sconosciuto",
            "(vuoto)",
            "Brak",
            "(puste)",
            "Neznámý",
            "Bilinmiyor",
            "(boş)",
            "Не указан",
            "(пусто)",
            "Нет данных",
            "<Не указан>",
            "Невідомо",
            "непознато",
            "neznano",
            "未知",
            "(空白)",
            "なし",
            "غير معروف",
            "نامشخص",
            "(خالی)",
            "અજ્ઞાત",
            "अज्ञात",
        ] {
            assert!(says_nothing(text), "{text}");
        }
    }

    #[test]
    fn no_word_that_says_nothing_begins_with_a_digit() {
        for word in NOTHING.split('|').chain(EMPTY.split('|')) {
            assert!(says_nothing(&format!("({word})")) && !word.starts_with(|c: char| c.is_ascii_digit()), "{word}");
        }
    }

    #[test]
    fn customers_that_are_called_nearly_so_stay() {
        for text in [
            "Nana",
            "NA Trading",
            "Nullmeyer",
            "Nonesuch Ltd",
            "Blank",
            "Leer",
            "Unknown Pleasures Records",
            "Bravo",
            "Nett",
            "Нетто",
            "0",
            "7",
            "A",
            "Noname Kft",
            "Unbekannt & Söhne",
            "(1)",
            "Empty Quarter Tours",
            "ООО Нет",
        ] {
            assert!(!says_nothing(text), "{text}");
        }
    }

    #[test]
    fn names_for_many_customers_are_told() {
        for name in [
            "Walk-in Customer",
            "WALK IN",
            "Cash Sales",
            "Retail customer (shop 2)",
            "Barverkauf",
            "Barverkauf Filiale Nord",
            "Laufkundschaft",
            "Client comptoir",
            "Público en general",
            "Consumidor Final",
            "Venda ao balcão",
            "Clienti vari",
            "Klient detaliczny",
            "Drobný odběratel",
            "Perakende müşteri",
            "Розничный покупатель",
            "Розничный покупатель (Магазин 3)",
            "Физ. лица",
            "Роздрібний покупець",
            "Gotovinski kupac",
            "Малопродаја",
            "Končni kupec",
            "散客",
            "店頭販売",
            "عميل نقدي",
            "مشتری متفرقه",
            "છૂટક ગ્રાહક",
            "नकद बिक्री",
            "(Gast)",
        ] {
            assert!(is_many(name), "{name}");
        }
    }

    #[test]
    fn companies_whose_names_begin_alike_are_customers() {
        for name in [
            "Retail Sales Solutions GmbH",
            "Cash Converters",
            "Guest Consulting",
            "Walker Ltd",
            "Gastro AG",
            "Diverse Media GmbH",
            "Покупатель Плюс",
            "Privatbank",
            "Detalica",
            "Counterpoint",
            "",
            "Consumer Goods Ltd",
            "Anonymous Bar",
        ] {
            assert!(!is_many(name), "{name}");
        }
    }
}
