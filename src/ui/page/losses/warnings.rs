//! Accounts that still buy and show a sign that they may stop, by what is at stake (L5).

use leptos::prelude::*;

use super::shown::Shown;
use crate::analysis::purchase_days;
use crate::book::{CompetitorAtAccount, Contact, Edit, PlannedStep, RecordId, Severity, offer};
use crate::chart::{Strip, strip};
use crate::currency::Currency;
use crate::glyph::Glyph;
use crate::retention::warnings::{Sign, SilentGroup, Warning};
use crate::route::Route;
use crate::service::on_time::Followed;
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::component::{Button, ButtonKind, Icon, SegBadge, StateBadge, forms};
use crate::ui::session::{Session, session};
use crate::ui::touching::{TouchWish, touching};
use crate::ui::words::{Words, isolated, rich, words};

/// So many are shown at first, and so many more with each click.
const FIRST: usize = 6;
const MORE: usize = 30;

#[component]
pub fn EarlyWarning(shown: Shown) -> impl IntoView {
    let (session, words) = (session(), words());
    let many = RwSignal::new(FIRST);
    let currency = move || session.ledger.get().currency();
    let count = Memo::new(move |_| shown.warnings.with(|found| found.iter().flat_map(alarms).count()));
    let note = move || {
        let places = [("currency", currency().to_string())];
        let places = places.each_ref().map(|(name, value)| (*name, value.as_str()));
        shown.warnings.with(Option::is_some).then(|| words.counted(Key::EarlyNote, count.get(), &places))
    };
    let rows = move || {
        let Some(found) = shown.warnings.get() else {
            return view! { <p class="note">{words.text(Key::LossesWorking)}</p> }.into_any();
        };
        if count.get() == 0 {
            return view! { <p class="note">{words.text(Key::EarlyNone)}</p> }.into_any();
        }
        let first = alarms(&found).take(many.get()).enumerate();
        let rows = first.map(|(at, warning)| row(session, words, shown, at, warning));
        view! { <ol class="warnings">{rows.collect_view()}</ol> }.into_any()
    };
    let more = move || {
        let found = shown.warnings.get()?;
        more(session, words, alarms(&found), many, "warnings-more")
    };
    let key = [
        ("sw-day", Key::EarlyKeyDay),
        ("sw-other", Key::EarlyKeyOther),
        ("sw-silence", Key::EarlyKeySilence),
        ("sw-notch", Key::EarlyKeyRang),
    ];
    let key = key.map(|(class, text)| view! { <span><i class=class></i>{words.text(text)}</span> });
    view! {
        <section class="section" data-testid="losses-warnings">
            <div class="section-head"><h2>{words.text(Key::EarlyTitle)}</h2><span class="note">{note}</span></div>
            {rows}
            <p class="key">{key.into_iter().collect_view()}</p>
            {more}
            <p class="note">{words.text(Key::EarlyStake)}</p>
            <Season shown/>
        </section>
    }
}

/// Those that are no mere season.
fn alarms(found: &ByPtr<Vec<Warning>>) -> impl Iterator<Item = &Warning> {
    found.iter().filter(|warning| !warning.is_season())
}

/// What there is beyond those that are shown, and the way to it.
fn more<'a>(
    session: Session,
    words: Words,
    all: impl Iterator<Item = &'a Warning>,
    many: RwSignal<usize>,
    test_id: &'static str,
) -> Option<AnyView> {
    let (mut rest, mut sum) = (0_usize, 0_i128);
    for warning in all.skip(many.get()) {
        (rest, sum) = (rest + 1, sum + warning.at_stake);
    }
    let value = words.money_round(session.ledger.get().currency(), sum as f64);
    (rest > 0).then(|| {
        view! {
            <p class="warnings-more">
                <Button
                    kind=ButtonKind::Link
                    text=words.counted(Key::EarlyMore, rest, &[("value", &value)])
                    test_id
                    on_click=move || many.update(|many| *many += MORE)
                />
            </p>
        }
        .into_any()
    })
}

