//! What a drawn thing is, and how that passes through plotters.
//!
//! plotters hands a backend an RGB colour and nothing else about a thing's meaning. Ours wants the
//! meaning and no colour, so the meaning *is* the colour: red carries the kind, green the row or
//! class, blue the column. [`Role::color`] and [`Role::of`] are each other's inverse; the numbers
//! are private to this module and nobody ever sees them as colours.

use plotters::style::RGBColor;

use crate::analysis::{AbcClass, GroupPart, Segment, XyzClass};
use crate::book::Stance;

/// The part a shape or a text plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A line at a round value.
    Grid,
    /// The line at zero, where values fall below it.
    Axis,
    /// Where a class ends.
    Limit,
    Band,
    Mean,
    /// One order.
    Tick,
    /// A point that belongs to no class.
    Dot,
    Bar,
    /// The bar of an incomplete period: outlined.
    BarPart,
    Under(AbcClass),
    Curve(AbcClass),
    Point(AbcClass),
    /// A part of a column, `None` for accounts without a segment.
    Seg(Option<Segment>),
    /// The same in a column too narrow for edges.
    SegThin(Option<Segment>),
    /// The same in an incomplete period.
    SegPart(Option<Segment>),
    /// What lies between two lines.
    Area,
    /// A curve that belongs to no class.
    Line,
    Xyz(XyzClass),
    /// What was added to a value, and what was taken from it.
    Gain,
    Loss,
    /// Not seen: the room in which a point of a curve answers for its value, and the point, which is seen
    /// while it does.
    Room,
    Pin,
    /// The same three for product groups as for segments.
    Group(GroupPart),
    GroupThin(GroupPart),
    GroupSome(GroupPart),
    /// A person's box, and that of somebody who is not known by name.
    Person,
    Somebody,
    /// Who reports to whom.
    Reports,
    /// Who sways whom, and the head of that arrow.
    Sways,
    SwaysTo,
    /// How somebody stands to us; `None`: it isn't known.
    Stance(Option<Stance>),
    /// Around the mark of a champion.
    StanceRing,
    /// What we guessed: a ring; and the line from there to what was said, of which we thought better, or worse.
    Guess,
    Between {
        is_over: bool,
    },
    /// Losses of a period: those still away, or those that bought again.
    LossPart {
        is_away: bool,
        is_part: bool,
    },
    /// Where there is most to win on a map of the market.
    Zone,
    /// Who bought nothing yet; and whose share of what they need isn't known.
    Newcomer,
    Unplaced,
    /// How far a score could be off.
    Reach,
    /// What is still to come.
    Rest,
    /// What was to be expected by each day, and what the year before had brought.
    Expected,
    Before,
    Text(Ink),
}

/// The kinds of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    Plain,
    Second,
    Strong,
    /// On the bar of an account.
    OnBar,
    /// Over other marks: with a rim in the colour of the ground.
    Halo,
    /// The same over the tint of a class.
    HaloOn(AbcClass),
    /// The letter of a class, larger.
    Letter(AbcClass),
    /// What is said of a class; `None`: of the accounts without one.
    Class(Option<AbcClass>),
    /// The letters of a segment on its own fill.
    Seg(Option<Segment>),
    /// A figure there, larger.
    SegLarge(Segment),
    /// The mark of a product group on its own fill.
    Group(GroupPart),
}

const INK: u8 = 100;

