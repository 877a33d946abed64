//! Header words of further languages, a table each: those of exports in Spanish, Portuguese, French, German, Italian,
//! Polish, Czech, Turkish, Ukrainian, Chinese, Japanese, Arabic and Hindi, as far as `words` hasn't them.
//!
//! A word that several languages share stands in the first that has it; where two mean different things by it, it
//! stands in neither unless one meaning is by far the likelier.

use crate::exchange::Role;
use crate::exchange::Role::{
    Address, Amount, AmountGross, City, Contact, Cost, Country, Currency, Customer, CustomerId, Date, DeliveredDate,
    Discount, Document, DocumentType, Email, Fax, Function, Ignore, Industry, Phone, PostalCode, Price, Product,
    ProductGroup, Profit, PromisedDate, Quantity, Region, Salesperson, Status, Tax, TaxId, UnitCost, Website, Year,
};

/// Words that name a role by themselves.
pub(in crate::exchange) const STRONG: [&[(Role, &str)]; 13] =
    [SPANISH, PORTUGUESE, FRENCH, GERMAN, ITALIAN, POLISH, CZECH, TURKISH, UKRAINIAN, CHINESE, JAPANESE, ARABIC, HINDI];

/// Words that name a role only if nothing better does and the values agree.
pub(in crate::exchange) const WEAK: [(Role, &str); 3] = [
    (
        Date,
        "mes, mês, mese, měsíc, ay, місяць, 月份, 月, شهر, महीना, माह, semana, settimana, týden, hafta, тиждень, 周, 週, \
         čtvrtletí, çeyrek, 季度, 四半期, période, periodo, período, zeitraum, období, dönem, период, период, 期间, 期間",
    ),
    (Customer, "nombre, nome, název, jméno, назва, найменування, 名称, 名稱, 姓名, 氏名, 名前, الاسم, اسم, नाम"),
    (
        CustomerId,
        "código, codigo, codice, kód, número, numero, číslo, kodu, numara, 编号, 编码, 代码, コード, 番号, رقم, كود, कोड, संख्या",
    ),
];

const SPANISH: &[(Role, &str)] = &[
    (
        Customer,
        "nombre del cliente, nombre cliente, nombre de cliente, razón social, nombre comercial, cliente, comprador, empresa",
    ),
    (
        CustomerId,
        "código de cliente, código cliente, cód cliente, cod cliente, id cliente, id de cliente, n cliente, nº cliente, \
      número de cliente, número cliente, nro cliente, clave cliente",
    ),
    (
        Date,
        "fecha, fecha de factura, fecha factura, fecha de pedido, fecha pedido, fecha del pedido, fecha de venta, fecha venta, \
      fecha de emisión, fecha documento, fecha de compra",
    ),
    (
        Amount,
        "importe neto, base imponible, total neto, neto, venta neta, ventas netas, total sin iva, importe sin iva, importe, \
      monto neto, monto, ventas, venta, ingresos, facturación, importe línea, total línea, valor neto, valor",
    ),
    (Quantity, "cantidad, cant, unidades, piezas"),
    (Price, "precio unitario, precio, precio de venta, precio unidad, p unitario"),
    (Discount, "descuento, dto, dcto, porcentaje de descuento, porcentaje descuento"),
    (
        Document,
        "número de factura, n factura, nº factura, nro factura, factura, número de pedido, n pedido, nº pedido, pedido, \
      número de documento, documento, orden de venta, número de orden, folio, albarán, comprobante",
    ),
    (
        ProductGroup,
        "categoría, categoría de producto, familia, familia de productos, grupo de productos, grupo de artículos, línea de producto, rubro",
    ),
    (
        Product,
        "producto, nombre del producto, artículo, descripción, descripción del producto, código de producto, referencia, mercancía, servicio",
    ),
    (Currency, "moneda, divisa"),
    (Cost, "costo, coste, costo total, coste total, costo de ventas"),
    (UnitCost, "costo unitario, coste unitario, precio de costo, precio de coste, precio de compra"),
    (Profit, "beneficio, ganancia, utilidad, utilidad bruta, beneficio bruto, margen bruto"),
    (Year, "año, ejercicio"),
    (TaxId, "nif, cif, nif cif, cif nif, rfc, ruc, cuit, nit, rut"),
    (
        AmountGross,
        "importe bruto, total con iva, importe con iva, total iva incluido, importe total con iva, monto total con iva",
    ),
    (Tax, "iva, importe iva, impuesto, impuestos, monto iva, igv, cuota iva"),
    (
        DocumentType,
        "tipo de documento, tipo documento, tipo de comprobante, tipo, tipo de operación, clase de documento",
    ),
    (Status, "estado, estado del pedido, estatus, estado pedido"),
    (Salesperson, "vendedor, vendedora, comercial, agente, agente comercial, representante, asesor, ejecutivo"),
    (PromisedDate, "fecha prometida, fecha de entrega prevista, fecha prevista, fecha requerida, fecha solicitada"),
    (DeliveredDate, "fecha de entrega, fecha entrega, fecha de envío, fecha envío"),
    (Contact, "contacto, persona de contacto, nombre de contacto"),
    (Function, "cargo, puesto"),
    (Address, "dirección, domicilio, calle"),
    (City, "ciudad, localidad, población, municipio"),
    (Region, "provincia, región, comunidad autónoma, departamento"),
    (PostalCode, "código postal, cod postal, c p"),
    (Country, "país"),
    (Phone, "teléfono, móvil, celular, tfno"),
    (Email, "correo, correo electrónico"),
    (Website, "sitio web, página web"),
    (Industry, "industria, sector de actividad, giro"),
    (
        Ignore,
        "fecha de vencimiento, vencimiento, fecha de pago, pendiente, pagado, importe pagado, importe pendiente, observaciones, \
      comentarios, notas, unidad, unidad de medida, almacén, tipo de cambio, tipo de iva, línea, n línea, grupo de clientes, \
      importe descuento, portes, gastos de envío, zona, ruta, forma de pago",
    ),
];

