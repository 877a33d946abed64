//! What was found of a file's shape, switched off and on again.

use crate::exchange::spec::FillDown;
use crate::exchange::{ImportSpec, Inspection, ShapeReading};

impl Inspection {
    /// What was found of how rows and amounts hang together.
    pub fn shape_readings(&self) -> Vec<ShapeReading> {
        let found = [
            (ShapeReading::Sections, self.shape.section.is_some()),
            (ShapeReading::DatedDocuments, self.shape.dated_document.is_some()),
            (ShapeReading::FillDown, self.shape.fill_down != FillDown::Nothing),
            (ShapeReading::Sums, !self.shape.sum_columns.is_empty()),
            (ShapeReading::Thousands, self.columns.iter().any(|column| column.taken_off > 0)),
        ];
        found.into_iter().filter(|(_, is_found)| *is_found).map(|(reading, _)| reading).collect()
    }
}

impl ImportSpec {
    /// Reads rows and amounts as this was found in them, or doesn't.
    pub fn switch(&mut self, reading: ShapeReading, is_wanted: bool, inspection: &Inspection) {
        self.unwanted.retain(|other| *other != reading);
        if !is_wanted {
            self.unwanted.push(reading);
        }
        match reading {
            ShapeReading::Sections => self.section = inspection.shape.section.filter(|_| is_wanted),
            ShapeReading::DatedDocuments => self.dated_document = inspection.shape.dated_document.filter(|_| is_wanted),
            ShapeReading::FillDown if !is_wanted => self.fill_down = FillDown::Nothing,
            ShapeReading::FillDown => {
                self.fill_down = match inspection.shape.fill_down {
                    FillDown::Nothing => FillDown::Customer,
                    found => found,
                };
            }
            ShapeReading::Sums => {}
            ShapeReading::Thousands => {
                self.taken_off =
                    inspection.columns.iter().map(|one| if is_wanted { one.taken_off } else { 0 }).collect();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::testing::{counts, inspection, read};

    fn is_read(text: &str, reading: ShapeReading, is_wanted: bool) -> [u64; 5] {
        let inspection = inspection(text);
        assert!(inspection.shape_readings().contains(&reading), "{reading:?} of {text}");
        let mut spec = inspection.spec(Default::default());
        spec.switch(reading, false, &inspection);
        assert!(!spec.reads(reading));
        if is_wanted {
            spec.switch(reading, true, &inspection);
            assert_eq!(spec, inspection.spec(Default::default()));
        }
        spec.day = spec.day.or(Some(crate::calendar::date(2024, 1, 31)));
        read(&spec, text.as_bytes(), 64).map_or([0; 5], |import| counts(&import))
    }

    #[test]
    fn what_was_found_can_be_switched_off_and_on_again() {
        let text = "Order;Customer;Date;Product;Amount\nS1;Alfa;2024-01-15;Bolt;10.00\n;;;Nut;5.00\nS2;Beta;2024-01-16;Nut;1.00\n";
        assert_eq!(is_read(text, ShapeReading::FillDown, false), [3, 2, 0, 0, 1]);
        assert_eq!(is_read(text, ShapeReading::FillDown, true), [3, 3, 0, 0, 0]);
        let sums = "Customer;Invoice;Date;Unit;Amount\nAlfa;1;2024-01-15;PC;10.00\nBeta;2;2024-01-15;PC;5.50\n;;;PC;15.50\n\
            Alfa;3;2024-01-16;PC;1.00\nBeta;4;2024-01-16;PC;2.25\n;;;PC;3.25\n";
        assert_eq!(is_read(sums, ShapeReading::Sums, true), [6, 4, 2, 0, 0]);
        assert_eq!(is_read(sums, ShapeReading::Sums, false), [6, 4, 0, 0, 2]);
    }

    #[test]
    fn what_is_unwanted_stays_so_for_files_with_the_same_headers() {
        let text = "Order;Customer;Date;Product;Amount\nS1;Alfa;2024-01-15;Bolt;10.00\n;;;Nut;5.00\nS2;Beta;2024-01-16;Nut;1.00\n";
        let inspection = inspection(text);
        let mut earlier = inspection.spec(Default::default());
        earlier.switch(ShapeReading::FillDown, false, &inspection);
        let mut now = inspection.spec(Default::default());
        now.remember(&earlier);
        assert_eq!((now.fill_down, now.unwanted), (FillDown::Nothing, vec![ShapeReading::FillDown]));
    }
}
