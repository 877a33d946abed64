//! Vital Few.
