//! Every mark people gave in their last interviews, question by question (R1).

use crate::book::question_set::{OVERALL, USUAL};
use crate::book::{Answered, Mark, RecordId, SatisfactionInterview};
use crate::calendar::Date;
use crate::dossier::Dossier;

use super::satisfaction::{marks_lowest_first, mean_tenths};

/// A table: a column a person, a row a question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AllMarks {
    pub persons: Vec<RecordId>,
    pub rows: Vec<MarksRow>,
}

/// What all of them said to one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarksRow {
    pub code: String,
    /// The question as it was asked last.
    pub asked: String,
    /// One a person; `None` where nothing was said.
    pub marks: Vec<Option<Mark>>,
    /// The mean of those, in tenths.
    pub mean: u32,
}

impl AllMarks {
    /// Of those who gave an overall mark in the year to a day: all in all first, then the usual questions in their
    /// order, then a company's own.
    pub fn of(dossier: &Dossier, today: Date) -> Self {
        let said = marks_lowest_first(dossier, today);
        let interviews: Vec<SatisfactionInterview> =
            said.iter().filter_map(|(_, said)| dossier.get(said.interview)).collect();
        let mut asked: Vec<(usize, String, String)> = vec![(0, OVERALL.into(), String::new())];
        for answered in interviews.iter().flat_map(|interview| &interview.answers).filter(|of| of.mark.is_some()) {
            match asked.iter_mut().find(|(_, code, _)| *code == answered.code) {
                Some((.., words)) => words.clone_from(&answered.asked),
                None => asked.push((place(&answered.code), answered.code.clone(), answered.asked.clone())),
            }
        }
        asked.sort_by_key(|(place, ..)| *place);
        let row = |(_, code, asked): (usize, String, String)| {
            let marks: Vec<Option<Mark>> = interviews.iter().map(|interview| mark(interview, &code)).collect();
            Some(MarksRow { mean: mean_tenths(marks.iter().copied().flatten())?, code, asked, marks })
        };
        Self {
            persons: said.into_iter().map(|(person, _)| person).collect(),
            rows: asked.into_iter().filter_map(row).collect(),
        }
    }
}

fn place(code: &str) -> usize {
    USUAL.iter().position(|usual| usual.code == code).unwrap_or(USUAL.len())
}

fn mark(interview: &SatisfactionInterview, code: &str) -> Option<Mark> {
    let of = |answered: &&Answered| answered.code == code;
    if code == OVERALL { interview.overall } else { interview.answers.iter().find(of)?.mark }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::RecordKind;
    use crate::dossier::testing::{ID, dossier, today};

    #[test]
    fn each_question_has_a_row_and_each_person_a_column() {
        let interview = |number: u128, overall: u8, answers: &[(&str, u8)]| {
            let answered = |(code, mark): &(&str, u8)| Answered {
                code: (*code).into(),
                asked: format!("{code}?"),
                mark: Mark::new(*mark),
                words: String::new(),
            };
            let interview = SatisfactionInterview {
                account: Some(ID),
                day: Some(today()),
                contact: Some(RecordId::well_known(100 + number)),
                overall: Mark::new(overall),
                answers: answers.iter().map(answered).collect(),
                ..SatisfactionInterview::default()
            };
            interview.create(RecordId::well_known(200 + number))
        };
        let edits = [interview(1, 8, &[("own1", 3), ("goods", 9)]), interview(2, 6, &[("goods", 8), ("own2", 11)])];
        let table = AllMarks::of(&dossier(edits.concat()), today());
        assert_eq!(table.persons, [102, 101].map(RecordId::well_known), "the lower mark first");
        let row = |row: &MarksRow| {
            (row.code.clone(), row.marks.iter().map(|mark| mark.map(Mark::value)).collect::<Vec<_>>(), row.mean)
        };
        let rows: Vec<_> = table.rows.iter().map(row).collect();
        assert_eq!(
            rows,
            [
                (OVERALL.to_owned(), vec![Some(6), Some(8)], 70),
                ("goods".to_owned(), vec![Some(8), Some(9)], 85),
                ("own1".to_owned(), vec![None, Some(3)], 30),
            ]
        );
        assert_eq!(AllMarks::of(&dossier(vec![]), today()), AllMarks::default());
    }
}