const PORTUGUESE: &[(Role, &str)] = &[
    (Customer, "nome do cliente, nome cliente, razão social, nome fantasia, comprador, nome da empresa, destinatário"),
    (CustomerId, "código do cliente, código cliente, id do cliente, número do cliente"),
    (
        Date,
        "data do pedido, data da venda, data venda, data de emissão, data emissão, data da fatura, data da nota, data da compra, dt emissão, dia",
    ),
    (
        Amount,
        "valor líquido, total líquido, líquido, valor da venda, valor do pedido, valor dos produtos, valor total, montante, receita, \
      faturamento, faturação, vendas, venda, total sem iva, valor sem iva",
    ),
    (Quantity, "quantidade, qtd, qtde, qtd vendida, unidades vendidas"),
    (Price, "preço unitário, preço, valor unitário, preço de venda, vl unitário, vlr unitário"),
    (Discount, "desconto, percentual de desconto, desconto percentual"),
    (
        Document,
        "número do pedido, nota fiscal, número da nota, nf, nfe, nf e, n nota, nº nota, número da fatura, fatura, número do documento, encomenda",
    ),
    (ProductGroup, "categoria, categoria do produto, grupo de produtos, família, linha de produto, grupo"),
    (
        Product,
        "produto, nome do produto, descrição, descrição do produto, código do produto, mercadoria, serviço, artigo",
    ),
    (Currency, "moeda"),
    (Cost, "custo, custo total, cmv, custo das vendas"),
    (UnitCost, "custo unitário, preço de custo, preço de compra"),
    (Profit, "lucro, lucro bruto, margem de contribuição, margem bruta"),
    (Year, "ano, exercício"),
    (TaxId, "cnpj, cpf, cpf cnpj, cnpj cpf, contribuinte"),
    (AmountGross, "valor bruto, total com iva, valor com iva, valor com impostos, valor da nota"),
    (Tax, "imposto, impostos, valor do imposto, valor iva, icms"),
    (DocumentType, "tipo de documento, tipo de operação, natureza da operação, tipo de nota"),
    (Status, "situação, situação do pedido"),
    (Salesperson, "vendedor, representante, consultor, gerente de conta"),
    (PromisedDate, "previsão de entrega, data prevista, prazo de entrega"),
    (DeliveredDate, "data de entrega, data da entrega, data entrega, data de envio, data de saída"),
    (Contact, "contato, pessoa de contato, pessoa de contacto"),
    (Function, "função"),
    (Address, "endereço, morada, logradouro, rua"),
    (City, "cidade, município, concelho"),
    (Region, "uf, distrito"),
    (PostalCode, "cep"),
    (Phone, "telefone, telemóvel, fone"),
    (Industry, "setor, ramo, ramo de atividade"),
    (
        Ignore,
        "data de vencimento, data de pagamento, valor pago, pago, em aberto, observação, observações, unidade, unidade de medida, armazém, \
      estoque, alíquota, frete, valor do frete, parcela, valor do desconto, taxa de iva, câmbio, forma de pagamento",
    ),
];

