//! Each kind of line: that it appears, goes with its cause, and is put off until a day and no longer; C2 and C3 by
//! hand.

mod keeping;
mod plainly;

use super::doing::{Done, next_working_day};
use super::testing::{ALFA, BETA, PART, World, noon, today};
use super::*;
use crate::book::complaint::CLOSING;
use crate::book::satisfaction_interview::SatisfactionInterview;
use crate::book::{
    Amount, Answer, Birthday, BriefingTopic, CompetitorAtAccount, Complaint, Confirmation, Contact, CustomerVerdict,
    Edit, Interaction, Kept, Negotiation, Offer, PlannedStep, Promise, RecordKind, Request, Severity, Side, Tender,
    WinBack, WinBackOutcome, WinBackStep, briefing_topic, competitor_at_account, complaint, contact, negotiation,
    offer, planned_step, promise, request, tender, win_back, win_back_step,
};
use crate::calendar::date;

/// A world in which one line stands, the code of its rule, and what takes its cause away.
struct Case {
    rule: &'static str,
    world: World,
    ends: Vec<Edit>,
}

/// The day a dated line was due: the one before today.
fn day() -> Date {
    date(1998, 5, 5)
}

fn of_record<K: RecordKind>(rule: &'static str, record: &K, ends: Edit) -> Case {
    Case { rule, world: World::new().with(record.create(PART)), ends: vec![ends] }
}

/// A non-conformity of which all is said that closing it takes (R8).
fn of_complaint(severity: Severity, due: Option<Date>) -> Case {
    let complaint = Complaint {
        account: Some(ALFA),
        severity: Some(severity),
        due,
        cause: "Forgotten".into(),
        outcome: Some(CustomerVerdict::Solved),
        ..Complaint::default()
    };
    of_record(severity.code(), &complaint, complaint::field::solved.set(PART, Some(today())))
}

/// The case of winning Alfa back that a step is part of.
const CASE: RecordId = RecordId::well_known(0x301);

fn with_a_case() -> World {
    let (account, case, due) = (Some(ALFA), Some(CASE), Some(day()));
    let opened = Some(today().plus(-10));
    World::new()
        .with(WinBack { account, opened, ..WinBack::default() }.create(CASE))
        .with(WinBackStep { account, case, due, ..WinBackStep::default() }.create(PART))
}

/// A step goes with its case: when that is closed, and when it is deleted.
fn steps_of_a_case() -> [Case; 2] {
    let closed = vec![win_back::field::outcome.set(CASE, Some(WinBackOutcome::LetGo))];
    [closed, vec![Edit::delete::<WinBack>(CASE)]].map(|ends| Case { rule: "winback", world: with_a_case(), ends })
}

/// The order that was wanted takes the steps to it away.
#[test]
fn a_new_order_ends_the_steps_of_winning_back() {
    let stands = |ordered: Date| with_a_case().sold(0, 100, &[ordered]).of_rule("winback", today()).len();
    assert_eq!(stands(today().plus(-10)), 1, "the order of the day it was opened came before it");
    assert_eq!(stands(today().plus(-9)), 0);
    assert_eq!(stands(today()), 0);
    assert_eq!(stands(today().plus(1)), 1, "it hasn't come yet");
}

/// Before the meeting comes near there is nothing to do; once it is prepared there isn't until its day.
#[test]
fn a_negotiation_stands_there_from_two_weeks_before_until_it_is_prepared_and_from_its_day_until_it_is_told_of() {
    let ahead = today().plus(14);
    let talk = |prepared| Negotiation { account: Some(ALFA), day: Some(ahead), prepared, ..Negotiation::default() };
    let stands = |prepared, day: Date| World::new().with(talk(prepared).create(PART)).of_rule("negotiation", day).len();
    assert_eq!([today().plus(-1), today(), ahead].map(|day| stands(None, day)), [0, 1, 1]);
    let prepared = [today(), ahead.plus(-1), ahead, ahead.plus(30)].map(|day| stands(Some(today()), day));
    assert_eq!(prepared, [0, 0, 1, 1], "on its day and after it somebody is to say what came of it");
}