impl Role {
    pub fn color(self) -> RGBColor {
        let plain = |kind| RGBColor(kind, 0, 0);
        match self {
            Self::Grid => plain(1),
            Self::Axis => plain(2),
            Self::Limit => plain(3),
            Self::Band => plain(4),
            Self::Mean => plain(5),
            Self::Tick => plain(6),
            Self::Dot => plain(7),
            Self::Bar => plain(8),
            Self::BarPart => plain(9),
            Self::Under(class) => RGBColor(10, row(class), 0),
            Self::Curve(class) => RGBColor(11, row(class), 0),
            Self::Point(class) => RGBColor(12, row(class), 0),
            Self::Seg(cell) => of_cell(13, cell),
            Self::SegThin(cell) => of_cell(14, cell),
            Self::SegPart(cell) => of_cell(15, cell),
            Self::Area => plain(16),
            Self::Line => plain(17),
            Self::Xyz(class) => RGBColor(18, 0, column(class)),
            Self::Gain => plain(19),
            Self::Loss => plain(20),
            Self::Group(group) => of_group(21, group),
            Self::GroupThin(group) => of_group(22, group),
            Self::GroupSome(group) => of_group(23, group),
            Self::Person => plain(24),
            Self::Somebody => plain(25),
            Self::Reports => plain(26),
            Self::Sways => plain(27),
            Self::SwaysTo => plain(28),
            Self::Stance(stance) => of_stance(29, stance),
            Self::StanceRing => plain(30),
            Self::Room => plain(31),
            Self::Pin => plain(32),
            Self::Guess => plain(33),
            Self::Between { is_over } => RGBColor(34, u8::from(is_over), 0),
            Self::LossPart { is_away, is_part } => RGBColor(35, u8::from(is_away), u8::from(is_part)),
            Self::Zone => plain(36),
            Self::Newcomer => plain(37),
            Self::Unplaced => plain(38),
            Self::Reach => plain(39),
            Self::Rest => plain(40),
            Self::Expected => plain(41),
            Self::Before => plain(42),
            Self::Text(Ink::Plain) => plain(INK),
            Self::Text(Ink::Second) => plain(INK + 1),
            Self::Text(Ink::Strong) => plain(INK + 2),
            Self::Text(Ink::OnBar) => plain(INK + 3),
            Self::Text(Ink::Halo) => plain(INK + 4),
            Self::Text(Ink::HaloOn(class)) => RGBColor(INK + 5, row(class), 0),
            Self::Text(Ink::Letter(class)) => RGBColor(INK + 6, row(class), 0),
            Self::Text(Ink::Class(class)) => RGBColor(INK + 7, class.map_or(0, row), 0),
            Self::Text(Ink::Seg(cell)) => of_cell(INK + 8, cell),
            Self::Text(Ink::SegLarge(cell)) => of_cell(INK + 9, Some(cell)),
            Self::Text(Ink::Group(group)) => of_group(INK + 10, group),
        }
    }

    /// The role a colour stands for; `None` for a colour that isn't one of ours.
    pub fn of((kind, row, column): (u8, u8, u8)) -> Option<Self> {
        let class = AbcClass::ALL.into_iter().find(|class| self::row(*class) == row);
        let cell = Segment::all().find(|cell| of_cell(kind, Some(*cell)) == RGBColor(kind, row, column));
        let group = GroupPart::all().find(|group| of_group(kind, *group) == RGBColor(kind, row, column));
        Some(match kind {
            1 => Self::Grid,
            2 => Self::Axis,
            3 => Self::Limit,
            4 => Self::Band,
            5 => Self::Mean,
            6 => Self::Tick,
            7 => Self::Dot,
            8 => Self::Bar,
            9 => Self::BarPart,
            10 => Self::Under(class?),
            11 => Self::Curve(class?),
            12 => Self::Point(class?),
            13 => Self::Seg(cell),
            14 => Self::SegThin(cell),
            15 => Self::SegPart(cell),
            16 => Self::Area,
            17 => Self::Line,
            18 => Self::Xyz(XyzClass::ALL.into_iter().find(|class| self::column(*class) == column)?),
            19 => Self::Gain,
            20 => Self::Loss,
            21 => Self::Group(group?),
            22 => Self::GroupThin(group?),
            23 => Self::GroupSome(group?),
            24 => Self::Person,
            25 => Self::Somebody,
            26 => Self::Reports,
            27 => Self::Sways,
            28 => Self::SwaysTo,
            29 => Self::Stance(
                Stance::ALL.into_iter().find(|stance| of_stance(29, Some(*stance)) == RGBColor(29, row, 0)),
            ),
            30 => Self::StanceRing,
            31 => Self::Room,
            32 => Self::Pin,
            33 => Self::Guess,
            34 => Self::Between { is_over: row == 1 },
            35 => Self::LossPart { is_away: row == 1, is_part: column == 1 },
            36 => Self::Zone,
            37 => Self::Newcomer,
            38 => Self::Unplaced,
            39 => Self::Reach,
            40 => Self::Rest,
            41 => Self::Expected,
            42 => Self::Before,
            _ => Self::Text(match kind.checked_sub(INK)? {
                0 => Ink::Plain,
                1 => Ink::Second,
                2 => Ink::Strong,
                3 => Ink::OnBar,
                4 => Ink::Halo,
                5 => Ink::HaloOn(class?),
                6 => Ink::Letter(class?),
                7 => Ink::Class(class),
                8 => Ink::Seg(cell),
                9 => Ink::SegLarge(cell?),
                10 => Ink::Group(group?),
                _ => return None,
            }),
        })
    }

