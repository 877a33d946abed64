//! English words for the charts, plain enough for tests.

use crate::calendar::Date;

use crate::analysis::{
    AbcClass, ByGroup, Concentration, GroupPart, Period, PeriodUnit, Segment, SegmentPeers, Timeline, XyzClass,
};
use crate::chart::*;

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// `persian`: with other digits and words, to see a mirrored page.
#[derive(Clone, Copy, Default)]
pub(super) struct Words {
    pub persian: bool,
}

impl Words {
    fn digits(self, text: String) -> String {
        if !self.persian {
            return text;
        }
        let digit = |c: char| c.to_digit(10).and_then(|digit| char::from_u32('۰' as u32 + digit)).unwrap_or(c);
        text.chars().map(digit).map(|c| if c == '.' { '٫' } else { c }).collect()
    }

    fn pick(self, english: String, persian: String) -> String {
        self.digits(if self.persian { persian } else { english })
    }

    fn percent(self, share: f64, digits: usize) -> String {
        let number = format!("{:.digits$}", share * 100.0);
        self.pick(format!("{number} %"), format!("{number}٪"))
    }

    fn short(self, period: Period) -> String {
        let ordinal = period.ordinal();
        let english = match period.unit {
            PeriodUnit::Week => format!("W{ordinal}"),
            PeriodUnit::Month => MONTHS[(ordinal - 1) as usize].to_owned(),
            PeriodUnit::Quarter => format!("Q{ordinal}"),
            PeriodUnit::Half => format!("H{ordinal}"),
        };
        self.pick(english, format!("ف{ordinal}"))
    }

    fn with_year(self, period: Period) -> String {
        let (year, short) = (period.year(), self.short(period));
        self.pick(format!("{year} {short}"), format!("{short} {year}"))
    }

    fn money(self, minor: f64) -> String {
        let major = minor / 100.0;
        if major.abs() < 1_000.0 {
            return self.digits(format!("{major}"));
        }
        let thousands = major / 1_000.0;
        self.pick(format!("{thousands}k"), format!("{thousands} هزار"))
    }

    pub fn pareto(self, found: &Pareto<'_>, frame: Frame) -> String {
        let words = ParetoWords {
            aria: "Pareto curve: cumulative share of revenue by customer rank",
            axis: if self.persian { "مشتریان، از بزرگ‌ترین" } else { "customers, largest first" },
            percent: &|share| self.percent(share, 0),
            limit: &|share| {
                let share = self.percent(share, 0);
                self.pick(format!("{share} limit"), format!("حد {share}"))
            },
            class: &|_, count, share| format!("{} · {}", self.digits(count.to_string()), self.percent(share, 1)),
            share: &|share| self.percent(share, 1),
            half: &|count| self.pick(format!("{count} bring half"), format!("نیمی از آنِ {count} مشتری")),
            rank: &|rank| self.digits(rank.to_string()),
            point: &|rank, share| format!("the first {rank} bring {}", self.percent(share, 1)),
        };
        pareto(found, frame, &words)
    }

    pub fn segments(self, timeline: &Timeline, frame: Frame) -> String {
        let words = SegmentsWords {
            aria: "Revenue per quarter by segment",
            periods: PeriodWords {
                short: &|period| self.short(period),
                with_year: &|period| self.with_year(period),
                year: &|period| self.digits(period.year().to_string()),
            },
            money: &|minor| self.money(minor),
            share: &|class, share, period| {
                let letter = class.map_or("–".to_owned(), |class| isolated(class.letter()));
                let (share, period) = (self.percent(share, 0), self.with_year(period));
                self.pick(format!("{letter} {share} of {period}"), format!("{letter} {share} در {period}"))
            },
            part: &|cell, period, value, whole| {
                let cell = cell.map_or("–", Segment::letters);
                format!("{cell} in {}: {} of {}", self.with_year(period), self.money(value), self.money(whole))
            },
            until: &|day| self.until(day),
        };
        segments(timeline, frame, &words)
    }

    pub fn account(self, purchases: &Purchases<'_>, frame: Frame) -> String {
        let words = AccountWords {
            aria: "Purchases per quarter with mean and deviation, and a tick for each order day",
            periods: PeriodWords {
                short: &|period| self.short(period),
                with_year: &|period| self.with_year(period),
                year: &|period| self.digits(period.year().to_string()),
            },
            money: &|minor| self.money(minor),
            value: &|minor| self.digits(format!("{:.1}", minor / 100_000.0)),
            bar: &|period, minor| format!("{}: {}", self.with_year(period), self.money(minor)),
            mean: &|minor| {
                let number = format!("{:.1}", minor / 100_000.0);
                self.pick(format!("mean {number}k"), format!("میانگین {number} هزار"))
            },
            deviation: if self.persian { "± انحراف" } else { "± deviation" },
            orders: &|count| self.pick(format!("{count} orders"), format!("{count} سفارش")),
        };
        account(purchases, frame, &words)
    }

