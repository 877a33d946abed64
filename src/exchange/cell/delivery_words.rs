//! Header words for the days of a delivery: the one it was promised or asked for, and the one it went or came. Files
//! name them by whole phrases ("livraison promise", "geliefert am"), which each language makes in its own way.
//!
//! What stands in `words` or `words_by_language` already keeps its meaning there.

use crate::exchange::Role;
use crate::exchange::Role::{DeliveredDate, PromisedDate};

/// Phrases that name a day by themselves.
pub(in crate::exchange) const STRONG: [(Role, &str); 40] = [
    // English
    (
        PromisedDate,
        "promised on, promised for, promise date, promised by, date promised, required by, required on, \
         requested by, committed date, commit date, need by date, needed by, planned delivery, planned \
         delivery date, estimated delivery, estimated delivery date, expected ship date, confirmed delivery \
         date, delivery due",
    ),
    (
        DeliveredDate,
        "shipped on, date shipped, date delivered, actual delivery date, actual ship date, dispatch date, \
         dispatched on, goods issue date",
    ),
    // Russian
    (
        PromisedDate,
        "обещанная дата, обещанная дата поставки, обещанная дата доставки, обещанный срок, обещано к, план \
         поставки, плановая дата, плановая дата доставки, желаемая дата поставки, желаемая дата отгрузки, \
         желаемая дата доставки, требуемая дата, требуемая дата поставки, требуется к, срок доставки, срок \
         отгрузки, ожидаемая дата поставки, ожидаемая дата доставки",
    ),
    (
        DeliveredDate,
        "фактическая дата поставки, фактическая дата доставки, фактическая дата отгрузки, дата доставки факт, \
         дата поставки факт, факт поставки, дата вручения",
    ),
    // Ukrainian
    (
        PromisedDate,
        "обіцяна дата, обіцяна дата поставки, обіцяна дата доставки, обіцяний строк, обіцяно на, бажана дата \
         поставки, бажана дата доставки, строк поставки, термін доставки, планова дата доставки, потрібна \
         дата",
    ),
    (DeliveredDate, "фактична дата поставки, фактична дата доставки, фактична дата відвантаження"),
    // German
    (
        PromisedDate,
        "zugesagt am, zugesagt für, zugesagt zum, zugesagter liefertermin, zugesagtes lieferdatum, \
         versprochen für, versprochenes lieferdatum, gewünschter liefertermin, gewünschtes lieferdatum, \
         geplanter liefertermin, geplantes lieferdatum, bestätigter liefertermin, bestätigtes lieferdatum, \
         soll lieferdatum, solllieferdatum, lieferung bis, wunschdatum",
    ),
    (
        DeliveredDate,
        "geliefert am, ausgeliefert am, versandt am, versendet am, tatsächliches lieferdatum, ist \
         lieferdatum, istlieferdatum, liefertag, warenausgangsdatum",
    ),
    // Dutch
    (
        PromisedDate,
        "toegezegd op, toegezegde datum, toegezegde leverdatum, beloofde datum, beloofde leverdatum, gewenste \
         leverdatum, gevraagde leverdatum, geplande leverdatum, verwachte leverdatum, bevestigde leverdatum, \
         leveren voor",
    ),
    (
        DeliveredDate,
        "geleverd op, leverdatum, afleverdatum, bezorgdatum, bezorgd op, verzonden op, verzenddatum, \
         werkelijke leverdatum",
    ),
    // French
    (
        PromisedDate,
        "livraison demandée, livraison souhaitée, livraison convenue, date convenue, date de livraison \
         promise, date de livraison souhaitée, date de livraison demandée, promis le, promise pour",
    ),
    (DeliveredDate, "date de livraison effective, date de livraison réelle, livraison réelle, expédiée le, envoyé le"),
    // Spanish
    (
        PromisedDate,
        "entrega prometida, fecha de entrega prometida, prometido para, fecha comprometida, fecha de \
         compromiso, fecha de entrega solicitada, fecha de entrega requerida, entrega prevista, entrega \
         requerida, entrega solicitada, requerido para",
    ),
    (
        DeliveredDate,
        "entregado el, fecha real de entrega, fecha de entrega real, entrega real, enviado el, fecha de \
         despacho, despachado el",
    ),
    // Portuguese
    (
        PromisedDate,
        "data prometida, data de entrega prometida, data de entrega prevista, data de entrega solicitada, \
         data solicitada, data requerida, data limite de entrega, data combinada",
    ),
    (
        DeliveredDate,
        "entregue em, data real de entrega, data de entrega real, entrega efetiva, enviado em, expedido em, \
         data de expedição, data de despacho",
    ),
    // Italian
    (
        PromisedDate,
        "consegna promessa, data consegna promessa, data promessa, promesso per, promesso per il, consegna \
         richiesta, data consegna richiesta, data di consegna richiesta, data di consegna prevista, consegna \
         concordata, data concordata, richiesto per",
    ),
    (
        DeliveredDate,
        "consegnato il, spedito il, data di spedizione, consegna effettiva, data consegna effettiva, data di \
         consegna effettiva",
    ),
    // Polish
    (
        PromisedDate,
        "obiecany termin, obiecany termin dostawy, obiecana data, obiecana data dostawy, planowana data \
         dostawy, planowany termin dostawy, wymagana data, wymagana data dostawy, wymagany termin dostawy, \
         żądana data dostawy, oczekiwana data dostawy, potwierdzony termin dostawy",
    ),
    (
        DeliveredDate,
        "dostarczono dnia, data dostarczenia, faktyczna data dostawy, rzeczywista data dostawy, wysłano dnia",
    ),
    // Czech
    (
        PromisedDate,
        "slíbený termín, slíbené datum, slíbené datum dodání, slíbeno na, požadované datum, požadované datum \
         dodání, plánované datum dodání, plánovaný termín dodání, potvrzený termín",
    ),
    (DeliveredDate, "dodáno dne, skutečné datum dodání, odesláno dne, datum odeslání, datum doručení"),
    // Serbian
    (
        PromisedDate,
        "obećani datum, obećani datum isporuke, obećani rok, obećano za, traženi datum, traženi datum \
         isporuke, željeni datum isporuke, planirani datum isporuke, planirana isporuka, očekivani datum \
         isporuke, ugovoreni rok, dogovoreni rok, zahtevani datum, zahtijevani datum, обећани датум, обећани \
         датум испоруке, обећани рок, обећано за, тражени датум, тражени датум испоруке, жељени датум \
         испоруке, планирани датум испоруке, планирана испорука, очекивани датум испоруке, уговорени рок, \
         договорени рок, захтевани датум",
    ),
    (
        DeliveredDate,
        "isporučeno dana, stvarni datum isporuke, datum otpreme, datum dostave, испоручено дана, стварни \
         датум испоруке, датум отпреме, датум доставе",
    ),
    // Slovenian
    (
        PromisedDate,
        "obljubljeni datum, obljubljeni datum dobave, obljubljen datum, obljubljeni rok, obljubljeno za, \
         želeni datum dobave, zahtevani datum dobave, zahtevani rok, predvideni datum dobave, načrtovani \
         datum dobave, potrjeni rok, dobavni rok",
    ),
    (DeliveredDate, "dobavljeno dne, dejanski datum dobave, datum odpreme, odposlano dne"),
    // Turkish
    (
        PromisedDate,
        "söz verilen tarih, söz verilen teslim tarihi, taahhüt edilen tarih, taahhüt tarihi, vaat edilen \
         tarih, planlanan teslim tarihi, istenen teslim tarihi, talep edilen teslim tarihi, beklenen teslim \
         tarihi",
    ),
    (
        DeliveredDate,
        "teslim edilen tarih, teslim edildiği tarih, gerçekleşen teslim tarihi, gerçek teslim tarihi, \
         gönderim tarihi, kargo tarihi",
    ),
    // Persian
    (
        PromisedDate,
        "تاریخ وعده, تاریخ وعده داده شده, وعده تحویل, تاریخ تحویل وعده داده شده, موعد مقرر, تاریخ درخواستی, \
         تاریخ تحویل درخواستی, تاریخ مورد نیاز",
    ),
    (DeliveredDate, "تاریخ ارسال, تاریخ حمل, تاریخ تحویل واقعی, تاریخ واقعی تحویل, تاریخ خروج"),
    // Arabic
    (PromisedDate, "التاريخ الموعود, تاريخ التسليم الموعود, التاريخ المطلوب, تاريخ التسليم المطلوب"),
    (DeliveredDate, "تاريخ التسليم الفعلي, تاريخ الإرسال"),
    // Gujarati
    (
        PromisedDate,
        "વાયદાની તારીખ, વાયદા તારીખ, વચન તારીખ, જરૂરી તારીખ, અપેક્ષિત ડિલિવરી તારીખ, ડિલિવરીની નિયત તારીખ, \
         ડિલિવરી વાયદો",
    ),
    (DeliveredDate, "ડિલિવરી તારીખ, ડિલિવરીની તારીખ, રવાનગી તારીખ, મોકલ્યા તારીખ, પહોંચાડ્યા તારીખ"),
    // Hindi
    (PromisedDate, "वादा तिथि, वादा की गई तिथि, आवश्यक तिथि, अपेक्षित वितरण तिथि, अपेक्षित डिलीवरी तिथि"),
    (DeliveredDate, "प्रेषण तिथि, भेजने की तिथि, वास्तविक डिलीवरी तिथि"),
    // Chinese
    (PromisedDate, "承诺交期, 承诺交货日期, 约定交期, 要求日期, 需求日期"),
    (DeliveredDate, "实际发货日期, 送达日期, 签收日期"),
    // Japanese
    (PromisedDate, "約束納期, 回答納期, 要求納期, 納入予定日"),
    (DeliveredDate, "納入日, 実納期, 配達日"),
];

/// Participles: beside a word for a quantity, "geliefert" is no day, so that they name one only alone, and if the values
/// are days.
pub(in crate::exchange) const WEAK: [(Role, &str); 2] = [
    (
        PromisedDate,
        "promised, обещано, обіцяно, zugesagt, versprochen, toegezegd, beloofd, promis, promise, prometido, \
         promesso, obiecano, slíbeno, obećano, обећано, obljubljeno, موعد",
    ),
    (
        DeliveredDate,
        "shipped, dispatched, доставлено, поставлено, отгружено, вручено, відвантажено, geliefert, \
         ausgeliefert, versandt, versendet, geleverd, bezorgd, verzonden, livré, livrée, expédié, expédiée, \
         entregado, enviado, despachado, entregue, expedido, consegnato, spedito, dostarczono, wysłano, \
         dodáno, odesláno, expedováno, doručeno, isporučeno, otpremljeno, dostavljeno, испоручено, \
         отпремљено, достављено, dobavljeno, odpremljeno, odposlano, teslim edildi, sevk edildi, gönderildi, \
         تحویل شده, تحویل داده شد, ارسال شده, تم التسليم, મોકલ્યું, પહોંચાડ્યું",
    ),
];
