//! Doubts the first part of a file leaves, settled by other parts of it.
//!
//! A long file may begin with days that can be read in two ways and still hold, further on, one
//! that can't. Asking a person what the file itself answers would be a needless question.

use crate::exchange::cell::row::Row;
use crate::exchange::container::Decoder;
use crate::exchange::container::delimited::Rows;
use crate::exchange::inspect::header::HeadRow;
use crate::exchange::spec::Source;
use crate::exchange::{Column, Inspection, Quotes, cell::date, cell::number};

impl Inspection {
    /// Whether a column can be read in two ways as far as was seen.
    pub fn is_in_doubt(&self) -> bool {
        self.columns.iter().any(is_open)
    }

    /// The columns that can be read in two ways as far as was seen.
    pub(in crate::exchange) fn columns_in_doubt(&self) -> Vec<usize> {
        let columns = self.columns.iter().enumerate();
        columns.filter(|(_, column)| is_open(column)).map(|(at, _)| at).collect()
    }

    /// Looks at another part of the file, cut anywhere, for values that settle what is in doubt.
    /// What was decided before stays.
    pub fn settle(&mut self, part: &[u8]) {
        let Source::Text { encoding, .. } = self.source else { return };
        // Parts cut anywhere may begin in the middle of a character of two bytes.
        if encoding.is_utf16() {
            return;
        }
        let is_end = |byte: &u8| *byte == b'\n' || *byte == b'\r';
        let (Some(first), Some(last)) = (part.iter().position(is_end), part.iter().rposition(is_end)) else { return };
        let width = self.columns.len();
        let mut found = Vec::new();
        let mut take = |row: Row| {
            // A row of another width may be the rest of a cell with line breaks.
            if row.width() == width && row.is_utf8() {
                found.push(HeadRow::of(&row));
            }
        };
        let Source::Text { encoding, delimiter } = self.source else { return };
        // The first line and the last are cut; the rest stands as it is in the file.
        let mut rows = Rows::new(delimiter, Quotes::default(), 0);
        let mut decoder = Decoder::new(encoding);
        decoder.feed(part.get(first..=last).unwrap_or_default(), &mut |text| rows.feed(text, &mut take));
        rows.finish(&mut take);
        self.settle_rows(&found);
    }

    /// The same by rows.
    pub(in crate::exchange) fn settle_rows(&mut self, rows: &[HeadRow]) {
        for (at, column) in self.columns.iter_mut().enumerate() {
            let cells = || rows.iter().map(|row| row.cell(at));
            if column.dates.doubt.is_some() {
                let found = date::findings(cells());
                if found.format.is_some() && found.dates * 2 > found.filled {
                    column.dates.format = found.format;
                    column.dates.over_12 = found.over_12;
                    column.dates.doubt = None;
                }
            }
            if column.dates.turned.is_some() && date::findings(cells()).is_never_turned {
                column.dates.turned = None;
            }
            if column.numbers.doubt.is_some() {
                let found = number::findings(cells());
                if found.format.is_some() && found.numbers * 2 > found.filled {
                    column.numbers.format = found.format;
                    column.numbers.grouping = found.grouping;
                    column.numbers.doubt = None;
                }
            }
        }
    }
}

fn is_open(column: &Column) -> bool {
    column.numbers.doubt.is_some() || column.dates.doubt.is_some() || column.dates.turned.is_some()
}

#[cfg(test)]
mod tests {
    use crate::currency::Currency;
    use crate::exchange::inspect::inspect;
    use crate::exchange::{DateFormat, Hints, NumberFormat};

    #[test]
    fn a_later_part_settles_what_the_first_leaves_open() {
        let head = "Customer,Date,Amount\n".to_owned() + &"Alfa,12/1/2010 8:26,\"1,234\"\n".repeat(20_000);
        let mut inspection =
            inspect(head.as_bytes(), false, &Hints::default()).unwrap_or_else(|refusal| panic!("{refusal:?}"));
        assert!(inspection.is_in_doubt());
        assert!(!inspection.spec(Currency::default()).is_ready(&inspection));
        inspection.settle(b"lfa,12/1/2010 9:00,\"1,500\"\nBeta,12/2/2010 9:00,\"2,500\"\nBet");
        assert!(inspection.is_in_doubt(), "nothing new was said");
        inspection.settle(b"eta,3\nBeta,12/13/2010 9:00,\"2,500.50\"\nGamma,12/14/2010 9:00,7\nGam");
        assert!(!inspection.is_in_doubt());
        let spec = inspection.spec(Currency::default());
        assert!(spec.is_ready(&inspection));
        assert_eq!(spec.dates[1], Some(DateFormat::Mdy));
        assert_eq!(spec.numbers[2], Some(NumberFormat::Point));
    }

    #[test]
    fn parts_without_a_whole_line_settle_nothing() {
        let head = "Customer,Date,Amount\nAlfa,1/2/2010,5\nBeta,3/4/2010,5\n";
        let mut inspection =
            inspect(head.as_bytes(), false, &Hints::default()).unwrap_or_else(|refusal| panic!("{refusal:?}"));
        for part in [&b""[..], b"\n", b"12/13/2010", b"\xff\xfe\n\xff,\xff,\xff\n"] {
            inspection.settle(part);
        }
        assert!(inspection.is_in_doubt());
    }
}