const FRENCH: &[(Role, &str)] = &[
    (
        Customer,
        "nom de l entreprise, entreprise, dénomination, dénomination sociale, nom du tiers, tiers, nom de client, acheteur, donneur d ordre",
    ),
    (
        CustomerId,
        "code tiers, réf client, référence client, identifiant client, numéro de client, compte client, no client",
    ),
    (Date, "date de vente, date de facturation, date d achat, date du document, date vente, date pièce, jour"),
    (
        Amount,
        "montant hors taxe, montant hors taxes, montant total ht, prix total ht, total hors taxe, total hors taxes, total net, vente, \
      ventes, recette, recettes, valeur, montant de la ligne, montant total",
    ),
    (Quantity, "quantité vendue, qte, nb unités, unités"),
    (Price, "prix ht, prix unitaire ht, pu ht, pu, tarif"),
    (Discount, "taux de remise, rabais"),
    (
        Document,
        "numéro de pièce, n pièce, pièce, référence commande, bon de commande, bon de livraison, no facture, no commande, réf commande",
    ),
    (
        ProductGroup,
        "famille d articles, famille de produits, famille produit, gamme, catégorie de produit, catégorie produit, groupe",
    ),
    (
        Product,
        "libellé, libellé article, nom du produit, référence article, code article, référence produit, prestation, service",
    ),
    (Cost, "coût d achat, coût des ventes"),
    (UnitCost, "prix achat, coût de revient"),
    (TaxId, "n tva intracommunautaire, numéro tva, tva intracommunautaire"),
    (AmountGross, "montant toutes taxes comprises, prix ttc, total toutes taxes comprises, montant total ttc"),
    (Tax, "taxe, taxes, montant de la tva, total tva"),
    (DocumentType, "type de facture, type document, type de vente"),
    (Status, "état, état commande, état de la commande"),
    (Salesperson, "agent commercial, chargé de clientèle, responsable commercial, responsable"),
    (
        PromisedDate,
        "date souhaitée, date prévue, livraison prévue, livraison promise, date promise, promis pour, promise le",
    ),
    (
        DeliveredDate,
        "date d expédition, date d envoi, date livraison, livré le, livrée le, expédié le, livraison effective",
    ),
    (Function, "poste"),
    (Region, "département"),
    (Phone, "numéro de téléphone, portable"),
    (Email, "adresse mail, adresse e mail, mél"),
    (Website, "site internet"),
    (
        Ignore,
        "échéance, date de paiement, date de règlement, réglé, payé, reste à payer, remarque, remarques, commentaire, commentaires, unité, \
      unité de mesure, entrepôt, dépôt, taux de tva, taux tva, taux de change, montant remise, frais de port, n ligne, ligne",
    ),
];

const GERMAN: &[(Role, &str)] = &[
    (
        Customer,
        "kundenbezeichnung, debitorname, debitorenname, rechnungsempfänger, käufer, firmenname, geschäftspartner, name des kunden, kunde name",
    ),
    (CustomerId, "debitorennr, kdnr, kd nr, kundenkonto, debitorkonto, kunden nummer"),
    (Date, "verkaufsdatum, leistungsdatum, datum der rechnung, kaufdatum, bestell datum, rechnungs datum"),
    (
        Amount,
        "nettosumme, summe netto, umsatz netto, gesamt netto, rechnungsbetrag netto, positionswert, positionsbetrag, verkaufsbetrag, \
      warenwert, gesamtbetrag, rechnungsbetrag, gesamtpreis, erlöse",
    ),
    (Quantity, "verkaufsmenge, liefermenge, bestellmenge, stk"),
    (Price, "nettopreis, preis pro stück, preis je einheit, vk preis"),
    (Discount, "rabatt in prozent, rabattsatz"),
    (
        Document,
        "lieferschein, lieferscheinnummer, lieferscheinnr, vorgangsnummer, vorgang, bestellung, auftragsbestätigung",
    ),
    (ProductGroup, "gruppe, produktkategorie, sortiment, hauptgruppe"),
    (
        Product,
        "artikelname, artikel nr, artikelnr, material, materialnummer, materialbezeichnung, produktname, dienstleistung",
    ),
    (UnitCost, "ek preis, einkaufspreis netto"),
    (AmountGross, "rechnungsbetrag brutto, gesamt brutto, summe brutto, gesamtbetrag brutto, umsatz brutto"),
    (DocumentType, "vorgangsart, dokumenttyp, buchungsart"),
    (Status, "bearbeitungsstatus, auftragsstatus"),
    (Salesperson, "verkaufsberater, außendienst, außendienstmitarbeiter, sachbearbeiter, betreuer, kundenbetreuer"),
    (PromisedDate, "wunschlieferdatum, zugesagter termin"),
    (DeliveredDate, "versanddatum, datum der lieferung"),
    (Address, "straße"),
    (Phone, "telefonnummer, rufnummer"),
    (
        Ignore,
        "bemerkung, bemerkungen, notiz, lager, mengeneinheit, einheit, zahlungsziel, zahlungsdatum, bezahlt, offener betrag, steuersatz, \
      mwst satz, wechselkurs, versandkosten, rabattbetrag",
    ),
];

