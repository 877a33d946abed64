//! Files in and out.
pub mod json;
pub mod segments_csv;
