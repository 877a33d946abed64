//! Header words: what exports call their columns, in the six languages of the product and the
//! German, French and Polish of common ERP exports. Those of further languages are in `words_by_language`.
//!
//! Within a role the better word stands first ("net amount" before "total"). Words are compared
//! folded, see [`crate::exchange::cell::fold::fold`]. They are separated by commas.

use crate::exchange::Role;

/// Words that name a role by themselves. Those of [`Role::Ignore`] name what must not be taken for
/// something else.
pub(in crate::exchange) const STRONG: [(Role, &str); 38] = [
    (
        Role::Customer,
        "customer name, client name, account name, buyer name, card name, partner name, bill to name, sold to name, \
         customer, client, company, company name, buyer, bill to, sold to, debtor, business partner, party name, \
         party, purchaser, наименование клиента, наименование контрагента, имя клиента, клиент, покупатель, \
         контрагент, заказчик, naziv kupca, naziv partnera, naziv komitenta, kupac, klijent, komitent, partner, назив \
         купца, назив партнера, купац, клијент, комитент, партнер, naziv stranke, ime kupca, ime stranke, kupec, \
         stranka, naročnik, نام مشتری, نام خریدار, مشتری, خریدار, طرف حساب, ગ્રાહકનું નામ, ગ્રાહક નામ, ગ્રાહક, \
         ખરીદનાર, પાર્ટી, કંપની, kundenname, kunde, debitor, firma, auftraggeber, nom du client, nom client, raison \
         sociale, client nom, acheteur, société, nazwa klienta, nazwa kontrahenta, klient, kontrahent, nabywca, \
         odbiorca",
    ),
    (
        Role::CustomerId,
        "customer id, customer no, customer number, customer code, customer key, cust id, cust no, client id, client \
         code, client no, account no, account number, account id, account code, card code, debtor no, debtor code, bp \
         code, partner code, partner id, id customer, company id, buyer id, party code, код клиента, код контрагента, \
         код покупателя, номер клиента, id клиента, ид клиента, šifra kupca, šifra partnera, šifra komitenta, broj \
         kupca, id kupca, шифра купца, шифра партнера, шифра комитента, šifra stranke, koda kupca, koda stranke, \
         številka kupca, id stranke, کد مشتری, شماره مشتری, شناسه مشتری, کد طرف حساب, ગ્રાહક કોડ, ગ્રાહક નંબર, ગ્રાહક \
         આઈડી, ગ્રાહક ક્રમાંક, kundennummer, kunden nr, kundennr, kundencode, kunden id, debitorennummer, debitor nr, \
         code client, numéro client, n client, id client, kod klienta, numer klienta, nr klienta, id klienta, kod \
         kontrahenta",
    ),
    (
        Role::Date,
        "invoice date, order date, posting date, document date, doc date, sale date, sales date, transaction date, \
         purchase date, date, day, дата, дата документа, дата заказа, дата продажи, дата отгрузки, дата реализации, \
         datum, datum fakture, datum računa, datum narudžbe, datum naročila, datum dokumenta, датум, датум фактуре, \
         датум рачуна, датум документа, datum izdaje, datum prodaje, dan, تاریخ, تاریخ فاکتور, تاریخ سفارش, تاریخ \
         فروش, તારીખ, બિલ તારીખ, ઓર્ડર તારીખ, ઇન્વોઇસ તારીખ, belegdatum, rechnungsdatum, buchungsdatum, \
         auftragsdatum, bestelldatum, date facture, date de facture, date commande, date de commande, data, data \
         sprzedaży, data faktury, data wystawienia, data dokumentu",
    ),
    (
        Role::Amount,
        "net amount, net, net total, net sales, net revenue, net value, line amount, line total, extended price, sales \
         amount, amount, revenue, sales, turnover, invoice amount, order amount, order total, invoice total, value, sum, subtotal, total amount, total price, total, сумма без ндс, сумма, выручка, \
         стоимость продажи, сумма продажи, сумма заказа, сумма документа, оборот, стоимость, neto iznos, iznos, \
         vrednost, promet, prihod, ukupno, нето износ, износ, вредност, промет, приход, укупно, neto znesek, znesek, \
         vrednost prodaje, prihodek, skupaj, مبلغ خالص, مبلغ, مبلغ فروش, مبلغ کل, فروش, جمع, جمع کل, ચોખ્ખી રકમ, રકમ, \
         કુલ રકમ, વેચાણ, આવક, કુલ, nettobetrag, netto, netto betrag, nettoumsatz, umsatz, betrag, nettowert, wert, \
         erlös, summe, gesamt, montant ht, montant net, montant, chiffre d affaires, ca ht, ca, total ht, wartość \
         netto, kwota netto, kwota, wartość, przychód, suma, razem",
    ),
    (
        Role::Quantity,
        "quantity, qty, order quantity, ordered quantity, units, pieces, pcs, количество, кол во, колво, кол, \
         količina, kolicina, kol, количина, кол, تعداد, مقدار, જથ્થો, માત્રા, નંગ, menge, anzahl, stück, stückzahl, \
         quantité, qté, ilość, ilosc, szt",
    ),
    (
        Role::Price,
        "unit price, price, price each, rate, sales price, selling price, цена, цена за единицу, цена продажи, cena, \
         jedinična cena, prodajna cena, цена по јединици, јединична цена, cena na enoto, قیمت, قیمت واحد, فی, ભાવ, \
         કિંમત, એકમ ભાવ, દર, preis, einzelpreis, stückpreis, verkaufspreis, prix, prix unitaire, prix de vente, cena \
         jednostkowa, cena netto, net price, list price, msrp, rrp, nettopreis, listenpreis, katalogpreis, bruttopreis, \
         grundpreis, normalpreis",
    ),
    (
        Role::Discount,
        "discount, disc, discount percent, line discount, rebate, скидка, процент скидки, popust, rabat, попуст, \
         рабат, تخفیف, درصد تخفیف, ડિસ્કાઉન્ટ, છૂટ, વળતર, rabatt, nachlass, remise, réduction, upust",
    ),
    (
        Role::Document,
        "order reference, invoice reference, document reference, po number, so number, invoice no, invoice number, invoice id, invoice, order id, order no, order number, order, document no, \
         document number, document, doc num, doc no, bill no, bill number, voucher no, voucher number, vch no, receipt no, sales order, \
         transaction id, номер документа, документ, номер заказа, заказ, накладная, номер накладной, счет, номер \
         счета, счет фактура, регистратор, broj fakture, broj računa, broj dokumenta, broj narudžbe, faktura, račun, \
         dokument, број фактуре, број рачуна, број документа, фактура, рачун, številka računa, številka naročila, \
         številka dokumenta, št računa, št dokumenta, naročilo, شماره فاکتور, شماره سفارش, شماره سند, فاکتور, سفارش, \
         બિલ નંબર, બિલ નં, ઇન્વોઇસ નંબર, ઇન્વોઇસ, ઓર્ડર નંબર, ઓર્ડર, બિલ, rechnungsnummer, rechnungs nr, rechnungsnr, \
         rechnung, belegnummer, beleg nr, belegnr, beleg, auftragsnummer, auftrag, auftragsnr, bestellnummer, \
         facture, numéro de facture, n facture, numéro facture, commande, numéro de commande, n commande, numer \
         faktury, nr faktury, numer dokumentu, nr dokumentu, zamówienie, nr zamówienia",
    ),
    (
        Role::ProductGroup,
        "product group, product category, item group, item category, product line, product type, category, category \
         name, group, segment produktu, товарная группа, группа товаров, номенклатурная группа, категория, категория \
         товара, группа, grupa proizvoda, robna grupa, grupa artikala, kategorija, grupa, група производа, робна \
         група, категорија, група, skupina izdelkov, blagovna skupina, skupina, گروه کالا, گروه محصول, دسته, گروه, \
         શ્રેણી, વસ્તુ જૂથ, ઉત્પાદન જૂથ, જૂથ, warengruppe, produktgruppe, artikelgruppe, kategorie, famille, \
         catégorie, groupe de produits, grupa towarowa, grupa produktów, kategoria",
    ),
    (
        Role::Product,
        "product name, product, item name, item description, item, article, description, sku, stock code, product \
         code, product id, item code, item no, part number, номенклатура, товар, наименование товара, артикул, \
         продукция, услуга, proizvod, naziv proizvoda, artikal, roba, naziv artikla, производ, артикал, роба, назив \
         артикла, izdelek, naziv izdelka, artikel, blago, storitev, کالا, نام کالا, محصول, نام محصول, شرح کالا, \
         ઉત્પાદન, વસ્તુ, માલ, આઇટમ, produkt, artikelnummer, artikelbezeichnung, bezeichnung, produit, désignation, \
         towar, nazwa towaru, usługa, indeks",
    ),
    (
        Role::Currency,
        "currency, currency code, curr, doc cur, валюта, код валюты, valuta, ارز, واحد پول, ચલણ, währung, devise, \
         monnaie, waluta",
    ),
    (
        Role::Cost,
        "cost, total cost, line cost, cost amount, cost of goods, cogs, cost of sales, себестоимость, себестоимость \
         продаж, сумма себестоимости, trošak, troškovi, nabavna vrednost, трошак, набавна вредност, strošek, stroški, \
         هزینه, بهای تمام شده, પડતર, ખર્ચ, કુલ ખર્ચ, kosten, wareneinsatz, einstandswert, selbstkosten, coût, coût \
         total, prix de revient total, koszt, koszt własny, koszty",
    ),
    (
        Role::UnitCost,
        "unit cost, cost price, cost per unit, purchase price, buying price, себестоимость единицы, цена закупки, \
         закупочная цена, nabavna cena, набавна цена, nabavna cena na enoto, قیمت تمام شده, قیمت خرید, ખરીદ ભાવ, ખરીદ \
         કિંમત, એકમ ખર્ચ, einstandspreis, einkaufspreis, prix d achat, prix de revient, coût unitaire, cena zakupu, \
         koszt jednostkowy",
    ),
    (
        Role::Profit,
        "profit, gross profit, net profit, margin amount, gross margin, contribution margin, прибыль, валовая \
         прибыль, profit bruto, dobit, zarada, marža, добит, зарада, маржа, dobiček, razlika v ceni, سود, سود \
         ناخالص, નફો, કુલ નફો, gewinn, deckungsbeitrag, rohertrag, db, marge, bénéfice, marge brute, zysk, marża",
    ),
    (
        Role::Year,
        "year, fiscal year, calendar year, год, отчетный год, godina, година, leto, jahr, geschäftsjahr, année, exercice, \
         rok, سال, વર્ષ",
    ),
    (
        Role::TaxId,
        "tax id, tax no, tax number, tax code, vat id, vat no, vat number, vat reg no, vat registration number, \
         federal tax id, ustid, ust id, ust id nr, ust idnr, steuernummer, инн, инн кпп, pib, пиб, poreski broj, \
         порески број, davčna številka, id za ddv, nip, ičo, ico, dič, dic, siret, siren, n tva, numéro de tva, \
         gstin, gst no, oib, adószám, کد اقتصادی, شماره اقتصادی, شناسه ملی, જીએસટીઆઈએન",
    ),
    (
        Role::AmountGross,
        "gross amount, gross total, total gross, grand total, amount incl vat, amount including vat, \
         amount with vat, total incl vat, total including vat, total incl tax, total including tax, total with tax, \
         total with vat, doc total, сумма с ндс, всего с ндс, стоимость с ндс, итого с ндс, brutto, bruttobetrag, \
         brutto betrag, bruttosumme, bruttoumsatz, montant ttc, total ttc, ttc, wartość brutto, kwota brutto, bruto, \
         bruto iznos, iznos sa pdv, iznos s pdv, ukupno sa pdv, бруто, бруто износ, износ са пдв, укупно са пдв, \
         bruto znesek, znesek z ddv, skupaj z ddv, مبلغ با مالیات, جمع با مالیات",
    ),
    (
        Role::Debit,
        "debit, debit amount, debit amt, debits, dr, dr amount, дебет, сумма дебет, оборот дебет, дебет сумма, soll, sollbetrag, \
         débit, montant débit, debe, importe debe, débito, debito, dare, importo dare, wn, kwota wn, má dáti, md, duguje, \
         дугује, v breme, breme, borç, borç tutarı, дебетовий, 借方, 借方金额, 借方金額, بدهکار, مدین, ઉધાર, नामे",
    ),
    (
        Role::Credit,
        "credit, credit amount, credit amt, credits, cr, cr amount, кредит, сумма кредит, оборот кредит, кредит сумма, haben, \
         habenbetrag, crédit, montant crédit, haber, abono, importe haber, crédito, credito, avere, importo avere, ma, kwota ma, dal, \
         potražuje, потражује, v dobro, dobro, alacak, alacak tutarı, кредитовий, 贷方, 贷方金额, 貸方, 貸方金額, بستانکار, دائن, જમા, जमा",
    ),
    (
        Role::Tax,
        "vat, vat amount, vat sum, tax, tax amount, tax total, total tax, total taxes, total taxes and charges, \
         sales tax, gst amount, ндс, сумма ндс, pdv, iznos pdv, пдв, износ пдв, ddv, znesek ddv, mwst, mwst betrag, \
         ust, ust betrag, umsatzsteuer, steuer, steuerbetrag, mehrwertsteuer, tva, montant tva, kwota vat, \
         podatek vat, مالیات, مالیات بر ارزش افزوده, કર, જીએસટી",
    ),
    (
        Role::DocumentType,
        "document type, doc type, type, transaction type, voucher type, vch type, invoice type, entry type, тип документа, \
         вид документа, тип операции, вид операции, хозяйственная операция, тип, vrsta dokumenta, tip dokumenta, \
         vrsta, врста документа, врста, belegart, belegtyp, dokumentart, art, type de document, type de pièce, \
         nature, typ dokumentu, rodzaj dokumentu, نوع سند, نوع, દસ્તાવેજ પ્રકાર, પ્રકાર",
    ),
    (
        Role::Status,
        "status, document status, order status, canceled, cancelled, is cancelled, void, docstatus, статус, \
         статус заказа, состояние, отменен, storniert, storno, stornokennzeichen, statut, annulé, anulowano, stan, \
         otkazano, stornirano, отказано, сторнирано, stanje, وضعیت, સ્થિતિ",
    ),
    (
        Role::Salesperson,
        "salesperson, sales person, sales rep, sales representative, sales employee, sales manager, account manager, \
         rep, seller, owner, manager, employee, менеджер, ответственный, ответственный менеджер, продавец, \
         торговый представитель, prodavac, komercijalista, predstavnik, продавац, комерцијалиста, представник, \
         prodajalec, komercialist, کارشناس فروش, فروشنده, ویزیتور, વેચાણકર્તા, verkäufer, vertreter, \
         vertriebsmitarbeiter, vendeur, commercial, représentant, handlowiec, przedstawiciel, sprzedawca",
    ),
    (
        Role::PromisedDate,
        "required date, promised date, requested date, requested delivery date, promised delivery, \
         expected delivery, expected delivery date, срок поставки, плановая дата отгрузки, плановая дата поставки, \
         rok isporuke, рок испоруке, rok dobave, liefertermin, wunschtermin, date de livraison prévue, \
         termin dostawy, موعد تحویل",
    ),
    (
        Role::DeliveredDate,
        "shipped date, ship date, shipping date, delivery date, delivered date, delivered, delivered on, \
         actual delivery, дата доставки, дата поставки, дата фактической отгрузки, datum isporuke, датум испоруке, \
         datum dobave, lieferdatum, date de livraison, data dostawy, تاریخ تحویل",
    ),
    (
        Role::Contact,
        "contact, contact name, contact person, контакт, контактное лицо, kontakt, kontakt osoba, контакт особа, \
         kontaktna oseba, ansprechpartner, kontaktperson, interlocuteur, osoba kontaktowa, شخص رابط, સંપર્ક વ્યક્તિ",
    ),
    (
        Role::Function,
        "title, job title, position, function, contact title, должность, funkcija, функција, položaj, \
         položaj u firmi, funktion, fonction, stanowisko, سمت, હોદ્દો",
    ),
    (
        Role::Address,
        "address, street, street address, address line 1, адрес, юридический адрес, фактический адрес, adresa, \
         адреса, ulica, naslov, adresse, strasse, anschrift, rue, adres, آدرس, સરનામું",
    ),
    (
        Role::City,
        "city, town, customer city, ship city, город, grad, град, mesto, место, ort, stadt, ville, miasto, شهر, શહેર",
    ),
    (
        Role::Region,
        "region, state, province, county, ship region, регион, область, регија, regija, bundesland, région, \
         województwo, استان, રાજ્ય",
    ),
    (
        Role::PostalCode,
        "postal code, zip, zip code, postcode, post code, индекс, почтовый индекс, poštanski broj, поштански број, \
         poštna številka, plz, postleitzahl, code postal, kod pocztowy, کد پستی, પિન કોડ",
    ),
    (Role::Country, "country, customer country, ship country, страна, država, држава, land, pays, kraj, کشور, દેશ"),
    (
        Role::Phone,
        "phone, telephone, tel, phone number, phone no, mobile, mobile no, телефон, telefon, mobil, téléphone, تلفن, \
         ફોન",
    ),
    (Role::Fax, "fax, fax no, факс, faks, télécopie, نمابر"),
    (
        Role::Email,
        "email, e mail, mail, email address, почта, эл почта, электронная почта, имейл, e pošta, е пошта, courriel, \
         adres e mail, ایمیل, ઈમેલ",
    ),
    (
        Role::Website,
        "website, web site, web, url, homepage, сайт, веб сайт, sajt, сајт, spletna stran, webseite, site web, \
         strona www, وب سایت, વેબસાઇટ",
    ),
    (
        Role::Industry,
        "industry, sector, отрасль, сфера деятельности, delatnost, делатност, branša, panoga, dejavnost, branche, \
         secteur, secteur d activité, branża, صنعت, ઉદ્યોગ",
    ),
    (
        Role::Ignore,
        "first name, last name, surname, middle name, ship name, ship to, ship address, ship postal code, due date, \
         birth date, updated, payment date, balance, running balance, outstanding, \
         outstanding amount, paid, paid amount, amount due, open balance, tax rate, vat rate, vat percent, \
         discount amount, margin percent, gross margin percent, margin, gross profit percent, freight, \
         shipping cost, line no, line number, row, no, s no, comment, memo, remarks, notes, customer group, \
         customer type, territory, warehouse, unit of measure, uom, unit, units of measure, exchange rate, class, \
         min, max, average, срок оплаты, дата оплаты, остаток, долг, задолженность, курс, единица, ед изм, \
         единица измерения, комментарий, группа клиентов, рентабельность, рентабельность percent, маржинальность, \
         ставка ндс, номер строки, n, п п, склад, организация, datum dospeća, датум доспећа, datum plaćanja, \
         rok plaćanja, datum zapadlosti, rok plačila, jedinica mere, јединица мере, saldo, салдо, تاریخ سررسید, \
         مانده, باقی مانده, ردیف, બાકી, fälligkeit, fälligkeitsdatum, offen, pos, position nr, date d échéance, \
         solde, termin płatności, lp",
    ),
];