const ITALIAN: &[(Role, &str)] = &[
    (
        Customer,
        "nome cliente, ragione sociale, denominazione cliente, denominazione, acquirente, intestatario, azienda",
    ),
    (CustomerId, "codice cliente, numero cliente, conto cliente, cod cli"),
    (
        Date,
        "data ordine, data fattura, data documento, data doc, data vendita, data registrazione, data acquisto, giorno",
    ),
    (
        Amount,
        "importo netto, imponibile, totale imponibile, totale netto, valore netto, importo riga, totale riga, importo, fatturato, ricavi, ricavo, \
      vendite, importo totale, totale ordine, valore, totale",
    ),
    (Quantity, "quantità, qta, q tà, pezzi"),
    (Price, "prezzo unitario, prezzo, prezzo di vendita, prezzo vendita, prezzo netto"),
    (Discount, "sconto, percentuale sconto, sconto percentuale"),
    (
        Document,
        "numero fattura, n fattura, num fattura, fattura, numero ordine, n ordine, ordine, numero documento, n documento, num documento, bolla, ddt",
    ),
    (ProductGroup, "gruppo merceologico, categoria merceologica, famiglia, gruppo, linea prodotto, categoria prodotto"),
    (Product, "prodotto, articolo, descrizione, codice articolo, nome prodotto, descrizione articolo, merce, servizio"),
    (Cost, "costo totale, costo del venduto"),
    (UnitCost, "costo unitario, prezzo di acquisto, prezzo acquisto"),
    (Profit, "utile, profitto, margine lordo, guadagno, utile lordo"),
    (Year, "anno, esercizio"),
    (TaxId, "partita iva, p iva, piva, codice fiscale"),
    (
        AmountGross,
        "importo lordo, totale con iva, totale ivato, importo ivato, totale documento, totale fattura, lordo, importo con iva",
    ),
    (Tax, "importo iva, imposta, totale iva"),
    (DocumentType, "tipo documento, tipo doc, tipologia, tipologia documento, causale"),
    (Status, "stato, stato ordine"),
    (Salesperson, "venditore, rappresentante, commerciale"),
    (PromisedDate, "data consegna prevista, consegna prevista, data richiesta"),
    (DeliveredDate, "data consegna, data spedizione, data di consegna"),
    (Contact, "contatto, referente, persona di contatto"),
    (Function, "ruolo, qualifica, mansione"),
    (Address, "indirizzo"),
    (City, "città, comune, località"),
    (Region, "regione"),
    (PostalCode, "cap, codice postale"),
    (Country, "nazione, paese"),
    (Phone, "telefono, cellulare"),
    (Email, "posta elettronica"),
    (Website, "sito, sito web"),
    (Industry, "settore"),
    (
        Ignore,
        "scadenza, data scadenza, data pagamento, pagato, residuo, note, aliquota, aliquota iva, unità di misura, magazzino, riga, cambio, \
      importo sconto, spese di trasporto",
    ),
];

const POLISH: &[(Role, &str)] = &[
    (Customer, "nazwa nabywcy, nazwa firmy, nazwa odbiorcy, płatnik, kupujący, zamawiający"),
    (CustomerId, "symbol klienta, id kontrahenta, numer kontrahenta, kod nabywcy, kod odbiorcy"),
    (Date, "data zamówienia, data transakcji, data zakupu, dzień"),
    (
        Amount,
        "sprzedaż netto, wartość sprzedaży, wartość bez vat, suma netto, razem netto, sprzedaż, obrót, wartość pozycji",
    ),
    (Quantity, "ilość sztuk, sztuk, liczba sztuk"),
    (Price, "cena sprzedaży, cena za sztukę"),
    (Discount, "rabat procentowy"),
    (Document, "numer zamówienia, dokument sprzedaży, numer faktury vat"),
    (ProductGroup, "kategoria produktu, grupa asortymentowa, asortyment"),
    (Product, "nazwa produktu, kod towaru, kod produktu, nazwa usługi"),
    (UnitCost, "cena nabycia"),
    (TaxId, "regon, numer nip"),
    (AmountGross, "wartość z vat, suma brutto, razem brutto, sprzedaż brutto"),
    (Tax, "podatek"),
    (DocumentType, "rodzaj transakcji, typ transakcji, rodzaj"),
    (Status, "status zamówienia"),
    (Salesperson, "opiekun, opiekun klienta"),
    (PromisedDate, "termin realizacji"),
    (DeliveredDate, "data realizacji, data wysyłki"),
    (City, "miejscowość"),
    (Phone, "numer telefonu"),
    (
        Ignore,
        "data płatności, pozostało, zapłacono, jednostka, j m, magazyn, uwagi, stawka vat, kwota rabatu, kurs waluty",
    ),
];

