//! One door to the importer for the tests of whole files. Only this file knows how files are read;
//! what comes out is plain.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;
use vital_few::currency::Currency;
use vital_few::exchange::{
    Answer, ByteSource, Choice, Container, DateFormat, FileKind, Hints, Import, ImportSpec, Importer, Inspection, Need,
    NumberFormat, Preview, Question, Reader, Role, Source, Topic,
};

/// What a person answers, by the kind of question. The kinds are those of `asks` in a truth file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answers {
    /// `dmy`, `mdy` or `ymd`
    pub date_order: Option<String>,
    /// `point` or `comma`
    pub decimal_mark: Option<String>,
    pub year: Option<i16>,
    /// A header each.
    pub customer_column: Option<String>,
    pub date_column: Option<String>,
    /// The amount, or the price that the quantity is multiplied with.
    pub amount_column: Option<String>,
    /// Whether an amount on all lines of a document counts once.
    pub once: Option<bool>,
}

/// What a file of sales, or a list of customers, came to.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// Kinds of the questions that had to be answered before it could be read.
    pub asked: BTreeSet<String>,
    /// `lost_ids`, `before_1990`, `mixed_currencies`, `hidden_sheets`, `hidden_rows`
    pub warns: BTreeSet<String>,
    /// The one the file names.
    pub currency: Option<String>,
    pub customers: Vec<Customer>,
    pub rows: Rows,
    /// Cells left out of rows that count.
    pub bad_cells: u64,
    /// In major units; none for a list of customers and where currencies are mixed.
    pub sum: Option<String>,
    pub file_total: Option<String>,
    pub profit: Option<String>,
    /// Days, `YYYY-MM-DD`.
    pub first: Option<String>,
    pub last: Option<String>,
    /// Sums by currency, where there are several.
    pub by_currency: BTreeMap<String, String>,
}

#[derive(Clone, Debug, Default)]
pub struct Customer {
    pub name: String,
    /// Empty if the file gives none.
    pub id: String,
    pub total: String,
    pub orders: u64,
    /// What else a list of customers says (`tax_id`, `contact`, `phone`, ...), and the `currency` of
    /// the total where there are several.
    pub details: BTreeMap<String, String>,
}

/// Every row below the header is in one of the counts besides `read`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Rows {
    pub read: u64,
    pub imported: u64,
    pub totals: u64,
    pub headings: u64,
    pub skipped: u64,
}

