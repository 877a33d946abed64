//! Words of periods in many languages.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::Unit;
use crate::exchange::cell::fold::fold;
use crate::exchange::cell::words::TOTALS;

/// Words for a unit; a letter alone counts only where it is joined to its number (`W05`, `1H24`).
const UNITS: [(Unit, &str); 5] = [
    (
        Unit::Week,
        "w week wk cw kw woche kalenderwoche semaine sem нед неделя недели недеља седмица nedelja sedmica teden \
         tjedan tydzień tydz týden hét semana settimana هفته અઠવાડિયું સપ્તાહ hafta тиждень 周 週 أسبوع सप्ताह",
    ),
    (
        Unit::Month,
        "m month mo monat mois месяц мес м mesec месец mjesec miesiąc mies měsíc hónap mese mes ماه મહિનો mês ay місяць 月 월 شهر महीना माह",
    ),
    (
        Unit::Quarter,
        "q quarter qtr quartal trimestre trim t кв квартал kvartal kv četrtletje kvartál kwartał čtvrtletí \
         negyedév tromjesečje tromesečje тромесечје trimestr trimester سهماهه ત્રિમાસિક çeyrek 季度 四半期 ربع तिमाही",
    ),
    (
        Unit::Half,
        "h hy half semestre semester halbjahr hj полугодие пг polugodište polugodje полугодиште polletje półrocze \
         pololetí félév نیمسال півріччя 上半年 下半年 半期",
    ),
    (
        Unit::Year,
        "y fy year jahr année annee gj geschäftsjahr год г leto godina година rok év anno año سال વર્ષ ano yıl рік 年 年度 년 السنة سنة वर्ष",
    ),
];

/// Words that may stand beside a period and say nothing more.
const FILLERS: &str = "г год года гг r roku rok god godina godine година године leto de of the за за in im и й го st nd rd th er e eme ieme \
    ый ой سال year jahr ماه р рік року ano año anno yıl 年 月 월 년 年度 del di do da dos";

/// Words among the totals that are measures, too: "Jan 2024 Sum".
const SUMS: &str = "sum suma summe vsota zbir збир";

pub(super) struct Words {
    units: HashMap<String, Unit>,
    fillers: Vec<String>,
    totals: Vec<String>,
    sums: Vec<String>,
}

pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let list = |words: &str| words.split_whitespace().map(fold).collect();
    let units = UNITS.iter().flat_map(|(unit, words)| words.split_whitespace().map(|word| (fold(word), *unit)));
    Words {
        units: units.collect(),
        fillers: list(FILLERS),
        totals: TOTALS.split(", ").map(fold).filter(|word| !word.contains(' ')).collect(),
        sums: list(SUMS),
    }
});

impl Words {
    /// The unit a folded word names.
    pub fn unit(&self, word: &str) -> Option<Unit> {
        self.units.get(word).copied()
    }

    pub fn is_filler(&self, word: &str) -> bool {
        self.fillers.iter().any(|filler| filler == word)
    }

    /// Whether it says that a column is a total and no period's own.
    pub fn is_total(&self, word: &str, unit: Unit) -> bool {
        let listed = |list: &[String]| list.iter().any(|known| known == word);
        listed(&self.totals) && (unit == Unit::Year || !listed(&self.sums))
    }
}

/// I to IV
pub(super) fn roman(word: &str) -> Option<u32> {
    // A Cyrillic keyboard has no I, but an і.
    match word {
        "i" | "і" => Some(1),
        "ii" | "іі" => Some(2),
        "iii" | "ііі" => Some(3),
        "iv" | "іv" => Some(4),
        _ => None,
    }
}