/// Every kind of line there is.
fn cases() -> Vec<Case> {
    let (account, due) = (Some(ALFA), Some(day()));
    let key = || World::new().key(today().plus(-5));
    let mut all = vec![
        of_complaint(Severity::Claim, due),
        of_complaint(Severity::Complaint, due),
        of_complaint(Severity::Remark, due),
        of_record(
            "request",
            &Request { account, received: Some(noon(day())), due, ..Request::default() },
            request::field::resolved.set(PART, Some(noon(today()))),
        ),
        of_record(
            "our_promise",
            &Promise { account, due, ..Promise::default() },
            promise::field::outcome.set(PART, Some(Kept::Kept)),
        ),
        of_record(
            "their_promise",
            &Promise { account, due, by: Some(Side::Them), ..Promise::default() },
            promise::field::outcome.set(PART, Some(Kept::Broken)),
        ),
        of_record(
            "offer",
            &Offer { account, valid_until: due, ..Offer::default() },
            offer::field::outcome.set(PART, Some(Answer::Declined)),
        ),
        of_record(
            "bid",
            &Tender { account, due, ..Tender::default() },
            tender::field::our_bid.set(PART, Some(Amount { minor: 1, currency: Default::default() })),
        ),
    ];
    all.push(Case {
        rule: "plan_action",
        world: World::new()
            .with(vec![account::field::next_what.set(ALFA, "Visit".into()), account::field::next_on.set(ALFA, due)]),
        ends: vec![account::field::next_what.set(ALFA, String::new())],
    });
    all.push(of_record(
        "plan_action",
        &PlannedStep { account, due, ..PlannedStep::default() },
        planned_step::field::done.set(PART, Some(today())),
    ));
    all.push(of_record(
        "winback",
        &WinBackStep { account, due, ..WinBackStep::default() },
        win_back_step::field::done.set(PART, Some(today())),
    ));
    all.push(of_record(
        "negotiation",
        &Negotiation { account, day: due, ..Negotiation::default() },
        negotiation::field::held.set(PART, Some(today())),
    ));
    all.extend(steps_of_a_case());
    let interview = SatisfactionInterview { account, day: Some(day().plus(-365)), ..SatisfactionInterview::default() };
    let again = RecordId::well_known(0x202);
    all.push(Case {
        rule: "interview",
        world: key().with(interview.create(PART)),
        ends: SatisfactionInterview { day: Some(today()), ..interview }.create(again),
    });
    let met = |day| Interaction { account, day: Some(day), ..Interaction::default() };
    all.push(Case {
        rule: "touch",
        world: key()
            .with(met(date(1998, 4, 1)).create(PART))
            .with(vec![account::field::level.set(ALFA, Some(crate::book::Level::Lead))]),
        ends: met(today()).create(again),
    });
    let contract =
        CompetitorAtAccount { account, contract_end: Some(today().plus(20)), ..CompetitorAtAccount::default() };
    all.push(Case {
        rule: "contract_end",
        world: key().with(contract.create(PART)),
        ends: vec![competitor_at_account::field::contract_end.set(PART, None)],
    });
    let contact = Contact { account, birthday: Birthday::new(Some(1950), 5, 8).ok(), ..Contact::default() };
    all.push(Case {
        rule: "birthday",
        world: key().with(contact.create(PART)),
        ends: vec![contact::field::left.set(PART, Some(today()))],
    });
    let confirmed = |on| {
        let confirmation = Confirmation { on, by: None };
        Confirmation::edit(ALFA, "account", account::field::description.name, Some(&confirmation))
    };
    all.push(of_record(
        "plan_action",
        &BriefingTopic { account, next: due, ..BriefingTopic::default() },
        briefing_topic::field::shown.set(PART, Some(today())),
    ));
    all.push(Case {
        rule: "stale_profile",
        world: key().with(vec![account::field::description.set(ALFA, "Sells tea".into()), confirmed(date(1997, 1, 1))]),
        ends: vec![confirmed(today())],
    });
    all
}

#[test]
fn a_line_stands_while_its_cause_does() {
    for Case { rule, world, ends } in cases() {
        let line = world.line(rule, today());
        assert_eq!((line.account, line.name.as_str()), (ALFA, "Alfa"), "{rule}");
        assert_eq!(world.of_rule(rule, today().plus(1)).len(), 1, "{rule} is there tomorrow");
        assert_eq!(world.with(ends).of_rule(rule, today()).len(), 0, "{rule} goes with its cause");
    }
}