/// The bytes of a file, or of the archive a directory `*.xlsx.d`, `*.ods.d` stands for.
pub fn bytes(path: &Path) -> Vec<u8> {
    let is_parts = path.extension().is_some_and(|extension| extension == "d");
    if is_parts {
        return crate::zipped::zipped(path);
    }
    std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A file in memory.
pub struct Memory(Vec<u8>);

impl ByteSource for Memory {
    type Error = std::convert::Infallible;

    fn size(&self) -> u64 {
        self.0.len() as u64
    }

    fn slice(&self, from: u64, to: u64) -> Result<Vec<u8>, Self::Error> {
        Ok(self.0.get(from as usize..(to as usize).min(self.0.len())).unwrap_or_default().to_vec())
    }
}

/// A importer with a file of these bytes in hand.
pub fn importer(bytes: &[u8]) -> Importer<Memory> {
    let mut importer = Importer::default();
    importer.open(Memory(bytes.to_vec()));
    importer
}

/// Reads a file as a person would who answers so. An error if it can't be read, or if anything else
/// must be answered.
pub fn import(bytes: &[u8], answers: &Answers) -> Result<Imported, String> {
    let mut importer = importer(bytes);
    let Ok(inspection) = importer.inspect(&Hints::default());
    let inspection = inspection.map_err(|refusal| format!("refused: {refusal:?}"))?;
    let mut spec = inspection.spec(Currency::default());
    let asked = answer_questions(&mut spec, &inspection, answers)?;
    let Ok(preview) = importer.read(&spec, |_, _| ());
    let preview = preview.map_err(|refusal| format!("refused at its end: {refusal:?}"))?;
    Ok(plain(&inspection, &spec, &preview, asked))
}

/// Reads bytes that may be anything, as a person would who maps what is missing and takes the first
/// option of every question; `pick` chooses below its argument. The counts, if they are a table.
pub fn read_somehow(bytes: &[u8], pick: &mut dyn FnMut(usize) -> usize) -> Option<Rows> {
    let mut importer = importer(bytes);
    let Ok(inspection) = importer.inspect(&Hints::default());
    let inspection = inspection.ok()?;
    let mut spec = inspection.spec(Currency::default());
    // A person may map anything to anything.
    if pick(8) == 0 {
        spec.assign(pick(inspection.columns.len()), Role::ALL[pick(Role::ALL.len())]);
    }
    for _ in 0..3 {
        for question in spec.questions(&inspection) {
            if let Some(choice) = question.options.first() {
                spec.answer(question.column, choice.answer);
            }
        }
    }
    let import = if matches!(spec.source, Source::Sheet(_)) {
        let Ok(preview) = importer.read(&spec, |_, _| ());
        preview.ok()?.import
    } else {
        let mut reader = Reader::new(&spec);
        let mut rest = bytes;
        while !rest.is_empty() {
            let (chunk, after) = rest.split_at(1 + pick(rest.len().min(700)));
            reader.feed(chunk);
            rest = after;
        }
        let import = reader.finish().ok()?;
        if import.kind == FileKind::Sales {
            let lines: i64 = import.sales.lines.iter().filter(|line| line.currency == 0).map(|line| line.amount).sum();
            let customers: i64 = import.customers.iter().map(|customer| customer.amount).sum();
            assert_eq!([lines, customers], [import.reconciliation.sum; 2], "sums of the same rows");
        }
        import
    };
    Some(rows(&import))
}

/// Answers what must be answered, and tells what that was.
fn answer_questions(
    spec: &mut ImportSpec,
    inspection: &Inspection,
    answers: &Answers,
) -> Result<BTreeSet<String>, String> {
    let mut asked = BTreeSet::new();
    // An answer can raise another question: the year, once the columns are known.
    for _ in 0..4 {
        let open = |question: &Question| question.blocking && question.answer.is_none();
        let Some(question) = spec.questions(inspection).into_iter().find(open) else { break };
        let (kind, answer) = answer(&question, inspection, answers)?;
        spec.answer(question.column, answer);
        asked.insert(kind.to_owned());
    }
    match spec.is_ready(inspection) {
        true => Ok(asked),
        false => Err(format!("not ready: {:?}, {:?}", spec.missing(), spec.questions(inspection))),
    }
}

/// The answer to a question, and the kind of it.
fn answer(question: &Question, inspection: &Inspection, answers: &Answers) -> Result<(&'static str, Answer), String> {
    let column = |kind, role, header: &Option<String>| {
        let header = header.as_ref().ok_or_else(|| format!("asks {kind}"))?;
        let at = inspection.columns.iter().position(|column| column.header == *header);
        let answer = Answer::Column(role, at.ok_or_else(|| format!("{header:?} is no column"))?);
        match question.options.iter().any(|choice| choice.answer == answer) {
            true => Ok((kind, answer)),
            false => Err(format!("{kind}: {header:?} is no option")),
        }
    };
    let chosen = |kind, code: &Option<String>| {
        let answer = match code.as_deref() {
            Some("dmy") => Answer::Date(DateFormat::Dmy),
            Some("mdy") => Answer::Date(DateFormat::Mdy),
            Some("ymd") => Answer::Date(DateFormat::Ymd),
            Some("point") => Answer::Number(NumberFormat::Point),
            Some("comma") => Answer::Number(NumberFormat::Comma),
            _ => return Err(format!("asks {kind} for {:?}", question.example)),
        };
        match question.options.iter().any(|choice| choice.answer == answer) {
            true => Ok((kind, answer)),
            false => Err(format!("{kind}: {answer:?} is no option")),
        }
    };
    match question.topic {
        Topic::Missing(Need::Customer) => column("customer_column", Role::Customer, &answers.customer_column),
        Topic::Missing(Need::Date) => column("date_column", Role::Date, &answers.date_column),
        Topic::Missing(Need::Amount) => column("amount_column", Role::Amount, &answers.amount_column),
        Topic::WhichAmount => {
            let is_price = |choice: &Choice| {
                matches!(choice.answer, Answer::Column(Role::Price, at)
                if inspection.columns.get(at).map(|column| &column.header) == answers.amount_column.as_ref())
            };
            let role = if question.options.iter().any(is_price) { Role::Price } else { Role::Amount };
            column("amount_column", role, &answers.amount_column)
        }
        Topic::Once => answers.once.map(|once| ("once", Answer::Once(once))).ok_or_else(|| "asks once".to_owned()),
        Topic::DateOrder => chosen("date_order", &answers.date_order),
        Topic::DecimalMark => chosen("decimal_mark", &answers.decimal_mark),
        Topic::Year => answers.year.map(|year| ("year", Answer::Year(year))).ok_or_else(|| "asks year".to_owned()),
        topic => Err(format!("asks {topic:?}")),
    }
}

fn plain(inspection: &Inspection, spec: &ImportSpec, preview: &Preview, asked: BTreeSet<String>) -> Imported {
    let import = &preview.import;
    let sales = &preview.delta.sales;
    let counts = &import.reconciliation;
    let is_mixed = !counts.others.is_empty();
    let money = |minor: i64| sales.currency().plain(i128::from(minor));
    let mut documents: BTreeMap<_, i64> = BTreeMap::new();
    for line in &sales.lines {
        let day = line.document.is_none().then_some(line.day);
        *documents.entry((line.customer, line.document, day)).or_default() += line.amount;
    }
    let orders =
        |customer: usize| documents.iter().filter(|((of, ..), sum)| *of as usize == customer && **sum > 0).count();
    let customers = import.customers.iter().enumerate().map(|(at, customer)| {
        let lines = || sales.lines.iter().filter(move |line| line.customer as usize == at);
        // Of a customer with one currency the total is in that.
        let currency = lines().next().map_or(sales.currency(), |line| sales.currency_of(line));
        let total: i64 = lines().map(|line| line.amount).sum();
        let mut details = details(customer);
        if is_mixed {
            details.insert("currency".into(), currency.to_string());
        }
        Customer {
            name: customer.name.clone(),
            id: customer.external_id.clone(),
            total: currency.plain(i128::from(total)),
            orders: orders(at) as u64,
            details,
        }
    });
    let profits: Option<Vec<i64>> = sales.lines.iter().map(|line| line.profit).collect();
    let currencies = spec.currencies();
    let named = match currencies.as_slice() {
        [named] => Some(named.to_string()),
        // Roubles of Belarus, dollars of Canada: a mark that several share means the first.
        [first, ..] => Some(first.to_string()),
        _ => None,
    };
    Imported {
        asked,
        warns: warns(inspection, spec, import),
        currency: named.filter(|_| !is_mixed),
        customers: customers.collect(),
        rows: rows(import),
        bad_cells: counts.bad_cells,
        sum: (import.kind == FileKind::Sales && !is_mixed).then(|| money(counts.sum)),
        file_total: counts.file_total.map(money),
        profit: profits.map(|profits| money(profits.iter().sum())),
        first: counts.first.map(|day| day.to_string()),
        last: counts.last.map(|day| day.to_string()),
        by_currency: by_currency(import, sales.currency()),
    }
}

fn by_currency(import: &Import, main: Currency) -> BTreeMap<String, String> {
    let counts = &import.reconciliation;
    if counts.others.is_empty() {
        return BTreeMap::new();
    }
    let mut sums: BTreeMap<String, String> =
        counts.others.iter().map(|(other, sum, _)| (other.to_string(), other.plain(i128::from(*sum)))).collect();
    if counts.others.iter().map(|(.., rows)| rows).sum::<u64>() < counts.imported {
        sums.insert(main.to_string(), main.plain(i128::from(counts.sum)));
    }
    sums
}

/// What a list of customers says besides names and numbers.
fn details(customer: &vital_few::exchange::Customer) -> BTreeMap<String, String> {
    let mut details = BTreeMap::new();
    let code = |role: &Role| match role {
        Role::Address => "address",
        Role::PostalCode => "postal_code",
        Role::City => "city",
        Role::Region => "region",
        Role::Country => "country",
        Role::Phone => "phone",
        Role::Fax => "fax",
        Role::Email => "email",
        Role::Website => "website",
        Role::Industry => "industry",
        _ => "other",
    };
    details.extend(customer.facts.iter().map(|(role, text)| (code(role).to_owned(), text.clone())));
    if let Some(contact) = customer.contacts.first() {
        details.insert("contact".into(), contact.name.clone());
        details.insert("title".into(), contact.function.clone());
    }
    details.insert("tax_id".into(), customer.tax_id.clone());
    details.retain(|_, text| !text.is_empty());
    details
}

fn warns(inspection: &Inspection, spec: &ImportSpec, import: &Import) -> BTreeSet<String> {
    let mut warns = BTreeSet::new();
    let is_text = |role: &Role| matches!(role, Role::Customer | Role::CustomerId | Role::TaxId | Role::Document);
    let lost = |(role, column): (&Role, &vital_few::exchange::Column)| is_text(role) && column.numbers.exponents > 0;
    let mut warn = |is: bool, code: &str| {
        if is {
            warns.insert(code.to_owned());
        }
    };
    warn(spec.roles.iter().zip(&inspection.columns).any(lost), "lost_ids");
    warn(import.reconciliation.before_1990 > 0, "before_1990");
    warn(!import.reconciliation.others.is_empty(), "mixed_currencies");
    if let (Container::Sheets(sheets), Source::Sheet(at)) = (&inspection.container, &inspection.source) {
        warn(sheets.iter().any(|sheet| sheet.hidden), "hidden_sheets");
        warn(sheets.get(*at).is_some_and(|sheet| sheet.hidden_rows > 0), "hidden_rows");
    }
    warns
}

fn rows(import: &Import) -> Rows {
    let counts = &import.reconciliation;
    Rows {
        read: counts.read,
        imported: counts.imported,
        totals: counts.totals,
        headings: counts.headings,
        skipped: counts.skipped(),
    }
}
