//! A value that many hold.

use std::{fmt, ops::Deref, sync::Arc};

/// A value that many hold and nobody changes. Copies are one value, and are known to be equal without being looked at:
/// a screen that is handed three hundred of them sees at a glance which one is another than before.
pub struct Shared<T>(Arc<T>);

impl<T> Shared<T> {
    pub fn new(value: T) -> Self {
        Shared(Arc::new(value))
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Shared(self.0.clone())
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: PartialEq> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0 == other.0
    }
}

impl<T: fmt::Debug> fmt::Debug for Shared<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_one_and_equals_are_equal() {
        let a = Shared::new(vec![1, 2]);
        assert!(a == a.clone() && a == Shared::new(vec![1, 2]) && a != Shared::new(vec![1]));
    }
}
