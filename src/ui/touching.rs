//! What every page may do about logging a touch: ask for the drawer in which it is told, and hand a mail in.
//!
//! The drawer is a part of the page's code, fetched when it is first asked for; what was wished before it is here
//! waits for it.

use leptos::prelude::*;
use web_sys::File;

use crate::book::RecordId;

/// With whom it was, as far as the place it is logged from knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TouchWish {
    pub account: Option<RecordId>,
    /// The negotiation that was held, of which it tells.
    pub negotiation: Option<RecordId>,
}

impl TouchWish {
    /// With an account.
    pub fn with(account: RecordId) -> Self {
        Self { account: Some(account), ..Self::default() }
    }
}

/// The way to the drawer.
#[derive(Clone, Copy)]
pub struct Touching {
    /// While the drawer is open, or about to be.
    pub wish: RwSignal<Option<TouchWish>>,
    /// A mail on its way in.
    pub mail: RwSignal<Option<File>, LocalStorage>,
}

impl Touching {
    /// For the whole page.
    pub fn provide() -> Self {
        let touching = Self { wish: RwSignal::new(None), mail: RwSignal::new_local(None) };
        provide_context(touching);
        touching
    }

    /// Opens the drawer, unless somebody is telling something in it already.
    pub fn open(self, wish: TouchWish) {
        if self.wish.get_untracked().is_none() {
            self.wish.set(Some(wish));
        }
    }

    /// Hands a mail in: the drawer opens with what is in it.
    pub fn take_mail(self, mail: File) {
        self.mail.set(Some(mail));
        self.open(TouchWish::default());
    }
}

/// The way to the drawer, of this page.
pub fn touching() -> Touching {
    expect_context()
}