const CZECH: &[(Role, &str)] = &[
    (
        Customer,
        "název zákazníka, jméno zákazníka, název odběratele, zákazník, odběratel, kupující, název firmy, společnost, obchodní partner",
    ),
    (CustomerId, "číslo zákazníka, kód zákazníka, id zákazníka, číslo odběratele, kód odběratele"),
    (
        Date,
        "datum objednávky, datum faktury, datum vystavení, datum prodeje, datum dokladu, duzp, datum zdanitelného plnění",
    ),
    (
        Amount,
        "částka bez dph, celkem bez dph, cena bez dph, základ daně, částka, tržba, tržby, hodnota, prodej, celková částka, cena celkem, celkem, obrat",
    ),
    (Quantity, "množství, počet kusů, počet, ks"),
    (Price, "jednotková cena, cena za kus, cena za jednotku, prodejní cena"),
    (Discount, "sleva, sleva v procentech"),
    (Document, "číslo faktury, číslo dokladu, doklad, číslo objednávky, objednávka, variabilní symbol"),
    (ProductGroup, "skupina zboží, skupina produktů, produktová skupina, kategorie, kategorie produktu"),
    (Product, "název produktu, název zboží, zboží, položka, název položky, výrobek, služba, katalogové číslo"),
    (Currency, "měna, kód měny"),
    (Cost, "náklady, náklad"),
    (UnitCost, "nákupní cena, pořizovací cena, jednotkové náklady"),
    (Profit, "zisk, hrubý zisk, marže"),
    (AmountGross, "částka s dph, celkem s dph, cena s dph, celkem včetně dph"),
    (Tax, "dph, částka dph, výše dph"),
    (DocumentType, "typ dokladu, druh dokladu, typ faktury"),
    (Status, "stav, stav objednávky"),
    (Salesperson, "obchodník, prodejce, obchodní zástupce"),
    (PromisedDate, "termín dodání, požadovaný termín"),
    (DeliveredDate, "datum dodání, datum expedice"),
    (Contact, "kontaktní osoba"),
    (Function, "funkce, pozice"),
    (Address, "ulice, sídlo"),
    (City, "město, obec"),
    (PostalCode, "psč"),
    (Country, "země, stát"),
    (Website, "webové stránky"),
    (Industry, "odvětví, obor"),
    (
        Ignore,
        "datum splatnosti, splatnost, datum úhrady, zůstatek, uhrazeno, zbývá, sazba dph, jednotka, měrná jednotka, sklad, poznámka, řádek, pořadí",
    ),
];

const TURKISH: &[(Role, &str)] = &[
    (
        Customer,
        "müşteri adı, müşteri ünvanı, müşteri unvanı, cari adı, cari hesap adı, cari ünvan, cari unvan, müşteri, cari, alıcı, firma adı, \
      şirket adı, şirket, ünvan, unvan",
    ),
    (CustomerId, "müşteri no, müşteri kodu, müşteri numarası, müşteri id, cari kodu, cari kod, cari hesap kodu"),
    (Date, "tarih, fatura tarihi, sipariş tarihi, satış tarihi, belge tarihi, işlem tarihi, fiş tarihi, evrak tarihi"),
    (
        Amount,
        "net tutar, kdv hariç tutar, kdv hariç toplam, kdv hariç, matrah, satış tutarı, tutar, toplam tutar, ciro, satış, gelir, fatura tutarı, \
      sipariş tutarı, toplam",
    ),
    (Quantity, "miktar, adet, satış miktarı, satış adedi"),
    (Price, "birim fiyat, birim fiyatı, fiyat, satış fiyatı"),
    (Discount, "iskonto, indirim, iskonto oranı, indirim oranı"),
    (
        Document,
        "fatura no, fatura numarası, belge no, belge numarası, sipariş no, sipariş numarası, fiş no, evrak no, irsaliye no, sipariş",
    ),
    (ProductGroup, "ürün grubu, stok grubu, kategori, ürün kategorisi, mal grubu"),
    (Product, "ürün adı, ürün, stok adı, stok kodu, ürün kodu, malzeme adı, malzeme, hizmet, açıklama"),
    (Currency, "para birimi, döviz cinsi, döviz kodu, döviz"),
    (Cost, "maliyet, toplam maliyet"),
    (UnitCost, "birim maliyet, alış fiyatı"),
    (Profit, "kâr, brüt kâr, net kâr"),
    (Year, "yıl"),
    (TaxId, "vergi no, vergi numarası, vkn, tckn, vergi kimlik no"),
    (AmountGross, "brüt tutar, genel toplam, kdv dahil tutar, kdv dahil toplam, kdv dahil"),
    (Tax, "kdv, kdv tutarı, vergi, vergi tutarı"),
    (DocumentType, "belge türü, belge tipi, fatura tipi, fatura türü, fiş türü, işlem türü, işlem tipi"),
    (Status, "durum, sipariş durumu, fatura durumu"),
    (Salesperson, "satış temsilcisi, plasiyer, satıcı, temsilci, satış elemanı"),
    (PromisedDate, "termin, termin tarihi, istenen tarih"),
    (DeliveredDate, "teslim tarihi, teslimat tarihi, sevk tarihi, sevkiyat tarihi"),
    (Contact, "ilgili kişi, yetkili kişi, yetkili, irtibat"),
    (Function, "görevi"),
    (City, "şehir"),
    (Region, "bölge, ilçe"),
    (PostalCode, "posta kodu"),
    (Country, "ülke"),
    (Phone, "cep telefonu, gsm"),
    (Email, "e posta, eposta"),
    (Website, "web sitesi"),
    (Industry, "sektör"),
    (
        Ignore,
        "vade, vade tarihi, ödeme tarihi, bakiye, kalan, ödenen, kdv oranı, birim, depo, notlar, sıra no, sıra, döviz kuru, kur, iskonto tutarı, indirim tutarı",
    ),
];

