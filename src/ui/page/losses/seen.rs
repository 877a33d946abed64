//! By what losses are told on this page, followed.

use leptos::prelude::*;

use crate::analysis::behaviour::typical_gap;
use crate::analysis::losses::LossRule;
use crate::retention::file::Seen;
use crate::ui::session::Session;

pub fn seen(session: Session) -> Memo<Seen> {
    let typical = Memo::new(move |_| session.analysis.get().and_then(|analysis| Some(typical_gap(&analysis)?.0)));
    Memo::new(move |_| Seen { today: session.read_on.get(), rule: LossRule::default(), typical: typical.get() })
}
