//! The office's server.