/// Whoever is quiet by season, which is no alarm.
#[component]
fn Season(shown: Shown) -> impl IntoView {
    let (session, words) = (session(), words());
    let many = RwSignal::new(MORE);
    let quiet = |found: &ByPtr<Vec<Warning>>| found.iter().filter(|warning| warning.is_season()).count();
    let count = Memo::new(move |_| shown.warnings.with(|found| found.as_ref().map_or(0, quiet)));
    let row = move |warning: &Warning| {
        let said = warning.season.iter().map(|sign| said(session, words, shown, warning.account, sign));
        let said: Vec<String> = said.collect();
        let text = format!("{} {}", said.join(" "), words.text(Key::EarlySameWeeks));
        view! { <li>{account_link(session, warning.account)} " " <span>{rich(text)}</span></li> }
    };
    let rows = move || {
        let found = shown.warnings.get()?;
        let quiet = found.iter().filter(|warning| warning.is_season());
        Some(quiet.take(many.get()).map(row).collect_view())
    };
    let more = move || {
        let found = shown.warnings.get()?;
        more(session, words, found.iter().filter(|warning| warning.is_season()), many, "season-more")
    };
    move || {
        (count.get() > 0).then(|| {
            view! {
                <details class="warnings-season" data-testid="warnings-season">
                    <summary>{words.count(Key::EarlySeason, count.get())}</summary>
                    <ul class="signs">{rows}</ul>
                    {more}
                </details>
            }
        })
    }
}

fn account_link(session: Session, id: RecordId) -> impl IntoView + use<> {
    let to = Route::Account { id, section: None }.to_string();
    view! { <a href=to><bdi>{session.with_book(|book| book.name(id))}</bdi></a> }
}

fn row(session: Session, words: Words, shown: Shown, at: usize, warning: &Warning) -> impl IntoView + use<> {
    let account = warning.account;
    let finding = session.analysis.get_untracked().and_then(|analysis| analysis.finding(account).cloned());
    let currency = session.ledger.get_untracked().currency();
    let signs = warning.signs.iter().map(|sign| {
        let (glyph, tone) = look(sign);
        let text = said(session, words, shown, account, sign);
        view! { <li data-tone=tone data-sign=sign.code()><Icon glyph/><span>{rich(text)}</span></li> }
    });
    let signs = signs.collect_view();
    // What looks like one more sign, and is the time of the year.
    let season = (!warning.season.is_empty()).then(|| {
        view! { <li data-sign="season"><Icon glyph=Glyph::History/><span>{words.text(Key::EarlySameWeeks)}</span></li> }
    });
    let (at_stake, value) = (warning.at_stake, words.money_round(currency, warning.value as f64));
    let (stake, of) = match at_stake {
        0 => (words.text(Key::EarlyNoFigure).to_owned(), format!("{value} · {}", words.text(Key::EarlyYear))),
        part if part < warning.value => {
            (words.money_round(currency, part as f64), words.fill(Key::EarlyOf, &[("value", &value)]))
        }
        all => (words.money_round(currency, all as f64), words.text(Key::EarlyYear).to_owned()),
    };
    let drawn = strip_of(session, shown, warning).map(|of| strip(&of, words.language().is_rtl()));
    let name = session.with_book(|book| book.name(account));
    view! {
        <li class="warning" data-testid="warning" data-account=name>
            <span class="warning-rank">{words.number(at + 1)}</span>
            <div class="warning-what">
                <p><SegBadge finding/> {account_link(session, account)} <StateBadge state=warning.state/></p>
                <div inner_html=drawn.unwrap_or_default()></div>
                <ul class="signs">{signs} {season}</ul>
            </div>
            <span class="warning-value"><b>{stake}</b> " " {of}</span>
            <span class="warning-act">{act(session, words, warning)}</span>
        </li>
    }
}

/// The act that answers to the first sign one can act on.
fn act(session: Session, words: Words, warning: &Warning) -> impl IntoView + use<> {
    let account = warning.account;
    let (forms, touching) = (forms(), touching());
    let complaint = warning.signs.iter().find_map(|sign| match sign {
        Sign::Complaint { record, .. } => Some(*record),
        _ => None,
    });
    let group = warning.signs.iter().find_map(|sign| match sign {
        Sign::GroupLost(group) => Some(*group),
        _ => None,
    });
    let is_silent = warning.signs.iter().any(|sign| matches!(sign, Sign::Silent(_)));
    match (complaint, group.filter(|_| !is_silent)) {
        (Some(record), _) => view! {
            <Button
                small=true
                glyph=Glyph::Flag
                text=words.text(Key::EarlyOpenComplaint)
                test_id="warning-complaint"
                on_click=move || forms.edit(record)
            />
        }
        .into_any(),
        (None, Some(group)) => {
            let propose = move || {
                let (of, subject) = (session.with_book(|book| book.name(account)), group_name(session, &group));
                forms.add_with(&offer::OFFER, account, of, |id| -> Vec<Edit> {
                    vec![offer::field::subject.set(id, subject)]
                });
            };
            view! {
                <Button
                    small=true
                    glyph=Glyph::Offer
                    text=words.text(Key::EarlyPropose)
                    test_id="warning-propose"
                    writes=true
                    on_click=propose
                />
            }
            .into_any()
        }
        _ => view! {
            <Button
                small=true
                glyph=Glyph::Phone
                text=words.text(Key::EarlyLog)
                test_id="warning-log"
                writes=true
                on_click=move || touching.open(TouchWish::with(account))
            />
        }
        .into_any(),
    }
}

