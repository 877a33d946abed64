//! Marks of currencies in headers and cells.