#[test]
fn a_line_that_was_put_off_comes_back_on_its_day_and_once() {
    for Case { rule, world, ends } in cases() {
        let until = today().plus(2);
        let put_off = world.clone().with(world.line(rule, today()).postponed(until, " busy ").edits);
        for day in [today(), today().plus(1)] {
            assert_eq!(put_off.of_rule(rule, day).len(), 0, "{rule} on {day}");
            let hidden = put_off.on(day).postponed;
            let said: Vec<_> = hidden.iter().map(|line| (line.rule().code, line.handled.as_ref())).collect();
            let [(of, Some(handled))] = said.as_slice() else { panic!("{rule} is put off, not gone") };
            assert_eq!((*of, handled.until, handled.why.as_str()), (rule, Some(until), "busy"));
        }
        assert_eq!(put_off.of_rule(rule, until).len(), 1, "{rule} is back");
        assert_eq!(put_off.on(until).postponed, [], "{rule} is back once");
        assert_eq!(put_off.with(ends).on(today()).postponed, [], "{rule} and what was said of it end with the cause");
    }
}

#[test]
fn what_was_put_off_can_be_brought_back_before() {
    for Case { rule, world, .. } in cases() {
        let put_off = world.clone().with(world.line(rule, today()).postponed(today().plus(9), "").edits);
        let hidden = put_off.on(today()).postponed;
        let back = put_off.with(hidden.iter().flat_map(|line| line.brought_back().edits).collect());
        assert_eq!(back.of_rule(rule, today()).len(), 1, "{rule}");
    }
}

#[test]
fn one_step_ends_what_one_step_can_end() {
    let new = RecordId::well_known(0x203);
    for Case { rule, world, .. } in cases() {
        let line = world.line(rule, today());
        match line.done(&world.book, noon(today()), None, new) {
            Done::Change(change) => {
                let after = world.clone().with(change.edits).on(today());
                assert!(after.lines.iter().chain(&after.postponed).all(|line| line.rule().code != rule), "{rule}");
            }
            // More than one way to end, or more to say than that.
            Done::Open(record) => assert!(["offer", "bid"].contains(&rule) && record == PART, "{rule}"),
            Done::Say(..) => panic!("{rule} lacks something that is to be said first"),
            Done::Interview => assert_eq!(rule, "interview"),
            // It is prepared, and told of, on its page.
            Done::Negotiation(record) => assert!(rule == "negotiation" && record == PART),
            Done::Profile => assert_eq!(rule, "stale_profile"),
        }
    }
}

/// A complaint is closed with its cause and the customer's verdict (R8), whichever page it is closed on.
#[test]
fn what_lacks_a_cause_or_a_verdict_is_opened_and_not_closed() {
    let new = RecordId::well_known(0x203);
    for severity in Severity::ALL {
        let Case { rule, world, .. } = of_complaint(severity, Some(day()));
        let lacking = [complaint::field::cause.set(PART, String::new()), complaint::field::outcome.set(PART, None)];
        for edit in lacking {
            let world = world.clone().with(vec![edit]);
            let line = world.line(rule, today());
            let done = line.done(&world.book, noon(today()), None, new);
            assert_eq!(done, Done::Say(PART, &CLOSING), "{rule}");
            assert_eq!(line.unmet(&world.book, noon(today())), Some(&CLOSING), "{rule}: its button says so");
        }
    }
}

/// Bug: the button said "Solved" and opened a form, with the caret in a field that was filled in long ago.
#[test]
fn a_form_that_is_opened_to_say_what_is_missing_begins_with_the_first_of_it() {
    let Case { world, .. } = of_complaint(Severity::Complaint, Some(day()));
    let missing = |edits: Vec<Edit>| {
        let world = world.clone().with(edits);
        world.book.record(PART).and_then(|record| CLOSING.first_missing(record))
    };
    let (no_cause, no_verdict) =
        (complaint::field::cause.set(PART, String::new()), complaint::field::outcome.set(PART, None));
    assert_eq!(missing(vec![]), None);
    assert_eq!(missing(vec![no_verdict.clone()]), Some(complaint::field::outcome.name));
    assert_eq!(missing(vec![no_cause, no_verdict]), Some(complaint::field::cause.name), "as the form has them");
}

