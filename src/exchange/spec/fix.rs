//! Ways to read all rows of a reason after all.

use crate::exchange::{DateFormat, FillDown, ImportSpec, NumberFormat, Reason, Role};

/// What mends every row that was skipped for a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fix {
    /// A row without a customer is of the one above it.
    FillDownCustomer,
    DayFirst,
    MonthFirst,
    DecimalComma,
    DecimalPoint,
}

impl ImportSpec {
    /// What may mend the rows skipped for this reason: what the spec doesn't do already.
    pub fn fixes(&self, reason: Reason) -> Vec<Fix> {
        let date = self.column(Role::Date).and_then(|at| self.dates.get(at).copied().flatten());
        let amount =
            [Role::Amount, Role::AmountGross, Role::Price, Role::Period].into_iter().find_map(|role| self.column(role));
        let mark = amount.and_then(|at| self.numbers.get(at).copied().flatten());
        match reason {
            Reason::NoCustomer if self.fill_down == FillDown::Nothing && self.section.is_none() => {
                vec![Fix::FillDownCustomer]
            }
            Reason::BadDate => {
                let all = [(DateFormat::Dmy, Fix::DayFirst), (DateFormat::Mdy, Fix::MonthFirst)];
                all.into_iter().filter(|(format, _)| date != Some(*format)).map(|(_, fix)| fix).collect()
            }
            Reason::BadAmount | Reason::BadPrice | Reason::BadQuantity | Reason::BadTax => match mark {
                Some(NumberFormat::Point) => vec![Fix::DecimalComma],
                _ => vec![Fix::DecimalPoint],
            },
            _ => Vec::new(),
        }
    }

    /// Mends what can be mended this way.
    pub fn fix(&mut self, fix: Fix) {
        match fix {
            Fix::FillDownCustomer => self.fill_down = FillDown::Customer,
            Fix::DayFirst => self.set_dates(DateFormat::Dmy),
            Fix::MonthFirst => self.set_dates(DateFormat::Mdy),
            Fix::DecimalComma => self.set_numbers(NumberFormat::Comma),
            Fix::DecimalPoint => self.set_numbers(NumberFormat::Point),
        }
    }

    fn set_dates(&mut self, format: DateFormat) {
        let days = self.roles.iter().zip(&mut self.dates).filter(|(role, _)| role.is_day());
        days.for_each(|(_, slot)| *slot = Some(format));
    }

    fn set_numbers(&mut self, format: NumberFormat) {
        let numbers = self.roles.iter().zip(&mut self.numbers).filter(|(role, _)| role.is_numeric());
        numbers.for_each(|(_, slot)| *slot = Some(format));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::testing::{counts, import, spec};

    #[test]
    fn each_fix_is_offered_until_it_is_done_and_mends_its_rows() {
        const BLANKS: &str = "Customer,Date,Amount\nAlfa,2024-01-15,1.00\n,2024-01-16,2.00\n";
        const MONTHS: &str = "Customer,Date,Amount\nAlfa,01/25/2024,1.00\nAlfa,02/26/2024,2.00\n";
        const COMMAS: &str = "Customer;Date;Amount\nAlfa;2024-01-15;1,50\nAlfa;2024-01-16;2,25\n";
        let misread = |text: &str, fix: Fix, misreading: fn(&mut ImportSpec)| {
            let spoilt = import(text, misreading);
            let mended = import(text, |spec| {
                misreading(spec);
                let reason = spoilt.reconciliation.skipped.first().map(|(reason, _)| *reason);
                let offered = reason.map(|reason| spec.fixes(reason)).unwrap_or_default();
                assert!(offered.contains(&fix), "{fix:?} is not among {offered:?} for {reason:?}");
                spec.fix(fix);
                assert!(!reason.is_some_and(|reason| spec.fixes(reason).contains(&fix)), "{fix:?} is offered again");
            });
            assert_eq!(counts(&mended), [2, 2, 0, 0, 0], "{fix:?}");
            assert!(spoilt.reconciliation.imported < 2, "{fix:?} had nothing to mend");
        };
        misread(BLANKS, Fix::FillDownCustomer, |spec| spec.fill_down = FillDown::Nothing);
        // One row is left, or the whole file would be refused.
        let with_one = |text: &str, row: &str| format!("{text}{row}");
        assert_eq!(spec(MONTHS).fixes(Reason::BadDate), [Fix::DayFirst]);
        assert_eq!(spec(COMMAS).fixes(Reason::BadAmount), [Fix::DecimalPoint]);
        let days = with_one("Customer,Date,Amount\nAlfa,25/01/2024,1.00\n", "Alfa,05/02/2024,2.00\n");
        misread(&days, Fix::DayFirst, |spec| spec.set_dates(DateFormat::Mdy));
        let months = with_one("Customer,Date,Amount\nAlfa,01/25/2024,1.00\n", "Alfa,05/02/2024,2.00\n");
        misread(&months, Fix::MonthFirst, |spec| spec.set_dates(DateFormat::Dmy));
        let commas = with_one("Customer;Date;Amount\nAlfa;2024-01-15;1,50\n", "Alfa;2024-01-16;2\n");
        misread(&commas, Fix::DecimalComma, |spec| spec.set_numbers(NumberFormat::Point));
        let points = with_one("Customer;Date;Amount\nAlfa;2024-01-15;1.50\n", "Alfa;2024-01-16;2\n");
        misread(&points, Fix::DecimalPoint, |spec| spec.set_numbers(NumberFormat::Comma));
    }
}
