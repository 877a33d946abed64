//! Which fields the records of a dossier have for people: in which order they are asked, what they
//! are called, how each is entered, and to whom it may be handed over.
//!
//! Forms, the print, the history and the export all read these tables, so a field that is added here
//! is nowhere forgotten.

use crate::book::{
    Amount, Answer, Birthday, BuyingRole, Channel, CodeSet, Coded, FavourKind, Field, Influence, Kept, Piece,
    PriceLevel, Rank, Reach, RecordId, Side, Source, Stance, Strength, TenderOutcome, TenderReason, Threat, account,
    colleague, competitor, complaint, contact, custom_field, favour, interaction, note, promise, proposal, rivalry,
    tender, tie, white_space,
};
use crate::calendar::Date;
use crate::text::Key;

/// How a field is entered, which says how its value is stored.
#[derive(Clone, Copy, Debug)]
pub enum Input {
    /// One line of text.
    Line,
    /// Several paragraphs.
    Text,
    Day,
    /// An [`Amount`].
    Money,
    /// Yes or no.
    Flag,
    /// One code of a list; empty: not known.
    Choice(&'static [(&'static str, Key)]),
    /// Several codes of a list.
    Choices(&'static [(&'static str, Key)]),
    /// A person of the account.
    Person,
    /// Several people of the account.
    People,
    /// Somebody of ours.
    Colleague,
    Colleagues,
    Competitor,
    Birthday,
    /// Further numbers and addresses.
    Reach,
    /// The name of a product group.
    Group,
}

/// How far a fact may go. Who may see one of these may see all before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Audience {
    /// The customer itself: nothing it wouldn't say of itself, or hasn't heard from us.
    Customer,
    /// Those of ours who deliver: whom to call, what to keep in mind.
    Delivery,
    /// Those of ours who decide: what we think of people and competitors, what things are worth.
    Management,
    /// Those who know the account: personal matters.
    Team,
}

/// A field as people meet it.
#[derive(Clone, Copy, Debug)]
pub struct FormField {
    /// The name under which it is stored.
    pub name: &'static str,
    pub label: Key,
    pub input: Input,
    pub audience: Audience,
}

impl FormField {
    const fn new(name: &'static str, label: Key, input: Input) -> Self {
        Self { name, label, input, audience: Audience::Management }
    }

    const fn for_customer(self) -> Self {
        Self { audience: Audience::Customer, ..self }
    }

    const fn for_delivery(self) -> Self {
        Self { audience: Audience::Delivery, ..self }
    }

    const fn for_team(self) -> Self {
        Self { audience: Audience::Team, ..self }
    }
}

/// The constructors see to it that a field is entered as what it holds.
const fn line(field: Field<String>, label: Key) -> FormField {
    FormField::new(field.name, label, Input::Line)
}

const fn text(field: Field<String>, label: Key) -> FormField {
    FormField::new(field.name, label, Input::Text)
}

const fn group(field: Field<String>, label: Key) -> FormField {
    FormField::new(field.name, label, Input::Group)
}

const fn day(field: Field<Option<Date>>, label: Key) -> FormField {
    FormField::new(field.name, label, Input::Day)
}

const fn money(field: Field<Option<Amount>>, label: Key) -> FormField {
    FormField::new(field.name, label, Input::Money)
}

const fn flag(field: Field<bool>, label: Key) -> FormField {
    FormField::new(field.name, label, Input::Flag)
}

const fn choice<T: Coded>(field: Field<Option<T>>, label: Key, of: &'static [(&'static str, Key)]) -> FormField {
    FormField::new(field.name, label, Input::Choice(of))
}

const fn choices<T: Coded>(field: Field<CodeSet<T>>, label: Key, of: &'static [(&'static str, Key)]) -> FormField {
    FormField::new(field.name, label, Input::Choices(of))
}

const fn one(field: Field<Option<RecordId>>, label: Key, input: Input) -> FormField {
    FormField::new(field.name, label, input)
}

const fn several(field: Field<Vec<RecordId>>, label: Key, input: Input) -> FormField {
    FormField::new(field.name, label, input)
}

const fn birthday(field: Field<Option<Birthday>>, label: Key) -> FormField {
    FormField::new(field.name, label, Input::Birthday)
}

