//! Laws of reading, for rows of which many are odd; those of whole shapes are in `tests/native/laws.rs`.

use proptest::prelude::*;

use super::tests::{import, is_balanced, looked};
use crate::currency::Currency;
use crate::exchange::testing::{inspection, read};
use crate::exchange::*;

/// Rows of which many are odd.
fn tables() -> impl Strategy<Value = String> {
    let cell =
        |good: &'static str| prop_oneof![3 => good, 1 => "(|Total|Customer|x|-|1,234|\"a\nb\"|2024-13-01|9{30})"];
    let row = (cell("[A-C]{1,2}"), cell("2024-0[1-9]-1[0-9]"), cell("-?[1-9][0-9]{0,3}\\.[0-9]{2}"), "(|;|;x)")
        .prop_map(|(customer, day, amount, end)| format!("{customer};{day};{amount}{end}"));
    (prop::collection::vec(row, 1..30), prop_oneof![Just("\n"), Just("\r\n"), Just("\r")])
        .prop_map(|(rows, end)| format!("Customer;Date;Amount{end}{}{end}", rows.join(end)))
}

proptest! {
    #[test]
    fn every_row_is_in_exactly_one_count(text in tables()) {
        if let Ok(import) = import(text.as_bytes()) {
            prop_assert!(is_balanced(&import), "{:?}", import);
            let counts = &import.reconciliation;
            prop_assert_eq!(import.problems.len() as u64, counts.totals + counts.headings + counts.skipped());
        }
    }

    #[test]
    fn chunking_does_not_matter(text in tables(), chunk in 1usize..40) {
        if let Ok(inspection) = looked(text.as_bytes()) {
            let spec = inspection.spec(Currency::default());
            prop_assert_eq!(read(&spec, text.as_bytes(), chunk), read(&spec, text.as_bytes(), usize::MAX));
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), whole: bool) {
        let _ = inspect::inspect(&bytes, whole, &Hints::default());
        let _ = looked(&bytes);
        let _ = read(&inspection("Customer;Date;Amount\nA;2024-01-15;5.00\n").spec(Currency::default()), &bytes, 13);
    }

    #[test]
    fn no_text_makes_it_panic(text in "(Customer|Date|Amount|Total|[;,\t|\"\r\n]|[0-9]{1,4}[.,/-]|\\PC){0,60}", whole: bool) {
        if let Ok(inspection) = inspect::inspect(text.as_bytes(), whole, &Hints::default()) {
            let spec = inspection.spec(Currency::default());
            let _ = (spec.questions(&inspection), read(&spec, text.as_bytes(), 13));
        }
    }
}