fn look(sign: &Sign) -> (Glyph, Option<&'static str>) {
    match sign {
        Sign::Silent(_) => (Glyph::History, Some("warn")),
        Sign::FallingVolume { .. } | Sign::SmallerBasket(_) => (Glyph::Losses, Some("warn")),
        Sign::LongerGaps(_) => (Glyph::History, Some("warn")),
        Sign::GroupLost(_) => (Glyph::Segments, Some("warn")),
        Sign::Complaint { .. } => (Glyph::Flag, Some("bad")),
        Sign::ContactLeft { .. } | Sign::ContactSilent { .. } => (Glyph::Team, None),
        Sign::Late(_) => (Glyph::Truck, Some("bad")),
        Sign::PlanBehind { .. } => (Glyph::Promise, Some("warn")),
        Sign::Competitor { .. } | Sign::TenderLost { .. } => (Glyph::Warn, Some("warn")),
    }
}

fn group_name(session: Session, group: &SilentGroup) -> String {
    session.ledger.get_untracked().groups().get(group.group as usize).cloned().unwrap_or_default()
}

/// What a sign says.
fn said(session: Session, words: Words, shown: Shown, account: RecordId, sign: &Sign) -> String {
    let currency = session.ledger.get_untracked().currency();
    let day = |day| words.day(day);
    let days = |days: i32| words.days(f64::from(days));
    let standings = shown.standings.get_untracked();
    let own = standings.as_ref().and_then(|standings| standings.days.get(&account));
    match sign {
        Sign::Silent(silence) => words.fill(
            Key::EarlySilent,
            &[
                ("days", &days(silence.days)),
                ("times", &words.decimal(silence.times(), 1)),
                ("gap", &words.days(silence.gap)),
                ("longest", &days(silence.longest)),
                ("day", &day(silence.since)),
            ],
        ),
        Sign::FallingVolume { earlier, later, days: length } => {
            let change = words.change(*later as f64 / *earlier as f64 - 1.0);
            let money = |value: i128| words.money_round(currency, value as f64);
            let text = words.fill(
                Key::EarlyFalling,
                &[
                    ("earlier", &money(*earlier)),
                    ("later", &money(*later)),
                    ("days", &words.days(f64::from(*length))),
                    ("change", &change),
                ],
            );
            let until = standings.as_ref().map(|standings| standings.until);
            let is_young =
                own.and_then(|own| own.first()).zip(until).is_some_and(|(first, until)| until.since(*first) < 730);
            if is_young { format!("{text} {}", words.text(Key::EarlyNoSeason)) } else { text }
        }
        Sign::LongerGaps(shift) => words.fill(
            Key::EarlyGaps,
            &[("later", &words.days(shift.later.value)), ("earlier", &words.days(shift.earlier.value))],
        ),
        Sign::SmallerBasket(shift) => {
            let money = |value: f64| words.money_round(currency, value);
            let places = [("later", money(shift.later.value)), ("earlier", money(shift.earlier.value))];
            words.fill(Key::EarlyBasket, &places.each_ref().map(|(name, value)| (*name, value.as_str())))
        }
        Sign::GroupLost(group) => {
            let last = own.and_then(|own| own.last()).map(|last| day(*last)).unwrap_or_default();
            words.fill(
                Key::EarlyGroup,
                &[
                    ("group", &isolated(&group_name(session, group))),
                    ("day", &day(group.last)),
                    ("days", &days(group.silence)),
                    ("gap", &words.days(group.gap)),
                    ("longest", &days(group.longest)),
                    ("last", &last),
                ],
            )
        }
        Sign::Late(order) => late(words, order),
        _ => of_file(session, words, currency, sign),
    }
}

