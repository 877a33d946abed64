//! An encrypted export on its way in.

use super::*;
use crate::exchange::encrypted::{Cost, EncryptedRefusal, Fresh, encrypt};

const PASSPHRASE: &str = "a long enough one";

fn encrypted() -> String {
    let cheap = Cost { memory_kib: 19 * 1024, passes: 1 };
    encrypt(&export("Alfa"), PASSPHRASE, cheap, &Fresh { salt: [1; 16], nonce: [2; 12] }).unwrap()
}

#[test]
fn an_encrypted_export_opens_by_its_passphrase_and_goes_on_as_any() {
    let mut page = Page::default();
    page.drop_file("vital-few.json", encrypted());
    page.settle();
    assert_eq!(page.state(), "locked");
    assert!(page.worker.is_none(), "nothing is worked out before somebody asks for it");

    page.happen(Event::PassphraseGiven("another one".into()));
    assert_eq!(page.flow.lock().map(|lock| lock.is_trying), Some(true));
    // Pressed twice.
    page.happen(Event::PassphraseGiven("another one".into()));
    page.settle();
    assert_eq!(page.flow.lock().and_then(|lock| lock.refusal.clone()), Some(EncryptedRefusal::Wrong));
    assert_eq!(page.asked, ["Decrypt"]);

    page.happen(Event::PassphraseGiven(PASSPHRASE.into()));
    page.settle();
    assert_eq!(page.state(), "merging");
    assert!(page.worker.is_none(), "nobody holds the passphrase any more");
    page.happen(Event::TakeOverMerge(Box::new(MergeMode::Add.into())));
    page.settle();
    assert_eq!(page.accounts(), ["Alfa"]);
}

#[test]
fn an_encrypted_export_that_is_let_go_is_not_opened_behind() {
    let mut page = Page::default();
    page.drop_file("vital-few.json", encrypted());
    page.settle();
    page.happen(Event::PassphraseGiven(PASSPHRASE.into()));
    page.happen(Event::LetGo);
    page.settle();
    assert_eq!(page.state(), "idle");
    page.drop_file("orders.csv", ORDERS);
    page.settle();
    assert_eq!(page.state(), "ready");
}

#[test]
fn what_is_under_the_passphrase_may_be_no_export() {
    let cheap = Cost { memory_kib: 19 * 1024, passes: 1 };
    let file = encrypt("[1, 2]", PASSPHRASE, cheap, &Fresh { salt: [1; 16], nonce: [2; 12] }).unwrap();
    let mut page = Page::default();
    page.drop_file("vital-few.json", file);
    page.settle();
    page.happen(Event::PassphraseGiven(PASSPHRASE.into()));
    page.settle();
    assert!(matches!(page.flow.failure(), Some(Failure::NotAnExport(_))), "{:?}", page.flow.failure());
}