/// What was resolved and came back is one more line, until it is resolved again.
#[test]
fn a_request_that_is_opened_again_stands_there_again() {
    let request = Request { account: Some(ALFA), received: Some(noon(day())), ..Request::default() };
    let world = World::new().with(request.create(PART));
    let Done::Change(done) = world.line("request", today()).done(&world.book, noon(today()), None, PART) else {
        panic!("it is resolved")
    };
    let resolved = world.with(done.edits);
    let held = resolved.book.get::<Request>(PART).expect("the request");
    assert_eq!((held.resolution(), resolved.of_rule("request", today())), (Some(noon(today())), vec![]));
    let tomorrow = today().plus(1);
    let reopened = resolved.with(held.reopen(PART, noon(tomorrow)));
    assert_eq!(
        reopened.of_rule("request", tomorrow),
        [Some(date(1998, 5, 12))],
        "five working days from the first noon"
    );
}

#[test]
fn complaints_and_requests_weigh_as_c3_says_and_come_a_fortnight_ahead() {
    let weights = [("claim", 3.0), ("complaint", 2.0), ("remark", 1.0), ("request", 2.0)];
    for (rule, weight) in weights {
        let case = cases().into_iter().find(|case| case.rule == rule).expect("a case");
        assert_eq!(case.world.line(rule, day()).score, weight, "{rule}");
        assert_eq!(case.world.line(rule, day().plus(30)).score, weight * 1.5, "{rule}");
        assert_eq!(case.world.of_rule(rule, day().plus(-14)), [Some(day())], "{rule}");
        assert_eq!(case.world.of_rule(rule, day().plus(-15)), [], "{rule}");
    }
}

/// The same, after it was put off: nothing that was said of it may hide the next cause.
#[test]
fn a_postponement_ends_with_what_it_was_of() {
    let met = Interaction { account: Some(ALFA), day: Some(date(1998, 1, 5)), ..Interaction::default() };
    let lead = account::field::level.set(ALFA, Some(crate::book::Level::Lead));
    let world = World::new().key(date(1998, 1, 5)).with(met.create(PART)).with(vec![lead]);
    let put_off = world.clone().with(world.line("touch", date(1998, 2, 10)).postponed(date(1999, 1, 1), "").edits);
    assert_eq!(put_off.of_rule("touch", date(1998, 6, 1)), []);
    let new = RecordId::well_known(0x203);
    let touched = put_off.with(Interaction { day: Some(date(1998, 3, 2)), ..met }.create(new));
    assert_eq!(touched.of_rule("touch", date(1998, 4, 1)), [Some(date(1998, 4, 1))]);
    // Next year's birthday is another one.
    let born = Contact { account: Some(ALFA), birthday: Birthday::new(None, 5, 8).ok(), ..Contact::default() };
    let world = World::new().key(date(1998, 5, 1)).with(born.create(PART));
    let Done::Change(done) = world.line("birthday", today()).done(&world.book, noon(today()), None, new) else {
        panic!("a card was sent")
    };
    let sent = world.with(done.edits);
    assert_eq!(sent.of_rule("birthday", date(1998, 5, 8)), []);
    assert_eq!(sent.of_rule("birthday", date(1999, 5, 8)), [Some(date(1999, 5, 8))]);
}

#[test]
fn a_touch_that_is_done_is_logged_with_who_made_it() {
    let (ana, new) = (RecordId::well_known(0x204), RecordId::well_known(0x203));
    let born = Contact { account: Some(ALFA), name: "Bo".into(), ..Contact::default() };
    let own = crate::book::OwnCadence { ideal: 1, longest: 2, set: date(1998, 5, 4) };
    let world = World::new()
        .key(date(1998, 5, 5))
        .with(born.create(PART))
        .with(vec![contact::field::cadence.set(PART, Some(own))]);
    let line = world.line("touch", today());
    let Done::Change(done) = line.done(&world.book, noon(today()), Some(ana), new) else { panic!("a touch is a step") };
    let after = world.with(done.edits);
    let logged = after.book.get::<Interaction>(new).expect("a touch");
    assert_eq!((logged.day, logged.contacts, logged.colleagues), (Some(today()), vec![PART], vec![ana]));
}

