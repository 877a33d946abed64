//! Whole files, from bytes to sums.

use super::super::*;