    /// What the style sheet reads.
    pub fn attributes(self) -> String {
        let named = |name: &str| format!(" class=\"{name}\"");
        let abc = |class: AbcClass| format!(" data-abc=\"{}\"", class.letter());
        let seg = |cell: Option<Segment>| format!(" data-seg=\"{}\"", cell.map_or("-", Segment::letters));
        let xyz = |class: XyzClass| format!(" data-xyz=\"{}\"", class.letter());
        let product = |group: GroupPart| format!(" data-group=\"{}\"", group.code());
        match self {
            Self::Grid => named("grid"),
            Self::Axis => named("axis"),
            Self::Limit => named("limit"),
            Self::Band => named("band"),
            Self::Mean => named("mean"),
            Self::Tick => named("tick"),
            Self::Dot => named("dot"),
            Self::Bar => named("bar is-key"),
            Self::BarPart => named("bar"),
            Self::Under(class) => named("under") + &abc(class),
            Self::Curve(class) => named("curve") + &abc(class),
            Self::Point(class) => abc(class),
            Self::Seg(cell) => seg(cell),
            Self::SegThin(cell) => named("is-thin") + &seg(cell),
            Self::SegPart(cell) => named("is-part") + &seg(cell),
            Self::Area => named("area"),
            Self::Line => named("line"),
            Self::Xyz(class) => xyz(class),
            Self::Gain => named("gain"),
            Self::Loss => named("loss"),
            Self::Room => named("room"),
            Self::Pin => named("pin"),
            Self::Group(group) => named("group") + &product(group),
            Self::GroupThin(group) => named("group is-thin") + &product(group),
            Self::GroupSome(group) => named("group is-part") + &product(group),
            Self::Person => named("person"),
            Self::Somebody => named("person is-open"),
            Self::Reports => named("reports"),
            Self::Sways => named("sways"),
            Self::SwaysTo => named("sways-to"),
            Self::Stance(stance) => {
                named("stance") + &format!(" data-stance=\"{}\"", stance.map_or("unknown", Stance::code))
            }
            Self::StanceRing => named("stance ring"),
            Self::Guess => named("guess"),
            Self::Between { is_over: true } => named("between is-over"),
            Self::Between { is_over: false } => named("between"),
            Self::LossPart { is_away: true, is_part: false } => named("part-away"),
            Self::LossPart { is_away: true, is_part: true } => named("part-away is-part"),
            Self::LossPart { is_away: false, is_part: false } => named("part-back"),
            Self::LossPart { is_away: false, is_part: true } => named("part-back is-part"),
            Self::Zone => named("zone"),
            Self::Newcomer => named("dot is-new"),
            Self::Unplaced => named("dot is-dash"),
            Self::Reach => named("range"),
            Self::Rest => named("rest"),
            Self::Expected => named("expected"),
            Self::Before => named("before"),
            Self::Text(ink) => match ink {
                Ink::Plain => String::new(),
                Ink::Second => named("ink"),
                Ink::Strong => named("strong"),
                Ink::OnBar => named("on-bar"),
                Ink::Halo => named("ink halo"),
                Ink::HaloOn(class) => named(&format!("ink halo on-{}", class.letter().to_lowercase())),
                Ink::Letter(class) => named("big") + &abc(class),
                Ink::Class(Some(class)) => abc(class),
                Ink::Class(None) => named("strong"),
                Ink::Seg(cell) => seg(cell),
                Ink::SegLarge(cell) => named("big") + &seg(Some(cell)),
                Ink::Group(group) => product(group),
            },
        }
    }
}