#[test]
fn a_line_is_whose_it_was_given_to_else_of_the_record_else_of_the_owner() {
    let [owner, named, other] = [0x301, 0x302, 0x303].map(RecordId::well_known);
    let promise = Promise { account: Some(ALFA), due: Some(day()), ..Promise::default() };
    let world = World::new().with(promise.create(PART));
    let whose = |world: &World| world.line("our_promise", today()).ours;
    assert_eq!(whose(&world), None);
    let world = world.with(vec![account::field::owner.set(ALFA, Some(owner))]);
    assert_eq!(whose(&world), Some(owner));
    let world = world.with(vec![promise::field::colleagues.set(PART, vec![named])]);
    assert_eq!(whose(&world), Some(named));
    let given = world.clone().with(world.line("our_promise", today()).given_to(Some(other)).edits);
    assert_eq!(whose(&given), Some(other));
    // Who has it may put it off, and gives it back.
    let put_off = given.clone().with(given.line("our_promise", today()).postponed(today().plus(1), "").edits);
    assert_eq!(whose_tomorrow(&put_off), Some(other));
    let back = given.clone().with(given.line("our_promise", today()).given_to(None).edits);
    assert_eq!(whose(&back), Some(named));
}

fn whose_tomorrow(world: &World) -> Option<RecordId> {
    world.line("our_promise", today().plus(1)).ours
}

#[test]
fn an_account_in_the_archive_is_in_no_list() {
    for Case { rule, world, .. } in cases() {
        let archived = world.with(vec![account::field::archived_on.set(ALFA, Some(today()))]);
        assert_eq!(archived.on(today()), Today::default(), "{rule}");
    }
}

#[test]
fn of_accounts_that_are_not_key_only_open_items_and_silence_are_told() {
    let records = [
        "claim",
        "complaint",
        "remark",
        "request",
        "our_promise",
        "their_promise",
        "offer",
        "bid",
        "negotiation",
        "winback",
    ];
    for Case { rule, world, .. } in cases() {
        let denied = world.with(vec![account::field::key.set(ALFA, Some(crate::book::KeyDecision::NotKey))]);
        assert_eq!(
            denied.of_rule(rule, today()).len(),
            usize::from(records.contains(&rule) || rule == "plan_action"),
            "{rule}"
        );
    }
}

#[test]
fn a_line_belongs_to_the_account_that_counts() {
    for Case { rule, world, .. } in cases() {
        if rule == "plan_action" || rule == "stale_profile" {
            // Facts of an account itself are taken over or not, by other rules.
            continue;
        }
        let put_off = world.clone().with(world.line(rule, today()).postponed(today().plus(1), "").edits);
        let merge = crate::book::merge_accounts(&put_off.book, ALFA, BETA);
        let merged = put_off.with(merge.edits);
        let found = merged.on(today());
        assert!(found.lines.iter().all(|line| line.rule().code != rule), "{rule}: {:?}", found.lines);
        assert_eq!(found.postponed.iter().map(|line| line.account).collect::<Vec<_>>(), [BETA], "{rule}");
    }
}

#[test]
fn who_was_never_asked_is_asked_ninety_days_after_they_became_key() {
    let world = World::new().key(date(1998, 1, 5));
    let due = date(1998, 4, 5);
    assert_eq!(world.of_rule("interview", due.plus(-15)), [], "C3: within the horizon of a fortnight");
    assert_eq!(world.of_rule("interview", due.plus(-14)), [Some(due)]);
    assert_eq!(world.of_rule("interview", due.plus(400)), [Some(due)], "it grows older");
}

#[test]
fn an_order_is_asked_after_from_the_promised_day_until_it_is_there() {
    let (ordered, promised) = (date(1998, 4, 8), date(1998, 5, 6));
    let other = |world: World| world.ordered("1", date(1998, 1, 5), Some(date(1998, 2, 2)), Some(date(1998, 1, 12)));
    let world = other(World::new()).ordered("11008", ordered, Some(promised), None);
    assert_eq!(world.of_rule("late_order", date(1998, 5, 5)), []);
    assert_eq!(world.of_rule("late_order", promised), [Some(promised)]);
    assert_eq!(world.line("late_order", promised).late_by(promised), Some(0));
    assert_eq!(world.of_rule("late_order", promised.plus(365)), [Some(promised)]);
    assert_eq!(world.of_rule("late_order", promised.plus(366)), [], "by then the file has a gap, and no order is late");
    let there = other(World::new()).ordered("11008", ordered, Some(promised), Some(date(1998, 5, 4)));
    assert_eq!(there.of_rule("late_order", promised), []);
    // Of a file that says no delivery at all nothing is known.
    let blind = World::new().ordered("11008", ordered, Some(promised), None);
    assert_eq!(blind.of_rule("late_order", promised), []);
    // It can be put off, and be done with.
    let line = world.line("late_order", promised);
    let put_off = world.clone().with(line.postponed(promised.plus(3), "").edits);
    assert_eq!((put_off.of_rule("late_order", promised).len(), put_off.on(promised).postponed.len()), (0, 1));
    assert_eq!(put_off.of_rule("late_order", promised.plus(3)), [Some(promised)]);
    let Done::Change(done) = line.done(&world.book, noon(promised), None, PART) else { panic!("it is dealt with") };
    let done = world.with(done.edits).on(promised.plus(30));
    assert_eq!(done.lines.iter().filter(|line| line.rule().code == "late_order").count(), 0);
}