const fn reach(field: Field<Vec<Reach>>, label: Key) -> FormField {
    FormField::new(field.name, label, Input::Reach)
}

/// What a person fills in of a kind of record.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    pub piece: Piece,
    /// "Tender"
    pub title: Key,
    /// Who may know that there is such a record at all.
    pub audience: Audience,
    pub fields: &'static [FormField],
}

impl Form {
    /// The form of a kind; `None` for kinds that have none.
    pub fn of_kind(kind: &str) -> Option<&'static Self> {
        FORMS.iter().find(|form| form.piece.code() == kind)
    }

    pub fn of(piece: Piece) -> &'static Self {
        // Every piece has one; a test sees to it.
        FORMS.iter().find(|form| form.piece == piece).unwrap_or(&FORMS[0])
    }

    pub fn field(&self, name: &str) -> Option<&'static FormField> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// The words of a list's code; `None` for one of a later version.
pub fn code_words(list: &[(&str, Key)], code: &str) -> Option<Key> {
    list.iter().find(|(known, _)| *known == code).map(|(_, key)| *key)
}

/// What a code of each list is called. One for each value; tests compare them with the codes.
pub const RANKS: &[(&str, Key)] = &[
    (Rank::Top.code(), Key::RankTop),
    (Rank::Middle.code(), Key::RankMiddle),
    (Rank::Working.code(), Key::RankWorking),
];

pub const ROLES: &[(&str, Key)] = &[
    (BuyingRole::Initiator.code(), Key::RoleInitiator),
    (BuyingRole::User.code(), Key::RoleUser),
    (BuyingRole::Influencer.code(), Key::RoleInfluencer),
    (BuyingRole::Decider.code(), Key::RoleDecider),
    (BuyingRole::Approver.code(), Key::RoleApprover),
    (BuyingRole::Buyer.code(), Key::RoleBuyer),
    (BuyingRole::Gatekeeper.code(), Key::RoleGatekeeper),
    (BuyingRole::Champion.code(), Key::RoleChampion),
    (BuyingRole::EconomicBuyer.code(), Key::RoleEconomicBuyer),
];

pub const STANCES: &[(&str, Key)] = &[
    (Stance::Champion.code(), Key::StanceChampion),
    (Stance::Supporter.code(), Key::StanceSupporter),
    (Stance::Neutral.code(), Key::StanceNeutral),
    (Stance::Sceptic.code(), Key::StanceSceptic),
    (Stance::Opponent.code(), Key::StanceOpponent),
];

pub const INFLUENCES: &[(&str, Key)] = &[
    (Influence::High.code(), Key::InfluenceHigh),
    (Influence::Medium.code(), Key::InfluenceMedium),
    (Influence::Low.code(), Key::InfluenceLow),
];

pub const STRENGTHS: &[(&str, Key)] = &[
    (Strength::Weak.code(), Key::StrengthWeak),
    (Strength::Good.code(), Key::StrengthGood),
    (Strength::Close.code(), Key::StrengthClose),
];

pub const CHANNELS: &[(&str, Key)] = &[
    (Channel::Meeting.code(), Key::ChannelMeeting),
    (Channel::Visit.code(), Key::ChannelVisit),
    (Channel::Call.code(), Key::ChannelCall),
    (Channel::Video.code(), Key::ChannelVideo),
    (Channel::Letter.code(), Key::ChannelLetter),
    (Channel::Event.code(), Key::ChannelEvent),
];

pub const ANSWERS: &[(&str, Key)] = &[
    (Answer::Open.code(), Key::AnswerOpen),
    (Answer::Accepted.code(), Key::AnswerAccepted),
    (Answer::Declined.code(), Key::AnswerDeclined),
    (Answer::Lapsed.code(), Key::AnswerLapsed),
];

pub const FAVOUR_KINDS: &[(&str, Key)] =
    &[(FavourKind::Gift.code(), Key::FavourGift), (FavourKind::Help.code(), Key::FavourHelp)];

pub const SIDES: &[(&str, Key)] = &[(Side::Us.code(), Key::SideUs), (Side::Them.code(), Key::SideThem)];

pub const KEPT: &[(&str, Key)] = &[
    (Kept::Kept.code(), Key::OutcomeKept),
    (Kept::Broken.code(), Key::OutcomeBroken),
    (Kept::Released.code(), Key::OutcomeReleased),
];