/// Words that name a role only if nothing better does and the values agree.
pub(in crate::exchange) const WEAK: [(Role, &str); 4] = [
    (
        Role::Date,
        "month, period, quarter, week, месяц, период, квартал, неделя, mesec, месец, kvartal, квартал, nedelja, mesec leta, \
         monat, quartal, woche, mois, trimestre, semaine, miesiąc, kwartał, ماه, دوره, મહિનો, created at, created on, created, \
         creation date",
    ),
    (Role::Document, "num, ref, ref no, reference, nr dok, doc"),
    (
        Role::Customer,
        "row labels, particulars, названия строк, zeilenbeschriftungen, étiquettes de lignes, etykiety wierszy, name, account, имя, название, наименование, naziv, ime, назив, име, نام, નામ, nom, nazwa, bezeichnung",
    ),
    (Role::CustomerId, "code, id, number, код, ид, šifra, шифра, koda, کد, شناسه, કોડ, nr, nummer, kod"),
];

/// Words that begin the first cell of a totals row.
pub(in crate::exchange) const TOTALS: &str = "total, totals, grand total, subtotal, sub total, sum, overall, итого, всего, итог, общий итог, подытог, \
    ukupno, svega, sveukupno, zbir, укупно, свега, свеукупно, збир, skupaj, vsota, skupna vsota, جمع, جمع کل, \
    مجموع, કુલ, એકંદર, સરવાળો, summe, gesamt, gesamtsumme, zwischensumme, gesamtergebnis, total général, sous \
    total, totaux, suma, razem, celkem, összesen, ogółem, łącznie, ukupan iznos, \
    total general, suma total, total geral, somme, totale, totale generale, subtotale, somma, suma końcowa, mezisoučet, \
    součet, celkový součet, toplam, genel toplam, ara toplam, разом, всього, усього, підсумок, загальний підсумок, \
    合计, 总计, 小计, 总额, 總計, 合計, 小計, 総計, 計, المجموع, المجموع الكلي, الإجمالي, الإجمالي الكلي, योग, कुल योग, उप योग";