/// Days of orders a week apart, of which the last is this one.
fn weekly(last: Date) -> Vec<Date> {
    (0..4).map(|weeks| last.plus(weeks * 7 - 21)).collect()
}

#[test]
fn silence_is_told_of_everybody_and_ends_with_an_order() {
    let last = date(1998, 3, 2);
    let first = last.plus(61);
    // Beta brings most, so that Alfa isn't even suggested.
    let world = World::new().sold(0, 1, &weekly(last)).sold(1, 1_000, &weekly(last.plus(150)));
    assert_eq!(world.of_rule("silence", first.plus(-1)), []);
    assert_eq!(world.of_rule("silence", first), [Some(first)]);
    let line = world.line("silence", first.plus(9));
    assert_eq!((line.account, line.day(), line.cause()), (ALFA, Some(first), Some(last)));
    let put_off = world.clone().with(line.postponed(first.plus(20), "").edits);
    assert_eq!(put_off.of_rule("silence", first.plus(19)), []);
    assert_eq!(put_off.of_rule("silence", first.plus(20)).len(), 1);
    let Done::Change(done) = line.done(&world.book, noon(first.plus(9)), None, PART) else {
        panic!("it is dealt with")
    };
    let done = world.clone().with(done.edits);
    assert_eq!(done.of_rule("silence", first.plus(60)), [], "of this silence it was said");
    let ordered = done.sold(0, 1, &[first.plus(60)]);
    assert_eq!(ordered.of_rule("silence", first.plus(60)), []);
    assert_eq!(ordered.of_rule("silence", first.plus(121)).len(), 1, "the next one is another cause");
    // Retail customers have no rhythm.
    let retail = world.with(vec![account::field::stands_for.set(ALFA, Some(crate::book::StandsFor::Many))]);
    assert_eq!(retail.of_rule("silence", first), []);
}

/// Today said *presumed lost*, by the silence alone, of whom *Losses* called lost.
#[test]
fn a_silence_is_called_as_losses_call_the_account() {
    use crate::analysis::losses::State;
    use crate::book::{LossBasis, LossVerdict};

    let last = date(1998, 3, 2);
    let world = World::new().sold(0, 1, &weekly(last)).sold(1, 1_000, &weekly(last.plus(400)));
    let state = |world: &World, after: i32| world.line("silence", last.plus(after)).state;
    assert_eq!(state(&world, 182), Some(State::PresumedLost));
    assert_eq!(state(&world, 183), Some(State::Lost), "established");
    let day = Some(last.plus(70));
    let said = LossVerdict { account: Some(ALFA), day, basis: Some(LossBasis::Said), ..LossVerdict::default() };
    let said = world.with(said.create(PART));
    assert_eq!([69, 70].map(|after| state(&said, after)), [State::PresumedLost, State::Lost].map(Some), "by a word");
    // Looked at again for a change of that account alone.
    let calm = last.plus(100);
    let mut keeping = crate::today::keeping::Keeping::default();
    let mut look = |world: &World| {
        let today = world.seen_at(noon(calm), |seen| keeping.look(seen, ()));
        today.lines.iter().filter(|line| line.rule() == &SILENCE).map(|line| line.state).collect::<Vec<_>>()
    };
    assert_eq!(look(&said), [Some(State::Lost)]);
    let unsaid = said.with(vec![Edit::delete::<LossVerdict>(PART)]);
    assert_eq!(look(&unsaid), [Some(State::PresumedLost)]);
}

