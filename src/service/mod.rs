//! How well accounts are served: orders followed, requests, non-conformities, promises, satisfaction, and the
//! health of the relationship that follows (R1–R3, R5, R8, L5).
//!
//! | file | what |
//! | --- | --- |
//! | [`on_time`] | which documents came by the day they were promised for (C7) |
//! | [`non_conformities`] | remarks, complaints and claims: open, past their deadline, with causes that come back (R8) |
//! | [`requests`] | how soon they are answered and resolved, in working minutes (C5) |
//! | [`promises`] | how many of ours we kept (C6) |
//! | [`all_marks`] | every mark they gave, question by question (R1) |
//! | [`wishes`] | what people wish, and what it became (R1) |
//! | [`since_touch`] | what has come about with an account since somebody there was last spoken to |
//! | [`satisfaction`] | what people say, whom we asked, how well we had guessed (C8) |
//! | [`business_review`] | what we did for a customer in a period, to be shown to them |
//! | [`mistakes`], [`mistake_limits`] | the five mistakes that lose accounts, as checks with evidence; from where on (R11) |
//! | [`cases`] | everything a customer waits for, of all accounts in one list |
//! | [`request_act`] | what is done about a request in one click |
//! | [`setup`] | when people work, and the targets, as somebody types them |
//! | [`usual_cadence`] | how often accounts and people are to hear from us where nobody set it (C1) |
//! | [`overview`] | all that the page Service tells of it |
//! | [`health_score`] | all of it together: the health of a relationship (C10) |
//!
//! **Invariant:** days, instants and offsets of zones come in as arguments, and what is asked as of a day rests
//! on what was known by then. Nothing here formats.

pub mod all_marks;
pub mod business_review;
pub mod cases;
pub mod health_score;
pub mod mistake_limits;
pub mod mistakes;
pub mod non_conformities;
pub mod on_time;
pub mod overview;
pub mod promises;
pub mod request_act;
pub mod requests;
pub mod satisfaction;
pub mod setup;
pub mod since_touch;
pub mod usual_cadence;
pub mod wishes;
