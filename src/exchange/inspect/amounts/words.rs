//! The words of headers that tell one amount from another.

use crate::exchange::cell::fold::fold;

/// What a header says of a price or an amount: before what is taken off, or after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::exchange::inspect) enum Level {
    List,
    Plain,
    Net,
}

/// Words for what was really to be paid.
pub(super) const NET: &str = " excl excluding exkl ht net neto netto нето нетто чистая discounted discount final actual charged invoiced скидкои скидки \
    скидок итоговая фактическая акционная nettopreis rabattiert rabattierter endpreis aktionspreis remise reduit rabacie \
    descuento rebajado liquido desconto scontato slevou sleve popustom indirimli знижкою خالص تخفیف صافی ";
/// Words for what is written in a price list.
pub(super) const LIST: &str = " list catalog catalogue regular original standard msrp rrp uvp full gross brutto bruto brut \
    undiscounted before recommended праис праисовая праису каталожная базовая полная listenpreis katalogpreis \
    grundpreis normalpreis bruttopreis originalpreis tarif catalogo katalogowa cennikowa bazowa lista tabela listino \
    lordo cenikova katalogova kataloska osnovna liste etiket базова праисова каталожна incl including inkl ttc ";
/// The same where words aren't parted, or say it together only.
pub(super) const NET_PARTS: [&str; 10] =
    ["без ндс", "без пдв", "bez pdv", "折后", "实付", "实收", "成交", "净", "割引後", "税抜"];
pub(super) const LIST_PARTS: [&str; 20] = [
    "без скид",
    "без зниж",
    "without discount",
    "before discount",
    "ohne rabatt",
    "sans remise",
    "sin descuento",
    "sem desconto",
    "senza sconto",
    "bez popusta",
    "bez rabatu",
    "bez slevy",
    "بدون تخفیف",
    "с ндс",
    "原价",
    "标价",
    "吊牌",
    "定价",
    "定価",
    "標準価格",
];

/// Parts of words for what was paid.
pub(super) const PAID: [&str; 24] = [
    "paid",
    "received",
    "collected",
    "оплачен",
    "получен",
    "поступил",
    "сплачен",
    "bezahlt",
    "erhalten",
    "eingegangen",
    "paye",
    "encaisse",
    "pagado",
    "cobrado",
    "pago",
    "recebido",
    "pagato",
    "incassato",
    "zaplacon",
    "zaplacen",
    "placen",
    "tahsil",
    "实收",
    "实付",
];

/// What a header says of a price or an amount.
pub(in crate::exchange::inspect) fn level(header: &str) -> Level {
    let folded = fold(header);
    let has = |list: &str| folded.split(' ').any(|word| !word.is_empty() && list.contains(&format!(" {word} ")));
    // "Without discount" has the word for a discount in it.
    if has(LIST) && !has(" excl excluding exkl ") || LIST_PARTS.iter().any(|part| folded.contains(part)) {
        Level::List
    } else if has(NET) || NET_PARTS.iter().any(|part| folded.contains(part)) {
        Level::Net
    } else {
        Level::Plain
    }
}

/// Words of headers that speak of the whole document, or of its line.
pub(super) const WHOLE_DOCUMENT: [&str; 22] = [
    "invoice total",
    "invoice amount",
    "invoice value",
    "order total",
    "order amount",
    "order value",
    "document total",
    "doc total",
    "bill total",
    "bill amount",
    "total invoice",
    "total order",
    "grand total",
    "сумма документа",
    "сумма заказа",
    "сумма счета",
    "rechnungsbetrag",
    "rechnungssumme",
    "auftragssumme",
    "total facture",
    "total factura",
    "wartosc faktury",
];
pub(super) const OF_LINE: [&str; 8] = ["line", "item", "unit", "extended", "position", "строки", "ligne", "pozycji"];