fn late(words: Words, order: &Followed) -> String {
    let (number, promised) = (isolated(&order.number), words.day(order.promised));
    match order.delivered {
        Some(delivered) => words.fill(
            Key::EarlyLate,
            &[("number", &number), ("promised", &promised), ("delivered", &words.day(delivered))],
        ),
        None => words.fill(Key::EarlyLateOpen, &[("number", &number), ("promised", &promised)]),
    }
}

/// What a sign in an account's file says.
fn of_file(session: Session, words: Words, _: Currency, sign: &Sign) -> String {
    let name = |id: RecordId| isolated(&session.with_book(|book| book.name(id)));
    let somebody = |id: Option<RecordId>| id.map_or_else(|| words.text(Key::EarlySomebody).to_owned(), name);
    match sign {
        Sign::Complaint { severity, day, is_late, .. } => {
            let key = if *severity == Severity::Claim { Key::EarlyClaim } else { Key::EarlyComplaint };
            let day = day.map_or_else(|| "–".to_owned(), |day| words.day(day));
            let text = words.fill(key, &[("day", &day)]);
            if *is_late { format!("{text} {}", words.text(Key::EarlyPastDeadline)) } else { text }
        }
        Sign::ContactLeft { person, day } => {
            let person = session.with_book(|book| book.get::<Contact>(*person).map(|person| person.name));
            let person = isolated(&person.unwrap_or_default());
            words.fill(Key::EarlyLeft, &[("person", &person), ("day", &words.day(*day))])
        }
        Sign::ContactSilent { last } => {
            let since = session.read_on.get_untracked().since(*last);
            let days = words.days(f64::from(since));
            words.fill(Key::EarlyNotSpoken, &[("day", &words.day(*last)), ("days", &days)])
        }
        Sign::PlanBehind { record, due, count } => {
            let what = session.with_book(|book| book.get::<PlannedStep>(*record).map(|step| step.what));
            let what = isolated(&what.unwrap_or_default());
            words.counted(Key::EarlyPlan, *count, &[("day", &words.day(*due)), ("what", &what)])
        }
        Sign::Competitor { record, competitor, until } => {
            let competitor =
                competitor.or_else(|| session.with_book(|book| book.get::<CompetitorAtAccount>(*record)?.competitor));
            let competitor = somebody(competitor);
            match until {
                Some(until) => {
                    let day = words.day(*until);
                    words.fill(Key::EarlyRival, &[("competitor", &competitor), ("day", &day)])
                }
                None => words.fill(Key::EarlyThreat, &[("competitor", &competitor)]),
            }
        }
        Sign::TenderLost { winner, day, .. } => {
            let places = [("competitor", somebody(*winner)), ("day", words.day(*day))];
            words.fill(Key::EarlyTender, &places.each_ref().map(|(name, value)| (*name, value.as_str())))
        }
        Sign::Silent(_)
        | Sign::FallingVolume { .. }
        | Sign::LongerGaps(_)
        | Sign::SmallerBasket(_)
        | Sign::GroupLost(_)
        | Sign::Late(_) => String::new(),
    }
}

/// A year of order days: of the group that fell silent, with the others beside it, or of the whole account.
fn strip_of(session: Session, shown: Shown, warning: &Warning) -> Option<Strip> {
    let standings = shown.standings.get_untracked()?;
    let until = standings.until;
    let all = standings.days.get(&warning.account)?.clone();
    let silent = warning.signs.iter().find_map(|sign| match sign {
        Sign::Silent(silence) => Some((silence.last, Some(silence.since))),
        _ => None,
    });
    let group = warning.signs.iter().find_map(|sign| match sign {
        Sign::GroupLost(group) => Some(*group),
        _ => None,
    });
    if let (None, Some(group)) = (silent, group) {
        let ledger = session.ledger.get_untracked();
        let of_group = ledger.sales(warning.account).iter().filter(|sale| sale.group == Some(group.group));
        let days = purchase_days(&of_group.copied().collect::<Vec<_>>());
        let others = all.into_iter().filter(|day| days.binary_search(day).is_err()).collect();
        let rang = group.last.plus((3.0 * group.gap).max(f64::from(group.longest)) as i32 + 1);
        return Some(Strip { until, days, others, silent: Some(group.last), rang: Some(rang) });
    }
    let (last, rang) = silent.map_or((all.last().copied(), None), |(last, rang)| (Some(last), rang));
    Some(Strip { until, days: all, others: Vec::new(), silent: last, rang })
}