/// Sales are known up to a day: after it nobody can be told from somebody whose orders aren't imported yet.
#[test]
fn a_silence_after_the_last_known_sale_is_called_nothing() {
    let last = date(1998, 3, 2);
    let world = World::new().sold(0, 1, &weekly(last)).sold(1, 1_000, &weekly(last));
    let line = world.on(last.plus(90)).lines.into_iter().find(|line| line.account == ALFA).expect("silence");
    assert_eq!(line.state.map(crate::analysis::losses::State::is_endangered), Some(false));
}

#[test]
fn it_is_calm_after_the_first_import() {
    // Two years of orders, and nobody said anything of anybody.
    let months: Vec<Date> = (0..24).map(|month| date(1996, 5, 6).plus(month * 30)).collect();
    let world = World::new().sold(0, 500, &months).sold(1, 100, &months);
    let lines = |world: &World| [world.on(today()).lines, world.on(today()).postponed].concat();
    assert_eq!(lines(&world), []);
    assert_eq!(world.on(today()).undecided.len(), 2, "that they might be key is no line");
    // On the day a person makes them key nothing is late either.
    let world = world.key(today());
    assert_eq!((lines(&world), world.on(today()).undecided), (vec![], BTreeSet::from([BETA])));
}

#[test]
fn urgency_grows_from_the_horizon_to_sixty_days_late() {
    assert_eq!([None, Some(0), Some(30), Some(60), Some(600)].map(|late| urgency(late, 14)), [1.0, 1.0, 1.5, 2.0, 2.0]);
    assert_eq!([-1, -14].map(|late| urgency(Some(late), 14)), [1.0 - 1.0 / 15.0, 1.0 - 14.0 / 15.0]);
}

#[test]
fn scores_are_as_c3_says() {
    // Alfa brought 400 of the year, Beta 10,000: √(400/10,000) is 0.2. A year ago is too long ago.
    let today = today();
    let near = today.plus(-10);
    let world = World::new().sold(0, 400, &[near]).sold(1, 10_000, &[near]).sold(0, 90_000, &[today.plus(-365)]);
    let promise = |due| Promise { account: Some(ALFA), due, ..Promise::default() };
    let score = |world: &World, rule| world.line(rule, today).score;
    let of = |due| score(&world.clone().with(promise(due).create(PART)), "our_promise");
    let is = |found: f64, expected: f64| assert!((found - expected).abs() < 1e-9, "{found} {expected}");
    is(of(Some(today)), 2.0 * 1.0 * 0.2);
    is(of(Some(today.plus(-15))), 2.0 * 1.25 * 0.2);
    is(of(Some(today.plus(5))), 2.0 * (1.0 - 5.0 / 15.0) * 0.2);
    is(of(None), 2.0 * 0.2);
    // Who brings less than a hundredth counts as one that brings a hundredth.
    let small = World::new().sold(0, 3, &[near]).sold(1, 10_000, &[near]).with(promise(Some(today)).create(PART));
    is(score(&small, "our_promise"), 2.0 * 0.1);
    let nobody = World::new().with(promise(Some(today)).create(PART));
    is(score(&nobody, "our_promise"), 2.0);
    // What isn't one customer is no yardstick, and weighs no more than the largest one.
    let many = account::field::stands_for.set(BETA, Some(crate::book::StandsFor::Many));
    let retail = world.with(vec![many]).with(promise(Some(today)).create(PART));
    is(score(&retail, "our_promise"), 2.0);
    let at_retail = retail.with(vec![promise::field::account.set(PART, Some(BETA))]);
    is(score(&at_retail, "our_promise"), 2.0);
}

#[test]
fn silence_is_scored_by_its_own_gap() {
    // Gaps of 40 and 45: their median is 42.5. After 85 days it is told; 4 gaps are the most.
    let last = date(1997, 12, 1);
    let days = [last.plus(-85), last.plus(-45), last];
    let world = World::new().sold(0, 400, &days).sold(1, 400, &[last.plus(200)]);
    let score = |after: i32| world.line("silence", last.plus(after)).score;
    assert!((score(86) - 1.5 * (86.0 / 42.5) / 2.0).abs() < 1e-9);
    assert!((score(190) - 1.5 * 2.0).abs() < 1e-9);
}

#[test]
fn equals_go_by_day_then_name_then_id() {
    let promise = |account, due| Promise { account: Some(account), due: Some(due), ..Promise::default() };
    let [a, b, c, d] = [0x401, 0x402, 0x403, 0x404].map(RecordId::well_known);
    let late = today().plus(-61);
    let world = World::new()
        .with(promise(BETA, late.plus(-30)).create(a))
        .with(promise(BETA, late).create(b))
        .with(promise(ALFA, late).create(d))
        .with(promise(ALFA, late).create(c));
    let order: Vec<_> = world.on(today()).lines.iter().map(Line::subject).collect();
    assert_eq!(order, [a, c, d, b].map(Subject::Record));
}

