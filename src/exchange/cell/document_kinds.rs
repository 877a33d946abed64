//! What kind of business a type of document is, in many languages: a sale, what takes one back, what comes
//! before a sale (a quotation, an order, a delivery), or none of it (payments, purchases, entries).

use crate::exchange::cell::document_types::is_return;
use crate::exchange::cell::fold::fold;

/// Kinds of documents. Of the first three that are in a book the first is what was sold: an order that was
/// invoiced would count twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::exchange) enum DocumentKind {
    Sale,
    Order,
    Delivery,
    /// It takes a sale back.
    Return,
    Quote,
    /// A payment, a purchase, an entry: never a sale.
    Other,
    Unknown,
}

/// Beginnings of words by kind, the first that fits decides: a purchase invoice is no sale, and the payment
/// of an invoice none either. A mark of exclamation ends what must be the whole of it.
const KINDS: [(DocumentKind, &str); 8] = [
    (
        DocumentKind::Other,
        "purchase, vendor, supplier, bill!, debit note, поставщик, закуп, поступление товар, приобретение, einkauf, \
         eingangsrechnung, lieferant, achat, fournisseur, compra, proveedor, fornecedor, acquisto, fornitore, zakup, nakup, \
         nabavk, dobavljac, dodavatel, набавк, добављач, satın alma, alış, закупівл, постачальник, 采购, 进货, 仕入, 購入, \
         خرید, شراء, مشتریات, ખરીદ, खरीद",
    ),
    (
        DocumentKind::Other,
        "payment, receipt!, receipts!, cash receipt, bank receipt, receipt voucher, journal, contra!, transfer, deposit, expense, \
         check!, cheque, bank, opening balance, payroll, salary, stock, inventory, manufactur, \
         оплат, платеж, поступление, списание, приходный кассовый, расходный кассовый, пко!, рко!, операция, перемещение, \
         инвентаризац, выписка, проводка, оприходование, \
         zahlung, uberweisung, bankbuchung, buchung!, umbuchung, lastschrift, kassenbeleg, eroffnungsbuchung, \
         paiement, reglement, virement, encaissement, ecriture, pago, cobro, recibo!, transferencia, asiento, ingreso!, egreso!, \
         pagamento, recebimento, lancamento, incasso, bonifico, giroconto, wplata, wyplata, zaplata, platnosc, przelew, \
         platba, uhrada, prevod, uplata, isplata, izvod, placilo, уплата, исплата, извод, odeme, tahsilat, virman, mahsup, \
         付款, 收款, 转账, 记账, 入金, 支払, 振替, 出金, پرداخت, دریافت, سند حسابداری, دفع, قبض, سند قید, ચુકવણી, રસીદ, भुगतान, रसीद",
    ),
    (
        DocumentKind::Quote,
        "quotation, quote, estimate!, estimates!, sales estimate, proforma, pro forma, offer!, sales offer, angebot, kostenvoranschlag, \
         devis, offre de prix, offre!, proposition commerciale, presupuesto, cotizacion, orcamento, cotacao, preventivo, offerta, oferta, \
         nabidka, ponuda, predracun, понуда, предрачун, teklif, коммерческое предложение, предложение, смета, кп!, \
         комерциина пропозиція, 报价, 見積, پیش فاکتور, عرض سعر, ક્વોટેશન, क्वोटेशन, कोटेशन",
    ),
    (
        DocumentKind::Sale,
        "invoice, sales receipt, cash sale, pos sale, bill of supply, rechnung, faktura, facture, factura, fattura, fatura, racun, рачун, \
         фактура, счет фактура, реализац, отгрузк, расходная накладная, накладная, чек, кассовый чек, отчет о розничных, \
         упд!, акт!, акт об оказании, акт выполненных, видаткова накладна, nota fiscal, paragon, boleta, \
         发票, 請求書, 请求, فاکتور, فاتوره, فاتورة, ઇન્વોઇસ, इनवॉइस, बीजक",
    ),
    (
        DocumentKind::Delivery,
        "delivery, packing slip, shipment, lieferschein, bon de livraison, albaran, nota de entrega, guia de remessa, \
         documento di trasporto, ddt!, wz!, wydanie zewnetrzne, dodaci list, otpremnica, dobavnica, отпремница, irsaliye, \
         送货单, 发货单, 出库单, 納品書, حواله انبار, اذن تسلیم, ડિલિવરી, डिलीवरी",
    ),
    (
        DocumentKind::Order,
        "order, заказ, заявка, счет на оплату, auftrag, bestellung, commande, pedido, encomenda, ordine, zamowienie, objednavk, siparis, \
         замовлення, рахунок на оплату, narudzb, narocil, поруџбин, наруџб, 订单, 注文, 受注, سفارش, طلب, ઓર્ડર, ऑर्डर",
    ),
    (
        DocumentKind::Sale,
        "sale, sales, verkauf, umsatz, vente, venta, venda, vendita, vendite, sprzedaz, prodaja, продаж, продажа, продажи, prodej, \
         satis, satış, 销售, 売上, 販売, فروش, مبیعات, بیع, વેચાણ, बिक्री, विक्रय",
    ),
    (DocumentKind::Unknown, ""),
];