const UKRAINIAN: &[(Role, &str)] = &[
    (
        Customer,
        "назва клієнта, назва контрагента, назва покупця, найменування клієнта, найменування покупця, клієнт, покупець, замовник, отримувач",
    ),
    (CustomerId, "код клієнта, код покупця, номер клієнта, ід клієнта, id клієнта"),
    (Date, "дата документу, дата замовлення, дата продажу, дата рахунку, дата накладної, дата відвантаження, день"),
    (
        Amount,
        "сума без пдв, сума продажу, сума замовлення, сума документа, сума, виручка, виторг, дохід, вартість, продажі, усього",
    ),
    (Quantity, "кількість, к сть, кіл"),
    (Price, "ціна за одиницю, ціна продажу, ціна"),
    (Discount, "знижка, відсоток знижки"),
    (Document, "номер замовлення, замовлення, номер рахунку, рахунок, номер накладної, накладна, видаткова накладна"),
    (ProductGroup, "товарна група, група товарів, категорія товару, категорія, група"),
    (Product, "назва товару, найменування товару, послуга, продукція"),
    (Currency, "код валюти"),
    (Cost, "собівартість, сума собівартості"),
    (UnitCost, "собівартість одиниці, ціна закупівлі, закупівельна ціна"),
    (Profit, "прибуток, валовий прибуток"),
    (Year, "рік, звітний рік"),
    (TaxId, "єдрпоу, код єдрпоу, іпн, рнокпп"),
    (AmountGross, "сума з пдв, всього з пдв, разом з пдв, вартість з пдв"),
    (Tax, "сума пдв"),
    (DocumentType, "тип операції, вид операції, вид документу, тип документу"),
    (Status, "стан, стан замовлення, статус замовлення"),
    (Salesperson, "відповідальний, продавець, торговий представник"),
    (PromisedDate, "термін поставки, планова дата поставки"),
    (Contact, "контактна особа"),
    (Function, "посада"),
    (Address, "юридична адреса"),
    (City, "місто"),
    (Region, "регіон"),
    (PostalCode, "поштовий індекс, індекс"),
    (Country, "країна"),
    (Email, "електронна пошта, пошта"),
    (Industry, "галузь"),
    (
        Ignore,
        "термін оплати, дата оплати, залишок, борг, заборгованість, одиниця виміру, од вим, коментар, примітка, ставка пдв, організація, рядок",
    ),
];

const CHINESE: &[(Role, &str)] = &[
    (
        Customer,
        "客户名称, 客户名, 客户姓名, 客户, 购货单位, 购货方, 购方名称, 购买方, 买方, 买家名称, 买家, 单位名称, 往来单位, 顾客, 公司名称, 客戶名稱, 客戶",
    ),
    (
        CustomerId,
        "客户编号, 客户代码, 客户编码, 客户id, 客户号, 会员编号, 会员号, 买家id, 用户id, 用户编号, 客戶編號, 客戶代碼",
    ),
    (
        Date,
        "日期, 订单日期, 下单日期, 下单时间, 购买时间, 购买日期, 订购日期, 销售日期, 开票日期, 单据日期, 发票日期, 交易日期, 交易时间, 成交日期, \
      成交时间, 出库日期, 业务日期, 销售时间, 訂單日期, 銷售日期, 發票日期",
    ),
    (
        Amount,
        "实收金额, 实付金额, 不含税金额, 未税金额, 净额, 销售金额, 销售额, 订单金额, 成交金额, 交易金额, 应收金额, 应付金额, 金额, 总金额, 合计金额, \
      营业额, 销售收入, 收入, 总额, 总价, 小计, 銷售金額, 銷售額, 金額",
    ),
    (Quantity, "数量, 销售数量, 购买数量, 订购数量, 件数, 數量"),
    (Price, "单价, 销售单价, 价格, 售价, 不含税单价, 單價, 價格"),
    (Discount, "折扣, 折扣率"),
    (
        Document,
        "订单号, 订单编号, 单据编号, 单据号, 发票号, 发票号码, 销售单号, 单号, 凭证号, 交易号, 流水号, 出库单号, 合同号, 訂單編號, 發票號碼",
    ),
    (ProductGroup, "产品类别, 商品类别, 产品分类, 商品分类, 类别, 品类, 分类, 产品组, 类目"),
    (
        Product,
        "产品名称, 产品, 商品名称, 商品, 货品名称, 品名, 物料名称, 物料, 货号, 商品编码, 产品编码, 产品编号, 物料编码, 规格型号, 產品",
    ),
    (Currency, "币种, 货币, 币别, 幣別"),
    (Cost, "成本, 成本金额, 销售成本, 总成本"),
    (UnitCost, "单位成本, 成本价, 进价, 采购价"),
    (Profit, "利润, 毛利, 毛利额, 利润额"),
    (Year, "年份, 年度, 年"),
    (TaxId, "税号, 纳税人识别号, 统一社会信用代码"),
    (AmountGross, "含税金额, 价税合计, 含税总额"),
    (Tax, "税额, 增值税, 税金"),
    (DocumentType, "单据类型, 业务类型, 交易类型, 发票类型, 订单类型, 类型"),
    (Status, "状态, 订单状态, 单据状态, 交易状态"),
    (Salesperson, "业务员, 销售员, 销售人员, 销售代表, 销售经理, 客户经理, 负责人"),
    (PromisedDate, "预计交货日期, 要求交货日期, 承诺日期, 交货日期"),
    (DeliveredDate, "发货日期, 发货时间, 实际交货日期, 送货日期, 到货日期"),
    (Contact, "联系人"),
    (Function, "职务, 职位"),
    (Address, "地址, 详细地址"),
    (City, "城市"),
    (Region, "省份, 省, 地区, 区域"),
    (PostalCode, "邮编, 邮政编码"),
    (Country, "国家"),
    (Phone, "电话, 手机, 手机号, 联系电话, 电话号码"),
    (Fax, "传真"),
    (Email, "邮箱, 电子邮件, 电子邮箱"),
    (Website, "网址, 网站"),
    (Industry, "行业"),
    (
        Ignore,
        "备注, 序号, 到期日, 付款日期, 付款时间, 余额, 欠款, 已付金额, 已收金额, 未收金额, 未付金额, 退款金额, 折扣金额, 优惠金额, 税率, 单位, 计量单位, \
      仓库, 汇率, 运费, 行号, 收货地址, 收货人",
    ),
];

