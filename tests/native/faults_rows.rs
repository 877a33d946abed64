//! Faults of reading rows, each with its siblings and with what must stay as it is: lines that a quote swallows, sums
//! without a word, bad cells, days. `tests/data/faults` has the files and what each comes to.

use std::path::Path;

use proptest::prelude::*;
use proptest::sample::select;
use vital_few::calendar::Date;
use vital_few::currency::Currency;
use vital_few::exchange::{
    Answer, Hints, Import, ImportSpec, Inspection, Need, Preview, Question, Quotes, Reading, Reason, Role,
    ShapeReading, Topic,
};

use crate::importing::{bytes, importer};
use crate::tables::{SHAPES, Shape, sales, table};

fn date(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day).unwrap_or_else(|error| panic!("{error}"))
}

fn fault(name: &str) -> Vec<u8> {
    bytes(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/faults").join(name))
}

fn inspected(bytes: &[u8], hints: &Hints) -> Inspection {
    let Ok(inspection) = importer(bytes).inspect(hints);
    inspection.unwrap_or_else(|refusal| panic!("{refusal:?}"))
}

fn read(bytes: &[u8], spec: &ImportSpec) -> Preview {
    let Ok(preview) = importer(bytes).read(spec, |_, _| ());
    preview.unwrap_or_else(|refusal| panic!("{refusal:?}"))
}

/// A file read as it suggests itself, or as it is changed.
fn import(bytes: &[u8], change: impl FnOnce(&mut ImportSpec)) -> Preview {
    let mut spec = inspected(bytes, &Hints::default()).spec(Currency::default());
    change(&mut spec);
    read(bytes, &spec)
}

/// Customers with what was sold to them, in minor units, the largest first.
fn sums(import: &Import) -> Vec<(&str, i64)> {
    let mut sums: Vec<_> = import.customers.iter().map(|one| (one.name.as_str(), one.amount)).collect();
    sums.sort_by_key(|(_, amount)| -amount);
    sums
}

/// What must be answered before anything is read.
fn open(inspection: &Inspection) -> Vec<Question> {
    let questions = inspection.spec(Currency::default()).questions(inspection);
    questions.into_iter().filter(|question| question.blocking && question.answer.is_none()).collect()
}

mod sums_without_a_word {
    use super::*;

    #[test]
    fn subtotals_are_listed_and_not_filled_down() {
        let found = import(&fault("02_subtotals_without_a_word.xlsx.d"), |_| ()).import;
        let counts = &found.reconciliation;
        assert_eq!((counts.sum, counts.imported, counts.totals, counts.skipped()), (258_225, 6, 4, 0));
        assert_eq!(sums(&found), [("Tamm OU", 156_100), ("Lindqvist AB", 59_025), ("Orsini Srl", 43_100)]);
        let lines: Vec<(Reason, u64)> = found.problems.iter().map(|problem| (problem.reason, problem.line)).collect();
        assert_eq!(lines, [4, 8, 10, 11].map(|line| (Reason::TotalsRow, line)));
    }

    #[test]
    fn that_they_are_sums_can_be_switched_off() {
        let bytes = fault("02_subtotals_without_a_word.xlsx.d");
        let inspection = inspected(&bytes, &Hints::default());
        assert_eq!(inspection.shape_readings(), [ShapeReading::Sums]);
        let mut spec = inspection.spec(Currency::default());
        spec.switch(ShapeReading::Sums, false, &inspection);
        let found = read(&bytes, &spec).import;
        assert_eq!((found.reconciliation.sum, found.reconciliation.totals), (258_225, 0), "they are nobody's");
        assert_eq!(found.reconciliation.skipped, [(Reason::NoCustomer, 4)]);
    }

    /// Another container, another language, a group instead of a unit.
    #[test]
    fn they_are_told_in_any_container_and_language() {
        let text = "Покупатель;Накладная;Дата;Склад;Сумма, руб.\nАльфа;1;15.01.2024;Север;10,00\nБета;2;15.01.2024;Север;5,50\n;;;Север;15,50\n\
            Альфа;3;16.01.2024;Юг;1,00\nБета;4;16.01.2024;Юг;2,25\n;;;Юг;3,25\n;;;;18,75\n";
        let found = import(text.as_bytes(), |_| ()).import;
        let counts = &found.reconciliation;
        assert_eq!((counts.sum, counts.totals, counts.file_total), (1_875, 3, Some(1_875)));
        let page: String =
            text.lines().map(|line| format!("<tr><td>{}</td></tr>", line.replace(';', "</td><td>"))).collect();
        let page = format!("<html><meta charset=utf-8><table>{page}</table></html>");
        assert_eq!(import(page.as_bytes(), |_| ()).import.reconciliation.sum, 1_875);
    }

    /// The control: an order goes on below its first line, whatever its lines come to.
    #[test]
    fn lines_that_go_on_still_do_and_can_be_told_not_to() {
        let text = "Order,Customer,Date,Product,Amount\nS1,Alfa,2024-01-15,Bolt,10.00\n,,,Nut,5.00\nS2,Beta,2024-01-16,Nut,1.00\n,,,Bolt,3.00\n";
        let inspection = inspected(text.as_bytes(), &Hints::default());
        assert_eq!(inspection.shape_readings(), [ShapeReading::FillDown]);
        let mut spec = inspection.spec(Currency::default());
        assert_eq!(sums(&read(text.as_bytes(), &spec).import), [("Alfa", 1_500), ("Beta", 400)]);
        spec.switch(ShapeReading::FillDown, false, &inspection);
        assert_eq!(sums(&read(text.as_bytes(), &spec).import), [("Alfa", 1_000), ("Beta", 100)]);
    }
}

mod bad_cells {
    use super::*;

    #[test]
    fn a_bad_cell_of_a_wide_row_costs_itself() {
        let found = import(&fault("07_one_bad_cell_in_a_wide_row.csv"), |_| ()).import;
        let counts = &found.reconciliation;
        assert_eq!((counts.sum, counts.imported, counts.skipped(), counts.bad_cells), (12_675_000, 4, 0, 3));
        let expected =
            [("Sable Ink", 7_925_000), ("Redwood Mill", 4_050_000), ("Ural Stone", 500_000), ("Toro Seats", 200_000)];
        assert_eq!(sums(&found), expected);
        assert_eq!((counts.first, counts.last), (Some(date(2022, 12, 31)), Some(date(2024, 12, 31))));
        let cell = |problem: &vital_few::exchange::Problem| {
            (problem.reason, problem.line, problem.column.clone().unwrap_or_default(), problem.text.clone())
        };
        let cells: Vec<_> = found.problems.iter().map(cell).collect();
        let bad = |line, column: &str, text: &str| (Reason::BadCell, line, column.to_owned(), text.to_owned());
        assert_eq!(cells, [bad(3, "2023", "$41,5000.00"), bad(5, "2023", "Closed"), bad(5, "2024", "Closed")]);
    }

    #[test]
    fn months_in_another_language_and_container_keep_their_columns_too() {
        let text = "Kunde;Jan 2024;Feb 2024;Mrz 2024\nAlfa;1,50;zu;zu\nBeta;2,25;zu;3,00\nGamma;1,00;—;#NV\n";
        let page: String =
            text.lines().map(|line| format!("<tr><td>{}</td></tr>", line.replace(';', "</td><td>"))).collect();
        for bytes in [text.to_owned(), format!("<html><meta charset=utf-8><table>{page}</table></html>")] {
            let found = import(bytes.as_bytes(), |_| ()).import;
            let counts = &found.reconciliation;
            assert_eq!((counts.sum, counts.imported, counts.bad_cells), (775, 3, 4), "{bytes}");
        }
    }

    /// The control: of a list a row is one sale, and a bad amount leaves it out.
    #[test]
    fn a_bad_amount_of_a_list_still_costs_its_row() {
        let text = "Customer;Date;Amount\nAlfa;2024-01-15;1.00\nBeta;2024-01-16;x\n";
        let found = import(text.as_bytes(), |_| ()).import;
        assert_eq!((found.reconciliation.skipped, found.reconciliation.bad_cells), (vec![(Reason::BadAmount, 1)], 0));
    }
}

mod days {
    use super::*;

    #[test]
    fn days_that_became_months_are_asked_about_and_turned_back() {
        let bytes = fault("05_days_to_twelve_became_months.xlsx.d");
        let inspection = inspected(&bytes, &Hints::default());
        let open = open(&inspection);
        let [question] = open.as_slice() else { panic!("{open:?}") };
        assert_eq!((question.topic, question.column, question.example.as_str()), (Topic::Turned, 2, "2024-09-02"));
        let readings: Vec<_> = question.options.iter().map(|choice| (choice.answer, choice.reading.clone())).collect();
        let day = |month, day| Some(Reading::Date(date(2024, month, day)));
        assert_eq!(readings, [(Answer::Turned(true), day(2, 9)), (Answer::Turned(false), day(9, 2))]);
        let mut spec = inspection.spec(Currency::default());
        assert!(!spec.is_ready(&inspection));
        spec.answer(2, Answer::Turned(true));
        assert!(spec.is_ready(&inspection));
        let preview = read(&bytes, &spec);
        let counts = &preview.import.reconciliation;
        assert_eq!((counts.sum, counts.first, counts.last), (301_440, Some(date(2024, 2, 9)), Some(date(2024, 5, 30))));
        assert_eq!(
            sums(&preview.import),
            [("Aurel Foods", 137_050), ("Corin Bikes", 109_590), ("Bexley Print", 54_800)]
        );
        let of_month = |month| {
            let lines = preview.delta.sales.lines.iter().filter(|line| line.day.month() == month);
            lines.map(|line| line.amount).sum::<i64>()
        };
        assert_eq!([2, 3, 4, 5].map(of_month), [73_050, 28_800, 166_040, 33_550]);
        spec.answer(2, Answer::Turned(false));
        assert_eq!(read(&bytes, &spec).import.reconciliation.last, Some(date(2024, 11, 4)), "as they stand");
    }

    /// A sibling: the workbook was saved as text, its real dates with the year in front.
    #[test]
    fn days_that_became_months_are_asked_about_in_a_text_too() {
        let text = "Client,Invoice,Date,Net EUR\nAlfa,1,2024-09-02,1.00\nAlfa,2,23/02/2024,2.00\nBeta,3,2024-03-05,4.00\nBeta,4,27/03/2024,8.00\n";
        let inspection = inspected(text.as_bytes(), &Hints::default());
        assert_eq!(open(&inspection).iter().map(|question| question.topic).collect::<Vec<_>>(), [Topic::Turned]);
        let found = import(text.as_bytes(), |spec| spec.answer(2, Answer::Turned(true))).import;
        assert_eq!(
            (found.reconciliation.first, found.reconciliation.last),
            (Some(date(2024, 2, 9)), Some(date(2024, 5, 3)))
        );
    }

    /// The controls: a real date or a text that could not have been swapped, or too few of either.
    #[test]
    fn mixed_days_that_tell_nothing_are_not_asked_about() {
        let row = |at: usize, day: &str| format!("Alfa,{at},{day},1.00\n");
        for days in [
            ["2024-09-02", "23/02/2024", "2024-03-25", "27/03/2024"],
            ["2024-09-02", "23/02/2024", "2024-03-05", "07/03/2024"],
            ["2024-09-02", "2024-10-03", "2024-03-05", "27/03/2024"],
            ["2024-09-02", "2024-10-03", "2024-03-05", "2024-03-06"],
        ] {
            let rows: String = days.iter().enumerate().map(|(at, day)| row(at, day)).collect();
            let inspection = inspected(format!("Client,Invoice,Date,Net EUR\n{rows}").as_bytes(), &Hints::default());
            assert_eq!(open(&inspection), [], "{days:?}");
        }
    }

    #[test]
    fn a_day_of_the_week_behind_the_date_is_no_part_of_it() {
        let bytes = fault("09_weekday_after_the_date.xlsx.d");
        let inspection = inspected(&bytes, &Hints::default());
        let mut spec = inspection.spec(Currency::default());
        let roles: Vec<Role> = spec.roles.iter().copied().take(4).collect();
        assert_eq!(roles, [Role::Date, Role::CustomerId, Role::Product, Role::Quantity]);
        // Receivable or received: a person says.
        let asked = spec.questions(&inspection);
        let amount = asked.iter().find(|question| question.topic == Topic::WhichAmount).expect("it is asked");
        let columns: Vec<_> = amount.options.iter().map(|choice| choice.answer).collect();
        assert_eq!(columns, [4, 5].map(|at| Answer::Column(Role::Amount, at)));
        assert!(amount.blocking && amount.answer.is_none() && !amount.assumed);
        spec.assign(5, Role::Amount);
        let found = read(&bytes, &spec).import;
        let counts = &found.reconciliation;
        assert_eq!((counts.sum, counts.imported, &counts.skipped), (22_575, 4, &vec![(Reason::BadDate, 1)]));
        assert_eq!((counts.first, counts.last), (Some(date(2024, 1, 3)), Some(date(2024, 3, 5))));
        let ids: Vec<_> = found.customers.iter().map(|one| (one.external_id.as_str(), one.amount)).collect();
        assert_eq!(ids, [("0071001", 1_550), ("0071002", 3_000), ("0071003", 18_025)]);
        assert_eq!(found.problems[0].text, "2024-02-30 星期五");
        spec.assign(4, Role::Amount);
        assert_eq!(read(&bytes, &spec).import.reconciliation.sum, 25_000, "receivable");
    }

    #[test]
    fn days_without_a_year_take_it_from_the_title_or_ask() {
        let rows = "Customer;Date;Net EUR\nAlfa;0301;1.00\nBeta;1503;2.00\nAlfa;3112;4.00\n";
        let found = import(format!("Sales of 2024\n{rows}").as_bytes(), |_| ()).import;
        let counts = &found.reconciliation;
        assert_eq!((counts.first, counts.last, counts.sum), (Some(date(2024, 1, 3)), Some(date(2024, 12, 31)), 700));
        let bare = inspected(rows.as_bytes(), &Hints::default());
        assert_eq!(open(&bare).iter().map(|question| question.topic).collect::<Vec<_>>(), [Topic::Year]);
        let found = import(rows.as_bytes(), |spec| spec.answer(1, Answer::Year(2023))).import;
        assert_eq!(found.reconciliation.last, Some(date(2023, 12, 31)));
        for rows in [
            "Kunde;Datum;Netto EUR\nAlfa;03.01.;1,00\nBeta;15.03.;2,00\n",
            "Клиент;Дата;Сумма без НДС, EUR\nАльфа;3/1;1,00\nБета;15/3;2,00\n",
            "Customer,Date,Net EUR\nAlfa,3-Jan,1.00\nBeta,15-Mar,2.00\n",
            "客户,日期,不含税金额 EUR\n甲,0103,1.00\n乙,0315,2.00\n",
        ] {
            let found = import(format!("2024\n{rows}").as_bytes(), |_| ()).import;
            let days = (found.reconciliation.first, found.reconciliation.last);
            assert_eq!(days, (Some(date(2024, 1, 3)), Some(date(2024, 3, 15))), "{rows}");
        }
    }

    #[test]
    fn days_without_a_year_that_can_be_read_in_two_ways_are_asked_about() {
        let text = "2024\nCustomer;Date;Net EUR\nAlfa;03.01;1.00\nBeta;05.03;2.00\n";
        let inspection = inspected(text.as_bytes(), &Hints::default());
        assert_eq!(open(&inspection).iter().map(|question| question.topic).collect::<Vec<_>>(), [Topic::DateOrder]);
    }

    #[test]
    fn the_end_of_a_titles_period_is_offered_as_the_day() {
        let inspection = inspected(&fault("11_jobs_below_their_customer.csv"), &Hints::default());
        let question = open(&inspection).into_iter().find(|question| question.topic == Topic::Missing(Need::Date));
        let options: Vec<Answer> = question.iter().flat_map(|one| &one.options).map(|choice| choice.answer).collect();
        assert_eq!(options, [date(2024, 6, 30), date(2024, 1, 1)].map(Answer::Day));
    }

    #[test]
    fn no_file_is_refused_while_a_person_could_name_a_column() {
        for text in ["date,amount\n2024-01-01,5.00\n2024-01-02,6.00\n", "xyzzy,plugh\nfoo,5.00\nbar,6.00\n"] {
            let inspection = inspected(text.as_bytes(), &Hints::default());
            assert!(!open(&inspection).is_empty(), "{text}");
        }
        let days = "Customer;Когда;Net EUR\nAlfa;anno MMXXIV;1.00\nBeta;anno MMXXIII;2.00\n";
        let inspection = inspected(days.as_bytes(), &Hints::default());
        let [question] = open(&inspection).try_into().unwrap_or_else(|open| panic!("{open:?}"));
        assert_eq!((question.topic, question.options.len()), (Topic::Missing(Need::Date), 1));
    }
}

mod quotes {
    use super::*;

    /// Orders of which some have a stray quote at the beginning of a cell.
    fn orders(count: usize, stray: &[usize]) -> String {
        let row = |at: usize| {
            let quote = if stray.contains(&at) { "\"" } else { "" };
            format!("Customer {},INV-{at},2024-01-{:02},{quote}note {at},{at}.50\n", at % 7, 1 + at % 28)
        };
        "Customer,Invoice,Date,Note,Net EUR\n".to_owned() + &(1..=count).map(row).collect::<String>()
    }

    /// The numbers of all lines, each in one count.
    fn accounted(import: &Import) -> u64 {
        let counts = &import.reconciliation;
        let swallowed: u64 =
            counts.skipped.iter().filter(|(reason, _)| *reason == Reason::Swallowed).map(|(_, rows)| rows).sum();
        let lines = counts.lines;
        let rows = counts.imported + counts.totals + counts.headings + counts.skipped() - swallowed;
        assert_eq!(lines.all, rows + lines.further + lines.empty + lines.doubtful, "{counts:?}");
        rows + lines.doubtful
    }

    #[test]
    fn lines_between_two_stray_quotes_are_doubtful_until_somebody_says() {
        let text = orders(1_500, &[500, 900]);
        let inspection = inspected(text.as_bytes(), &Hints::default());
        assert_eq!(open(&inspection), [], "it doesn't show at the top");
        let spec = inspection.spec(Currency::default());
        let found = read(text.as_bytes(), &spec).import;
        let counts = &found.reconciliation;
        assert_eq!((counts.imported, counts.lines.doubtful, counts.lines.all), (1_099, 401, 1_500));
        assert_eq!(counts.lines.first_doubtful, Some((501, 401)));
        let question =
            spec.late_question(&inspection, counts.lines.first_doubtful).unwrap_or_else(|| panic!("no question"));
        assert_eq!((question.topic, question.blocking, question.example.as_str()), (Topic::Quotes, true, "501–901"));
        // Each line is a row.
        let hints = Hints { quotes: Some(Quotes::Lines), ..Hints::default() };
        let by_line = inspected(text.as_bytes(), &hints);
        let found = read(text.as_bytes(), &by_line.spec(Currency::default())).import;
        assert_eq!((found.reconciliation.imported, found.reconciliation.lines.doubtful), (1_500, 0));
        // Or they stay together: then they are counted as further lines.
        let mut spec = spec;
        spec.answer(0, Answer::Quotes(Quotes::Enclose));
        let found = read(text.as_bytes(), &spec).import;
        let lines = found.reconciliation.lines;
        assert_eq!((found.reconciliation.read, lines.further, lines.doubtful, lines.odd), (1_100, 400, 0, 1));
    }

    #[test]
    fn a_lone_quote_at_the_top_asks_before_anything_is_read() {
        for stray in [1, 2] {
            let text = orders(1_500, &[stray]);
            let inspection = inspected(text.as_bytes(), &Hints::default());
            let [question] = open(&inspection).try_into().unwrap_or_else(|open| panic!("{open:?}"));
            assert_eq!(question.topic, Topic::Quotes);
            let mut spec = inspection.spec(Currency::default());
            spec.answer(0, Answer::Quotes(Quotes::Lines));
            assert!(spec.is_ready(&inspection));
            assert_eq!(read(text.as_bytes(), &spec).import.reconciliation.imported, 1_500);
        }
    }

    #[test]
    fn a_quote_in_the_header_hides_no_table() {
        for header in [
            "\"Customer,Invoice,Date,Note,Net EUR",
            "Customer,Invoice,Date,\"Note,Net EUR",
            "\"Orders\nCustomer,Invoice,Date,Note,Net EUR",
        ] {
            let text = orders(40, &[]).replacen("Customer,Invoice,Date,Note,Net EUR", header, 1);
            let inspection = inspected(text.as_bytes(), &Hints::default());
            assert!(open(&inspection).iter().any(|question| question.topic == Topic::Quotes), "{header}");
        }
    }

    #[test]
    fn text_behind_a_closing_quote_is_told() {
        let text = "Customer;Date;Net EUR\n\"Alfa\" Ltd;2024-01-15;1.00\nBeta;2024-01-16;2.00\n";
        let found = import(text.as_bytes(), |_| ()).import;
        let lines = found.reconciliation.lines;
        assert_eq!((found.reconciliation.imported, lines.odd, lines.first_odd), (2, 1, Some(2)));
    }

    /// The controls: line breaks in cells as exports have them, in the first cell, the last, the header.
    #[test]
    fn cells_of_several_lines_are_read_as_before() {
        let text = "Customer;Date;\"Net\nEUR\";Note\n\"Alfa\nLtd\";2024-01-15;1.00;\"one; two\nthree\"\nBeta;2024-01-16;2.00;\"a\n\nb\"\n\"Gamma\nLtd\";2024-01-17;4.00;x\n";
        let inspection = inspected(text.as_bytes(), &Hints::default());
        assert_eq!(open(&inspection), []);
        let found = import(text.as_bytes(), |_| ()).import;
        let counts = &found.reconciliation;
        assert_eq!((counts.imported, counts.sum, counts.skipped()), (3, 700, 0));
        assert_eq!((counts.lines.further, counts.lines.doubtful, counts.lines.odd), (5, 0, 0));
    }

    /// Tables of every shape, some of their cells in quotes as they should be.
    fn tables() -> impl Strategy<Value = (Shape, Vec<String>)> {
        let shapes = prop_oneof![select(&SHAPES[..])];
        (shapes, sales(4..25), any::<u64>()).prop_map(|(shape, sales, quoted)| {
            let (rows, _) = table(shape, &sales);
            let line = |(at, row): (usize, &Vec<String>)| {
                let cell = |(column, cell): (usize, &String)| match quoted >> ((at * 5 + column) % 64) & 1 {
                    1 => format!("\"{cell}\""),
                    _ => cell.clone(),
                };
                row.iter().enumerate().map(cell).collect::<Vec<_>>().join(";")
            };
            (shape, rows.iter().enumerate().map(line).collect())
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(512))]

        /// For any table and any single stray quote: imported, left out and said to be doubtful, that is all lines.
        #[test]
        fn no_line_is_lost_without_a_word((shape, lines) in tables(), at in any::<prop::sample::Index>(), end in select(&["\n", "\r\n"][..])) {
            let text = lines.join(end) + end;
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            let at = places[at.index(places.len())];
            let (before, after) = text.split_at(at);
            let text = format!("{before}\"{after}");
            let Ok(inspection) = importer(text.as_bytes()).inspect(&Hints::default());
            // What is refused is said to be.
            let Ok(inspection) = inspection else { return Ok(()) };
            let mut spec = inspection.spec(Currency::default());
            let is_asked = inspection.swallowed.is_some();
            for question in spec.questions(&inspection) {
                if let Some(choice) = question.options.first().filter(|_| question.answer.is_none()) {
                    spec.answer(question.column, choice.answer);
                }
            }
            let Ok(preview) = importer(text.as_bytes()).read(&spec, |_, _| ());
            let Ok(preview) = preview else { return Ok(()) };
            // A lone CR ends a line, too.
            let physical = text.replace("\r\n", "\n").replace('\r', "\n");
            let below = physical.lines().count() as u64 - (spec.header.line - 1) - u64::from(spec.header.rows);
            prop_assert_eq!(preview.import.reconciliation.lines.all, below, "{:?} asked {}", shape, is_asked);
            prop_assert_eq!(accounted(&preview.import), below, "{:?}: {:?}\n{}", shape, preview.import.reconciliation, text);
        }
    }
}

mod words {
    use super::*;

    /// Headers for customer, number of the customer, document, type of document, date, product group, quantity and net amount, with a
    /// word for a credit note.
    const LANGUAGES: [(&str, [&str; 8], &str); 13] = [
        (
            "es",
            [
                "Cliente",
                "Código cliente",
                "Nº factura",
                "Tipo de documento",
                "Fecha",
                "Familia",
                "Cantidad",
                "Importe neto",
            ],
            "Nota de crédito",
        ),
        (
            "pt",
            [
                "Nome do cliente",
                "Código do cliente",
                "Nota fiscal",
                "Tipo de documento",
                "Data de emissão",
                "Categoria",
                "Quantidade",
                "Valor líquido",
            ],
            "Devolução",
        ),
        (
            "fr",
            [
                "Nom du client",
                "Code client",
                "N° facture",
                "Type de pièce",
                "Date de facturation",
                "Famille d’articles",
                "Quantité",
                "Montant HT",
            ],
            "Avoir",
        ),
        (
            "de",
            [
                "Kundenname",
                "Kundennr.",
                "Rechnungsnr.",
                "Belegart",
                "Rechnungsdatum",
                "Warengruppe",
                "Menge",
                "Nettosumme",
            ],
            "Gutschrift",
        ),
        (
            "it",
            [
                "Ragione sociale",
                "Codice cliente",
                "N. fattura",
                "Tipo documento",
                "Data fattura",
                "Categoria merceologica",
                "Quantità",
                "Imponibile",
            ],
            "Nota di credito",
        ),
        (
            "pl",
            [
                "Nazwa nabywcy",
                "Kod nabywcy",
                "Nr faktury",
                "Rodzaj dokumentu",
                "Data sprzedaży",
                "Grupa asortymentowa",
                "Ilość",
                "Sprzedaż netto",
            ],
            "Zwrot",
        ),
        (
            "cs",
            [
                "Název odběratele",
                "Číslo odběratele",
                "Číslo faktury",
                "Typ dokladu",
                "Datum vystavení",
                "Skupina zboží",
                "Množství",
                "Částka bez DPH",
            ],
            "Dobropis",
        ),
        (
            "tr",
            [
                "Müşteri Adı",
                "Müşteri Kodu",
                "Fatura No",
                "Belge Türü",
                "Fatura Tarihi",
                "Ürün Grubu",
                "Miktar",
                "Net Tutar",
            ],
            "İade",
        ),
        (
            "uk",
            [
                "Назва клієнта",
                "Код клієнта",
                "Номер рахунку",
                "Вид документа",
                "Дата продажу",
                "Група товарів",
                "Кількість",
                "Сума без ПДВ",
            ],
            "Повернення",
        ),
        (
            "zh",
            ["客户名称", "客户编号", "发票号码", "单据类型", "开票日期", "产品类别", "数量", "不含税金额"],
            "销售退货",
        ),
        ("ja", ["得意先名", "得意先コード", "伝票番号", "伝票区分", "売上日", "商品分類", "数量", "税抜金額"], "返品"),
        (
            "ar",
            [
                "اسم العميل",
                "رقم العميل",
                "رقم الفاتورة",
                "نوع المستند",
                "تاريخ الفاتورة",
                "فئة المنتج",
                "الكمية",
                "صافي المبلغ",
            ],
            "إشعار دائن",
        ),
        (
            "hi",
            ["ग्राहक का नाम", "ग्राहक कोड", "बिल संख्या", "दस्तावेज़ प्रकार", "बिल दिनांक", "उत्पाद श्रेणी", "मात्रा", "शुद्ध राशि"],
            "क्रेडिट नोट",
        ),
    ];

    #[test]
    fn headers_and_types_of_documents_are_known_in_thirteen_languages() {
        for (language, headers, credit_note) in LANGUAGES {
            let text = format!(
                "{}\nAlfa Ltd;C1;1;X;2024-01-15;A;2;10.00\nBeta Ltd;C2;2;{credit_note};2024-01-16;B;1;4.00\n",
                headers.join(";")
            );
            let inspection = inspected(text.as_bytes(), &Hints::default());
            let spec = inspection.spec(Currency::default());
            let expected = [
                Role::Customer,
                Role::CustomerId,
                Role::Document,
                Role::DocumentType,
                Role::Date,
                Role::ProductGroup,
                Role::Quantity,
                Role::Amount,
            ];
            assert_eq!(spec.roles, expected, "{language}");
            assert_eq!(open(&inspection), [], "{language}");
            let found = read(text.as_bytes(), &spec).import;
            assert_eq!(sums(&found), [("Alfa Ltd", 1_000), ("Beta Ltd", -400)], "{language}");
        }
    }

    #[test]
    fn totals_and_months_are_known_in_thirteen_languages() {
        for (months, total) in [
            ("ene 2024;feb 2024;mar 2024", "Total general"),
            ("jan 2024;fev 2024;mar 2024", "Total geral"),
            ("janv. 2024;févr. 2024;mars 2024", "Total général"),
            ("Jän 2024;Feb 2024;Mär 2024", "Gesamtsumme"),
            ("gennaio 2024;febbraio 2024;marzo 2024", "Totale"),
            ("sty 2024;lut 2024;mar 2024", "Razem"),
            ("leden 2024;únor 2024;březen 2024", "Celkem"),
            ("Ocak 2024;Şubat 2024;Mart 2024", "Genel Toplam"),
            ("січень 2024;лютий 2024;березень 2024", "Разом"),
            ("2024年1月;2024年2月;2024年3月", "合计"),
            ("2024年1月;2024年2月;2024年3月", "合計"),
            ("يناير 2024;فبراير 2024;مارس 2024", "المجموع"),
            ("जनवरी 2024;फरवरी 2024;मार्च 2024", "कुल"),
        ] {
            let text = format!("Customer;{months}\nAlfa;1.00;2.00;3.00\nBeta;4.00;5.00;6.00\n{total};5.00;7.00;9.00\n");
            let found = import(text.as_bytes(), |_| ()).import;
            let counts = &found.reconciliation;
            assert_eq!((counts.sum, counts.imported, counts.totals), (2_100, 2, 1), "{text}");
            assert_eq!((counts.first, counts.last), (Some(date(2024, 1, 31)), Some(date(2024, 3, 31))), "{text}");
        }
    }
}
