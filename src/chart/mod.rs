//! Findings to SVG, drawn by plotters.
//!
//! [`pareto`], [`lorenz`], [`histogram`], [`segments`], [`groups`], [`bridge`], [`matrix`],
//! [`account`], [`segment_peers`], [`guesses`], [`losses`], [`plan()`], [`market`], [`beginning`] and [`decision_map`] draw a chart, [`spark`] the small bars
//! of a table row, [`strip`] a year of order days. Each takes what was found, a [`Frame`] and the words; each returns the whole `<svg>` as text.
//!
//! **Invariants:**
//! - No colours, no style attributes: a drawn thing says what it *is* by class and `data-`
//!   attributes, and `style/component/chart_figure.css` does the rest for light, dark, print and forced
//!   colours, under a strict Content-Security-Policy.
//! - No prose: every word and every formatted number comes from outside, in a `…Words`.
//! - A chart is drawn for a width in CSS pixels, at which its texts are 12 px; on another width it
//!   is drawn again. `mirrored` reflects it for right-to-left pages.
//! - What stands for a value says it: a group of class `value` with a `<title>`, which the page shows under
//!   the pointer and to the keyboard, in the order in which they are drawn.
//! - Names and texts are escaped and isolated: none can leave its place, in markup or direction.

mod account;
mod beginning;
mod bridge;
mod canvas;
mod groups;
mod guesses;
mod histogram;
mod lorenz;
mod losses;
mod market;
mod matrix;
mod pareto;
mod people;
mod periods;
mod picture;
mod place;
mod plan;
mod role;
mod segment_peers;
mod segments;
mod spark;
mod stack;
mod strip;
mod svg;
#[cfg(test)]
mod tests;
mod typeset;

pub use account::{AccountWords, Purchases, account, account_frame};
pub use beginning::{BeginningWords, FirstOrder, beginning, beginning_frame};
pub use bridge::{BridgeRow, bridge, bridge_frame};
pub use groups::{GroupsWords, groups, groups_frame};
pub use guesses::{GuessRow, GuessesWords, guesses, guesses_frame};
pub use histogram::{Bin, HistogramWords, Variation, histogram, histogram_frame};
pub use lorenz::{LorenzWords, lorenz, lorenz_frame};
pub use losses::{LossesWords, losses, losses_frame};
pub use market::{MarketPoint, MarketWords, market, market_frame};
pub use matrix::{MatrixCell, MatrixWords, matrix, matrix_frame};
pub use pareto::{Pareto, ParetoWords, pareto, pareto_frame};
pub use people::{PersonWords, decision_map, stance_mark};
pub use periods::PeriodWords;
pub use picture::{picture_name, plain_colour};
pub use plan::{PlanWords, plan, plan_frame};
pub use segment_peers::{SegmentPeersWords, segment_peers, segment_peers_frame};
pub use segments::{SegmentsWords, segments, segments_frame};
pub use spark::{rhythm, spark};
pub use strip::{Strip, strip};
pub use typeset::isolated;

/// The room a chart has, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    pub width: f64,
    pub height: f64,
    /// For right-to-left pages: ranks and time run leftwards, the values stand on the right.
    pub mirrored: bool,
}

/// From this width on, labels beside the drawing have room.
const WIDE: f64 = 480.0;

impl Frame {
    /// With what can be drawn: a container may be hidden, or not measured yet.
    fn sane(self) -> Self {
        let within =
            |value: f64, least: f64, most: f64| if value.is_finite() { value.clamp(least, most) } else { least };
        Self { width: within(self.width, 240.0, 4_000.0), height: within(self.height, 80.0, 20_000.0), ..self }
    }

    fn is_wide(self) -> bool {
        self.width >= WIDE
    }

    fn of(width: f64, mirrored: bool, wide: f64, narrow: f64) -> Self {
        Self { width, height: if width >= WIDE { wide } else { narrow }, mirrored }.sane()
    }
}