const JAPANESE: &[(Role, &str)] = &[
    (Customer, "顧客名, 得意先名, 取引先名, お客様名, 客先名, 会社名, 顧客, 得意先, 取引先, 客先, 販売先, 請求先"),
    (CustomerId, "顧客コード, 顧客番号, 顧客id, 得意先コード, 得意先番号, 取引先コード, 会員番号"),
    (Date, "日付, 売上日, 売上日付, 受注日, 受注日付, 注文日, 伝票日付, 請求日, 取引日, 販売日, 計上日, 購入日"),
    (Amount, "税抜金額, 税抜合計, 売上金額, 売上高, 販売金額, 受注金額, 請求金額, 合計金額, 売上, 合計"),
    (Quantity, "個数, 受注数, 販売数量, 販売数"),
    (Price, "単価, 販売単価, 価格, 売価"),
    (Discount, "値引率, 割引率, 割引"),
    (Document, "伝票番号, 伝票no, 受注番号, 注文番号, 請求書番号, 売上番号, 納品書番号, 取引番号"),
    (ProductGroup, "商品分類, 商品カテゴリ, カテゴリ, カテゴリー, 商品区分, 品種"),
    (Product, "商品名, 製品名, 商品コード, 品番, 品目, 製品"),
    (Currency, "通貨, 通貨コード"),
    (Cost, "原価, 売上原価, 原価金額"),
    (UnitCost, "原単価, 仕入単価, 仕入価格"),
    (Profit, "粗利, 粗利額, 粗利益, 利益"),
    (TaxId, "法人番号"),
    (AmountGross, "税込金額, 税込合計"),
    (Tax, "消費税, 消費税額, 税額"),
    (DocumentType, "伝票区分, 取引区分, 伝票種別, 売上区分"),
    (Status, "状態, ステータス, 状況"),
    (Salesperson, "営業担当者, 営業担当, 担当者名, 担当者, 担当"),
    (PromisedDate, "納期, 希望納期"),
    (DeliveredDate, "出荷日, 納品日, 発送日"),
    (Contact, "先方担当者, 連絡先"),
    (Function, "役職"),
    (Address, "住所, 所在地"),
    (City, "市区町村"),
    (Region, "都道府県, 地域"),
    (PostalCode, "郵便番号"),
    (Country, "国"),
    (Phone, "電話番号, 電話, 携帯"),
    (Fax, "fax番号, ファックス"),
    (Email, "メールアドレス, メール"),
    (Website, "ホームページ, ウェブサイト"),
    (Industry, "業種"),
    (Ignore, "備考, 支払期日, 支払日, 入金日, 残高, 税率, 単位, 倉庫, 行番号, 値引額, 送料, 為替レート, 摘要"),
];

