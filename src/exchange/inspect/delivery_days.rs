//! Whether small files in many languages tell of deliveries.

use crate::exchange::Role::{self, Amount, Customer, Date, DeliveredDate, PromisedDate, Quantity};
use crate::exchange::cell::delivery_words;
use crate::exchange::testing::spec;

/// The roles of a file with these headers, whose columns hold a customer, three days, a number of pieces and an amount.
fn roles(headers: &[&str]) -> Vec<Role> {
    let mut text = headers.join(";") + "\n";
    for at in 1..=12 {
        text += &format!("Alfa {at};2024-03-{at:02};2024-04-{at:02};2024-04-{:02};{at};1{at}0,50\n", at + 13);
    }
    spec(text.as_bytes()).roles
}

const ROLES: [Role; 6] = [Customer, Date, PromisedDate, DeliveredDate, Quantity, Amount];

#[test]
fn files_of_many_languages_say_when_a_delivery_was_promised_and_when_it_came() {
    for headers in [
        ["Customer", "Order date", "Promised", "Shipped", "Quantity", "Net amount"],
        ["Клиент", "Дата заказа", "Обещано", "Доставлено", "Количество", "Сумма"],
        ["Покупатель", "Дата", "Желаемая дата поставки", "Фактическая дата поставки", "Кол-во", "Сумма"],
        ["Kunde", "Bestelldatum", "Zugesagt am", "Geliefert am", "Menge", "Nettobetrag"],
        ["Kunde", "Belegdatum", "Versprochen", "Geliefert", "Menge", "Netto"],
        ["Client", "Date commande", "Livraison promise", "Livré le", "Quantité", "Montant HT"],
        ["Cliente", "Fecha pedido", "Entrega prometida", "Entregado el", "Cantidad", "Importe neto"],
        ["Cliente", "Data ordine", "Consegna promessa", "Consegnato il", "Quantità", "Importo netto"],
        ["Cliente", "Data do pedido", "Data prometida", "Entregue em", "Quantidade", "Valor líquido"],
        ["Klient", "Data zamówienia", "Obiecana data dostawy", "Dostarczono", "Ilość", "Wartość netto"],
        ["Kupac", "Datum narudžbe", "Obećani rok", "Isporučeno", "Količina", "Iznos"],
        ["Купац", "Датум", "Обећани датум испоруке", "Испоручено", "Количина", "Износ"],
        ["Kupec", "Datum naročila", "Obljubljeni rok", "Dobavljeno", "Količina", "Znesek"],
        ["Klant", "Datum", "Toegezegde leverdatum", "Geleverd op", "Quantity", "Amount"],
        ["Müşteri", "Sipariş tarihi", "Söz verilen tarih", "Teslim edildi", "Miktar", "Tutar"],
        ["مشتری", "تاریخ سفارش", "تاریخ وعده", "تاریخ ارسال", "تعداد", "مبلغ"],
        ["ગ્રાહક", "તારીખ", "વાયદાની તારીખ", "ડિલિવરી તારીખ", "જથ્થો", "રકમ"],
    ] {
        let found = roles(&headers);
        // Dutch words for customers are asked about.
        let from = usize::from(headers.first() == Some(&"Klant"));
        assert_eq!(found.get(from..), ROLES.get(from..), "{headers:?}");
    }
}

/// Beside a word for pieces a participle is no day.
#[test]
fn pieces_delivered_are_pieces() {
    for (headers, pieces) in [
        (["Kunde", "Datum", "Liefertermin", "Lieferdatum", "Gelieferte Menge", "Netto"], Quantity),
        (["Customer", "Date", "Required date", "Ship date", "Quantity shipped", "Net amount"], Quantity),
    ] {
        assert_eq!(roles(&headers).get(4), Some(&pieces), "{headers:?}");
    }
}

/// A phrase that stands in two lists would mean what stands first.
#[test]
fn no_phrase_is_promised_and_delivered() {
    let of = |role: Role| {
        let lists = delivery_words::STRONG.iter().chain(&delivery_words::WEAK);
        lists.filter(move |(of, _)| *of == role).flat_map(|(_, words)| words.split(", "))
    };
    let promised: Vec<&str> = of(PromisedDate).collect();
    assert!(of(DeliveredDate).all(|word| !promised.contains(&word)));
    assert!(promised.iter().all(|word| !word.is_empty() && word.trim() == *word));
}