pub const TENDER_OUTCOMES: &[(&str, Key)] = &[
    (TenderOutcome::Won.code(), Key::TenderWon),
    (TenderOutcome::PartlyWon.code(), Key::TenderPartlyWon),
    (TenderOutcome::Lost.code(), Key::TenderLost),
    (TenderOutcome::NoBid.code(), Key::TenderNoBid),
    (TenderOutcome::Cancelled.code(), Key::TenderCancelled),
];

pub const TENDER_REASONS: &[(&str, Key)] = &[
    (TenderReason::Price.code(), Key::ReasonPrice),
    (TenderReason::Quality.code(), Key::ReasonQuality),
    (TenderReason::Range.code(), Key::ReasonRange),
    (TenderReason::Delivery.code(), Key::ReasonDelivery),
    (TenderReason::Terms.code(), Key::ReasonTerms),
    (TenderReason::Service.code(), Key::ReasonService),
    (TenderReason::Relationship.code(), Key::ReasonRelationship),
    (TenderReason::Incumbent.code(), Key::ReasonIncumbent),
    (TenderReason::Formal.code(), Key::ReasonFormal),
    (TenderReason::Other.code(), Key::ReasonOther),
];

pub const PRICE_LEVELS: &[(&str, Key)] = &[
    (PriceLevel::Below.code(), Key::PriceBelow),
    (PriceLevel::Same.code(), Key::PriceSame),
    (PriceLevel::Above.code(), Key::PriceAbove),
];

pub const THREATS: &[(&str, Key)] = &[
    (Threat::High.code(), Key::ThreatHigh),
    (Threat::Medium.code(), Key::ThreatMedium),
    (Threat::Low.code(), Key::ThreatLow),
];

pub const SOURCES: &[(&str, Key)] = &[
    (Source::Us.code(), Key::SourceUs),
    (Source::Competitor.code(), Key::SourceCompetitor),
    (Source::InHouse.code(), Key::SourceInHouse),
    (Source::NotNeeded.code(), Key::SourceNotNeeded),
];

/// General information on an account (D1), in the order it is asked.
pub const GENERAL: &[FormField] = &[
    text(account::field::description, Key::FieldDescription).for_customer(),
    line(account::field::industry, Key::FieldIndustry).for_customer(),
    line(account::field::region, Key::FieldRegion).for_customer(),
    line(account::field::address, Key::FieldAddress).for_customer(),
    line(account::field::postal_code, Key::FieldPostalCode).for_customer(),
    line(account::field::city, Key::FieldCity).for_customer(),
    line(account::field::country, Key::FieldCountry).for_customer(),
    line(account::field::phone, Key::FieldPhone).for_customer(),
    line(account::field::email, Key::FieldEmail).for_customer(),
    line(account::field::website, Key::FieldWebsite).for_customer(),
    line(account::field::external_id, Key::FieldExternalId).for_customer(),
    line(account::field::tax_id, Key::FieldTaxId).for_customer(),
    line(account::field::other_ids, Key::FieldOtherIds).for_customer(),
    line(account::field::owner, Key::FieldOwner).for_customer(),
    line(account::field::deputy, Key::FieldDeputy).for_customer(),
    line(account::field::founded, Key::FieldFounded).for_customer(),
    line(account::field::employees, Key::FieldEmployees).for_customer(),
    text(account::field::development, Key::FieldDevelopment),
    text(account::field::staff, Key::FieldStaff),
    text(account::field::structure, Key::FieldStructure).for_delivery(),
];

/// What its own business is like (D1, D7, K4), in the order it is asked.
pub const BUSINESS: &[FormField] = &[
    text(account::field::market, Key::FieldMarket),
    line(account::field::brand, Key::FieldBrand).for_customer(),
    line(account::field::production_volume, Key::FieldProductionVolume),
    text(account::field::sales_network, Key::FieldSalesNetwork),
    text(account::field::purchase_potential, Key::FieldPurchasePotential),
    text(account::field::strategy, Key::FieldStrategy),
    text(account::field::goals, Key::FieldGoals),
    text(account::field::weak_points, Key::FieldWeakPoints),
    text(account::field::prospects, Key::FieldProspects),
];

/// A field of the account, wherever it stands.
pub fn account_field(name: &str) -> Option<&'static FormField> {
    GENERAL.iter().chain(BUSINESS).chain(ELSEWHERE).find(|field| field.name == name)
}

