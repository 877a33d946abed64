//! Today that is kept up against Today made anew.

use proptest::prelude::*;

use crate::book::{
    Account, Change, Edit, Handling, Interaction, KeyDecision, Label, Promise, RecordId, RecordKind, Request, Stamp,
    StandsFor, account::field, interaction, promise, request, settings,
};
use crate::today::Today;
use crate::today::keeping::Keeping;
use crate::today::testing::{ALFA, BETA, World, noon, today};
use crate::working_time::Instant;

const GAMMA: RecordId = RecordId::well_known(0x103);

fn part(number: u8) -> RecordId {
    RecordId::well_known(0x500 + u128::from(number))
}

/// What somebody does, of few kinds on few records, so that one thing meets another.
fn act() -> impl Strategy<Value = Vec<Edit>> {
    let account = prop::sample::select(vec![ALFA, BETA, GAMMA]);
    (0u8..16, account, 0u8..6, -70i32..30, any::<bool>()).prop_map(|(act, account, number, days, is_so)| {
        let (id, day) = (part(number), Some(today().plus(days)));
        let at = Instant::new(noon(today()).utc() + i64::from(days) * 60, 0);
        match act {
            0 => Promise { account: Some(account), due: day, what: "x".into(), ..Promise::default() }.create(id),
            1 => vec![promise::field::settled.set(id, is_so.then_some(today()))],
            2 => vec![promise::field::account.set(id, Some(account))],
            3 => Interaction { account: Some(account), day, ..Interaction::default() }.create(part(10 + number)),
            4 => vec![interaction::field::not_reached.set(part(10 + number), is_so)],
            5 => Request { account: Some(account), received: Some(at), ..Request::default() }.create(part(20 + number)),
            6 => vec![request::field::resolved.set(part(20 + number), is_so.then_some(at))],
            7 => {
                vec![field::key.set(account, is_so.then_some(KeyDecision::Key)), field::key_confirmed.set(account, day)]
            }
            8 => vec![field::next_what.set(account, "Call".into()), field::next_on.set(account, day)],
            9 => vec![field::archived_on.set(account, is_so.then_some(today()))],
            10 => vec![field::stands_for.set(account, is_so.then_some(StandsFor::Many))],
            11 => vec![field::merged_into.set(GAMMA, is_so.then_some(account).filter(|account| *account != GAMMA))],
            12 => Account { name: "Gamma".into(), ..Account::default() }.create(GAMMA),
            13 => vec![Edit::raw(id, Promise::KIND, crate::book::DELETED, is_so.into())],
            14 => {
                let handling = Handling {
                    account: Some(account),
                    rule: "our_promise".into(),
                    subject: id.to_string(),
                    cause: day,
                    until: Some(today().plus(3)),
                    done: is_so.then_some(today()),
                    ..Handling::default()
                };
                handling.write(part(30 + number))
            }
            _ => vec![settings::field::delivery_tolerance.set(crate::book::SETTINGS, Some(u32::from(number)))],
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn what_is_kept_up_is_what_would_be_made_anew(
        acts in prop::collection::vec((act(), 0i64..3, prop::bool::weighted(0.1)), 1..25),
    ) {
        let days: Vec<_> = [0, 20, 40, 60].map(|ago| today().plus(-100 - ago)).to_vec();
        let mut world = World::new().sold(0, 900, &days).sold(1, 100, &days);
        let (mut keeping, mut undo) = (Keeping::default(), None::<Change>);
        for (edits, minutes, is_undone) in acts {
            let change = match undo.take().filter(|_| is_undone) {
                Some(undo) => undo,
                None => Change::new(Label::Sample, edits),
            };
            let millis = world.book.latest_stamp().millis + 1;
            undo = Some(world.book.apply(&change, Stamp { millis, ..Stamp::default() }));
            // The figures are others where other customers count.
            let made_of = [ALFA, BETA, GAMMA].map(|id| {
                let field = |field: &str| world.book.record(id).map(|record| record.value(field).clone());
                [field::archived_on.name, field::stands_for.name, field::merged_into.name].map(field)
            });
            let now = Instant::new(noon(today()).utc() + minutes, 0);
            let kept = world.seen_at(now, |seen| keeping.look(seen, made_of));
            prop_assert_eq!(&*kept, &world.seen_at(now, Today::of));
        }
    }
}

#[test]
fn what_concerns_nobody_is_the_same_today() {
    let mut world = World::new().with(Promise { account: Some(ALFA), ..Promise::default() }.create(part(1)));
    let mut keeping = Keeping::default();
    let mut look = |world: &World| world.seen_at(noon(today()), |seen| keeping.look(seen, ()));
    let first = look(&world);
    world.apply(crate::book::Colleague { name: "Anna".into(), ..Default::default() }.create(part(2)));
    let second = look(&world);
    assert!(std::sync::Arc::ptr_eq(&first, &second));
    world.apply(Promise { account: Some(BETA), ..Promise::default() }.create(part(3)));
    assert_eq!((second.lines.len(), look(&world).lines.len()), (1, 2));
}
