//! What a type of document or a status says of an amount, in many languages.

use crate::exchange::cell::fold::fold;

/// Beginnings of words for what takes a sale back.
const RETURNS: &str = "credit note, credit memo, creditmemo, credit invoice, sales credit, cr memo, return!, returns!, returned!, \
    sales return!, return order!, refund, reversal, возврат, кредит, сторно, корректировочн, gutschrift, \
    stornorechnung, retour, rechnungskorrektur, avoir, note de credit, povrat, povracaj, storno, knjizno odobrenje, \
    odobrenje, повраћај, поврат, сторно, књижно одобрење, dobropis, vracilo, korekta, faktura korygujaca, zwrot, \
    برگشت, مرجوعی, برگشتی, ક્રેડિટ, પરત, વળતર";

/// What a row's status says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::exchange) enum Status {
    Valid,
    /// Drafts and cancelled documents were never sales.
    Cancelled,
    /// It takes back what another row says.
    Reversal,
}

/// Beginnings of words for what was never a sale, or no longer is.
const CANCELLED: &str = "cancel, canceled, cancelled, void, voided, draft, deleted, rejected, отмен, аннулир, удален, черновик, \
    не проведен, otkazan, ponisten, storniran, отказан, поништен, сторниран, preklican, osnutek, storniert, annulliert, \
    entwurf, annule, brouillon, anulowan, szkic, لغو, باطل, ابطال, રદ";

fn begins(word: &str, list: &str) -> bool {
    let word = fold(word);
    // A mark of exclamation ends what must be the whole word: "returnable" is no return.
    let is = |beginning: &str| match beginning.strip_suffix('!') {
        Some(whole) => word == whole,
        None => word.starts_with(beginning) || word.contains(&format!(" {beginning}")),
    };
    !word.is_empty() && list.split(", ").any(is)
}

/// Whether a type of document takes a sale back.
pub(in crate::exchange) fn is_return(word: &str) -> bool {
    begins(word, RETURNS)
}

/// "Not cancelled".
fn is_denied(word: &str) -> bool {
    let word = fold(word);
    ["not ", "non ", "un", "не ", "nicht ", "nije ", "ni ", "није "].iter().any(|no| word.starts_with(no))
        && !word.starts_with("не проведен")
}

/// Whether a header asks if a document was cancelled, so that the cells say yes or no.
pub(in crate::exchange) fn asks_if_cancelled(header: &str) -> bool {
    begins(header, CANCELLED)
}

/// Whether a cell says yes.
pub(in crate::exchange) fn is_yes(word: &str) -> bool {
    const YES: [&str; 12] = ["y", "yes", "true", "1", "x", "да", "ja", "oui", "tak", "da", "بله", "હા"];
    YES.contains(&fold(word).as_str())
}

/// What a status says. SAP writes `C` for the document that cancels another, and `Y` for the other.
pub(in crate::exchange) fn status(word: &str) -> Status {
    match word {
        "" => Status::Valid,
        "C" | "c" => Status::Reversal,
        word if begins(word, CANCELLED) && !is_denied(word) => Status::Cancelled,
        _ => Status::Valid,
    }
}

#[cfg(test)]
mod tests;