/// Fields of the account that stand in no list of facts.
pub const ELSEWHERE: &[FormField] = &[
    line(account::field::name, Key::AccountName).for_customer(),
    text(account::field::notes, Key::Notes),
    line(account::field::next_what, Key::FieldNextWhat),
    day(account::field::next_on, Key::FieldNextOn),
];

/// The forms, in the order the kinds stand in a dossier.
pub const FORMS: &[Form] = &[
    Form {
        piece: Piece::Contact,
        title: Key::PieceContact,
        audience: Audience::Customer,
        fields: &[
            line(contact::field::name, Key::ContactName).for_customer(),
            line(contact::field::function, Key::ContactFunction).for_customer(),
            choice(contact::field::rank, Key::ContactRank, RANKS).for_delivery(),
            line(contact::field::unit, Key::ContactUnit).for_customer(),
            one(contact::field::reports_to, Key::ContactReportsTo, Input::Person).for_delivery(),
            choices(contact::field::roles, Key::ContactRoles, ROLES),
            choice(contact::field::stance, Key::ContactStance, STANCES),
            choice(contact::field::influence, Key::ContactInfluence, INFLUENCES),
            several(contact::field::influences, Key::ContactInfluences, Input::People),
            line(contact::field::phone, Key::ContactPhone).for_customer(),
            line(contact::field::email, Key::ContactEmail).for_customer(),
            reach(contact::field::reach, Key::ContactReach).for_customer(),
            line(contact::field::languages, Key::ContactLanguages).for_delivery(),
            birthday(contact::field::birthday, Key::ContactBirthday).for_team(),
            text(contact::field::preferences, Key::ContactPreferences).for_team(),
            text(contact::field::values, Key::ContactValues),
            text(contact::field::note, Key::ContactNote).for_team(),
            flag(contact::field::placeholder, Key::ContactPlaceholder).for_delivery(),
            day(contact::field::left, Key::ContactLeft).for_delivery(),
        ],
    },
    Form {
        piece: Piece::Tie,
        title: Key::PieceTie,
        audience: Audience::Delivery,
        fields: &[
            one(tie::field::contact, Key::TieContact, Input::Person).for_delivery(),
            one(tie::field::colleague, Key::TieColleague, Input::Colleague).for_delivery(),
            choice(tie::field::strength, Key::TieStrength, STRENGTHS),
            line(tie::field::note, Key::ContactNote).for_team(),
        ],
    },
    Form {
        piece: Piece::Colleague,
        title: Key::PieceColleague,
        audience: Audience::Customer,
        fields: &[
            line(colleague::field::name, Key::ContactName).for_customer(),
            line(colleague::field::function, Key::ContactFunction).for_customer(),
            line(colleague::field::phone, Key::ContactPhone).for_customer(),
            line(colleague::field::email, Key::ContactEmail).for_customer(),
        ],
    },
    Form {
        piece: Piece::Interaction,
        title: Key::PieceInteraction,
        audience: Audience::Delivery,
        fields: &[
            day(interaction::field::day, Key::EntryDay).for_delivery(),
            choice(interaction::field::channel, Key::InteractionChannel, CHANNELS).for_delivery(),
            line(interaction::field::subject, Key::EntrySubject).for_delivery(),
            several(interaction::field::contacts, Key::EntryContacts, Input::People).for_delivery(),
            several(interaction::field::colleagues, Key::EntryColleagues, Input::Colleagues).for_delivery(),
            text(interaction::field::summary, Key::InteractionSummary),
        ],
    },
    Form {
        piece: Piece::Proposal,
        title: Key::PieceProposal,
        audience: Audience::Customer,
        fields: &[
            day(proposal::field::day, Key::EntryDay).for_customer(),
            line(proposal::field::subject, Key::EntrySubject).for_customer(),
            money(proposal::field::value, Key::EntryValue).for_customer(),
            day(proposal::field::valid_until, Key::ProposalValidUntil).for_customer(),
            several(proposal::field::contacts, Key::ProposalContacts, Input::People).for_customer(),
            choice(proposal::field::outcome, Key::ProposalOutcome, ANSWERS).for_customer(),
            text(proposal::field::reason, Key::ProposalReason),
            text(proposal::field::note, Key::EntryNote),
        ],
    },
    Form {
        piece: Piece::Favour,
        title: Key::PieceFavour,
        audience: Audience::Team,
        fields: &[
            day(favour::field::day, Key::EntryDay).for_team(),
            line(favour::field::what, Key::FavourWhat).for_team(),
            choice(favour::field::kind, Key::FavourKind, FAVOUR_KINDS).for_team(),
            choice(favour::field::by, Key::FavourBy, SIDES).for_team(),
            money(favour::field::value, Key::EntryValue).for_team(),
            several(favour::field::contacts, Key::EntryContacts, Input::People).for_team(),
            several(favour::field::colleagues, Key::EntryColleagues, Input::Colleagues).for_team(),
            text(favour::field::note, Key::EntryNote).for_team(),
        ],
    },
    Form {
        piece: Piece::Promise,
        title: Key::PiecePromise,
        audience: Audience::Customer,
        fields: &[
            day(promise::field::day, Key::PromiseDay).for_customer(),
            line(promise::field::what, Key::PromiseWhat).for_customer(),
            choice(promise::field::by, Key::PromiseBy, SIDES).for_customer(),
            several(promise::field::colleagues, Key::PromiseColleagues, Input::Colleagues).for_customer(),
            several(promise::field::contacts, Key::PromiseContacts, Input::People).for_customer(),
            day(promise::field::due, Key::EntryDue).for_customer(),
            choice(promise::field::outcome, Key::PromiseOutcome, KEPT).for_customer(),
            day(promise::field::settled, Key::PromiseSettled).for_customer(),
            text(promise::field::note, Key::EntryNote),
        ],
    },
    Form {
        piece: Piece::Complaint,
        title: Key::PieceComplaint,
        audience: Audience::Customer,
        fields: &[
            day(complaint::field::day, Key::EntryDay).for_customer(),
            line(complaint::field::subject, Key::EntrySubject).for_customer(),
            money(complaint::field::value, Key::EntryValue).for_customer(),
            several(complaint::field::contacts, Key::ComplaintContacts, Input::People).for_customer(),
            text(complaint::field::cause, Key::ComplaintCause).for_delivery(),
            text(complaint::field::measures, Key::ComplaintMeasures).for_delivery(),
            several(complaint::field::colleagues, Key::ComplaintColleagues, Input::Colleagues).for_customer(),
            day(complaint::field::due, Key::EntryDue).for_customer(),
            day(complaint::field::solved, Key::ComplaintSolved).for_customer(),
            text(complaint::field::verdict, Key::ComplaintVerdict),
        ],
    },
    Form {
        piece: Piece::Tender,
        title: Key::PieceTender,
        audience: Audience::Management,
        fields: &[
            day(tender::field::day, Key::TenderDay),
            line(tender::field::subject, Key::EntrySubject),
            money(tender::field::value, Key::TenderValue),
            day(tender::field::due, Key::TenderDue),
            money(tender::field::our_bid, Key::TenderOurBid),
            day(tender::field::decided, Key::TenderDecided),
            choice(tender::field::outcome, Key::TenderOutcome, TENDER_OUTCOMES),
            choices(tender::field::reasons, Key::TenderReasons, TENDER_REASONS),
            text(tender::field::reason_text, Key::TenderReasonText),
            one(tender::field::winner, Key::TenderWinner, Input::Competitor),
            money(tender::field::winning_bid, Key::TenderWinningBid),
            text(tender::field::lessons, Key::TenderLessons),
            text(tender::field::note, Key::EntryNote),
        ],
    },
    Form {
        piece: Piece::Rivalry,
        title: Key::PieceRivalry,
        audience: Audience::Management,
        fields: &[
            one(rivalry::field::competitor, Key::RivalryCompetitor, Input::Competitor),
            text(rivalry::field::supplies, Key::RivalrySupplies),
            text(rivalry::field::offer, Key::RivalryOffer),
            text(rivalry::field::strengths, Key::RivalryStrengths),
            text(rivalry::field::weaknesses, Key::RivalryWeaknesses),
            choice(rivalry::field::price_level, Key::CompetitorPriceLevel, PRICE_LEVELS),
            day(rivalry::field::contract_end, Key::RivalryContractEnd),
            choice(rivalry::field::threat, Key::RivalryThreat, THREATS),
            text(rivalry::field::answer, Key::RivalryAnswer),
        ],
    },
    Form {
        piece: Piece::Competitor,
        title: Key::PieceCompetitor,
        audience: Audience::Management,
        fields: &[
            line(competitor::field::name, Key::CompetitorName),
            text(competitor::field::supplies, Key::CompetitorSupplies),
            line(competitor::field::region, Key::FieldRegion),
            line(competitor::field::website, Key::FieldWebsite),
            text(competitor::field::strengths, Key::CompetitorStrengths),
            text(competitor::field::weaknesses, Key::CompetitorWeaknesses),
            choice(competitor::field::price_level, Key::CompetitorPriceLevel, PRICE_LEVELS),
            text(competitor::field::note, Key::EntryNote),
        ],
    },
    Form {
        piece: Piece::WhiteSpace,
        title: Key::PieceWhiteSpace,
        audience: Audience::Management,
        fields: &[
            group(white_space::field::group, Key::SpaceGroup),
            choice(white_space::field::source, Key::SpaceSource, SOURCES),
            one(white_space::field::competitor, Key::RivalryCompetitor, Input::Competitor),
            money(white_space::field::spend, Key::SpaceSpend),
            day(white_space::field::contract_end, Key::RivalryContractEnd),
            text(white_space::field::note, Key::EntryNote),
        ],
    },
    Form {
        piece: Piece::Note,
        title: Key::PieceNote,
        audience: Audience::Management,
        fields: &[
            day(note::field::day, Key::EntryDay),
            line(note::field::title, Key::NoteTitle),
            text(note::field::text, Key::NoteText),
            line(note::field::by, Key::NoteBy),
        ],
    },
    Form {
        piece: Piece::CustomField,
        title: Key::PieceCustomField,
        audience: Audience::Management,
        fields: &[line(custom_field::field::name, Key::CustomFieldName)],
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{
        Colleague, Competitor, Complaint, Contact, CustomField, Favour, Interaction, Note, Promise, Proposal,
        RecordKind, Rivalry, Tender, Tie, WhiteSpace,
    };

    #[test]
    fn every_piece_has_its_form_and_is_called_like_its_kind() {
        let kinds = [
            Contact::KIND,
            Tie::KIND,
            Colleague::KIND,
            Interaction::KIND,
            Proposal::KIND,
            Favour::KIND,
            Promise::KIND,
            Complaint::KIND,
            Tender::KIND,
            Note::KIND,
            Competitor::KIND,
            Rivalry::KIND,
            WhiteSpace::KIND,
            CustomField::KIND,
        ];
        assert_eq!(Piece::ALL.map(Piece::code), kinds);
        for piece in Piece::ALL {
            assert_eq!(Form::of(piece).piece, piece);
        }
        assert_eq!(FORMS.len(), kinds.len());
    }

    #[test]
    fn lists_have_a_word_for_every_code() {
        fn codes<T: Coded>() -> Vec<&'static str> {
            T::all().iter().map(|value| value.code()).collect()
        }
        let lists = [
            (RANKS, codes::<Rank>()),
            (ROLES, codes::<BuyingRole>()),
            (STANCES, codes::<Stance>()),
            (INFLUENCES, codes::<Influence>()),
            (STRENGTHS, codes::<Strength>()),
            (CHANNELS, codes::<Channel>()),
            (ANSWERS, codes::<Answer>()),
            (FAVOUR_KINDS, codes::<FavourKind>()),
            (SIDES, codes::<Side>()),
            (KEPT, codes::<Kept>()),
            (TENDER_OUTCOMES, codes::<TenderOutcome>()),
            (TENDER_REASONS, codes::<TenderReason>()),
            (PRICE_LEVELS, codes::<PriceLevel>()),
            (THREATS, codes::<Threat>()),
            (SOURCES, codes::<Source>()),
        ];
        for (list, codes) in lists {
            assert_eq!(list.iter().map(|(code, _)| *code).collect::<Vec<_>>(), codes);
        }
    }

    /// A record whose fields may go further than its being there would be a hole.
    #[test]
    fn no_field_goes_further_than_its_record() {
        for form in FORMS {
            for field in form.fields {
                assert!(field.audience >= form.audience, "{:?} {}", form.piece, field.name);
            }
        }
    }
}