#[test]
fn twelve_are_shown_and_the_rest_is_folded_by_kind() {
    let mut world = World::new();
    for number in 0..14 {
        let promise = Promise { account: Some(ALFA), due: Some(today().plus(-number)), ..Promise::default() };
        world.apply(promise.create(RecordId::well_known(0x500 + number as u128)));
    }
    world.apply(vec![account::field::next_what.set(ALFA, "Visit".into())]);
    world.apply(Promise { account: Some(BETA), by: Some(Side::Them), ..Promise::default() }.create(PART));
    let found = world.on(today());
    let (shown, rest) = folded(found.lines.iter());
    assert_eq!((shown.len(), found.lines.len()), (12, 16));
    let rest: Vec<_> = rest.iter().map(|kind| (kind.rule.code, kind.lines.len())).collect();
    assert_eq!(rest, [("our_promise", 2), ("plan_action", 1), ("their_promise", 1)]);
}

/// Bug: three accounts filled the page with eight heads, since only neighbours were joined.
#[test]
fn what_is_shown_of_one_account_stands_together_behind_its_most_pressing_line() {
    let mut world = World::new();
    for (number, account) in [ALFA, BETA, ALFA, BETA, ALFA].into_iter().enumerate() {
        let due = Some(today().plus(-10 + number as i32));
        let promise = Promise { account: Some(account), due, ..Promise::default() };
        world.apply(promise.create(RecordId::well_known(0x500 + number as u128)));
    }
    let found = world.on(today());
    let (shown, _) = folded(found.lines.iter());
    let groups = by_account(&shown);
    let rank = |line: &Line| shown.iter().position(|other| std::ptr::eq(*other, line)).unwrap_or(usize::MAX);
    let ranks: Vec<usize> = groups.iter().flatten().map(|line| rank(line)).collect();
    let mut sorted = ranks.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, (0..shown.len()).collect::<Vec<_>>(), "each once: the twelve stay the twelve");
    assert!(ranks != sorted, "they were mixed: {ranks:?}");
    assert!(groups.iter().map(|of| rank(of[0])).is_sorted(), "by the most pressing");
    for of in &groups {
        assert!(of.iter().map(|line| rank(line)).is_sorted() && of.iter().all(|line| line.account == of[0].account));
    }
    let accounts: std::collections::HashSet<_> = groups.iter().map(|of| of[0].account).collect();
    assert_eq!(accounts.len(), groups.len(), "an account is said once");
}

#[test]
fn a_fold_says_what_its_accounts_bring_each_once() {
    let mut world = World::new();
    for (number, account) in [ALFA, BETA, ALFA].into_iter().enumerate() {
        let promise = Promise { account: Some(account), due: Some(today()), ..Promise::default() };
        world.apply(promise.create(RecordId::well_known(0x500 + number as u128)));
    }
    let mut lines = world.on(today()).lines;
    assert_eq!(lines.len(), 3);
    lines.iter_mut().for_each(|line| line.value = if line.account == ALFA { 5 } else { 7 });
    let fold = Folded { rule: lines[0].rule(), lines: lines.iter().collect() };
    assert_eq!(fold.value(), 12);
}

#[test]
fn a_line_is_put_off_to_the_next_day_people_work_on() {
    assert_eq!(next_working_day(date(1998, 5, 6), Date::is_weekday), date(1998, 5, 7));
    assert_eq!(next_working_day(date(1998, 5, 8), Date::is_weekday), date(1998, 5, 11));
    assert_eq!(next_working_day(date(1998, 5, 8), |_| false), date(1998, 5, 9));
}

/// Every rule stands on Today, and there are as many as C2 names.
#[test]
fn every_rule_has_a_weight() {
    let rules = [TOUCH.code, SILENCE.code, STALE_PROFILE.code, LateOrder::rule().code];
    let mut codes: Vec<&str> = cases().iter().map(|case| case.rule).chain(["silence", "late_order"]).collect();
    assert!(rules.iter().all(|rule| codes.contains(rule)));
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), 18, "{codes:?}");
}