    pub fn lorenz(self, found: &Concentration, frame: Frame) -> String {
        let gini = self.digits(format!("{:.2}", found.gini));
        let share = self.percent(found.top_fifth_share, 1);
        let words = LorenzWords {
            aria: "Lorenz curve",
            axis: if self.persian {
                "سهم مشتریان، از کوچک‌ترین"
            } else {
                "share of customers, smallest first"
            },
            percent: &|share| self.percent(share, 0),
            point: &|share, brings| {
                format!("the smallest {} bring {}", self.percent(share, 0), self.percent(brings, 1))
            },
            equal: if self.persian { "اگر همه برابر بودند" } else { "if all were equal" },
            gini: &self.pick(format!("Gini {gini}"), format!("جینی {gini}")),
            top: &self.pick(format!("top 20 % bring {share}"), format!("۲۰٪ نخست {share} را می‌آورند")),
        };
        lorenz(found, frame, &words)
    }

    pub fn histogram(self, found: &Variation, frame: Frame) -> String {
        let words = HistogramWords {
            aria: "Accounts by coefficient of variation",
            axis: if self.persian { "ضریب تغییرات" } else { "coefficient of variation" },
            count: &|count| self.digits(count.to_string()),
            bar: &|bin| format!("{}: {}", bin.from, bin.count),
            ratio: &|ratio| self.digits(format!("{ratio}")),
            beyond: &|ratio| self.pick(format!("over {ratio}"), format!("بیش از {ratio}")),
            class: &|class, count| format!("{} {}", isolated(class.letter()), self.digits(count.to_string())),
            limit: &|class, limit| self.pick(format!("{} up to {limit}", class.letter()), format!("حد {limit}")),
            up_to: &|limit| isolated(&format!("≤ {}", self.digits(format!("{limit}")))),
            median: &|median| self.pick(format!("median {median:.2}"), format!("میانه {median:.2}")),
        };
        histogram(found, frame, &words)
    }

    pub fn groups(self, found: &ByGroup, frame: Frame) -> String {
        let words = GroupsWords {
            aria: "Revenue per quarter by product group",
            periods: PeriodWords {
                short: &|period| self.short(period),
                with_year: &|period| self.with_year(period),
                year: &|period| self.digits(period.year().to_string()),
            },
            money: &|minor| self.money(minor),
            mark: &|part| match part {
                GroupPart::Largest(at) => self.digits((at + 1).to_string()),
                GroupPart::Others => "+".into(),
                GroupPart::Without => "–".into(),
            },
            name: &|part| if part == GroupPart::Others { "other groups".into() } else { "no group".into() },
            part: &|part, name, period, value, _| {
                format!("{} in {}: {}", name.unwrap_or(part.code()), self.with_year(period), self.money(value))
            },
            until: &|day| self.until(day),
        };
        groups(found, frame, &words)
    }

    pub fn bridge(self, rows: &[BridgeRow], frame: Frame) -> String {
        bridge(rows, frame, "What the change came from")
    }

    pub fn segment_peers(self, found: &SegmentPeers, frame: Frame) -> String {
        let words = SegmentPeersWords {
            aria: "Revenue per quarter beside the median account",
            periods: PeriodWords {
                short: &|period| self.short(period),
                with_year: &|period| self.with_year(period),
                year: &|period| self.digits(period.year().to_string()),
            },
            money: &|minor| self.money(minor),
            column: &|period, own, typical| {
                format!("{}: {}, median {}", self.with_year(period), self.money(own), self.money(typical))
            },
            own: if self.persian { "این مشتری" } else { "this account" },
            typical: if self.persian { "میانهٔ ۲۱ مشتری AY" } else { "median of 21 AY accounts" },
        };
        segment_peers(found, frame, &words)
    }

    pub fn matrix(self, mirrored: bool) -> String {
        let cell = |segment: Segment| MatrixCell {
            count: self.digits("12".into()),
            share: self.percent(0.342, 1),
            meaning: format!("Meaning of {segment}, which may be longer than its cell is wide"),
        };
        let words = MatrixWords {
            aria: "Accounts by ABC class and XYZ class",
            cell: &cell,
            row: &|class: AbcClass| {
                [self.pick(format!("first of {class:?}"), "نخستین ۸۰٪".into()), self.digits("34 accounts".into())]
            },
            column: &|class: XyzClass| self.pick(format!("{class:?} · CV ≤ 0.5"), "منظم · ضریب ≤ ۰٫۵".into()),
        };
        matrix(matrix_frame(mirrored), &words)
    }

    fn until(self, day: Date) -> String {
        let month = MONTHS[(day.month() - 1) as usize];
        self.pick(format!("to {} {month}", day.day()), format!("تا {} مه", day.day()))
    }
}