/// Whether a folded word is, or has a word in it that begins so. Chinese and Japanese have no spaces.
fn has(word: &str, list: &str) -> bool {
    let begins = |beginning: &str| match beginning.strip_suffix('!') {
        Some(whole) => word == fold(whole),
        None if beginning.starts_with(|c: char| c >= '\u{2e80}') => word.contains(beginning),
        None => {
            let beginning = fold(beginning);
            word.starts_with(&beginning) || word.contains(&format!(" {beginning}"))
        }
    };
    !list.is_empty() && list.split(", ").any(begins)
}

/// What kind a type of document is.
pub(in crate::exchange) fn kind(word: &str) -> DocumentKind {
    let folded = fold(word);
    if folded.is_empty() {
        return DocumentKind::Unknown;
    }
    let is = |(_, list): &&(DocumentKind, &str)| has(&folded, list);
    let found = KINDS.iter().find(is).map_or(DocumentKind::Unknown, |(kind, _)| *kind);
    match found {
        DocumentKind::Quote | DocumentKind::Other => found,
        _ if is_return(word) => DocumentKind::Return,
        found => found,
    }
}

/// Which of a book's types of documents look like sales, in their order: those of the kind nearest to a sale,
/// and what takes them back. `None` where nothing has to be left out, or no type looks like any: then the
/// column tells something else.
pub(in crate::exchange) fn sold(types: &[&str]) -> Option<Vec<bool>> {
    let kinds: Vec<DocumentKind> = types.iter().map(|word| kind(word)).collect();
    let sold = kinds.iter().copied().filter(|kind| *kind <= DocumentKind::Delivery).min();
    let is_sold = |kind: DocumentKind| Some(kind) == sold || kind == DocumentKind::Return;
    let before_or_beside = |kind: DocumentKind| !is_sold(kind) && kind != DocumentKind::Unknown;
    let has_quotes = kinds.contains(&DocumentKind::Quote);
    let is_book = sold.is_some() && kinds.iter().any(|kind| before_or_beside(*kind)) || has_quotes;
    is_book.then(|| kinds.into_iter().map(|kind| is_sold(kind) && sold.is_some()).collect())
}

#[cfg(test)]
mod tests {
    use super::DocumentKind::{Delivery, Order, Other, Quote, Return, Sale, Unknown};
    use super::*;

    #[test]
    fn types_of_documents_in_many_languages() {
        for (expected, words) in [
            (
                Sale,
                "Sales|North Sales|Invoice|Sales Invoice|Tax Invoice|Sales Receipt|Cash Sale|Rechnung|Реализация товаров|Facture",
            ),
            (
                Sale,
                "Factura|Fattura|Faktura VAT|Satış Faturası|Продаж|销售单|売上|فاتورة مبيعات|فروش|વેચાણ|बिक्री|Fatura|Račun",
            ),
            (Return, "Credit Note|Sales Return|Возврат товаров от клиента|Gutschrift|Avoir|Credit Memo"),
            (Order, "Sales Order|Заказ клиента|Auftrag|Commande|Pedido de venta|Ordine di vendita|销售订单|受注|سفارش"),
            (
                Quote,
                "Quotation|Sales Quotation|Angebot|Devis|Presupuesto|Proforma Invoice|Коммерческое предложение|報価見積書|报价单",
            ),
            (Delivery, "Delivery Note|Lieferschein|Bon de livraison|Albarán|DDT|納品書"),
            (
                Other,
                "Receipt|Payment|Invoice payment|Journal|Contra|Purchase|Purchase Invoice|Purchase Return|Оплата|Zahlungseingang",
            ),
            (
                Other,
                "Поступление на расчетный счет|Возврат поставщику|Règlement|Pago|Pagamento|付款|入金|پرداخت|Uplata|Ödeme",
            ),
            (Unknown, "Retail|Wholesale|Type 1||B2B|Online"),
        ] {
            for word in words.split('|') {
                assert_eq!(kind(word), expected, "{word}");
            }
        }
    }

    #[test]
    fn what_looks_like_a_sale_is_ticked_where_something_must_be_left_out() {
        let all =
            ["Sales", "Receipt", "Payment", "Delivery Note", "Credit Note", "Sales Order", "North Sales", "Journal"];
        assert_eq!(sold(&all), Some(vec![true, false, false, false, true, false, true, false]));
        assert_eq!(sold(&["Sales Order", "Quotation"]), Some(vec![true, false]));
        assert_eq!(sold(&["Quotation"]), Some(vec![false]), "none of them was sold");
    }

    #[test]
    fn columns_that_need_no_question() {
        for types in [
            &["Invoice", "Credit Memo"][..],
            &["Retail", "Wholesale"],
            &["Cash", "Card", "Bank transfer"],
            &["Sales Order"],
            &["Invoice", "Late fee"],
            &["Реализация", "Возврат"],
            &[],
        ] {
            assert_eq!(sold(types), None, "{types:?}");
        }
    }
}
