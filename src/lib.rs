//! The scenario core.