impl Ink {
    /// Size in pixels, and whether it is bold: what `chart_figure.css` sets.
    pub fn face(self) -> (f64, bool) {
        match self {
            Self::Letter(_) | Self::SegLarge(_) => (14.0, true),
            Self::Strong | Self::Class(_) | Self::Seg(_) | Self::Group(_) => (12.0, true),
            Self::Plain | Self::Second | Self::OnBar | Self::Halo | Self::HaloOn(_) => (12.0, false),
        }
    }
}

fn row(class: AbcClass) -> u8 {
    match class {
        AbcClass::A => 1,
        AbcClass::B => 2,
        AbcClass::C => 3,
    }
}

fn column(class: XyzClass) -> u8 {
    match class {
        XyzClass::X => 1,
        XyzClass::Y => 2,
        XyzClass::Z => 3,
    }
}

fn of_cell(kind: u8, cell: Option<Segment>) -> RGBColor {
    cell.map_or(RGBColor(kind, 0, 0), |cell| RGBColor(kind, row(cell.abc), column(cell.xyz)))
}

fn of_group(kind: u8, group: GroupPart) -> RGBColor {
    match group {
        GroupPart::Largest(at) => RGBColor(kind, 1, at),
        GroupPart::Others => RGBColor(kind, 2, 0),
        GroupPart::Without => RGBColor(kind, 3, 0),
    }
}

fn of_stance(kind: u8, stance: Option<Stance>) -> RGBColor {
    let at = stance.and_then(|stance| Stance::ALL.iter().position(|known| *known == stance));
    RGBColor(kind, at.map_or(0, |at| at as u8 + 1), 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_comes_back_from_its_colour() {
        let classes = AbcClass::ALL.into_iter().flat_map(|class| {
            let inks = [Ink::HaloOn(class), Ink::Letter(class), Ink::Class(Some(class))].map(Role::Text);
            [Role::Under(class), Role::Curve(class), Role::Point(class)].into_iter().chain(inks)
        });
        let cells = Segment::all()
            .map(Some)
            .chain([None])
            .flat_map(|cell| [Role::Seg(cell), Role::SegThin(cell), Role::SegPart(cell), Role::Text(Ink::Seg(cell))]);
        let inks = [Ink::Plain, Ink::Second, Ink::Strong, Ink::OnBar, Ink::Halo, Ink::Class(None)].map(Role::Text);
        use Role::*;
        let plain = [Grid, Axis, Limit, Band, Mean, Tick, Dot, Bar, BarPart, Area, Line, Gain, Loss, Room, Pin];
        let xyz = XyzClass::ALL.map(Xyz);
        let groups = GroupPart::all()
            .flat_map(|group| [Group(group), GroupThin(group), GroupSome(group), Text(Ink::Group(group))]);
        let large = Segment::all().map(|cell| Text(Ink::SegLarge(cell)));
        let stances = crate::book::Stance::ALL.into_iter().map(Some).chain([None]).map(Role::Stance);
        let people = [Person, Somebody, Reports, Sways, SwaysTo, StanceRing].into_iter().chain(stances);
        let people = people.chain([Guess, Between { is_over: true }, Between { is_over: false }]);
        let people = people.chain([Zone, Newcomer, Unplaced, Reach, Rest]);
        let losses = [(true, true), (true, false), (false, true), (false, false)];
        let people = people.chain(losses.map(|(is_away, is_part)| LossPart { is_away, is_part }));
        let people = people.chain([Expected, Before]);
        let newer = xyz.into_iter().chain(people).chain(groups).chain(large);
        for role in plain.into_iter().chain(inks).chain(classes).chain(cells).chain(newer) {
            let RGBColor(r, g, b) = role.color();
            assert_eq!(Role::of((r, g, b)), Some(role));
        }
        assert_eq!(Role::of((255, 255, 255)), None);
        assert_eq!(Role::of((10, 0, 0)), None);
    }
}