const ARABIC: &[(Role, &str)] = &[
    (Customer, "اسم العميل, اسم الزبون, اسم المشتري, اسم الشركة, العميل, الزبون, المشتري, الشركة, عميل, زبون"),
    (CustomerId, "رقم العميل, كود العميل, رمز العميل, معرف العميل, رقم الزبون"),
    (Date, "التاريخ, تاريخ الفاتورة, تاريخ الطلب, تاريخ البيع, تاريخ المستند, تاريخ الشراء"),
    (
        Amount,
        "صافي المبلغ, المبلغ الصافي, الصافي, المبلغ قبل الضريبة, صافي المبيعات, المبلغ, القيمة, المبيعات, إجمالي المبيعات, قيمة الفاتورة, \
      المبلغ الإجمالي, الإجمالي, المجموع, الإيرادات",
    ),
    (Quantity, "الكمية, كمية, العدد"),
    (Price, "سعر الوحدة, سعر البيع, السعر"),
    (Discount, "نسبة الخصم, الخصم"),
    (Document, "رقم الفاتورة, رقم الطلب, رقم المستند, رقم السند, رقم الأمر, الفاتورة"),
    (ProductGroup, "فئة المنتج, مجموعة المنتجات, الفئة, التصنيف, المجموعة"),
    (Product, "اسم المنتج, اسم الصنف, كود الصنف, رمز المنتج, المنتج, الصنف"),
    (Currency, "العملة, رمز العملة"),
    (Cost, "التكلفة, إجمالي التكلفة"),
    (UnitCost, "تكلفة الوحدة, سعر التكلفة, سعر الشراء"),
    (Profit, "صافي الربح, إجمالي الربح, الربح"),
    (Year, "السنة, العام"),
    (TaxId, "الرقم الضريبي, رقم التسجيل الضريبي"),
    (AmountGross, "المبلغ شامل الضريبة, الإجمالي شامل الضريبة, المبلغ مع الضريبة, الإجمالي مع الضريبة"),
    (Tax, "الضريبة, قيمة الضريبة, مبلغ الضريبة, ضريبة القيمة المضافة"),
    (DocumentType, "نوع المستند, نوع الفاتورة, نوع الحركة, النوع"),
    (Status, "الحالة, حالة الطلب, حالة الفاتورة"),
    (Salesperson, "مندوب المبيعات, المندوب, البائع, الموظف"),
    (PromisedDate, "تاريخ التسليم المتوقع, موعد التسليم"),
    (DeliveredDate, "تاريخ التسليم, تاريخ الشحن"),
    (Contact, "جهة الاتصال, الشخص المسؤول"),
    (Function, "المنصب, الوظيفة"),
    (Address, "العنوان"),
    (City, "المدينة"),
    (Region, "المنطقة, المحافظة"),
    (PostalCode, "الرمز البريدي"),
    (Country, "الدولة, البلد"),
    (Phone, "الهاتف, رقم الهاتف, الجوال, الموبايل"),
    (Fax, "الفاكس"),
    (Email, "البريد الإلكتروني, الايميل"),
    (Website, "الموقع الإلكتروني, الموقع"),
    (Industry, "القطاع, النشاط"),
    (
        Ignore,
        "تاريخ الاستحقاق, تاريخ الدفع, الرصيد, المدفوع, المتبقي, ملاحظات, الملاحظات, البيان, الوحدة, نسبة الضريبة, المستودع, المخزن, سعر الصرف, مسلسل",
    ),
];

const HINDI: &[(Role, &str)] = &[
    (Customer, "ग्राहक का नाम, ग्राहक नाम, पार्टी का नाम, कंपनी का नाम, ग्राहक, खरीदार, क्रेता, पार्टी, कंपनी"),
    (CustomerId, "ग्राहक आईडी, ग्राहक कोड, ग्राहक संख्या, ग्राहक क्रमांक"),
    (Date, "दिनांक, तारीख, तिथि, बिल दिनांक, चालान दिनांक, ऑर्डर दिनांक, आदेश तिथि, बिक्री तिथि"),
    (Amount, "शुद्ध राशि, बिक्री राशि, राशि, रकम, कुल राशि, बिक्री, आय, कुल"),
    (Quantity, "मात्रा, नग"),
    (Price, "इकाई मूल्य, दर, कीमत, मूल्य, भाव"),
    (Discount, "छूट, छूट प्रतिशत, डिस्काउंट"),
    (Document, "बिल संख्या, बिल नंबर, चालान संख्या, चालान, इनवॉइस नंबर, इनवॉइस, ऑर्डर नंबर, आदेश संख्या, वाउचर संख्या, बिल"),
    (ProductGroup, "उत्पाद श्रेणी, श्रेणी, समूह"),
    (Product, "उत्पाद का नाम, उत्पाद, वस्तु, सामान, माल, आइटम, विवरण"),
    (Currency, "मुद्रा"),
    (Cost, "लागत, कुल लागत"),
    (UnitCost, "इकाई लागत, खरीद मूल्य, क्रय मूल्य"),
    (Profit, "लाभ, मुनाफा, सकल लाभ"),
    (Year, "वर्ष, साल"),
    (TaxId, "जीएसटी नंबर, जीएसटीआईएन"),
    (AmountGross, "कर सहित राशि"),
    (Tax, "कर, कर राशि, जीएसटी"),
    (DocumentType, "दस्तावेज़ प्रकार, वाउचर प्रकार, प्रकार"),
    (Status, "स्थिति"),
    (Salesperson, "विक्रेता, विक्रय प्रतिनिधि, सेल्समैन"),
    (DeliveredDate, "वितरण तिथि, डिलीवरी तिथि"),
    (Contact, "संपर्क व्यक्ति, संपर्क"),
    (Function, "पद"),
    (Address, "पता"),
    (City, "शहर, नगर"),
    (Region, "राज्य, क्षेत्र"),
    (PostalCode, "पिन कोड"),
    (Country, "देश"),
    (Phone, "फोन, फ़ोन, मोबाइल, दूरभाष"),
    (Email, "ईमेल"),
    (Website, "वेबसाइट"),
    (Industry, "उद्योग"),
    (Ignore, "देय तिथि, शेष, बकाया, टिप्पणी, क्रम संख्या, क्रमांक, इकाई"),
];
