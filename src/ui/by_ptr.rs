//! Values that are shared, not copied, and compared by which they are.

use std::ops::Deref;
use std::sync::Arc;

/// A shared value that is equal to itself only: comparing a ledger by content would cost more than
/// what a memo saves.
#[derive(Debug)]
pub struct ByPtr<T>(Arc<T>);

impl<T> ByPtr<T> {
    pub fn new(value: T) -> Self {
        Self(Arc::new(value))
    }

    /// What tells it from every other value that lives at the same time.
    pub fn address(&self) -> usize {
        Arc::as_ptr(&self.0).addr()
    }
}

impl<T> From<Arc<T>> for ByPtr<T> {
    fn from(shared: Arc<T>) -> Self {
        Self(shared)
    }
}

impl<T> Clone for ByPtr<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> PartialEq for ByPtr<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for ByPtr<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}
